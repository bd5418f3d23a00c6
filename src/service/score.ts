import { problem, resultOf, type Problem, type Result } from '../core/problem.ts';
import { MOST_DEEP, scanJson } from '../core/json-scan.ts';
import { scoreRuleset, type ScoreOptions } from '../core/score/evaluate.ts';
import type { Triable } from '../core/score/telling/trial.ts';
import { choicesIn, notToldAt, siftFacts } from '../core/score/book/facts.ts';
import { placed, readFactsWorkbook, type FactsBook, type RulesFor } from '../forms/facts-workbook.ts';
import { readBytes, textOf } from '../store/file.ts';
import { sha256 } from './bundle.ts';
import { rulesOf } from './scheme.ts';

/** Facts that have been scored, with the rules they were scored by and those of other choices. */
export type ScoredFacts = Triable;

/** Scores a facts document (already read as JSON) by a scheme named by id or path; all its problems come back at once. */
export function scoreFacts(idOrPath: string, document: unknown, options?: ScoreOptions): Result<ScoredFacts> {
  return scoreDocument(rulesOf(idOrPath), document, options);
}

function scoreDocument(rulesFor: RulesFor, document: unknown, options: ScoreOptions | undefined): Result<ScoredFacts> {
  const base = rulesFor();
  if (!base.ok) return base;
  const { readable: facts, problems } = siftFacts(document);
  if (facts === undefined) return { ok: false, problems };
  const chosen = rulesFor(choicesIn(facts));
  const ruleset = chosen.ok ? chosen.value : base.value;
  const checkOnly = options?.checkOnly === true || problems.length > 0 || !chosen.ok;
  const scored = scoreRuleset(ruleset, facts, sha256, { ...options, checkOnly });
  const all = oncePerPlace([...problems, ...notToldAt(problems, [...chosen.problems, ...scored.problems])]);
  if (!scored.ok || all.some((one) => one.severity === 'error')) return { ok: false, problems: all };
  return { ok: true, value: { ruleset, facts, scoring: scored.value, rulesFor }, problems: all };
}

function oncePerPlace(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [`${one.code} ${one.at}`, one])).values()];
}

/** What a run on a file can be told besides. */
export type FileOptions = ScoreOptions & {
  /** Called before a large file is read, which takes a while and lets nothing else run. */
  readonly reading?: () => void;
};

/** Bytes: some thousand rows of a workbook, which take about a second. */
const LARGE = 100_000;

/** Scores a file of facts, a filled-in workbook or JSON; problems name its cells or its paths. */
export async function scoreFile(idOrPath: string, path: string, options?: FileOptions): Promise<Result<ScoredFacts>> {
  const bytes = readBytes(path);
  if (!bytes.ok) return bytes;
  if (bytes.value.length > LARGE) options?.reading?.();
  if (!isJson(path, bytes.value)) {
    const rulesFor = rulesOf(idOrPath);
    return scoreBook(rulesFor, await readFactsWorkbook(bytes.value, rulesFor, path), options);
  }
  const read = readJson(path, bytes.value);
  if (!('document' in read)) return { ok: false, problems: read.problems };
  const scored = scoreFacts(idOrPath, read.document, { ...options, checkOnly: read.problems.length > 0 });
  return { ...scored, problems: [...read.problems, ...scored.problems] };
}

/** Scores what was read from a workbook; problems name its cells. */
export function scoreBook(rulesFor: RulesFor, book: FactsBook, options?: ScoreOptions): Result<ScoredFacts> {
  if (book.facts === undefined) return { ok: false, problems: book.problems };
  const broken = book.problems.some((one) => one.severity === 'error');
  const scored = scoreDocument(rulesFor, book.facts, { ...options, checkOnly: broken });
  const problems = oncePerPlace([...book.problems, ...placed(scored.problems, book)]);
  return scored.ok ? resultOf(scored.value, problems) : { ok: false, problems };
}

/** Whether a file is facts as JSON rather than a filled-in form. */
export function isJson(path: string, bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return /\.json$/iu.test(path) || start.startsWith('{') || start.startsWith('[');
}

/** Facts as JSON; what is no JSON and names written twice are told with their place. */
function readJson(
  path: string,
  bytes: Uint8Array,
): { readonly document?: unknown; readonly problems: readonly Problem[] } {
  if (bytes.length === 0) return { problems: [problem('file-empty', path)] };
  const text = textOf(path, bytes);
  if (!text.ok) return { problems: text.problems };
  const { fault, tooDeep, repeated } = scanJson(text.value);
  const problems: Problem[] = repeated.map(({ at, key }) => problem('json-key-twice', at, { key }));
  if (fault !== undefined) problems.push(problem('json-broken', path, written(fault)));
  if (tooDeep !== undefined)
    problems.push(problem('json-too-deep', path, { ...written(tooDeep), most: String(MOST_DEEP) }));
  const whole = fault === undefined && tooDeep === undefined;
  return whole ? { document: JSON.parse(text.value) as unknown, problems } : { problems };
}

function written({ line, column }: { readonly line: number; readonly column: number }): Problem['data'] {
  return { line: String(line), column: String(column) };
}
