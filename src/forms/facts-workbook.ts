import { parseDay, printDay } from '../core/date.ts';
import { parsePeriod, periodOf, type Period } from '../core/period.ts';
import { problem, type Problem, type Result } from '../core/problem.ts';
import type { Choices, Ruleset } from '../core/scheme/resolve.ts';
import { formRules, type FormRules } from './form-rules.ts';
import { SHEET_NAMES, type FormSheet, type SheetName } from './form.ts';
import { isRenamed, tellMissingSheets } from './missing-sheets.ts';
import { namesOf } from './names.ts';
import { filledIn } from './nested.ts';
import { tightText, writtenText } from './plain-text.ts';
import { readBlocks, type Tables } from './read-blocks.ts';
import { isAboutStranger, type Reading } from './reading.ts';
import { readReadings, type ReadingFacts } from './read-readings.ts';
import { readRoster, type RosterPerson } from './read-roster.ts';
import { namedElsewhere } from './read-past.ts';
import { readTable, type Table } from './read-table.ts';
import { formSheets } from './sheets.ts';
import { MADE_FOR, SCHEME_MARK } from './sheets-readings.ts';
import { isResultSheet } from './result-name.ts';
import { sourceMap, type SourceMap } from './source-map.ts';
import { readWorkbook, type Sheet } from './workbook-read.ts';

/** What a filled-in workbook says (填好的表). */
export type FactsBook = {
  /** Facts as the JSON that `parseFacts` takes; what could not be read is left out. Nothing without a file. */
  readonly facts: unknown;
  /** Errors and notes, each at its cell: `台账!C12`. */
  readonly problems: readonly Problem[];
  /** The cell (else the sheet) that a path of the facts was read from: `entries.e1.points` is `台账!H12`. */
  readonly where: (path: string) => string | undefined;
};

/** Composes the ruleset anew with the readings and parameters that the workbook chooses; without, as it stands. */
export type RulesFor = (choices?: Choices) => Result<Ruleset>;

/** Sheets that our own books carry and nobody reads back. */
const OWN_SHEETS = new Set(['填写说明', '明细', '待定', '建议', '规范', '期限', '名额', '组织汇总']);

function isOwnSheet(name: string): boolean {
  return isResultSheet(name) || OWN_SHEETS.has(tightText(name));
}

/**
 * Reads a filled-in workbook into facts. First 读法 is read by the scheme as it stands, then the scheme is composed with
 * what 读法 chooses, then everything else is read by that. All problems come back at once. To score: `parseFacts(facts)`,
 * `rulesFor` with the facts' own readings and params, `scoreRuleset`; what these report goes through `placed`, so that
 * it names cells too. Scoring even where `problems` has errors tells people everything at once. `file` is how the
 * person calls the workbook, for what is wrong with the file itself.
 */
export async function readFactsWorkbook(bytes: Uint8Array, rulesFor: RulesFor, file = ''): Promise<FactsBook> {
  const book = await readWorkbook(bytes);
  if (book.ok) {
    const read = readFactsSheets(book.sheets, rulesFor);
    const whole = (one: Problem): Problem => (one.code === 'result-book' ? { ...one, at: file } : one);
    return { ...read, problems: read.problems.map(whole) };
  }
  const problems = book.problems.map((one) => ({
    ...one,
    at: [file, one.at].filter((part) => part !== '').join(' '),
    severity: 'error' as const,
  }));
  return { facts: undefined, problems, where: () => undefined };
}

/** The same from sheets that have been read already. */
export function readFactsSheets(all: readonly Sheet[], rulesFor: RulesFor): FactsBook {
  const out: Problem[] = [];
  const source = sourceMap();
  const where: FactsBook['where'] = (path) => source.locate(path) ?? SHEET_OF[path.split('.')[0] ?? ''];
  const base = rulesFor();
  if (!base.ok) return { facts: undefined, problems: base.problems, where };
  const { ours: sheets, others } = sheetsByName(all, out);
  const first = formRules(base.value);
  if (isResultBook(all, sheets)) return { facts: undefined, problems: [problem('result-book', '')], where };
  const foreign = otherScheme(base.value, sheets.get('读法'));
  if (foreign !== undefined) return { facts: undefined, problems: [foreign], where };
  const [readingForm] = formSheets(first);
  const { period: id = '' } = readReadings(first, tableOf(sheets, readingForm!, [], undefined), sourceMap(), []);
  const period = periodMeant(id, first);
  const chosen = readReadings(first, tableOf(sheets, readingForm!, out, period), source, out, period);
  const settled = rulesFor({ readings: chosen.readings, params: chosen.params });
  const rules = settled.ok ? formRules(settled.value) : first;
  tellMissingSheets(formSheets(rules), sheets, others, new Set(['读法', rosterOf(rules)]), out);
  const read = readSheets(rules, sheets, chosen, source, out);
  return {
    facts: read,
    problems: once(settled.ok ? out : [...out, ...placed(settled.problems, { where, problems: out })]),
    where,
  };
}

