// Random facts for a random scheme: what was reported, with gaps and changes over time.
import type { Dice } from '../dice.ts';
import type { Json, JsonRecord } from '../json.ts';
import { addDays, periodSpan, windowById, windowOf, windowsIn, type Window } from '../naive/days.ts';
import { entries, lengthOf, type Setting } from './ledger.ts';
import { CATEGORIES, CHOICES, field, GRADES, VOTES } from './names.ts';

const listOf = (value: Json | undefined): readonly JsonRecord[] =>
  Array.isArray(value) ? (value as readonly JsonRecord[]) : [];

/** With `like` for the same period and organisations as other facts. */
export function randomFacts(d: Dice, scheme: JsonRecord, like?: JsonRecord): JsonRecord {
  const setting = settingOf(d, scheme, like);
  const { span, orgs, people } = setting;
  const ledger = entries(d, scheme, setting);
  const each = (make: (id: string, at: number) => JsonRecord): JsonRecord =>
    Object.fromEntries(people.map((id, at) => [id, make(id, at)]));
  const ranked = listOf(scheme['rankings']).length > 0;
  const takesParam = listOf(scheme['params']).length > 0 && d.oneIn(2);
  return {
    period: setting.period,
    ...field(
      'asOf',
      d.maybe(6, () => addDays(span.to, -d.below(Math.min(40, lengthOf(span))))),
    ),
    orgs: orgs.map((id, at) => org(d, setting, id, at)),
    ...(people.length > 0 && people[0] === orgs[0] && d.oneIn(4)
      ? {}
      : { subjects: people.map((id) => person(d, setting, scheme, id)) }),
    people: d.list(0, 1, () => ({
      id: 'p',
      org: d.pick(orgs),
      leadership: d.oneIn(2),
      roles: { boss: d.pick(people) },
    })),
    entries: ledger,
    findings: ledger.length === 0 ? [] : d.list(0, 2, () => finding(d, setting, ledger)),
    ballots: each(() => ballots(d, setting, listOf(scheme['ballots']))),
    inputs: each(() => inputs(d, setting)),
    history: Object.fromEntries(
      people.map((id) => [id, history(d, setting, ranked, numberedIn(scheme), scheme['grade'] !== undefined)]),
    ),
    results: only(referred(scheme), { elsewhere: results(d, setting) }),
    ...(takesParam ? { params: { p: d.pick(['1', '2.5', '60']) } } : {}),
    ...(scheme['readings'] === undefined ? {} : { readings: d.pick<JsonRecord>([{}, { r: 'one' }, { r: 'two' }]) }),
    decisions: decisions(d, setting, scheme),
  };
}

type Period = {
  readonly unit: Window['unit'];
  readonly posting?: Window['unit'];
  readonly week: 'week-end-day' | 'week-start-day' | 'by-day';
};

function settingOf(d: Dice, scheme: JsonRecord, like: JsonRecord | undefined): Setting {
  const { unit, posting, week } = scheme['period'] as unknown as Period;
  const day = `${d.pick([2026, 2028])}-${String(1 + d.below(12)).padStart(2, '0')}-15`;
  const own = d.oneIn(3) ? windowOf(unit, `${day.slice(0, 4)}-12-31`) : windowOf(unit, day);
  const period = like === undefined ? own : windowById(like['period'] as string);
  const span = periodSpan(period.id, posting, week);
  const parts = posting === undefined ? [] : windowsIn(posting, windowById(period.id), week);
  const orgs =
    like === undefined ? d.list(1, 3, (at) => `X${at}`) : listOf(like['orgs']).map((one) => one['id'] as string);
  const { source } = listOf(scheme['facts']).find((one) => one['id'] === 'hours') as {
    readonly source?: { readonly window?: string };
  };
  const rated = scheme['subject'] === 'org';
  return {
    period: period.id,
    span,
    parts,
    counting: source?.window === unit ? [span] : parts,
    orgs,
    people: rated ? orgs : d.list(1, d.pick([3, 7, 7, 12]), (at) => `m${at}`),
    isSecretary: scheme['subject'] === 'secretary',
  };
}

