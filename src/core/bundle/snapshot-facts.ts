import { problem, resultOf, type Problem, type Result } from '../problem.ts';
import { parseFacts, type FactsFile } from '../score/book/facts.ts';
import { anything, list, mapOf, opt, or, record, text, type Of } from '../scheme/shape.ts';
import { isSealed, salt, unsealed, type Openings } from './sealed.ts';
import { placeOf, type SheetRow } from './sheet.ts';

const fields = mapOf(anything);
const headLine = record({ kind: text, id: text, asOf: opt(text), params: fields, readings: fields });
const factLine = record({
  kind: text,
  id: text,
  salt,
  name: opt(anything),
  row: or(fields, {}),
  entries: or(list(fields), []),
  findings: or(list(fields), []),
  ballots: opt(anything),
  inputs: opt(anything),
  history: opt(anything),
  results: or(fields, {}),
  decision: opt(fields),
});
type FactLine = Of<typeof factLine>;

/** The lines of a snapshot by kind. */
export const FACT_LINES = {
  period: headLine,
  org: factLine,
  person: factLine,
  subject: factLine,
  elsewhere: factLine,
} as const;

/** What stands where a text has been erased; that there was one still counts. */
const ERASED = '（已删除）';

/**
 * The facts that a snapshot's lines hold, read as strictly as a facts file. The order is that of the lines, so the same
 * lines always score to the same bytes. Erased names are left out, erased reasons stand as a mark.
 */
export function factsOf(rows: readonly SheetRow[], texts: Openings): Result<FactsFile> {
  const out: Problem[] = [];
  const heads = rows.filter((row) => row.kind === 'period');
  const [head] = heads.flatMap((row) => headLine.parse(row, placeOf('facts', row), out) ?? []);
  if (heads.length !== 1) out.push(problem('period-line-missing', 'facts', { count: String(heads.length) }));
  const lines = rows
    .filter((row) => row.kind !== 'period')
    .flatMap((row) => factLine.parse(row, placeOf('facts', row), out) ?? []);
  if (head === undefined || out.length > 0) return { ok: false, problems: out };
  const raw = {
    period: head.id,
    asOf: head.asOf,
    params: head.params,
    readings: head.readings,
    ...factsIn(lines, texts, out),
  };
  const parsed = parseFacts(raw);
  return parsed.ok
    ? resultOf(parsed.value, [...out, ...parsed.problems])
    : { ok: false, problems: [...out, ...parsed.problems] };
}

function factsIn(lines: readonly FactLine[], texts: Openings, out: Problem[]): object {
  const of = (kind: string): readonly object[] =>
    lines
      .filter((line) => line.kind === kind)
      .map((line) => ({ ...line.row, id: line.id, ...named(line, texts, out) }));
  const by = (part: 'ballots' | 'inputs' | 'history'): object =>
    Object.fromEntries(lines.flatMap((line) => (line[part] === undefined ? [] : [[line.id, line[part]]])));
  return {
    orgs: of('org'),
    people: of('person'),
    subjects: of('subject'),
    entries: lines.flatMap((line) =>
      line.entries.map((entry) => ({ ...withReason(entry, texts, placeOf('facts', line), out), subject: line.id })),
    ),
    findings: lines.flatMap((line) => line.findings),
    ballots: by('ballots'),
    inputs: by('inputs'),
    history: by('history'),
    results: resultsIn(lines),
    decisions: Object.fromEntries(
      lines.flatMap((line) =>
        line.decision === undefined
          ? []
          : [[line.id, withReason(line.decision, texts, placeOf('facts', line), out)] as const],
      ),
    ),
  };
}

function named(line: FactLine, texts: Openings, out: Problem[]): { readonly name?: string } {
  if (line.name === undefined && line.row['name'] === undefined) return {};
  if (!isSealed(line.name) || line.row['name'] !== undefined) {
    out.push(problem('text-not-sealed', `${placeOf('facts', line)}.name`));
    return {};
  }
  const name = unsealed(line.name, texts);
  return name === undefined ? {} : { name };
}

/** A record with its reason readable again. */
export function withReason(
  fields: Readonly<Record<string, unknown>>,
  texts: Openings,
  at: string,
  out: Problem[],
): Readonly<Record<string, unknown>> {
  const { reason, ...rest } = fields;
  if (reason === undefined) return fields;
  if (isSealed(reason)) return { ...rest, reason: unsealed(reason, texts) ?? ERASED };
  out.push(problem('text-not-sealed', `${at}.reason`));
  return rest;
}

function resultsIn(lines: readonly FactLine[]): object {
  const rows = lines.flatMap((line) =>
    Object.entries(line.results).map(([scheme, row]) => ({ scheme, id: line.id, row })),
  );
  const bySchemes = [...Map.groupBy(rows, (one) => one.scheme)];
  return Object.fromEntries(
    bySchemes.map(([scheme, own]) => [scheme, Object.fromEntries(own.map(({ id, row }) => [id, row]))]),
  );
}