/** What score wrote, given back to it. */
function isResultBook(all: readonly Sheet[], ours: ReadonlyMap<SheetName, Sheet>): boolean {
  const names = all.map((sheet) => sheet.name);
  return names.some(isResultSheet) && names.includes('明细') && !ours.has('名册');
}

/** A form that was made for another scheme: nearly every line of it would be wrong, so only that is told. */
function otherScheme({ id, title, parts }: Ruleset, sheet: Sheet | undefined): Problem | undefined {
  for (const { number, cells } of sheet?.rows ?? []) {
    const texts = [...cells.values()].map((cell) => tightText(cell.text));
    const got = texts.flatMap((text) => SCHEME_MARK.exec(text)?.[1] ?? [])[0];
    if (got === undefined || got === id || parts.some((part) => part.scheme === got)) continue;
    const [made = got] = [...cells.values()].flatMap((cell) => MADE_FOR.exec(writtenText(cell.text))?.[1] ?? []);
    return problem('other-scheme', `${sheet?.name ?? ''}!${number}`, { got, made, title });
  }
  return undefined;
}

/** The period by which days without their year are read; one of another unit is told of, and meant all the same. */
function periodMeant(id: string, { period: unit }: FormRules): Period | undefined {
  const period = parsePeriod(id);
  return period === undefined || unit === 'day' || period.unit === unit ? period : periodOf(unit, period.first);
}

/**
 * A cell that several rules look at is wrong only once; that a column is missing is not told again for its rows, nor that
 * a cell is empty of which it was told that it is merged, nor that days have no year while nobody knows the period.
 */
function once(all: readonly Problem[]): readonly Problem[] {
  const problems = all.some(isOfPeriod) ? withoutYears(all) : all;
  const merged = new Set(problems.flatMap(({ code, at }) => (code === 'cell-merged' ? at : [])));
  const goesWithout = ({ code, at }: Problem): boolean =>
    code === 'cell-empty' && (merged.has(at) || /![0-9]+$/.test(at));
  const told = problems.filter((one) => !goesWithout(one));
  return [...new Map(told.map((one) => [`${one.at} ${one.code} ${JSON.stringify(one.data)}`, one])).values()];
}

/** Whether the period is not there or cannot be read. */
function isOfPeriod({ code, data }: Problem): boolean {
  const isUnread = code === 'cell-not-period' && data['header'] === '考核周期';
  return code === 'period-missing' || isUnread || (code === 'sheet-renamed' && data['sheet'] === '读法');
}

/** Without the days that want a year, and what hangs on them: who was where when. */
function withoutYears(problems: readonly Problem[]): readonly Problem[] {
  const isYearless = ({ code }: Problem): boolean => code === 'cell-date-no-year';
  const moves = problems.some((one) => isYearless(one) && one.at.startsWith('名册!'));
  return problems.filter((one) => !isYearless(one) && !(moves && OF_MOVES.has(one.code)));
}

const OF_MOVES: ReadonlySet<string> = new Set(['name-several', 'name-twice', 'name-moved', 'name-in-other-org']);

/** Where each block of the facts is written, for what stands in no cell. */
const SHEET_OF: Readonly<Record<string, SheetName>> = {
  period: '读法',
  asOf: '读法',
  params: '读法',
  readings: '读法',
  orgs: '组织',
  subjects: '名册',
  people: '名册',
  entries: '台账',
  findings: '台账',
  ballots: '测评',
  inputs: '评分',
  history: '往期',
  results: '引用结果',
  decisions: '认定',
};

/** Problems of the facts at the cells they were read from; a cell that could not be read has been told of. */
export function placed(problems: readonly Problem[], { where, problems: read }: Placing): readonly Problem[] {
  const told = new Set(read.filter((one) => one.severity === 'error').map((one) => one.at));
  return problems.flatMap((one) => {
    const at = where(one.at) ?? one.at;
    return (at === '' && one.at !== '') || told.has(at) || isAboutStranger(one) ? [] : [{ ...one, at }];
  });
}

type Placing = Pick<FactsBook, 'where' | 'problems'>;

/** Sheets of ours by name, and the others, except hidden ones and those that we wrote ourselves. */
function sheetsByName(sheets: readonly Sheet[], out: Problem[]): OursAndOthers {
  const ours = new Map<SheetName, Sheet>();
  const others: Sheet[] = [];
  for (const sheet of sheets) {
    const name = SHEET_NAMES.find((one) => one === tightText(sheet.name));
    if (name === undefined) {
      if (!sheet.hidden && !isOwnSheet(sheet.name) && sheet.rows.length > 0) others.push(sheet);
    } else if (ours.has(name)) out.push(problem('sheet-twice', sheet.name, { sheet: name }));
    else ours.set(name, sheet);
  }
  return { ours, others };
}

type OursAndOthers = { readonly ours: ReadonlyMap<SheetName, Sheet>; readonly others: readonly Sheet[] };

