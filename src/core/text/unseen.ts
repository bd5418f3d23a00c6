const UNSEEN_ONES = String.raw`\p{Cf}\p{Cs}\u0000-\u0008\u000e-\u001f\u007f-\u009f`;
const BREAKS_ONES = String.raw`\t-\r\u2028\u2029`;

/**
 * Characters that nobody sees, or that turn the direction of what follows: formats (U+200B, U+202E, tag characters),
 * controls, and halves of characters. Blanks and breaks of lines are not among them.
 */
export const UNSEEN = new RegExp(`[${UNSEEN_ONES}]`, 'gu');

/** Breaks of lines and tabs, several in a row taken together. */
export const BREAKS = new RegExp(`[${BREAKS_ONES}]+`, 'gu');

/** Text of which everything is seen, and on one line; written so that a JSON Schema can carry it. */
export const PLAIN_LINE = `^[^${UNSEEN_ONES}${BREAKS_ONES}]+$`;