function org(d: Dice, { orgs, span }: Setting, id: string, at: number): JsonRecord {
  const changing = changingAt(d, addDays(span.from, Math.floor(lengthOf(span) / 2)));
  return {
    id,
    ...(at > 0 && d.oneIn(2) ? { superior: d.pick(orgs.slice(0, at)) } : {}),
    facts: {
      ...field(
        'size',
        d.maybe(2, () => changing(d.pick(['1', '2', '3', '10']), '2')),
      ),
      ...field(
        'orgflag',
        d.maybe(2, () => changing(d.oneIn(2), d.oneIn(2))),
      ),
      ...field(
        'done',
        d.maybe(2, () => addDays(span.from, d.below(30))),
      ),
      ...field(
        'plan',
        d.maybe(2, () => d.pick(['短', '一二三 四', '一二三四五六'])),
      ),
      ...field(
        'plans',
        d.maybe(2, () => d.list(1, 3, () => d.pick(['一二', '一二三四五六', '三']) as Json)),
      ),
      ...field(
        'topics',
        d.maybe(2, () => [...d.some(['x', 'y'], 2)]),
      ),
      ...field(
        'form',
        d.maybe(3, () => d.pick(['大会', '小组'])),
      ),
      ...field(
        'members',
        d.maybe(4, () => d.pick(['10', '7'])),
      ),
      ...field(
        'full-members',
        d.maybe(6, () => '6'),
      ),
    },
  };
}

/** Three quarters of the time there. */
const mostly = <T>(d: Dice, make: () => T): T | undefined => (d.oneIn(4) ? undefined : make());

function person(d: Dice, setting: Setting, scheme: JsonRecord, id: string): JsonRecord {
  const { orgs, parts, span, people } = setting;
  const middle = parts[Math.floor(parts.length / 2)]?.from ?? addDays(span.from, 3);
  const changing = changingAt(d, middle);
  const categories = listOf((scheme['scope'] as JsonRecord)['categories']);
  const holder = (): Json => (d.oneIn(6) ? [...d.some(people, 2)] : changing(d.pick(people), d.pick(people)));
  return {
    id,
    ...field('org', orgs.includes(id) && d.oneIn(2) ? undefined : homes(d, setting, middle)),
    ...(setting.isSecretary && d.oneIn(2) ? { person: `who-${id}` } : {}),
    ...(categories.length > 0
      ? field(
          'category',
          d.maybe(3, () => changing(d.pick(CATEGORIES), CATEGORIES[1])),
        )
      : {}),
    leadership: changing(d.oneIn(3), d.oneIn(2)),
    facts: facts(d, setting, changing),
    roles: {
      ...field('chief', d.maybe(2, holder)),
      ...field('boss', d.maybe(2, holder)),
      ...field('secretary', d.maybe(3, holder)),
    },
  };
}

type Changing = (value: Json, other: Json) => Json;

/** Mostly the one value; some change to the other, at once or after a while in which nobody knows. */
function changingAt(d: Dice, middle: string): Changing {
  return (value, other) => {
    if (!d.oneIn(8)) return value;
    const later = { value: other, from: addDays(middle, d.pick([0, 0, 7])) };
    return d.oneIn(6) ? [later] : [{ value, to: addDays(middle, -1) }, later];
  };
}

/** Mostly one organisation; some come, go, or move, a few have none. */
function homes(d: Dice, { orgs, span }: Setting, middle: string): Json | undefined {
  const [here, there] = [d.pick(orgs), d.pick(orgs)];
  const move = d.below(14);
  if (move === 0) return undefined;
  if (move === 1) return [{ value: here, from: middle }];
  if (move === 4) return [{ value: here, from: addDays(span.to, d.pick([1, 40])) }];
  if (move === 2) return [{ value: here, to: addDays(middle, -1) }];
  if (move === 3)
    return [
      { value: here, to: addDays(middle, -1) },
      { value: there, from: middle },
    ];
  return here;
}

