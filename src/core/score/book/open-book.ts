import { pushAll } from '../../push-all.ts';
import { factColumns } from './fact-column.ts';
import { ballotsOf, decisionsOf, historyOf, inputsOf, knownIn, resultsOf } from './reported.ts';
import { parseDay, type Day } from '../../date.ts';
import { parsePeriod, periodOf, periodsIn, samplePeriod, type Period } from '../../period.ts';
import { problem, type Problem } from '../../problem.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { visible } from '../../text/sentence.ts';
import type { Book, Finding, Org, Person } from './book.ts';
import type { Amounts, Catalogue } from './catalogue.ts';
import { checkPoints } from './entry-points.ts';
import { rowsOf as entryRows, type FactsFile, type PersonRow } from './facts.ts';
import { entriesById, FOUND_FALSE, ledgerOf, ownerOf, type Ledger } from './ledger.ts';
import { everHeld, everInOrgs } from './roster.ts';
import { lookBack } from './look-back.ts';
import { linesForOrgs } from './org-lines.ts';
import { isTimed, timeline, type IntervalFault, type Timeline } from './timeline.ts';

/**
 * Checks a facts document against a scheme and indexes it for the evaluator. Every unknown id, value out of range,
 * date out of the period and contradiction is a problem with its path; nothing is dropped silently.
 */
export function openBook(
  scheme: Scheme,
  catalogue: Catalogue,
  amounts: Amounts,
  file: FactsFile,
  out: Problem[],
): Book | undefined {
  const period = parsePeriod(file.period);
  const { unit } = scheme.period;
  if (period?.unit === unit) return bookOf(scheme, catalogue, amounts, file, period, out);
  out.push(problem('wrong-period', 'period', { got: file.period, unit, sample: samplePeriod(unit) }));
  // Whatever else is wrong is told too, but not what hangs on the period.
  const found: Problem[] = [];
  bookOf(scheme, catalogue, amounts, file, periodOf(unit, period?.first ?? 0), found);
  pushAll(
    out,
    found.filter((one) => !OF_PERIOD.has(one.code)),
  );
  return undefined;
}

const OF_PERIOD: ReadonlySet<string> = new Set([
  'as-of-before-period',
  'count-in-parts',
  'date-out-of-period',
  'history-not-past',
  'other-sub-period',
]);

function bookOf(
  scheme: Scheme,
  catalogue: Catalogue,
  amounts: Amounts,
  file: FactsFile,
  period: Period,
  out: Problem[],
): Book {
  const span = postingSpan(scheme, period);
  const orgs = orgsOf(file, out);
  const orgIndex = new Map(orgs.map((org) => [org.id, org.index]));
  const people = peopleOf(scheme, file, orgIndex, out);
  const personIndex = new Map(people.map((one) => [one.id, one.index]));
  const roles = rolesOf(scheme, file, personIndex, out);
  const end = endOf(file, span, out);
  const places = { period: span, end, people, personIndex, orgs, orgIndex };
  const ledger = ledgerFor(scheme, catalogue, amounts, file, places, out);
  const findings = findingsOf(scheme, file, { ledger, until: end < span.last ? end : Infinity }, out);
  const strangers = strangersIn(file, personIndex);
  const onPerson = (id: string, at: string): number | undefined => {
    const found = personIndex.get(id);
    if (found === undefined) out.push(problem('unknown-subject', at, { id }));
    return found ?? strangers.get(id)?.index;
  };
  const names = knownIn([scheme]);
  const stretch = { from: span.first, to: Math.max(span.first, end) };
  return {
    period,
    first: span.first,
    last: span.last,
    end,
    orgs,
    people: strangers.size === 0 ? people : [...people, ...strangers.values()],
    orgIndex,
    personIndex,
    roles,
    everIn: everInOrgs(people),
    heldFor: everHeld(roles),
    subjects: people.filter((one) => one.subject).map((one) => one.index),
    catalogue,
    ledger,
    facts: factColumns(scheme, amounts, stretch, 'subject', peopleRows(scheme, file), out),
    orgFacts: factColumns(scheme, amounts, stretch, 'org', orgRows(file), out),
    findings,
    inputs: inputsOf(scheme, file, period, onPerson, out),
    ballots: ballotsOf(scheme, file, period, onPerson, out),
    history: historyOf(names, file, period, onPerson, out),
    results: resultsOf(file),
    decisions: decisionsOf(names, file, onPerson, out),
  };
}

/** Who is in no list but has votes or scores: those are held against their rules all the same. */
function strangersIn(file: FactsFile, known: ReadonlyMap<string, number>): ReadonlyMap<string, Person> {
  const ids = [...Object.keys(file.ballots), ...Object.keys(file.inputs)].filter((id) => !known.has(id));
  const nobody = { name: '', kind: undefined, subject: false, itself: undefined };
  return new Map(
    [...new Set(ids)].map((id, i) => [
      id,
      { ...nobody, index: known.size + i, id, person: id, org: undefined, category: undefined, leadership: undefined },
    ]),
  );
}

