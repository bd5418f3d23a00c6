import { exact, isDecimal, print } from '../src/core/number.ts';
import type { Scheme } from '../src/core/scheme/scheme.ts';
import { parseFacts, rowsOf, type FactsFile } from '../src/core/score/book/facts.ts';

type Rows = Readonly<Record<string, unknown>>;
/** What subjects are where none of them says so: the kind that the scheme rates. */
type Kind = Scheme['subject'];

/** Facts under other ids: a workbook knows people by name, so what it gives back has ids of its own. */
export function renamed(facts: FactsFile, read: FactsFile, usual: Kind): FactsFile {
  const ids = new Map<string, string>();
  for (const scheme of Object.keys(facts.results)) {
    const theirs = Object.keys(read.results[scheme] ?? {});
    Object.keys(facts.results[scheme] ?? {}).forEach((id, i) => ids.set(id, theirs[i] ?? id));
  }
  const own = (block: 'subjects' | 'people'): void => {
    const theirs = read[block].filter((row) => !isOrg(read, row, usual));
    facts[block]
      .filter((row) => !isOrg(facts, row, usual))
      .forEach((row, i) => ids.set(row.id, theirs[i]?.id ?? row.id));
  };
  own('subjects');
  own('people');
  return rename(facts, (id) => ids.get(id) ?? id);
}

/** An organisation that is rated itself, not a person who happens to have the id of one. */
function isOrg(facts: FactsFile, row: FactsFile['subjects'][number], usual: Kind): boolean {
  return (row.kind ?? usual) === 'org' && facts.orgs.some((org) => org.id === row.id);
}

type Rename = (id: string) => string;

function keys<T>(rows: Readonly<Record<string, T>>, rename: Rename): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(rows).map(([id, row]) => [rename(id), row]));
}

function rename(facts: FactsFile, to: Rename): FactsFile {
  const person = (row: FactsFile['subjects'][number]): object => ({
    ...row,
    id: to(row.id),
    ...(row.person === undefined ? {} : { person: to(row.person) }),
    roles: Object.fromEntries(Object.entries(row.roles).map(([role, value]) => [role, holders(value, to)])),
  });
  const parsed = parseFacts({
    ...facts,
    subjects: facts.subjects.map(person),
    people: facts.people.map(person),
    entries: rowsOf(facts.entries).map((row) => ({
      ...row,
      subject: to(row.subject),
      ...(row.by === undefined ? {} : { by: to(row.by) }),
      ...(row.approvedBy === undefined ? {} : { approvedBy: row.approvedBy.map(to) }),
    })),
    findings: facts.findings.map((row) => ({ ...row, ...(row.by === undefined ? {} : { by: to(row.by) }) })),
    ballots: keys(facts.ballots, to),
    inputs: keys(facts.inputs, to),
    history: keys(facts.history, to),
    results: Object.fromEntries(Object.entries(facts.results).map(([scheme, rows]) => [scheme, keys(rows, to)])),
    decisions: keys(facts.decisions, to),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function holders(value: unknown, to: Rename): unknown {
  if (typeof value === 'string') return to(value);
  if (!Array.isArray(value)) return value;
  return value.map((one: unknown) =>
    typeof one === 'string' ? to(one) : { ...(one as Rows), value: to(String((one as Rows)['value'])) },
  );
}

/** Facts in one form, whichever of several ways they were written in: `0.10` is `0.1`, nothing is left out or empty. */
export function plainFacts(facts: FactsFile, usual: Kind): object {
  const merged = new Map(facts.subjects.map((row) => [row.id, row.facts]));
  const person = (row: FactsFile['subjects'][number]): object => ({
    ...row,
    name: '',
    kind: row.kind ?? usual,
    person: row.person ?? row.id,
  });
  const people = facts.people.map(person);
  // The blank workbook shows the usual choice of every reading, and so states it.
  const { entries, findings, subjects: rated, orgs, ...rest } = facts;
  // Where organisations are rated and nobody is listed, every organisation is.
  const listed = rated.length > 0 || usual !== 'org';
  const ratedOrgs = listed
    ? rated.filter((row) => isOrg(facts, row, usual))
    : orgs.map(({ id }) => ({ id, roles: {} }));
  const subjects = rated.filter((row) => !isOrg(facts, row, usual)).map(person);
  return plain({
    ...rest,
    readings: {},
    people,
    subjects,
    ratedOrgs: Object.fromEntries(ratedOrgs.map(({ id, roles }) => [id, { id, roles }])),
    orgs: orgs.map(({ id, facts: own }) => ({ id, facts: { ...own, ...merged.get(id) } })),
    entries: Object.fromEntries(rowsOf(entries).map((row) => [row.id, row])),
    findings,
  }) as object;
}

/** Sorted keys, shortest numbers, no empty parts. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return isDecimal(value) ? print(exact(value)) : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const rows = Object.entries(value)
    .map(([key, one]) => [isDecimal(key) ? print(exact(key)) : key, plain(one)] as const)
    .filter(([, one]) => one !== undefined && !(typeof one === 'object' && Object.keys(one as object).length === 0));
  return Object.fromEntries(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
