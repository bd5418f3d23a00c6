import { parsePeriod } from '../../period.ts';
import { problem, type Problem } from '../../problem.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { decisionsOf, historyOf, knownIn } from './reported.ts';
import { rowsOf, type FactsFile, type PersonRow } from './facts.ts';

type Facts = Readonly<Record<string, unknown>>;

/** Facts that every scheme with a quota may be told of an organisation. */
const OF_EVERY_ORG: readonly string[] = ['members', 'full-members'];

/** What several schemes together have names for. */
type Names = {
  readonly facts: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
};

function namesIn(parts: readonly Scheme[]): Names {
  return {
    facts: new Set(parts.flatMap((part) => part.facts.map((one) => one.id))),
    roles: new Set(parts.flatMap((part) => part.roles.map((one) => one.id))),
    items: new Set(
      parts.flatMap((part) => part.items.flatMap((item) => [item.id, ...item.rules.map((rule) => rule.id)])),
    ),
  };
}

function kindOf(row: PersonRow, parts: readonly Scheme[]): string | undefined {
  return row.kind ?? parts[0]?.subject;
}

/**
 * What none of several schemes has a name for: each scheme is told only what it knows, so this is asked once for all.
 * What a scheme does not know of its own subjects it says itself.
 */
export function checkParts(parts: readonly Scheme[], facts: FactsFile, out: Problem[]): void {
  const names = namesIn(parts);
  const kinds = new Set<string>(parts.map((part) => part.subject));
  const subjects = new Set([...facts.subjects, ...facts.orgs].map((row) => row.id));
  for (const row of facts.subjects) {
    const { kind } = row;
    if (kind !== undefined && !kinds.has(kind))
      out.push(problem('not-in-list', `subjects.${row.id}.kind`, { got: kind, list: [...kinds].join('、') }));
  }
  for (const row of facts.people) {
    unknownIn(row.facts, names.facts, 'unknown-fact', `people.${row.id}.facts`, out);
    unknownIn(row.roles, names.roles, 'unknown-role', `people.${row.id}.roles`, out);
  }
  const ofOrgs = new Set([...names.facts, ...OF_EVERY_ORG]);
  for (const org of facts.orgs) unknownIn(org.facts, ofOrgs, 'unknown-fact', `orgs.${org.id}.facts`, out);
  for (const block of ['ballots', 'inputs', 'history', 'decisions'] as const)
    unknownIn(facts[block], subjects, 'unknown-subject', block, out);
  const entries = new Set<string>();
  for (const row of rowsOf(facts.entries)) entries.add(row.id);
  const results = new Set(parts.flatMap((part) => (part.findings?.results ?? []).map((one) => one.id)));
  facts.findings.forEach(({ entry: id, result: got, place }, at) => {
    if (entries.has(id)) return;
    out.push(problem('unknown-entry', `findings.${place ?? at}.entry`, { id }));
    if (!results.has(got))
      out.push(problem('unknown-finding', `findings.${place ?? at}.result`, { got, list: [...results].join('、') }));
  });
  checkStrangers(parts, facts, subjects, out);
}

/** History and decisions of who is in no list, held against all the schemes at once: nobody knows whose they would be. */
function checkStrangers(parts: readonly Scheme[], facts: FactsFile, listed: ReadonlySet<string>, out: Problem[]): void {
  const period = parsePeriod(facts.period);
  if (period === undefined) return;
  const strangers = new Set(
    [...Object.keys(facts.history), ...Object.keys(facts.decisions)].filter((id) => !listed.has(id)),
  );
  const file = { ...facts, history: only(facts.history, strangers), decisions: only(facts.decisions, strangers) };
  const nobody = (): undefined => undefined;
  const known = knownIn(parts);
  historyOf(known, file, period, nobody, out);
  decisionsOf(known, file, nobody, out);
}

function unknownIn(given: Facts, known: ReadonlySet<string>, code: string, at: string, out: Problem[]): void {
  for (const id of Object.keys(given)) if (!known.has(id)) out.push(problem(code, `${at}.${id}`, { id }));
}

/** The facts of one part of a ruleset with several: subjects by kind, the first part's kind where none is written. */
export function factsFor(part: Scheme, facts: FactsFile, parts: readonly Scheme[]): FactsFile {
  const names = namesIn([part]);
  const ofOrgs = new Set([...names.facts, ...OF_EVERY_ORG]);
  const mine = facts.subjects.filter((row) => kindOf(row, parts) === part.subject);
  const own = new Set(mine.map((row) => row.id));
  // Where organisations are rated and none is listed, all of them are.
  const rated = part.subject === 'org' && mine.length === 0 ? new Set(facts.orgs.map((org) => org.id)) : own;
  const known = (row: PersonRow): PersonRow => ({
    ...row,
    facts: only(row.facts, names.facts),
    roles: only(row.roles, names.roles),
  });
  const others = facts.subjects.filter((row) => !own.has(row.id));
  // What no scheme has a name for goes to the first, which says so, and what else is wrong with it.
  const all = part === parts[0] ? namesIn(parts).items : undefined;
  const entries = rowsOf(facts.entries).filter(
    ({ item }) => names.items.has(item) || (all !== undefined && !all.has(item)),
  );
  const kept = new Set(entries.map((row) => row.id));
  return {
    ...facts,
    orgs: facts.orgs.map((org) => ({ ...org, facts: only(org.facts, ofOrgs) })),
    subjects: mine,
    people: [...facts.people, ...others].map(known).filter((row) => !rated.has(row.id)),
    entries,
    findings: facts.findings
      .map((row, at) => ({ ...row, place: row.place ?? at }))
      .filter((row) => kept.has(row.entry)),
    ballots: { ...only(facts.ballots, rated), ...ofStrangers('ballots', part, facts, parts) },
    inputs: { ...only(facts.inputs, rated), ...ofStrangers('inputs', part, facts, parts) },
    history: only(facts.history, rated),
    decisions: only(facts.decisions, rated),
  };
}

/**
 * Votes and scores of who is in no list, by the schemes that ask for them, so that they are held against their rules all
 * the same; what none asks for goes to the first, which says so.
 */
function ofStrangers<B extends 'ballots' | 'inputs'>(
  block: B,
  part: Scheme,
  facts: FactsFile,
  parts: readonly Scheme[],
): FactsFile[B] {
  const asked = (scheme: Scheme): readonly string[] => scheme[block].map((one) => one.id);
  const [own, all] = [new Set(asked(part)), new Set(parts.flatMap(asked))];
  const listed = new Set([...facts.subjects, ...facts.people, ...facts.orgs].map((row) => row.id));
  const isMine = (id: string): boolean => own.has(id) || (part === parts[0] && !all.has(id));
  const rows = Object.entries<Facts>(facts[block])
    .filter(([subject, row]) => !listed.has(subject) && Object.keys(row).some(isMine))
    .map(([subject, row]) => [subject, only(row, new Set(Object.keys(row).filter(isMine)))] as const);
  return Object.fromEntries(rows) as FactsFile[B];
}

function only<T>(rows: Readonly<Record<string, T>>, wanted: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(rows).filter(([id]) => wanted.has(id)));
}