function tableOf(
  sheets: ReadonlyMap<SheetName, Sheet>,
  form: FormSheet,
  out: Problem[],
  period: Period | undefined,
): Table | undefined {
  const sheet = sheets.get(form.name);
  return sheet === undefined ? undefined : readTable(form, sheet, out, period);
}

function readSheets(
  rules: FormRules,
  sheets: ReadonlyMap<SheetName, Sheet>,
  chosen: ReadingFacts,
  source: SourceMap,
  out: Problem[],
): unknown {
  const period = periodMeant(chosen.period ?? '', rules);
  const forms = formSheets(rules);
  const tables: Tables = new Map(
    forms.filter((form) => form.name !== '读法').map((form) => [form.name, tableOf(sheets, form, out, period)]),
  );
  unneeded(sheets, forms, out);
  const orgTable = tables.get('组织');
  const listed = orgTable !== undefined && orgTable.rows.length > 0;
  const orgNames = new Set(listed ? orgTable.rows.flatMap((row) => row.text('org') ?? []) : []);
  const roster = readRoster(
    rules,
    tables.get('名册'),
    listed ? orgNames : undefined,
    namedElsewhere(tables.get('引用结果')),
    out,
  );
  for (const one of roster.people) if (!listed) for (const org of one.orgs) orgNames.add(org);
  noRoster(rules, tables, roster.people, orgNames, out);
  periodMissing(chosen, sheets, out);
  if (chosen.period === undefined) source.hide('period');
  const reading: Reading = {
    rules,
    names: namesOf(orgNames, roster.people),
    lastDay: lastDayOf(chosen),
    source,
    strangers: new Map(),
    out,
  };
  const facts = readBlocks(reading, tables, { orgs: orgNames, ...roster });
  readWhole(tables, out);
  const { params, readings } = chosen;
  const head = { period: chosen.period, asOf: chosen.asOf };
  return { ...filledIn(head), ...facts, params, readings };
}

/** In a row with something wrong in it every cell is read: what is wrong with the others is told at once. */
function readWhole(tables: Tables, out: Problem[]): void {
  const rowOf = (at: string): string => at.replace(/![A-Z]+(?=\d+$)/, '!');
  const wrong = new Set(out.map((one) => rowOf(one.at)));
  for (const table of tables.values()) {
    const keys = [...(table?.columns.keys() ?? [])].filter((key) => key !== 'no' && key !== 'remark');
    for (const row of table?.rows.filter((one) => wrong.has(one.at(''))) ?? []) keys.forEach(row.value);
  }
}

/** A sheet of ours that this scheme has no use for, but somebody filled in. */
function unneeded(sheets: ReadonlyMap<SheetName, Sheet>, forms: readonly FormSheet[], out: Problem[]): void {
  const needed = new Set<string>(forms.map((form) => form.name));
  for (const [name] of sheets)
    if (!needed.has(name)) out.push({ ...problem('sheet-unneeded', name, { sheet: name }), severity: 'note' });
}

/** The sheet that says who is rated. */
function rosterOf({ kinds }: FormRules): SheetName {
  return kinds.every((kind) => kind === 'org') ? '组织' : '名册';
}

/** Without anybody to rate only standards of work can be judged; not where rows elsewhere speak of people. */
function noRoster(
  rules: FormRules,
  tables: Tables,
  people: readonly RosterPerson[],
  orgs: ReadonlySet<string>,
  out: Problem[],
): void {
  const needed = rosterOf(rules);
  if ((needed === '名册' ? people.length > 0 : orgs.size > 0) || isRenamed(needed, out)) return;
  const missing = tables.get(needed) === undefined;
  const named = [...tables.values()].some((table) => table?.rows.some((row) => row.has('name')) === true);
  if (rules.judgesOrgs && orgs.size > 0 && !missing && !named)
    out.push({ ...problem('roster-empty', '名册'), severity: 'note' });
  else out.push(problem('sheet-empty', needed, { sheet: needed, kind: missing ? 'missing' : '' }));
}

function periodMissing(chosen: ReadingFacts, sheets: ReadonlyMap<SheetName, Sheet>, out: Problem[]): void {
  if (
    chosen.period !== undefined ||
    out.some((one) => one.code === 'cell-not-period' && one.data['header'] === '考核周期')
  )
    return;
  if (isRenamed('读法', out)) return;
  const kind = !sheets.has('读法') ? 'sheet' : chosen.periodAt === undefined ? 'row' : '';
  out.push(problem('period-missing', chosen.periodAt ?? '读法', { kind }));
}

/** The last day of the period or of a sub-period, not after the day of the report. */
function lastDayOf(chosen: ReadingFacts): Reading['lastDay'] {
  return (window) => {
    const period = parsePeriod(window ?? chosen.period ?? '');
    const until = parseDay(chosen.asOf ?? '');
    return period === undefined
      ? undefined
      : printDay(until === undefined || until < period.first ? period.last : Math.min(period.last, until));
  };
}
