import { rowsOf, type EntryRow, type FactsFile } from '../src/core/score/book/facts.ts';
import type { Ruleset } from '../src/core/scheme/resolve.ts';
import { parsePeriod, periodOf, type PeriodUnit } from '../src/core/period.ts';
import { parseDay } from '../src/core/date.ts';
import { isGivenDirectly } from '../src/core/scheme/item.ts';
import { formRules, type FormRules } from '../src/forms/form-rules.ts';
import { choiceTexts, type FormColumn, type FormSheet, type SheetName } from '../src/forms/form.ts';
import { formSheets } from '../src/forms/sheets.ts';
import type { Filled } from '../src/forms/template.ts';

type Cells = Record<string, string | undefined>;
type Person = FactsFile['subjects'][number];
type Span = { readonly from?: string | undefined; readonly to?: string | undefined };
type Piece = Span & { readonly value: unknown };

/**
 * Facts as rows of the workbook's sheets, as an officer would type them. `given` puts the scores of bodies under 评分,
 * where an entry has no number of its own; else everything of the ledger stands in 台账.
 */
export function filledFrom(ruleset: Ruleset, facts: FactsFile, given = false): Filled {
  const rules = formRules(ruleset);
  const book = new Map<SheetName, Cells[]>();
  const put = (sheet: SheetName, cells: Cells): void => void book.set(sheet, [...(book.get(sheet) ?? []), cells]);
  const who = namesFor(rules, facts);
  fillReadings(rules, facts, put);
  fillOrgs(rules, facts, put);
  fillRoster(rules, facts, who, put);
  fillFacts(rules, facts, who, put);
  fillRoles(rules, facts, who, put);
  const told = given ? fillGiven(rules, facts, who, put) : new Set<string>();
  const entries = rowsOf(facts.entries).filter((entry) => !told.has(entry.id));
  fillLedger(rules, facts, entries, who, put);
  fillTallies(rules, facts, who, put);
  fillPast(rules, facts, who, put);
  return typed(formSheets(rules), book);
}

type Put = (sheet: SheetName, cells: Cells) => void;
type Who = { readonly of: (id: string) => Cells; readonly name: (id: string) => string };

/** Whether an id is an organisation rather than somebody: where members are rated both may have one id. */
function isOrg(rules: FormRules, facts: FactsFile, id: string): boolean {
  const row = [...facts.subjects, ...facts.people].find((one) => one.id === id);
  if (row !== undefined && (row.kind ?? rules.kinds[0]) !== 'org') return false;
  return facts.orgs.some((org) => org.id === id);
}

/** A person is called by the name, or where there is none by the id; an office by the name of who holds it. */
function namesFor(rules: FormRules, facts: FactsFile): Who {
  const rows = new Map([...facts.subjects, ...facts.people].map((row) => [row.id, row]));
  const name = (id: string): string => {
    const row = rows.get(id);
    return row?.name ?? (row?.person !== undefined ? (rows.get(row.person)?.name ?? row.person) : id);
  };
  const several = rules.kinds.filter((kind) => kind !== 'org').length > 1;
  return {
    name,
    of: (id) => {
      const row = rows.get(id);
      if (isOrg(rules, facts, id)) return { org: id };
      const kind = several ? (row?.kind ?? rules.kinds[0]) : undefined;
      return { name: name(id), org: orgOf(row), kind };
    },
  };
}

function orgOf(row: Person | undefined): string | undefined {
  return row === undefined ? undefined : (piecesOf(row.org)[0]?.value as string | undefined);
}

function piecesOf(value: unknown): readonly Piece[] {
  if (value === undefined) return [];
  const timed = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'object');
  return timed ? (value as readonly Piece[]) : [{ value }];
}