function facts(d: Dice, setting: Setting, changing: Changing): JsonRecord {
  return {
    ...field(
      'flag',
      mostly(d, () => changing(d.oneIn(2), d.oneIn(2))),
    ),
    ...field(
      'choice',
      mostly(d, () => changing(d.pick(CHOICES), CHOICES[0])),
    ),
    ...field(
      'level',
      mostly(d, () => changing(d.pick(['0', '1', '2', '3', '4', '2.5', '5', '70']), '4')),
    ),
    ...field('hours', hours(d, setting)),
    ...field(
      'tags',
      mostly(d, () => [...d.some(['x', 'y'], 2)]),
    ),
    ...field(
      'gone',
      d.maybe(3, () => [...d.some(['i0', 'i1', 'i2'], 1)]),
    ),
    ...field(
      'met',
      d.maybe(2, () => [...d.some(['i0', 'i1', 'i2'], 2)]),
    ),
    ...field(
      'born',
      mostly(d, () => d.pick(['1960-01-01', '1966-06-30', '1990-02-28', '1992-02-29'])),
    ),
    ...field(
      'joined',
      mostly(d, () => d.pick(['2025-01-31', '2024-12-15', '2026-03-31'])),
    ),
    ...field(
      'paid',
      mostly(d, () => d.pick(['2026-01', '2025-10', '2026-06-30'])),
    ),
    ...field(
      'note',
      d.maybe(2, () => d.pick(['短', '一二三 四', '一二三四五六'])),
    ),
    ...field(
      'lines',
      d.maybe(2, () => d.list(1, 3, () => d.pick(['一二', '一二三四五六', '三']) as Json)),
    ),
    ...field(
      'front',
      d.maybe(3, () => d.pick(['靠前', '靠后'])),
    ),
    ...field(
      'status',
      mostly(d, () => d.pick(['正式党员', '正式党员', '预备党员'])),
    ),
  };
}

/** A count over windows: for the whole, for each part, with a part missing, with two told together. */
function hours(d: Dice, { counting: parts }: Setting): Json | undefined {
  const some = (): string => String(d.below(6));
  const kind = d.below(6);
  if (kind === 0) return undefined;
  if (kind === 1 || parts.length === 0) return some();
  const each = parts.map((part) => ({ value: some(), from: part.from, to: part.to }));
  if (kind === 2) return each.length > 1 ? each.slice(1) : each;
  const [first, second, ...rest] = each;
  if (kind === 3 && first !== undefined && second !== undefined) return [{ ...first, to: second.to }, ...rest];
  return each;
}

function finding(d: Dice, { span }: Setting, ledger: readonly JsonRecord[]): JsonRecord {
  return { entry: d.pick(ledger)['id'] ?? '', on: span.to, result: d.pick(['不实', '提醒']) };
}

function votes(d: Dice, options: readonly string[], ballot: JsonRecord | undefined): JsonRecord {
  const abstain = (ballot?.['abstain'] ?? ['弃权']) as readonly string[];
  return {
    ...Object.fromEntries(options.map((id) => [id, d.below(4)])),
    ...Object.fromEntries(abstain.flatMap((id) => (d.oneIn(2) ? [[id, d.below(3)]] : []))),
    ...field(
      'invalid',
      d.maybe(4, () => 1),
    ),
    ...field(
      'issued',
      d.maybe(2, () => 20),
    ),
    ...field(
      'returned',
      d.maybe(6, () => 16),
    ),
  };
}

function byPart(d: Dice, { parts }: Setting, make: () => Json): JsonRecord {
  return Object.fromEntries(parts.flatMap((part) => (d.oneIn(8) ? [] : [[part.id, make()]])));
}

function ballots(d: Dice, setting: Setting, all: readonly JsonRecord[]): JsonRecord {
  const of = (id: string, options: readonly string[]): JsonRecord =>
    votes(
      d,
      options,
      all.find((one) => one['id'] === id),
    );
  const papers = (): JsonRecord => of('papers', d.some(['90', '80', '70', '100', '75.5'], 3));
  return {
    ...field(
      'vote',
      mostly(d, () => of('vote', VOTES)),
    ),
    ...field('papers', mostly(d, papers)),
    ...field(
      'tally',
      mostly(d, () => of('tally', GRADES)),
    ),
    ...(setting.parts.length > 0 && !d.oneIn(4)
      ? { 'part-vote': byPart(d, setting, () => of('part-vote', VOTES)) }
      : {}),
  };
}

