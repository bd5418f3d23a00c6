import { rowsOf, type EntryRow, type FactsFile, type PersonRow } from '../score/book/facts.ts';

/** Facts whose people are known by numbers, and how many people stay known by their names (化名). */
export type Pseudonymous = { readonly facts: FactsFile; readonly strangers: number };

/**
 * Gives everybody of the roster a number for an id, in the order of the roster: `m01`, `m02`. Where ids are names, a
 * name would be hashed and stay for good; so it stands in the sealed texts only. Organisations keep their ids, and so does
 * whoever is named by published results alone: nothing else says who that is.
 */
export function pseudonymous(facts: FactsFile): Pseudonymous {
  const numbers = numbersOf(facts);
  const one = (id: string): string => numbers.get(id) ?? id;
  const keys = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(of).map(([id, value]) => [one(id), value]));
  const orgs = new Set(facts.orgs.map(({ id }) => id));
  return {
    strangers: [...resultIds(facts)].filter((id) => !numbers.has(id) && !orgs.has(id)).length,
    facts: {
      ...facts,
      subjects: facts.subjects.map((row) => numbered(row, one)),
      people: facts.people.map((row) => numbered(row, one)),
      entries: rowsOf(facts.entries).map((entry) => numberedEntry(entry, one)),
      findings: facts.findings.map((row) => (row.by === undefined ? row : { ...row, by: one(row.by) })),
      ballots: keys(facts.ballots),
      inputs: keys(facts.inputs),
      history: keys(facts.history),
      results: Object.fromEntries(Object.entries(facts.results).map(([scheme, rows]) => [scheme, keys(rows)])),
      decisions: keys(facts.decisions),
    },
  };
}

type Numbered = (id: string) => string;

/** Whoever has a published result of another scheme. */
function resultIds({ results }: FactsFile): ReadonlySet<string> {
  return new Set(Object.values(results).flatMap(Object.keys));
}

/** Everybody of the roster with a number; nobody who keeps an id has one like it. */
function numbersOf(facts: FactsFile): ReadonlyMap<string, string> {
  const known = new Set(facts.orgs.map(({ id }) => id));
  const rows = [...facts.subjects, ...facts.people];
  const ids = [...new Set(rows.flatMap((row) => [row.id, row.person ?? row.id]))].filter((id) => !known.has(id));
  let letter = 'm';
  const kept = [...known, ...resultIds(facts)];
  while (kept.some((id) => id.startsWith(letter))) letter += 'm';
  const width = String(ids.length).length;
  return new Map(ids.map((id, at) => [id, `${letter}${String(at + 1).padStart(width, '0')}`]));
}

function numbered(row: PersonRow, one: Numbered): PersonRow {
  const roles = Object.entries(row.roles).map(([role, held]) => [role, numberedHolders(held, one)] as const);
  const id = one(row.id);
  return {
    ...row,
    id,
    // Whoever had no name of their own was known by the id.
    name: row.name ?? (id === row.id ? undefined : row.id),
    ...(row.person === undefined ? {} : { person: one(row.person) }),
    roles: Object.fromEntries(roles),
  };
}

type Held = PersonRow['roles'][string];
type Holding = Extract<Exclude<Held, string>[number], { readonly value: unknown }>;

/** Who holds a role: one, several, or one after another. */
function numberedHolders(held: Held, one: Numbered): Held {
  if (typeof held === 'string') return one(held);
  const holder = (piece: string | Holding): string | Holding =>
    typeof piece === 'string' ? one(piece) : { ...piece, value: one(piece.value) };
  return held.map(holder) as Held;
}

function numberedEntry(entry: EntryRow, one: Numbered): EntryRow {
  return {
    ...entry,
    subject: one(entry.subject),
    ...(entry.by === undefined ? {} : { by: one(entry.by) }),
    ...(entry.approvedBy === undefined ? {} : { approvedBy: entry.approvedBy.map(one) }),
  };
}
