// Random facts documents for a random scheme: what was reported, with gaps, changes over time, reversals, findings.
import fc from 'fast-check';
import { addDays, iso, windowById, windowsIn } from './days.ts';
import type { Window } from './days.ts';
import { CATEGORIES, CHOICES, GRADES, VOTES } from './random-words.ts';
import type { Json, JsonRecord } from './random-words.ts';

const maybe = <T>(value: fc.Arbitrary<T>, freq = 5): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq });

const rawSubject = fc.record({
  org: fc.nat(5),
  move: fc.integer({ min: 0, max: 11 }),
  category: maybe(fc.nat(1), 1),
  leadership: fc.boolean(),
  flag: maybe(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 6 })), 6),
  choice: maybe(fc.nat(2)),
  level: maybe(fc.constantFrom('0', '1', '2', '3', '4', '2.5', '5', '70'), 9),
  hours: fc.constantFrom('whole', 'parts', 'parts', 'parts', 'gap', 'none'),
  hoursEach: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }),
  tags: maybe(fc.array(fc.nat(3), { maxLength: 2 }), 1),
  born: maybe(fc.constantFrom('1960-01-01', '1966-06-30', '1966-12-31', '1990-02-28'), 6),
  front: maybe(fc.boolean(), 1),
  full: fc.boolean(),
  chief: maybe(fc.nat(9), 3),
  boss: maybe(fc.nat(9), 4),
  given: maybe(fc.constantFrom('80', '90', '60', '100', '75.5', '0'), 9),
  other: maybe(fc.constantFrom('80', '85', '60'), 3),
  partInputs: fc.array(maybe(fc.constantFrom('5', '8', '3.5'), 9), { minLength: 1, maxLength: 4 }),
  vote: maybe(fc.tuple(fc.nat(5), fc.nat(3), fc.nat(2), fc.nat(2), fc.boolean()), 9),
  papers: maybe(
    fc.array(fc.tuple(fc.constantFrom('90', '80', '70', '100'), fc.integer({ min: 1, max: 2 })), { maxLength: 3 }),
    9,
  ),
  tally: maybe(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(2), fc.nat(1)), 6),
  partVotes: fc.array(maybe(fc.tuple(fc.nat(3), fc.nat(3)), 9), { minLength: 1, maxLength: 4 }),
  history: fc.array(
    fc.record({
      score: maybe(fc.constantFrom('50', '60', '5', '80', '1'), 9),
      grade: maybe(fc.nat(3), 8),
      status: fc.integer({ min: 0, max: 8 }),
      account: maybe(fc.constantFrom('10', '-3')),
    }),
    { maxLength: 3 },
  ),
  historyGap: fc.integer({ min: 0, max: 6 }),
  result: maybe(
    fc.record({
      score: maybe(fc.constantFrom('88', '70'), 8),
      leadership: fc.boolean(),
      status: fc.constantFrom('scored', 'scored', 'scored', 'held', 'exempt'),
    }),
    8,
  ),
  decision: maybe(fc.record({ grade: fc.nat(3), reason: fc.boolean() }), 0),
});

const rawEntry = fc.record({
  subject: fc.nat(19),
  rule: fc.nat(11),
  day: fc.nat(364),
  late: fc.integer({ min: 0, max: 9 }),
  count: maybe(fc.constantFrom('1', '2', '3', '0.5', '4'), 1),
  tier: fc.nat(2),
  points: fc.constantFrom('1', '2', '5', '3.5'),
  project: maybe(fc.nat(1), 1),
  by: maybe(fc.nat(7), 2),
  approval: fc.integer({ min: 0, max: 5 }),
  writePoints: fc.integer({ min: 0, max: 4 }),
});

