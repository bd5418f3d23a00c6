import { UNSEEN } from '../core/text/unseen.ts';

const DOTS = /[\u2022\u2027\u2219\u22c5\u30fb\uff65\u00b7]/g;

/** Nearly all cells: nothing in them that could be written in another way. */
const ALREADY_PLAIN = /^[\u4e00-\u9fffA-Za-z0-9.\-/]*$/;

/** Text as people mean it: full-width letters and digits made plain, invisible characters gone, blanks single. */
export function plainText(text: string): string {
  if (ALREADY_PLAIN.test(text)) return text;
  return text.normalize('NFKC').replaceAll(UNSEEN, '').replaceAll(/\s+/g, ' ').trim();
}

/** Text as it was written, without blanks around it and invisible characters in it. */
export function writtenText(text: string): string {
  return text
    .replaceAll(UNSEEN, '')
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .trim();
}

/** Text without any blank, for comparing names and headers: `王 芳` is `王芳`, `（2）` is `(2)`, every middle dot is `·`. */
export function tightText(text: string): string {
  if (ALREADY_PLAIN.test(text)) return text;
  return plainText(text).replaceAll(' ', '').replaceAll(DOTS, '·');
}

/** The parts of a list typed into one cell: separated by 、，,；; or line breaks. */
export function listedParts(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .split(/[、,;\n\r，；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