function inputs(d: Dice, setting: Setting): JsonRecord {
  return {
    ...field(
      'given',
      mostly(d, () => d.pick(['80', '90', '85.5'])),
    ),
    ...field(
      'other',
      mostly(d, () => d.pick(['80', '85', '60', '0'])),
    ),
    ...(setting.parts.length > 0 ? { part: byPart(d, setting, () => d.pick(['5', '8', '3.5'])) } : {}),
  };
}

/** The nodes and accounts of which a past may have numbers. */
function numberedIn(scheme: JsonRecord): ReadonlySet<string> {
  const rows = (key: string): readonly JsonRecord[] => (scheme[key] ?? []) as readonly JsonRecord[];
  const text = JSON.stringify([rows('carry'), rows('score'), rows('outcomes')]);
  const account = /"(id|excess|account)":"acc"/.test(text) ? ['acc'] : [];
  return new Set([...rows('score').map((node) => node['id'] as string), ...account]);
}

/** The schemes whose results a scheme refers to. */
function referred({ score }: JsonRecord): ReadonlySet<string> {
  return new Set(JSON.stringify(score).includes('"elsewhere"') ? ['elsewhere'] : []);
}

function only(known: ReadonlySet<string>, row: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(row).filter(([key]) => known.has(key)));
}

/** Earlier periods, oldest first; some are missing, some were exempt, some tell only part. */
function history(
  d: Dice,
  { period }: Setting,
  ranked: boolean,
  known: ReadonlySet<string>,
  graded: boolean,
): readonly JsonRecord[] {
  let before = windowById(period);
  const rows = d.list(0, 3, (): JsonRecord | undefined => {
    before = windowOf(before.unit, addDays(before.from, -1));
    if (d.oneIn(10)) return undefined;
    if (d.oneIn(9)) return { period: before.id, status: 'exempt' };
    return {
      period: before.id,
      ...field('score', d.oneIn(9) ? undefined : d.pick(['50', '60', '5', '80', '1'])),
      ...field('grade', d.oneIn(9) || !graded ? undefined : d.pick(GRADES)),
      ...field(
        'nodes',
        d.maybe(2, () => only(known, { n1: d.pick(['60', '2']), n2: '5', n3: '1' })),
      ),
      ...field('rank', ranked ? d.maybe(2, () => 1 + d.below(3)) : undefined),
      ...field(
        'account',
        d.maybe(2, () => only(known, { acc: d.pick(['10', '-3']) })),
      ),
    };
  });
  return rows.filter((row) => row !== undefined).toReversed();
}

function results(d: Dice, { people, orgs, isSecretary }: Setting): JsonRecord {
  const rows = [...people, ...(isSecretary ? people.map((id) => `who-${id}`) : []), 'q0', 'q1'];
  return Object.fromEntries(
    rows.flatMap((id) => {
      if (d.oneIn(5)) return [];
      const status = d.pick(['scored', 'scored', 'scored', 'held', 'exempt'] as const);
      const row = {
        ...field('score', d.oneIn(8) ? undefined : d.pick(['88', '70'])),
        org: d.pick(orgs),
        leadership: d.oneIn(3),
      };
      return [[id, { ...row, ...field('status', d.oneIn(4) ? undefined : status) }]];
    }),
  );
}

/** Sometimes a body decides what it may, sometimes what it may not. */
function decisions(d: Dice, { people }: Setting, scheme: JsonRecord): JsonRecord {
  const reason = field(
    'reason',
    d.maybe(2, () => '理由'),
  );
  const known = listOf((scheme['scope'] as JsonRecord)['categories']).length > 0;
  const category = known && d.oneIn(4) ? { [d.pick(people)]: { category: d.pick(CATEGORIES), by: '支部大会' } } : {};
  const graded = scheme['grade'] !== undefined && d.oneIn(4);
  return graded ? { ...category, [d.pick(people)]: { grade: d.pick(GRADES), by: '支部大会', ...reason } } : category;
}