function fillReadings({ askedParams }: FormRules, facts: FactsFile, put: Put): void {
  put('读法', { id: 'period', value: facts.period });
  if (facts.asOf !== undefined) put('读法', { id: 'asOf', value: facts.asOf });
  for (const [key, value] of Object.entries(facts.params)) {
    // A value for all that have one of the id stands on the line of each.
    for (const { key: id } of askedParams)
      if (id === key || id.endsWith(`/${key}`)) put('读法', { id, value: value as string });
  }
  for (const [id, told] of Object.entries(facts.readings)) {
    const { choice, decided } = typeof told === 'string' ? { choice: told } : told;
    put('读法', { id, choice, by: decided?.by, on: decided?.on });
  }
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** Values that hold at the same time share a row. */
function rowsBySpan(values: Readonly<Record<string, unknown>>): readonly (Span & { readonly cells: Cells })[] {
  const rows = new Map<string, Span & { cells: Cells }>();
  for (const [id, value] of Object.entries(values)) {
    for (const piece of piecesOf(value)) {
      const key = `${piece.from ?? ''}/${piece.to ?? ''}`;
      const row = rows.get(key) ?? { from: piece.from, to: piece.to, cells: {} };
      rows.set(key, row);
      row.cells[`fact.${id}`] = shown(piece.value);
    }
  }
  return [...rows.values()];
}

function windowOf(rules: FormRules, id: string, span: Span): string | undefined {
  const fact = [...rules.personFacts, ...rules.orgFacts].find((one) => one.id === id);
  const unit = fact?.source.window;
  const [first, last] = [parseDay(span.from ?? ''), parseDay(span.to ?? '')];
  if (unit === undefined || unit === 'day' || unit === rules.period || first === undefined) return undefined;
  const period = periodOf(unit, first);
  return period.first === first && period.last === last ? period.id : undefined;
}

function fillOrgs(rules: FormRules, facts: FactsFile, put: Put): void {
  const subjects = new Map(facts.subjects.map((row) => [row.id, row]));
  const rated = facts.subjects.some((row) => isOrg(rules, facts, row.id)) || rules.kinds.length > 1;
  for (const org of facts.orgs) {
    const own = { ...org.facts, ...subjects.get(org.id)?.facts };
    const [windowed, plain] = split(own, (id) =>
      rules.orgFacts.some((fact) => fact.id === id && isWindowed(rules, id)),
    );
    const flag = rated && rules.kinds.includes('org') && !subjects.has(org.id) ? '否' : undefined;
    const rows = rowsBySpan(plain);
    const first = rows.find((row) => row.from === undefined && row.to === undefined)?.cells ?? {};
    const above = piecesOf(subjects.get(org.id)?.org)[0]?.value;
    const superior = org.superior ?? (above === org.id ? undefined : (above as string | undefined));
    put('组织', { org: org.id, superior, rated: flag, ...first });
    for (const { from, to, cells } of rows)
      if (from !== undefined || to !== undefined) put('组织', { org: org.id, from, to, ...cells });
    fillSpans(rules, { org: org.id }, windowed, put);
  }
}

function isWindowed(rules: FormRules, id: string): boolean {
  const unit = [...rules.personFacts, ...rules.orgFacts].find((one) => one.id === id)?.source.window;
  return unit !== undefined && unit !== rules.period;
}

function split(
  values: Readonly<Record<string, unknown>>,
  first: (id: string) => boolean,
): readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>] {
  const rows = Object.entries(values);
  return [Object.fromEntries(rows.filter(([id]) => first(id))), Object.fromEntries(rows.filter(([id]) => !first(id)))];
}

function fillSpans(rules: FormRules, who: Cells, values: Readonly<Record<string, unknown>>, put: Put): void {
  for (const { from, to, cells } of rowsBySpan(values)) {
    const window = Object.keys(cells).map((key) => windowOf(rules, key.slice(5), { from, to }))[0];
    put('情况', window === undefined ? { ...who, from, to, ...cells } : { ...who, window, ...cells });
  }
}

