/**
 * Characters that nobody sees, or that turn the direction of what follows: formats (U+200B, U+202E, tag characters),
 * controls, and halves of characters. Blanks and breaks of lines are not among them.
 */
export const UNSEEN = /[\p{Cf}\p{Cs}\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu;