export const rawFacts = fc.record({
  year: fc.constantFrom(2026, 2028),
  which: fc.nat(11),
  asOf: maybe(fc.nat(20), 0),
  orgs: fc.array(
    fc.record({
      under: fc.boolean(),
      size: maybe(fc.constantFrom('1', '2', '3', '10'), 6),
      flag: maybe(fc.boolean()),
      members: maybe(fc.constantFrom('10', '7'), 1),
      full: maybe(fc.constantFrom('6'), 1),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  subjects: fc.array(rawSubject, { minLength: 1, maxLength: 8 }),
  entries: fc.array(rawEntry, { maxLength: 20 }),
  reversals: fc.array(fc.nat(19), { maxLength: 2 }),
  findings: fc.array(fc.record({ entry: fc.nat(19), cancels: fc.boolean() }), { maxLength: 2 }),
  param: maybe(fc.constantFrom('1', '2.5'), 1),
});

export type RawFacts = typeof rawFacts extends fc.Arbitrary<infer T> ? T : never;
type RawSubject = RawFacts['subjects'][number];

type Setting = {
  readonly raw: RawFacts;
  readonly scheme: JsonRecord;
  readonly period: Window;
  readonly parts: readonly Window[];
  readonly orgs: readonly string[];
};

const list = (value: Json | undefined): readonly JsonRecord[] =>
  Array.isArray(value) ? (value as readonly JsonRecord[]) : [];
const orNone = (key: string, value: Json | undefined): JsonRecord => (value === undefined ? {} : { [key]: value });
const subjectId = (n: number): string => `m${n}`;

export function buildFacts(raw: RawFacts, scheme: JsonRecord): JsonRecord {
  const { unit, posting } = scheme['period'] as { readonly unit: Window['unit']; readonly posting?: Window['unit'] };
  const period = windowById(periodId(unit, raw));
  const parts = posting === undefined ? [] : windowsIn(posting, period, 'week-end-day');
  const setting: Setting = { raw, scheme, period, parts, orgs: raw.orgs.map((_, n) => `X${n}`) };
  const entries = buildEntries(setting);
  const byId = (make: (one: RawSubject, n: number) => JsonRecord): JsonRecord =>
    Object.fromEntries(raw.subjects.map((one, n) => [subjectId(n), make(one, n)]));
  return {
    period: period.id,
    ...(raw.asOf === undefined ? {} : { asOf: addDays(period.to, -raw.asOf) }),
    orgs: raw.orgs.map((one, n) => ({
      id: `X${n}`,
      ...(one.under && n > 0 ? { superior: 'X0' } : {}),
      facts: {
        ...orNone('size', one.size),
        ...orNone('orgflag', one.flag),
        ...orNone('members', one.members),
        ...orNone('full-members', one.full),
      },
    })),
    subjects: raw.subjects.map((one, n) => buildSubject(setting, one, n)),
    entries,
    findings:
      entries.length === 0
        ? []
        : raw.findings.map((one) => ({
            entry: String(entries[one.entry % entries.length]?.['id']),
            on: period.to,
            result: one.cancels ? '不实' : '提醒',
          })),
    ballots: byId((one) => buildBallots(setting, one)),
    inputs: byId((one) => ({
      ...orNone('given', one.given),
      ...orNone('other', one.other),
      ...byPart(setting, 'part', one.partInputs),
    })),
    history: Object.fromEntries(raw.subjects.map((one, n) => [subjectId(n), buildHistory(setting, one)])),
    results: {
      elsewhere: Object.fromEntries(
        raw.subjects.flatMap(({ result, org }, n) =>
          result === undefined
            ? []
            : [
                [
                  subjectId(n),
                  {
                    ...orNone('score', result.score),
                    org: setting.orgs[org % setting.orgs.length] ?? '',
                    leadership: result.leadership,
                    status: result.status,
                  },
                ],
              ],
        ),
      ),
    },
    params: raw.param === undefined || list(scheme['params']).length === 0 ? {} : { p: raw.param },
    decisions: Object.fromEntries(
      raw.subjects.flatMap(({ decision }, n) =>
        decision === undefined
          ? []
          : [[subjectId(n), { grade: GRADES[decision.grade] ?? '', ...(decision.reason ? { reason: '理由' } : {}) }]],
      ),
    ),
  };
}

function periodId(unit: Window['unit'], raw: RawFacts): string {
  const { year, which } = raw;
  if (unit === 'year') return String(year);
  if (unit === 'half-year') return `${year}H${(which % 2) + 1}`;
  return unit === 'quarter' ? `${year}Q${(which % 4) + 1}` : `${year}-${String((which % 12) + 1).padStart(2, '0')}`;
}

function byPart(setting: Setting, key: string, values: readonly (Json | undefined)[]): JsonRecord {
  if (setting.parts.length === 0) return {};
  const found = setting.parts.flatMap((part, n) => {
    const value = values[n % values.length];
    return value === undefined ? [] : [[part.id, value]];
  });
  return found.length === 0 ? {} : { [key]: Object.fromEntries(found) as JsonRecord };
}

function buildSubject(setting: Setting, one: RawSubject, n: number): JsonRecord {
  const { orgs, period, raw } = setting;
  const org = orgs[one.org % orgs.length] ?? '';
  const other = orgs[(one.org + 1) % orgs.length] ?? '';
  const middle = setting.parts[Math.floor(setting.parts.length / 2)]?.from ?? period.to;
  const orgOver =
    one.move === 1
      ? [{ value: org, from: middle }]
      : one.move === 2
        ? [
            { value: org, to: addDays(middle, -1) },
            { value: other, from: middle },
          ]
        : one.move === 3
          ? [{ value: org, from: addDays(middle, -3) }]
          : org;
  const someone = (at: number | undefined): Json | undefined =>
    at === undefined
      ? undefined
      : at >= raw.subjects.length
        ? [subjectId(at % raw.subjects.length), subjectId((at + 1) % raw.subjects.length)].filter(
            (id, i, all) => all.indexOf(id) === i,
          )
        : subjectId(at);
  return {
    id: subjectId(n),
    org: orgOver as Json,
    ...orNone('category', one.category === undefined ? undefined : CATEGORIES[one.category]),
    leadership: one.leadership,
    facts: {
      ...(one.flag === undefined
        ? {}
        : {
            flag:
              one.flag[1] === 0
                ? [
                    { value: one.flag[0], to: addDays(middle, -1) },
                    { value: !one.flag[0], from: middle },
                  ]
                : one.flag[0],
          }),
      ...orNone('choice', one.choice === undefined ? undefined : CHOICES[one.choice]),
      ...orNone('level', one.level),
      ...hoursOf(setting, one),
      ...orNone(
        'tags',
        one.tags?.map((at) => `i${at}`).filter((id) => list(setting.scheme['items']).some((item) => item['id'] === id)),
      ),
      ...orNone('born', one.born),
      ...orNone('front', one.front === undefined ? undefined : one.front ? '靠前' : '靠后'),
      status: one.full ? '正式党员' : '预备党员',
    },
    roles: { ...orNone('chief', someone(one.chief)), ...orNone('boss', someone(one.boss)) },
  };
}

function hoursOf(setting: Setting, one: RawSubject): JsonRecord {
  const each = (n: number): string => String(one.hoursEach[n % one.hoursEach.length] ?? 0);
  if (one.hours === 'none') return {};
  if (one.hours === 'whole' || setting.parts.length === 0) return { hours: each(0) };
  const parts = setting.parts.map((part, n) => ({ value: each(n), from: part.from, to: part.to }));
  return { hours: one.hours === 'gap' ? parts.slice(1) : parts };
}

function buildBallots(setting: Setting, one: RawSubject): JsonRecord {
  const vote = one.vote;
  const papers = one.papers;
  return {
    ...(vote === undefined
      ? {}
      : {
          vote: {
            [VOTES[0]]: vote[0],
            [VOTES[1]]: vote[1],
            [VOTES[2]]: vote[2],
            弃权: vote[3],
            ...(vote[4] ? { issued: 12, invalid: 1 } : {}),
          },
        }),
    ...(papers === undefined ? {} : { papers: { ...Object.fromEntries(papers), 弃权: 1, issued: 10 } }),
    ...(one.tally === undefined
      ? {}
      : { tally: Object.fromEntries(GRADES.map((grade, n) => [grade, one.tally?.[n] ?? 0])) }),
    ...byPart(
      setting,
      'part-vote',
      one.partVotes.map((counts) =>
        counts === undefined ? undefined : { [VOTES[0]]: counts[0], [VOTES[1]]: counts[1], issued: 6 },
      ),
    ),
  };
}

function buildHistory(setting: Setting, one: RawSubject): readonly Json[] {
  const rows: Json[] = [];
  let before = setting.period;
  for (const [n, past] of one.history.entries()) {
    before = windowById(periodBefore(before));
    if (n === one.historyGap) before = windowById(periodBefore(before));
    const status = past.status === 0 ? 'exempt' : 'scored';
    rows.unshift({
      period: before.id,
      ...(past.score === undefined || status === 'exempt' ? {} : { score: past.score }),
      ...(past.grade === undefined ? {} : { grade: GRADES[past.grade] ?? '' }),
      ...(past.account === undefined ? {} : { account: { acc: past.account } }),
      status,
    });
  }
  return rows;
}

function periodBefore(window: Window): string {
  const year = Number(addDays(window.from, -1).slice(0, 4));
  const month = Number(addDays(window.from, -1).slice(5, 7));
  if (window.unit === 'year') return String(year);
  if (window.unit === 'half-year') return `${year}H${month <= 6 ? 1 : 2}`;
  return window.unit === 'quarter' ? `${year}Q${Math.ceil(month / 3)}` : iso(year, month, 1).slice(0, 7);
}

// ── the ledger ───────────────────────────────────────────────────────────────

type Target = { readonly id: string; readonly rule: JsonRecord | undefined; readonly most: string | undefined };

function targets(scheme: JsonRecord): readonly Target[] {
  return list(scheme['items']).flatMap((item) => {
    const most = typeof item['max'] === 'string' ? item['max'] : undefined;
    const rules = list(item['rules']).map((rule) => ({ id: String(rule['id']), rule, most }));
    const gives = item['start'] === 'judged' || (most !== undefined && rules.length === 0);
    return gives
      ? [...rules, { id: String(item['id']), rule: undefined, most }, { id: String(item['id']), rule: undefined, most }]
      : rules;
  });
}

function buildEntries(setting: Setting): readonly JsonRecord[] {
  const { raw, scheme, period, orgs } = setting;
  const all = targets(scheme);
  const judged = list(scheme['items']).filter((item) => item['start'] === 'judged');
  const repeats = list((scheme['modifiers'] as JsonRecord | undefined)?.['rules']).some(
    (rule) => rule['repeat'] !== undefined,
  );
  const length = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1;
  const given = judged.flatMap((item) =>
    raw.subjects.flatMap((one, n) =>
      one.full || n % 3 > 0
        ? [
            {
              id: `g-${String(item['id'])}-${n}`,
              subject: subjectId(n),
              item: String(item['id']),
              on: period.from,
              points: n % 2 === 0 ? '3' : '4',
            },
          ]
        : [],
    ),
  );
  const posted =
    all.length === 0
      ? []
      : raw.entries.map((one, n): JsonRecord => {
          const target = all[one.rule % all.length];
          const subject =
            one.subject >= 16 ? (orgs[one.subject % orgs.length] ?? '') : subjectId(one.subject % raw.subjects.length);
          return {
            id: `e${n}`,
            subject,
            item: target?.id ?? '',
            ...when(one, period, length, repeats),
            ...worth(one, target),
            ...(one.by === undefined ? {} : { by: subjectId(one.by % raw.subjects.length) }),
          };
        });
  const reversals =
    posted.length === 0
      ? []
      : [...new Set(raw.reversals.map((at) => at % posted.length))].map((at, n): JsonRecord => {
          const entry = posted[at] ?? {};
          return { ...entry, id: `r${n}`, on: entry['on'] ?? period.to, reverses: entry['id'] ?? '' };
        });
  return [...given, ...posted, ...reversals];
}

function when(one: RawFacts['entries'][number], period: Window, length: number, repeats: boolean): JsonRecord {
  const on = addDays(period.from, one.day % length);
  if (one.late === 0)
    return { on: addDays(period.from, -1 - (one.day % 60)), posted: addDays(period.from, one.day % length) };
  if (one.late === 1 && repeats) return { on: addDays(period.from, -1 - (one.day % 200)) };
  return one.late === 2 ? { on, posted: addDays(on, 5) } : { on };
}

function worth(one: RawFacts['entries'][number], target: Target | undefined): JsonRecord {
  const rule = target?.rule;
  const extra: JsonRecord = {
    ...(one.project === undefined ? {} : { project: `w${one.project}` }),
    ...(one.approval === 0
      ? { approval: 'rejected' }
      : one.approval === 1
        ? {}
        : one.approval === 2
          ? { approvedBy: ['书记'] }
          : one.approval === 3
            ? { approval: 'pending' }
            : { approval: 'approved' }),
  };
  if (rule === undefined) return { points: target?.most === '4' && one.points === '5' ? '4' : one.points, ...extra };
  const counted: JsonRecord = { ...extra, ...(one.count === undefined ? {} : { count: one.count }) };
  if (rule['tiers'] !== undefined)
    return { ...counted, tier: `t${one.tier + 1}`, ...(one.tier === 2 ? { points: one.points } : {}) };
  if (rule['roles'] !== undefined) return { ...counted, role: one.tier === 0 ? '主' : '从' };
  if (rule['judged'] !== undefined) return { ...counted, points: one.points };
  if (typeof rule['points'] === 'string' && one.writePoints === 0) return { ...counted, points: rule['points'] };
  return counted;
}
