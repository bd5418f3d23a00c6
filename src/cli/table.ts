/** A column of a table on the screen. */
export type TextColumn = {
  readonly header: string;
  readonly align?: 'left' | 'right';
  /** Places at most; what is longer is cut. */
  readonly most?: number;
};

/** How many half-width places a text takes; a Chinese character takes two, a combining mark none. */
export function screenWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[\p{M}\u200b-\u200f\ufeff]/u.test(character)) continue;
    width += isWide(character.codePointAt(0) as number) ? 2 : 1;
  }
  return width;
}

/** East Asian wide and full-width characters, in the blocks that Chinese text uses. */
function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1f300 && code <= 0x1faff) ||
      code >= 0x20000)
  );
}

/** Lines of an aligned table: header, then rows; two places between columns, none at the end of a line. */
export function tableLines(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = [
    columns.map((one) => one.header),
    ...rows.map((row) => row.map((text, at) => cut(onOneLine(text), columns[at]?.most))),
  ];
  const widths = columns.map((_, i) => cells.reduce((most, row) => Math.max(most, screenWidth(row[i] ?? '')), 0));
  return cells.map((row) =>
    columns
      .map((column, i) => padded(row[i] ?? '', widths[i] as number, column.align ?? 'left'))
      .join('  ')
      .trimEnd(),
  );
}

/** A text that is too long, with … for what is cut off. */
function cut(text: string, most = Infinity): string {
  if (screenWidth(text) <= most) return text;
  let [kept, width] = ['', 1];
  for (const character of text) {
    width += screenWidth(character);
    if (width > most) break;
    kept += character;
  }
  return `${kept}…`;
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - screenWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

function onOneLine(text: string): string {
  return text.replaceAll(/[\r\n\t]+/g, ' ');
}
