import { rowsOf, type EntryRow, type FactsFile } from '../score/book/facts.ts';
import type { Hash } from './merkle.ts';
import { seal, type Openings, type Salt, type Sealed } from './sealed.ts';
import { sheetOf, type Sheet, type SheetRow } from './sheet.ts';

/** All facts of a period, closed: one line per subject, organisation and other person, under one hash (快照). */
export type Snapshot = { readonly sheet: Sheet; readonly texts: Openings };

/** Whose line it is; `elsewhere` are the results of people who are in no list. */
type Kind = 'org' | 'person' | 'subject' | 'elsewhere';

/** Everything that belongs to one person or organisation. */
type Pile = {
  row?: object;
  name?: Sealed;
  readonly entries: object[];
  readonly findings: object[];
  readonly results: (readonly [scheme: string, row: object])[];
  ballots?: object;
  inputs?: object;
  history?: object;
  decision?: object;
};

/** Seals personal texts as they are met and keeps their openings. */
export type Sealing = (place: string, text: string) => Sealed;

/** A way to seal, and the openings it has collected so far. */
export function sealing(
  salt: Salt,
  hash: Hash,
): { readonly put: Sealing; readonly texts: Record<string, Openings[string]> } {
  const texts: Record<string, Openings[string]> = {};
  const put: Sealing = (place, text) => {
    const opening = { salt: salt(place), text };
    const sealed = seal(opening, hash);
    texts[sealed.sealed] = opening;
    return sealed;
  };
  return { put, texts };
}

/**
 * Closes facts into a snapshot. What decides a score stands in the lines; names and reasons are sealed, so that they
 * can be erased later without touching the hash; every line but the first carries a salt, so that nobody can guess it
 * from the digest beside their own. People must be known by pseudonyms: ids are hashed. Source: docs/bundle.md.
 */
export function snapshotOf(facts: FactsFile, salt: Salt, hash: Hash): Snapshot {
  const { put, texts } = sealing(salt, hash);
  const piles = pilesOf(facts, put);
  const { period, asOf, params, readings } = facts;
  const head: SheetRow = { kind: 'period', id: period, asOf, params, readings };
  const rows = [...piles].map(([key, pile]): SheetRow => {
    const [kind, id] = splitKey(key);
    return { kind, id, salt: salt(`facts/${key}`), ...filled({ ...pile, results: Object.fromEntries(pile.results) }) };
  });
  return { sheet: sheetOf([head, ...rows], hash), texts };
}

function pilesOf(facts: FactsFile, put: Sealing): ReadonlyMap<string, Pile> {
  const homes = homesOf(facts);
  const piles = new Map<string, Pile>();
  const pile = (kind: Kind, id: string): Pile => {
    const key = `${kind}/${id}`;
    const found = piles.get(key) ?? { entries: [], findings: [], results: [] };
    piles.set(key, found);
    return found;
  };
  const home = (id: string): Pile => pile(homes.get(id) ?? 'elsewhere', id);
  const lists = [
    ['org', facts.orgs],
    ['person', facts.people],
    ['subject', facts.subjects],
  ] as const;
  for (const [kind, list] of lists) {
    for (const { id, name, ...row } of list) {
      const own = pile(kind, id);
      own.row = row;
      if (name !== undefined) own.name = put(`facts/${kind}/${id}/name`, name);
    }
  }
  const entries = rowsOf(facts.entries);
  const owners = new Map(entries.map((entry) => [entry.id, entry.subject]));
  for (const entry of entries) home(entry.subject).entries.push(sealedEntry(entry, put));
  for (const finding of facts.findings) home(owners.get(finding.entry) ?? finding.entry).findings.push(finding);
  for (const [id, one] of Object.entries(facts.ballots)) home(id).ballots = one;
  for (const [id, one] of Object.entries(facts.inputs)) home(id).inputs = one;
  for (const [id, one] of Object.entries(facts.history)) home(id).history = one;
  for (const [scheme, rows] of Object.entries(facts.results))
    for (const [id, one] of Object.entries(rows)) home(id).results.push([scheme, one]);
  for (const [id, one] of Object.entries(facts.decisions)) home(id).decision = sealedDecision(id, one, put, 'facts');
  return piles;
}

/** Where what is said about an id belongs: to the subject of that name, else the person, else the organisation. */
function homesOf({ orgs, people, subjects }: FactsFile): ReadonlyMap<string, Kind> {
  return new Map<string, Kind>([
    ...orgs.map((one) => [one.id, 'org'] as const),
    ...people.map((one) => [one.id, 'person'] as const),
    ...subjects.map((one) => [one.id, 'subject'] as const),
  ]);
}

/** An entry as it stands in the line of its subject. */
function sealedEntry({ reason, ...entry }: EntryRow, put: Sealing): object {
  const sealed = reason === undefined ? undefined : put(`entries/${entry.id}/reason`, reason);
  return { ...entry, subject: undefined, reason: sealed };
}

/** A decision with its reason sealed. */
export function sealedDecision(
  id: string,
  { reason, ...decision }: FactsFile['decisions'][string],
  put: Sealing,
  sheet: string,
): object {
  return reason === undefined ? decision : { ...decision, reason: put(`${sheet}/decision/${id}/reason`, reason) };
}

function filled(pile: object): object {
  return Object.fromEntries(Object.entries<object>({ ...pile }).filter(([, one]) => Object.keys(one).length > 0));
}

function splitKey(key: string): readonly [kind: string, id: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}
