// Random gradings, carries, outcomes, gates, rankings, norms.
import fc from 'fast-check';
import { conditionOf, finalCondition, rawCondition, rawLeaf } from './random-condition.ts';
import { CLAUSE, GRADES } from './random-words.ts';
import type { Json, JsonRecord, Names } from './random-words.ts';

const force = fc.constantFrom('must', 'must', 'must', 'should', 'may');
const among = fc.constantFrom('all-members', 'full-members', 'graded-members');
const ties = fc.constantFrom('human', 'all-in', 'all-out');
const rounding = fc.constantFrom('round-down', 'half-up', 'round-up');
const limit = fc.record({
  share: fc.option(fc.constantFrom('15%', '30%', '1/2'), { freq: 3 }),
  count: fc.constantFrom(1, 2),
});

export const rawGrading = fc.record({
  /** Three bands: where each begins, and whether a printed upper end leaves a gap or shares the border. */
  bands: fc.array(
    fc.record({
      step: fc.constantFrom(2, 5, 10, 30),
      low: fc.constantFrom('from', 'above'),
      high: fc.constantFrom('none', 'gap', 'shared', 'below'),
      also: fc.option(rawCondition, { freq: 1 }),
      unmet: fc.constantFrom('next', 'next', 'pending', 'grade'),
      force,
      pending: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  top: fc.constantFrom(5, 10, 60, 90, 100),
  gaps: fc.constantFrom('lower-band', 'upper-band', 'pending'),
  shared: fc.constantFrom('higher-band', 'lower-band'),
  rounding: fc.constantFrom('none', 'none', 'integer-half-up'),
  when: fc.option(rawCondition, { freq: 1 }),
  second: fc.constantFrom('none', 'ungraded', 'vote'),
  voteRule: fc.constantFrom('plurality', 'majority'),
  otherwise: fc.option(fc.record({ force, missing: fc.integer({ min: 0, max: 6 }) }), { freq: 5 }),
  mandatory: fc.option(
    fc.record({
      choose: fc.constantFrom('judged', 'by-score', 'lowest'),
      met: fc.constantFrom('full-marks', 'any-points', 'judged'),
    }),
    { freq: 1 },
  ),
  standings: fc.array(
    fc.record({
      grade: fc.nat(2),
      end: fc.constantFrom('top', 'bottom'),
      limit: fc.option(limit),
      among,
      rounding,
      ties,
      fact: fc.boolean(),
      unmet: fc.constantFrom('next', 'upper', 'same', 'pending'),
    }),
    { maxLength: 2 },
  ),
  quotas: fc.array(
    fc.record({
      grade: fc.nat(1),
      limit,
      among,
      rounding,
      ties,
      force: fc.constantFrom('must', 'should'),
      key: fc.option(fc.nat(5)),
    }),
    { maxLength: 2 },
  ),
  overrides: fc.array(
    fc.record({
      when: rawCondition,
      grade: fc.nat(3),
      most: fc.boolean(),
      provisional: fc.boolean(),
      force: fc.constantFrom('must', 'must', 'should'),
    }),
    { maxLength: 2 },
  ),
  carried: fc.array(fc.record({ grade: fc.nat(3), force: fc.constantFrom('must', 'should') }), { maxLength: 1 }),
});
export type RawGrading = typeof rawGrading extends fc.Arbitrary<infer T> ? T : never;

export const rawOutcomes = fc.record({
  account: fc.option(
    fc.record({
      node: fc.nat(5),
      opening: fc.constantFrom('0', '10'),
      reset: fc.constantFrom('never', 'year', 'month'),
      resetWhen: fc.option(rawCondition, { freq: 1 }),
    }),
    { nil: undefined, freq: 2 },
  ),
  carry: fc.array(
    fc.record({
      kind: fc.constantFrom('streak', 'count', 'every', 'mean', 'sum'),
      bound: fc.constantFrom('60', '5', '2'),
      less: fc.boolean(),
      grade: fc.boolean(),
      over: fc.boolean(),
      complete: fc.boolean(),
      expires: fc.boolean(),
      divisor: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  outcomes: fc.array(
    fc.record({
      when: rawLeaf,
      org: fc.boolean(),
      on: fc.constantFrom('subject', 'leaders', 'org', 'chief'),
      credit: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  gates: fc.array(rawLeaf, { maxLength: 2 }),
  ranking: fc.option(
    fc.record({
      account: fc.boolean(),
      all: fc.boolean(),
      lowest: fc.boolean(),
      ties,
      equal: fc.constantFrom('none', 'all'),
      small: fc.option(fc.constantFrom('apply', 'human')),
    }),
    { nil: undefined, freq: 1 },
  ),
  totals: fc.record({ order: fc.constantFrom('sum', 'mean'), scope: fc.constantFrom('direct', 'subtree') }),
  norms: fc.array(
    fc.record({
      kind: fc.nat(5),
      least: fc.constantFrom('1', '2'),
      most: fc.option(fc.constantFrom('2', '3')),
      applies: fc.option(rawCondition, { freq: 1 }),
      whole: fc.boolean(),
      excused: fc.boolean(),
      item: fc.nat(3),
    }),
    { maxLength: 2 },
  ),
});
export type RawOutcomes = typeof rawOutcomes extends fc.Arbitrary<infer T> ? T : never;

const grade = (n: number): string => GRADES[n % GRADES.length] ?? '差';
const has = (raw: RawOutcomes, graded: boolean) => ({
  grade: graded,
  carry: raw.carry.map((one, n) => carryId(one.kind, n)),
  account: raw.account !== undefined,
  rank: raw.ranking !== undefined,
  veto: false,
});
const carryId = (kind: string, n: number): string => `${kind[0] === 'e' ? 'e' : 'k'}${n}`;

function limits(raw: { readonly share: string | null; readonly count: number }): JsonRecord {
  return raw.share === null ? { count: String(raw.count) } : { share: raw.share };
}

export function buildGrading(raw: RawGrading, names: Names, results: RawOutcomes): JsonRecord {
  let bottom: number = raw.top;
  const bands = raw.bands.map((one, n) => {
    const upper = bottom;
    bottom = n === 0 ? raw.top : bottom - one.step;
    const high: JsonRecord =
      n === 0 || one.high === 'none'
        ? {}
        : one.high === 'gap'
          ? { to: String(upper - 1) }
          : one.high === 'shared'
            ? { to: String(upper) }
            : { below: String(upper) };
    return {
      grade: grade(n),
      [one.low]: String(bottom),
      ...high,
      ...(one.also === null ? {} : { also: conditionOf(one.also, 'result', names) }),
      unmet: one.unmet === 'grade' ? { grade: grade(n + 2) } : one.unmet,
      force: one.force,
      ...(one.pending === 0 ? { pending: [grade(n), grade(n + 1)] } : {}),
    };
  });
  const table: JsonRecord = {
    id: 't',
    ...(raw.when === null ? {} : { when: conditionOf(raw.when, 'window', names) }),
    rounding: raw.rounding,
    gaps: raw.gaps,
    shared: raw.shared,
    bands,
    ...(raw.otherwise === null
      ? {}
      : {
          otherwise:
            raw.otherwise.missing === 0 ? { missing: '没有写' } : { grade: grade(3), force: raw.otherwise.force },
        }),
  };
  const second: readonly JsonRecord[] =
    raw.second === 'none'
      ? []
      : raw.second === 'ungraded'
        ? [{ id: 'u', ungraded: true, bands: [] }]
        : [{ id: 'w', bands: [], vote: { ballot: 'tally', rule: raw.voteRule, otherwise: '支委会', clause: CLAUSE } }];
  return {
    clause: CLAUSE,
    ladder: [...GRADES],
    tables: [table, ...second],
    ...(raw.mandatory === null
      ? {}
      : {
          mandatory: {
            allowed: [GRADES[2], GRADES[3]],
            choose: raw.mandatory.choose,
            met: raw.mandatory.met,
            metFact: 'tags',
            clause: CLAUSE,
          },
        }),
    standings: raw.standings.map((one) => ({
      grade: grade(one.grade),
      end: one.end,
      ...(one.limit === null ? {} : limits(one.limit)),
      among: one.among,
      rounding: one.rounding,
      ties: one.ties,
      ...(one.fact ? { fact: 'front', value: '靠前' } : {}),
      unmet: one.unmet,
      clause: CLAUSE,
    })),
    quotas: raw.quotas.map((one, n) => ({
      id: `q${n}`,
      grade: grade(one.grade),
      ...limits(one.limit),
      among: one.among,
      rounding: one.rounding,
      ties: one.ties,
      force: one.force,
      keys: ['n0', ...(one.key === null ? [] : [names.wholeNodes[one.key % names.wholeNodes.length] ?? 'n0'])],
      spill: grade(one.grade + 1),
      clause: CLAUSE,
    })),
    overrides: raw.overrides.map((one, n) => ({
      id: `o${n}`,
      when: conditionOf(one.when, 'result', names),
      ...(one.most ? { atMost: grade(one.grade) } : { grade: grade(one.grade) }),
      provisional: one.provisional,
      force: one.force,
      clause: CLAUSE,
    })),
    carried:
      results.carry.length === 0
        ? []
        : raw.carried.map((one, n) => ({
            id: `z${n}`,
            when: carryTest(results, n),
            grade: grade(one.grade),
            force: one.force,
            clause: CLAUSE,
          })),
  };
}

function carryTest(results: RawOutcomes, n: number): JsonRecord {
  const kind = results.carry[n % results.carry.length]?.kind ?? 'count';
  const id = carryId(kind, n % results.carry.length);
  return kind === 'every' ? { carry: id, is: true } : { carry: id, gte: '2' };
}

export function buildOutcomes(raw: RawOutcomes, names: Names, graded: boolean): JsonRecord {
  const available = has(raw, graded);
  /** Never the first node where there are others: it may read the account. */
  const node = (n: number): string => names.wholeNodes[1 + (n % Math.max(1, names.wholeNodes.length - 1))] ?? 'n0';
  return {
    carry: [
      ...raw.carry.map((one, n) => ({
        id: carryId(one.kind, n),
        label: '跨期',
        clause: CLAUSE,
        kind: one.kind,
        complete: one.complete,
        ...(one.kind === 'mean' || one.kind === 'sum'
          ? one.divisor
            ? { divisor: '4' }
            : {}
          : {
              when:
                one.grade && graded
                  ? { grade: [GRADES[0], GRADES[3]] }
                  : { node: 'n0', [one.less ? 'lt' : 'gte']: one.bound },
            }),
        ...(one.over ? { over: 'year' } : {}),
        ...(one.expires && one.kind === 'count' ? { expiresAfterYears: '1' } : {}),
      })),
      ...(raw.account === undefined
        ? []
        : [
            {
              id: 'acc',
              label: '账户',
              clause: CLAUSE,
              kind: 'account',
              add: [node(raw.account.node)],
              opening: raw.account.opening,
              reset: raw.account.reset,
              ...(raw.account.resetWhen === null
                ? {}
                : { resetWhen: conditionOf(raw.account.resetWhen, 'window', names) }),
            },
          ]),
    ],
    outcomes: raw.outcomes.map((one, n): Json =>
      one.org
        ? {
            id: `out${n}`,
            clause: CLAUSE,
            when: orgCondition(one.when, names),
            do: '提醒',
            on: [one.on === 'leaders' ? 'leaders' : 'org'],
            level: 'org',
            force: 'must',
          }
        : {
            id: `out${n}`,
            clause: CLAUSE,
            when: finalCondition(one.when, names, available),
            do: '提醒',
            on: [one.on],
            force: 'must',
            ...(one.credit && raw.account !== undefined ? { credit: { account: 'acc', amount: '1' } } : {}),
          },
    ),
    gates: raw.gates.map((one, n): Json => ({
      id: `gate${n}`,
      label: '资格',
      clause: CLAUSE,
      when: finalCondition(one, names, available),
    })),
    rankings:
      raw.ranking === undefined
        ? []
        : [
            {
              id: 'r',
              label: '名次',
              clause: CLAUSE,
              ...(raw.ranking.account && raw.account !== undefined ? { account: 'acc' } : { node: 'n0' }),
              among: raw.ranking.all ? 'all' : 'org',
              first: raw.ranking.lowest ? 'lowest' : 'highest',
              ties: raw.ranking.ties,
              allEqual: raw.ranking.equal,
              ...(raw.ranking.small === null ? {} : { small: { upTo: 2, choose: raw.ranking.small } }),
            },
          ],
    orgs: { ...raw.totals, clause: CLAUSE },
    norms: raw.norms.map((one, n) => buildNorm(one, n, names)),
  };
}

function orgCondition(raw: Parameters<typeof finalCondition>[0], names: Names): JsonRecord {
  const choices: readonly JsonRecord[] = [
    { findings: raw.yes ? '不实' : '提醒', gte: '1' },
    { entries: { items: [names.items[raw.test % names.items.length] ?? ''] }, gte: '2' },
    { fact: 'size', gte: raw.bound },
    { fact: 'orgflag', is: raw.yes },
  ];
  return choices[raw.what % choices.length] ?? {};
}

function buildNorm(raw: RawOutcomes['norms'][number], n: number, names: Names): JsonRecord {
  const bounds: JsonRecord = { least: raw.least, ...(raw.most === null ? {} : { most: raw.most }) };
  const item = names.items[raw.item % names.items.length] ?? '';
  const kinds: readonly JsonRecord[] = [
    { of: 'org', count: { item, ...bounds } },
    { of: 'subject', count: { fact: 'hours', ...bounds } },
    { of: 'org', ratio: { part: 'size', whole: 'size', least: '50%' } },
    { of: 'subject', holds: { fact: 'flag' } },
    { of: 'org', day: { item, dayOfMonth: 10 } },
    { of: 'org', posts: { fact: 'size', size: 'size', least: '1', extra: [{ above: '2', add: '1' }] } },
  ];
  const kind = kinds[raw.kind % kinds.length] ?? {};
  const monthly = raw.kind % kinds.length === 4;
  return {
    id: `norm${n}`,
    label: '规范',
    clause: CLAUSE,
    ...kind,
    window: monthly ? 'month' : raw.whole ? names.period.unit : (names.period.posting ?? names.period.unit),
    ...(raw.applies === null || kind['of'] === 'org' ? {} : { appliesWhen: conditionOf(raw.applies, 'window', names) }),
    ...(raw.excused ? { exceptApproved: kind['of'] === 'org' ? 'orgflag' : 'flag' } : {}),
  };
}
