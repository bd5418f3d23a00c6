import { chunks } from '../core/chunks.ts';
import { textWidth } from './workbook-write-cell.ts';
import type { CellSpec, SheetSpec } from './workbook-write.ts';

/**
 * Long text in lines as a careful typist would break them. Spreadsheets begin a line with a stop, or leave a minus at its
 * end. Nothing but line breaks comes in: without them the text is what it was.
 */
export function composedText(text: string, room: number): string {
  return text
    .split('\n')
    .map((line) => (textWidth(line) <= room ? line : brokenLines(line, room).join('\n')))
    .join('\n');
}

/** The same for every wrapped cell of a table. */
export function composedSheet(sheet: SheetSpec, widths: readonly number[]): SheetSpec {
  const composed = (cell: CellSpec, i: number): CellSpec => {
    const kind = typeof cell === 'string' ? undefined : cell?.kind;
    if (cell === null || (kind ?? sheet.columns[i]?.kind) !== 'wrapped') return cell;
    const room = (widths[i] as number) - MARGIN;
    return typeof cell === 'string' ? composedText(cell, room) : { ...cell, value: composedText(cell.value, room) };
  };
  const rows = sheet.rows.map((row) => (row.spread === true ? row : { ...row, cells: row.cells.map(composed) }));
  return { ...sheet, rows };
}

/** A Chinese character is a little wider than two digits, and a cell has an indent. */
const MARGIN = 4;

/** Whole statements first, as many on a line as fit; a longer one goes on wherever it may. */
function brokenLines(text: string, room: number): readonly string[] {
  return text.split(STATEMENT).reduce<readonly string[]>((lines, statement) => {
    const last = lines.at(-1) ?? '';
    if (fits(last + statement, room)) return [...lines.slice(0, -1), last + statement];
    const own = fits(statement, room) ? [statement] : filledLines(statement, room);
    return [...(last === '' ? [] : lines), ...own];
  }, []);
}

const STATEMENT = /(?<=[；。])(?![，。；：、！？）」』》〉】〕])/u;

/** A blank at the end of a line is not seen. */
function fits(line: string, room: number): boolean {
  return textWidth(line.trimEnd()) <= room;
}

function filledLines(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  let line: readonly string[] = [];
  for (const word of wordsOf(text).flatMap((one) => (fits(one, room) ? [one] : lettersOf(one, room)))) {
    if (line.length > 0 && !fits([...line, word].join(''), room)) {
      const end = endOf(line, room);
      lines.push(line.slice(0, end).join(''));
      line = line.slice(end);
    }
    line = [...line, word];
  }
  return line.length === 0 ? lines : [...lines, line.join('')];
}

/** How many words stay on a full line: up to the last pause, so that no name is parted, where that leaves it full enough. */
function endOf(line: readonly string[], room: number): number {
  const pause = line.findLastIndex((word) => PAUSE.test(word)) + 1;
  return pause > 0 && textWidth(line.slice(0, pause).join('')) >= room * FULL_ENOUGH ? pause : line.length;
}

const PAUSE = /[，、：]$/u;
const FULL_ENOUGH = 0.6;

/** What nothing but the end of the column parts. */
function lettersOf(word: string, room: number): readonly string[] {
  return chunks(Array.from(word), Math.max(1, Math.floor(room / 2))).map((some) => some.join(''));
}

/** Stops and closing brackets stay with what they follow, opening ones and signs with what they begin. */
const CLOSING = '，。；：、！？）」』》〉】〕％…,.;:!?)%”’';
const OPENING = '（「『《〈【〔(“‘';
/** What belongs to a number or a Latin word, and what one reckons with between two numbers. */
const TIGHT = /[\w.%/×÷—–\-+=:]/u;

function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  const whole = bracketed(text);
  let before = '';
  let at = 0;
  for (const letter of text) {
    const parts = before !== '' && !whole.has(at) && mayPart(before, letter, words.at(-1) as string);
    words.push(parts ? letter : (words.pop() ?? '') + letter);
    before = letter;
    at += letter.length;
  }
  return words;
}

/** Places inside short brackets, as the number of a clause `（三（三）2）`: there a line does not end. */
function bracketed(text: string): ReadonlySet<number> {
  const short = text.matchAll(BRACKETS).filter(([group]) => group.length <= SHORT);
  return new Set(short.flatMap(({ 0: group, index }) => Array.from(group.slice(1), (_, at) => index + at + 1)));
}

const BRACKETS = /（(?:[^（）]|（[^（）]*）)*）/gu;
const SHORT = 9;

/** A sum is parted before what one does next, never after: the sign stays with its number. */
function mayPart(before: string, letter: string, word: string): boolean {
  if (letter === ' ' || CLOSING.includes(letter) || OPENING.includes(before)) return false;
  if (before === ' ') return !/(?:^|[^\w）])[-+×÷=] $/u.test(word);
  // The exact fraction stands in brackets behind its number.
  return !(TIGHT.test(before) && (TIGHT.test(letter) || OPENING.includes(letter)));
}
