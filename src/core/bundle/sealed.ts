import { problem, type Problem } from '../problem.ts';
import { mapOf, record, text, type Of, type Shape } from '../scheme/shape.ts';
import type { Hash } from './merkle.ts';
import { own } from '../own.ts';

/** Hands out the salt of a place: at least 128 random bits in hexadecimal, the same place asked once (加盐). */
export type Salt = (place: string) => string;

/** What stands in a line instead of a personal text: only whoever has salt and text can tell what it was (封存). */
export type Sealed = { readonly sealed: string };

/** A salt: 32 hexadecimal digits or more. */
export const salt: Shape<string> = {
  parse(value, at, out) {
    if (typeof value === 'string' && /^[0-9a-f]{32,128}$/.test(value)) return value;
    return void out.push(problem('salt-too-short', at));
  },
  schema: () => ({ type: 'string', pattern: '^[0-9a-f]{32,128}$' }),
};

const opening = record({ salt, text });
export const openings = mapOf(opening);

/** The texts themselves with their salts, by what they are sealed as. To erase a text, take its row out: nothing else changes. */
export type Openings = Of<typeof openings>;

/** Seals a text. */
export function seal({ salt, text }: Openings[string], hash: Hash): Sealed {
  return { sealed: hash(`text\n${salt}\n${text}`) };
}

/** The text behind a seal; undefined once it has been erased. */
export function unsealed({ sealed }: Sealed, texts: Openings): string | undefined {
  return own(texts, sealed)?.text;
}

/** Texts that do not belong to their seal, and those that no line has sealed. */
export function checkOpenings(texts: Openings, used: ReadonlySet<string>, hash: Hash, out: Problem[]): void {
  for (const [sealed, one] of Object.entries(texts)) {
    const at = `texts.${sealed}`;
    if (!used.has(sealed)) out.push(problem('text-of-nothing', at));
    else if (seal(one, hash).sealed !== sealed) out.push(problem('text-altered', at));
  }
}

/** Everything that is sealed inside a line. */
export function sealsIn(value: unknown): readonly string[] {
  if (isSealed(value)) return [value.sealed];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sealsIn) : [];
}

/** Whether a value is a sealed text. */
export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && 'sealed' in value && typeof value.sealed === 'string';
}