/** Where a period is kept by weeks, it is the weeks that fall to it, whole (跨月的一周). */
function postingSpan(scheme: Scheme, period: Period): Period {
  const { posting, week } = scheme.period;
  if (posting !== 'week' || period.unit === 'week' || week === 'by-day') return period;
  const weeks = periodsIn('week', period, week);
  return {
    ...period,
    first: Math.min(...weeks.map((one) => one.first)),
    last: Math.max(...weeks.map((one) => one.last)),
  };
}

function endOf(file: FactsFile, period: Period, out: Problem[]): Day {
  const asOf = parseDay(file.asOf ?? '') ?? period.last;
  if (asOf < period.first)
    out.push(problem('as-of-before-period', 'asOf', { got: String(file.asOf), period: period.id }));
  return Math.min(asOf, period.last);
}

function orgsOf(file: FactsFile, out: Problem[]): readonly Org[] {
  const index = new Map(file.orgs.map((org, i) => [org.id, i]));
  const orgs = file.orgs.map((org, i) => {
    const superior = org.superior === undefined ? undefined : index.get(org.superior);
    if (org.superior !== undefined && superior === undefined) {
      out.push(problem('unknown-org', `orgs.${org.id}.superior`, { id: org.superior }));
    }
    return { index: i, id: org.id, name: visible(org.name ?? org.id), kind: org.kind, superior };
  });
  for (const org of orgs)
    if (isCircular(org, orgs)) out.push(problem('circular-org', `orgs.${org.id}.superior`, { id: org.id }));
  return orgs;
}

function isCircular(org: Org, orgs: readonly Org[]): boolean {
  const seen = new Set<number>();
  for (
    let here: Org | undefined = org;
    here !== undefined;
    here = here.superior === undefined ? undefined : orgs[here.superior]
  ) {
    if (seen.has(here.index)) return true;
    seen.add(here.index);
  }
  return false;
}

type Row = PersonRow & { readonly subject: boolean; readonly at: string };

/** Where organisations are rated and no subjects are listed, every organisation is one. */
function rowsOf(scheme: Scheme, file: FactsFile): readonly Row[] {
  const listed = file.subjects.map((row) => ({ ...row, subject: true, at: `subjects.${row.id}` }));
  const own: readonly Row[] =
    scheme.subject === 'org' && listed.length === 0
      ? file.orgs.map((org) => ({
          id: org.id,
          name: org.name,
          org: org.id,
          facts: {},
          roles: {},
          subject: true,
          at: `orgs.${org.id}`,
        }))
      : listed;
  return [...own, ...file.people.map((row) => ({ ...row, subject: false, at: `people.${row.id}` }))];
}

function orgRows(file: FactsFile): Parameters<typeof factColumns>[4] {
  return file.orgs.map((org) => ({ at: `orgs.${org.id}`, facts: org.facts }));
}

function peopleRows(
  scheme: Scheme,
  file: FactsFile,
): readonly { readonly at: string; readonly facts: Readonly<Record<string, unknown>> }[] {
  return rowsOf(scheme, file);
}

function peopleOf(
  scheme: Scheme,
  file: FactsFile,
  orgIndex: ReadonlyMap<string, number>,
  out: Problem[],
): readonly Person[] {
  const rows = rowsOf(scheme, file);
  const index = new Map<string, number>();
  rows.forEach((row, i) => {
    if (index.has(row.id)) out.push(problem('duplicate-id', row.at, { id: row.id, kind: 'people' }));
    else index.set(row.id, i);
  });
  const categories = new Set(scheme.scope.categories.map((one) => one.id));
  return rows.map((row, i) => {
    const faultOf =
      (key: string): IntervalFault =>
      (code, place, data) =>
        void out.push(problem(code, `${row.at}.${key}.${place}`, data));
    // An organisation that is rated belongs to itself where nothing else is said.
    const home = row.org ?? (orgIndex.has(row.id) ? row.id : undefined);
    const org = line(home, (id) => known(orgIndex, id, 'unknown-org', `${row.at}.org`, out), faultOf('org'));
    const category = line(
      row.category,
      (id) => {
        if (typeof id === 'string' && (categories.size === 0 || categories.has(id))) return id;
        out.push(
          problem('unknown-category', `${row.at}.category`, { got: String(id), list: [...categories].join('、') }),
        );
        return undefined;
      },
      faultOf('category'),
    );
    return {
      index: i,
      id: row.id,
      name: visible(row.name ?? row.id),
      person: row.person ?? row.id,
      kind: row.kind,
      subject: row.subject,
      itself: orgIndex.get(row.id),
      org,
      category,
      leadership: line(row.leadership, (value) => value === true, faultOf('leadership')),
    };
  });
}