function fillRoster(rules: FormRules, facts: FactsFile, who: Who, put: Put): void {
  const homes = new Map(
    Object.values(facts.results).flatMap((rows) => Object.entries(rows).map(([id, row]) => [id, row.org] as const)),
  );
  const add = (row: Person, rated: boolean): void => {
    const orgs = piecesOf(row.org);
    const categories = piecesOf(row.category);
    const home = row.person === undefined ? undefined : homes.get(row.person);
    const base = {
      ...who.of(row.id),
      home: home === orgOf(row) ? undefined : home,
      rated: rated === rules.ratesPeople ? undefined : rated ? '是' : '否',
      leadership: row.leadership === undefined ? undefined : shown(row.leadership),
    };
    const timed = categories.length > 1 ? categories : orgs.length > 0 ? orgs : [{} as Piece];
    timed.forEach((piece, i) => {
      const org = orgs.length > 1 ? (piece.value as string) : (orgs[0]?.value as string | undefined);
      const category = categories.length > 1 ? piece.value : categories[0]?.value;
      const kept = i === 0 ? base : { ...base, home: undefined };
      put('名册', { ...kept, org, category: category as string | undefined, from: piece.from, to: piece.to });
    });
  };
  for (const row of facts.subjects) if (!isOrg(rules, facts, row.id)) add(row, true);
  for (const row of facts.people) if (!isOrg(rules, facts, row.id)) add(row, false);
}

function fillFacts(rules: FormRules, facts: FactsFile, who: Who, put: Put): void {
  for (const row of [...facts.subjects, ...facts.people])
    if (!isOrg(rules, facts, row.id)) fillSpans(rules, who.of(row.id), row.facts, put);
}

function fillRoles(rules: FormRules, facts: FactsFile, who: Who, put: Put): void {
  const one = (row: Person, role: string, piece: Piece): void => {
    const holder = who.of(String(piece.value));
    const cells = {
      role,
      holder: holder['name'],
      holderOrg: holder['org'],
      from: piece.from,
      to: piece.to,
    };
    put('关系', { ...who.of(row.id), ...cells });
  };
  for (const row of [...facts.subjects, ...facts.people]) {
    for (const [role, value] of Object.entries(row.roles)) {
      const several = Array.isArray(value) && value.every((holder) => typeof holder === 'string');
      for (const piece of several ? value.map((holder) => ({ value: holder as unknown })) : piecesOf(value))
        one(row, role, piece);
    }
  }
}

function fillLedger(rules: FormRules, facts: FactsFile, entries: readonly EntryRow[], who: Who, put: Put): void {
  const actor = (id: string): string =>
    facts.subjects.some((row) => row.id === id) || facts.people.some((row) => row.id === id) ? who.name(id) : id;
  for (const entry of entries) {
    const { subject, id, item, on, posted, count, points, tier, role, project, reverses, reason } = entry;
    const found = facts.findings.filter((one) => one.entry === id);
    const cells = { id, item, on, posted, count, points, tier, role, project, reverses, reason };
    const by = entry.by === undefined ? undefined : actor(entry.by);
    const findings = found.map((one) => ({
      finding: one.result,
      foundOn: one.on,
      foundBy: one.by === undefined ? undefined : actor(one.by),
    }));
    const approvedBy = entry.approvedBy?.map(actor).join('、');
    put('台账', { ...who.of(subject), ...cells, by, approval: entry.approval, approvedBy, ...findings[0] });
    for (const more of findings.slice(1)) put('台账', { id, ...more });
  }
}

/** Scores that a body gives for an item stand under 评分, where they can be told without a day of their own. */
function fillGiven(rules: FormRules, facts: FactsFile, who: Who, put: Put): ReadonlySet<string> {
  const done = new Set<string>();
  const cells = new Map<string, string>();
  const entries = rowsOf(facts.entries);
  for (const { id, subject, item, on, points, ...rest } of entries) {
    const rule = rules.items.find((one) => one.id === item && isGivenDirectly(one));
    if (rule === undefined || points === undefined || Object.keys(rest).length > 0) continue;
    const window = windowEnding(rule.per ?? rules.period, on, rules, facts);
    const key = `${subject} ${item} ${window ?? ''}`;
    if (window === undefined || entries.some((one) => one.reverses === id) || cells.has(key)) continue;
    cells.set(key, points);
    done.add(id);
    const when = window === facts.period ? {} : { window };
    put('评分', { ...who.of(subject), ...when, [`item.${item}`]: points });
  }
  return done;
}

/** The period of the unit that ends on a day: scores under 评分 are entered for the last day they speak of. */
function windowEnding(unit: string, day: string, rules: FormRules, facts: FactsFile): string | undefined {
  const on = parseDay(day);
  if (on === undefined || facts.asOf !== undefined) return undefined;
  const period = unit === rules.period ? parsePeriod(facts.period) : periodOf(unit as PeriodUnit, on);
  return period?.last === on ? period.id : undefined;
}

