import { canonicalJson } from '../json.ts';
import { problem, resultOf, type Problem, type Result } from '../problem.ts';
import { anything, flag, mapOf, oneOf, record, text, type Of } from '../scheme/shape.ts';
import type { Hash } from './merkle.ts';
import { checkOpenings, openings, salt, sealsIn, type Openings } from './sealed.ts';
import { readSheet, type LineShapes, type Sheet } from './sheet.ts';
import { FACT_LINES } from './snapshot-facts.ts';

const name = { kind: text, id: text };
const result = record({ ...name, salt, result: anything });

const SHEETS = {
  documents: { document: record({ ...name, document: anything }) },
  facts: FACT_LINES,
  determinations: { decision: record({ ...name, salt, decision: mapOf(anything) }) },
  outputs: { results: mapOf(anything), org: result, subject: result },
} as const satisfies Readonly<Record<string, LineShapes>>;
type SheetName = keyof typeof SHEETS;
const NAMES = Object.keys(SHEETS) as readonly SheetName[];

const head = record({
  format: oneOf('gongping-bundle-1'),
  evaluator: text,
  scheme: record({ id: text, hash: text }),
  draft: flag,
  documents: text,
  facts: text,
  determinations: text,
  outputs: text,
});
/** What a published result is: the scheme's hash, whether it is a trial, the evaluator, and the roots of its four sheets. Its hash stands on boards and forms. */
export type BundleHead = Of<typeof head>;

const file = record({
  hash: text,
  head,
  documents: anything,
  facts: anything,
  determinations: anything,
  outputs: anything,
  texts: openings,
});

/** A published result with everything needed to make it again (成果包). Texts can be erased; nothing else can change. */
export type Bundle = { readonly hash: string; readonly head: BundleHead; readonly texts: Openings } & {
  readonly [K in SheetName]: Sheet;
};

/** The hash of a published result: of its head alone, so that it can be checked without seeing a single line. */
export function hashOfHead(of: BundleHead, hash: Hash): string {
  return hash(`head\n${canonicalJson(of)}`);
}

/** The bundle as a file: canonical JSON, so that every byte of it means something. */
export function printBundle({ hash, head: top, texts, ...sheets }: Bundle): string {
  const rows = Object.fromEntries(NAMES.map((name) => [name, sheets[name].rows]));
  return `${canonicalJson({ hash, head: top, texts, ...rows })}\n`;
}

/**
 * Reads a bundle file: the exact bytes that `printBundle` writes, every part of its shape, every root and every seal.
 * All problems at once. Whether the outputs follow from the facts is asked by `verifyBundle`.
 */
export function parseBundle(source: string, hash: Hash): Result<Bundle> {
  const out: Problem[] = [];
  const value = readCanonical(source, out);
  const got = value === undefined ? undefined : file.parse(value, '', out);
  if (got?.head === undefined || got.texts === undefined) return { ok: false, problems: out };
  const sheet = (name: SheetName): Sheet =>
    readSheet(got[name], { at: name, shapes: SHEETS[name], root: got.head[name] }, hash, out);
  const sheets = {
    documents: sheet('documents'),
    facts: sheet('facts'),
    determinations: sheet('determinations'),
    outputs: sheet('outputs'),
  };
  if (hashOfHead(got.head, hash) !== got.hash) out.push(problem('head-altered', 'head'));
  const sealed = new Set(sealsIn([sheets.facts.rows, sheets.determinations.rows]));
  checkOpenings(got.texts, sealed, hash, out);
  return resultOf({ hash: got.hash, head: got.head, texts: got.texts, ...sheets }, out);
}

/** JSON whose text is its canonical text; undefined, with a problem, where it cannot be read at all. */
function readCanonical(source: string, out: Problem[]): unknown {
  try {
    const value: unknown = JSON.parse(source);
    if (`${canonicalJson(value)}\n` !== source) out.push(problem('bundle-not-canonical', ''));
    return value;
  } catch {
    out.push(problem('not-a-bundle', ''));
    return undefined;
  }
}