function line<T>(value: unknown, read: (one: unknown) => T | undefined, fault: IntervalFault): Timeline<T> | undefined {
  return value === undefined ? undefined : timeline(value, read, fault);
}

function known(
  index: ReadonlyMap<string, number>,
  id: unknown,
  code: string,
  at: string,
  out: Problem[],
): number | undefined {
  const found = index.get(String(id));
  if (found === undefined) out.push(problem(code, at, { id: String(id) }));
  return found;
}

/** Who holds each role for whom. */
function rolesOf(scheme: Scheme, file: FactsFile, index: ReadonlyMap<string, number>, out: Problem[]): Book['roles'] {
  const rows = rowsOf(scheme, file);
  const none = (): (Timeline<readonly number[]> | undefined)[] => Array.from(rows, () => undefined);
  const columns = new Map(scheme.roles.map((one) => [one.id, none()]));
  rows.forEach((row, person) => {
    for (const [role, value] of Object.entries(row.roles)) {
      const at = `${row.at}.roles.${role}`;
      const column = columns.get(role);
      if (column === undefined) out.push(problem('unknown-role', at, { id: role }));
      else column[person] = heldBy(value, at, index, out);
    }
  });
  return columns;
}

function heldBy(
  value: unknown,
  at: string,
  index: ReadonlyMap<string, number>,
  out: Problem[],
): Timeline<readonly number[]> | undefined {
  const fault: IntervalFault = (code, place, data) => void out.push(problem(code, `${at}.${place}`, data));
  const read = (one: unknown): readonly number[] | undefined => {
    const found = known(index, one, 'unknown-person', at, out);
    return found === undefined ? undefined : [found];
  };
  const several = severalOf(value);
  return several === undefined ? timeline(value, read, fault) : { always: several.flatMap((one) => read(one) ?? []) };
}

/** A plain list of people, for a role that several hold at once. */
function severalOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) && !isTimed(value) ? value : undefined;
}

type Places = {
  readonly period: Period;
  readonly end: Day;
  readonly people: readonly Person[];
  readonly personIndex: ReadonlyMap<string, number>;
  readonly orgs: readonly Org[];
  readonly orgIndex: ReadonlyMap<string, number>;
};

function ledgerFor(
  scheme: Scheme,
  catalogue: Catalogue,
  amounts: Amounts,
  file: FactsFile,
  places: Places,
  out: Problem[],
): Ledger {
  const { period, end, people, personIndex, orgs, orgIndex } = places;
  const context = {
    catalogue,
    period,
    end,
    late: scheme.period.late,
    lookBack: lookBack(scheme, catalogue, period.first),
    owners: people.length + orgs.length,
    ownerOf: (id: string): number | undefined => {
      const person = personIndex.get(id);
      const org = orgIndex.get(id);
      // An organisation that another scheme rates is an organisation here.
      if (org === undefined || (person !== undefined && people[person]?.subject === true)) return person;
      return people.length + org;
    },
    people: people.length,
    orgLines: linesForOrgs(scheme, catalogue),
    readPoints: checkPoints(catalogue, amounts),
  };
  return ledgerOf(file.entries, context, out);
}

function idsOf(entries: FactsFile['entries']): ReadonlySet<string> {
  return new Set(entryRows(entries).map(({ id }) => id));
}

function findingsOf(
  scheme: Scheme,
  file: FactsFile,
  { ledger, until }: { readonly ledger: Ledger; readonly until: Day },
  out: Problem[],
): readonly Finding[] {
  if (file.findings.length === 0) return [];
  const wanted = new Set(file.findings.map((row) => row.entry));
  const place = entriesById(ledger, wanted);
  // An entry that could not be laid out has been told of.
  const listed = place.size === wanted.size ? wanted : idsOf(file.entries);
  const cancels = new Map((scheme.findings?.results ?? []).map((one) => [one.id, one.cancels]));
  return file.findings.flatMap((row, i): Finding[] => {
    const at = `findings.${row.place ?? i}`;
    const entry = place.get(row.entry);
    const cancel = cancels.get(row.result);
    const on = parseDay(row.on);
    if (!listed.has(row.entry)) out.push(problem('unknown-entry', `${at}.entry`, { id: row.entry }));
    if (cancel === undefined)
      out.push(problem('unknown-finding', `${at}.result`, { got: row.result, list: [...cancels.keys()].join('、') }));
    if (entry === undefined || cancel === undefined || on === undefined) return [];
    // A check that comes after the day of the report has not been made yet.
    if (on > until) return [];
    if (cancel) ledger.flags[entry] = (ledger.flags[entry] as number) | FOUND_FALSE;
    return [{ entry: row.entry, on, result: row.result, owner: ownerOf(ledger, entry) }];
  });
}