function fillTallies(rules: FormRules, facts: FactsFile, who: Who, put: Put): void {
  for (const [subject, ballots] of Object.entries(facts.ballots)) {
    for (const [id, tally] of Object.entries(ballots)) {
      const ballot = rules.ballots.find((one) => one.id === id);
      for (const [window, votes] of windows(tally)) {
        const head = { ...who.of(subject), ballot: id, window };
        const [scores, counts] = split(votes, (option) => ballot?.scores !== undefined && /^-?[\d.]+$/.test(option));
        const options = Object.entries(counts).map(([option, n]) => [
          ['issued', 'returned', 'invalid'].includes(option) ? option : `option.${option}`,
          String(n),
        ]);
        const rest = Object.fromEntries(options) as Cells;
        const rows = Object.entries(scores).map(([score, n]) => ({ score, votes: String(n) }));
        if (rows.length === 0) put('测评', { ...head, ...rest });
        rows.forEach((row, i) => put('测评', i === 0 ? { ...head, ...row, ...rest } : { ...head, ...row }));
      }
    }
  }
  for (const [subject, inputs] of Object.entries(facts.inputs)) {
    for (const [id, value] of Object.entries(inputs))
      for (const [window, score] of windows(value))
        put('评分', { ...who.of(subject), window, [`input.${id}`]: score as unknown as string });
  }
}

/** A value by sub-period, or the one value of the whole period. */
function windows(value: unknown): readonly (readonly [string | undefined, Readonly<Record<string, unknown>>])[] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.length === 0 || !keys.every((key) => key.length > 4 && parsePeriod(key) !== undefined))
    return [[undefined, value as Readonly<Record<string, unknown>>]];
  return Object.entries(value as Readonly<Record<string, Readonly<Record<string, unknown>>>>);
}

function fillPast(rules: FormRules, facts: FactsFile, who: Who, put: Put): void {
  const keyed = (prefix: string, values: Readonly<Record<string, string>>): Cells =>
    Object.fromEntries(Object.entries(values).map(([id, value]) => [`${prefix}${id}`, value]));
  for (const [subject, rows] of Object.entries(facts.history)) {
    for (const { period, score, grade, rank, nodes, account, status: state } of rows) {
      const cells = { period, score, grade, rank: rank?.toString(), status: state };
      put('往期', { ...who.of(subject), ...cells, ...keyed('node.', nodes), ...keyed('account.', account) });
    }
  }
  for (const [scheme, rows] of Object.entries(facts.results)) {
    for (const [id, row] of Object.entries(rows)) {
      const leadership = row.leadership === undefined ? undefined : shown(row.leadership);
      const cells = { score: row.score, org: row.org, grade: row.grade, leadership, status: row.status };
      put('引用结果', { scheme, name: who.name(id), ...cells });
    }
  }
  for (const [subject, row] of Object.entries(facts.decisions)) put('认定', { ...who.of(subject), ...row });
}

/** Choices as the drop-downs write them, lists as they are typed. */
function typed(forms: readonly FormSheet[], book: ReadonlyMap<SheetName, readonly Cells[]>): Filled {
  const filled: { -readonly [K in SheetName]?: readonly Readonly<Record<string, string>>[] } = {};
  for (const [name, rows] of book) {
    const form = forms.find((one) => one.name === name);
    if (form === undefined) throw new Error(`no sheet ${name}`);
    const columns = new Map(form.columns.map((column) => [column.key, column]));
    filled[name] = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).flatMap(([key, value]) => {
          if (value === undefined) return [];
          const column = columns.get(key);
          if (column === undefined) throw new Error(`${name} has no column ${key}`);
          return [[key, typedValue(column, value)]];
        }),
      ),
    );
  }
  return filled;
}

function typedValue({ type }: FormColumn, value: string): string {
  if (type.kind === 'choice') {
    const found = type.choices.findIndex((one) => one.id === value);
    return choiceTexts(type.choices)[found] ?? value;
  }
  return type.kind === 'set' ? value.split('\n').join('、') : value;
}
