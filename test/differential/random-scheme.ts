// Random small schemes that are legal for `parseScheme`, as plain documents; every part can shrink away.
import fc from 'fast-check';
import { conditionOf, rawCondition } from './random-condition.ts';
import type { RawCondition } from './random-condition.ts';
import { buildItems, rawItem } from './random-item.ts';
import type { RawItem } from './random-item.ts';
import { buildGrading, buildOutcomes, rawGrading, rawOutcomes } from './random-result.ts';
import type { RawGrading, RawOutcomes } from './random-result.ts';
import { buildNodes, rawNode } from './random-node.ts';
import type { RawNode } from './random-node.ts';
import { CATEGORIES, CHOICES, CLAUSE, GRADES, GROUPS, PERIODS, ROLES, small, VOTES } from './random-words.ts';
import type { Json, JsonRecord, Names, Posting } from './random-words.ts';

export const rawScheme = fc.record({
  period: fc.nat(PERIODS.length - 1),
  late: fc.boolean(),
  param: fc.option(fc.constantFrom('1', '2', '60'), { nil: undefined, freq: 6 }),
  factHolds: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  sectionCaps: fc.array(
    fc.record({ cap: fc.option(small()), floor: fc.option(fc.constantFrom('0', '-3')), excess: fc.boolean() }),
    { minLength: 1, maxLength: 2 },
  ),
  items: fc.array(rawItem, { minLength: 1, maxLength: 4 }),
  notApplicable: fc.option(fc.constantFrom('full-marks', 'redistribute', 'judged'), { nil: undefined, freq: 3 }),
  same: fc.option(fc.record({ key: fc.constantFrom('day', 'project'), counts: fc.constantFrom('first', 'each') }), {
    nil: undefined,
    freq: 3,
  }),
  modifiers: fc.option(
    fc.record({
      combine: fc.constantFrom('add', 'multiply'),
      rules: fc.array(
        fc.record({
          group: fc.nat(1),
          rate: fc.constantFrom('20%', '10%', '0.5'),
          repeat: fc.option(
            fc.record({
              window: fc.constantFrom('month', 'year', 'lifetime'),
              growth: fc.constantFrom('flat', 'step', 'compound'),
            }),
          ),
          when: fc.option(rawCondition),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    { nil: undefined, freq: 3 },
  ),
  derived: fc.option(
    fc.record({
      samePerson: fc.constantFrom('max', 'sum'),
      self: fc.constantFrom('skip', 'include'),
      surcharged: fc.boolean(),
      cascade: fc.constantFrom('stop', 'stop', 'per-event', 'accumulated'),
      rules: fc.array(rawDerived(), { minLength: 1, maxLength: 3 }),
    }),
    { nil: undefined, freq: 3 },
  ),
  quota: fc.option(
    fc.record({
      met: fc.option(small()),
      unmet: fc.option(fc.constantFrom('-2', '-1')),
      each: small(),
      perHead: fc.boolean(),
      add: fc.boolean(),
      window: fc.boolean(),
      when: rawCondition,
    }),
    { nil: undefined, freq: 2 },
  ),
  categories: fc.option(fc.record({ human: fc.boolean(), when: fc.tuple(rawCondition, fc.option(rawCondition)) }), {
    nil: undefined,
    freq: 3,
  }),
  exempt: fc.option(
    fc.record({
      path: fc.constantFrom('none', 'decision', 'node'),
      grade: fc.boolean(),
      awards: fc.boolean(),
      when: rawCondition,
    }),
    { nil: undefined, freq: 2 },
  ),
  who: fc.option(rawCondition, { nil: undefined, freq: 1 }),
  ballots: fc.record({
    denominator: fc.constantFrom('valid', 'cast', 'issued'),
    combine: fc.constantFrom('mean', 'median', 'lowest'),
    missing: fc.constantFrom('block', 'zero', 'exclude'),
    least: fc.constantFrom(1, 1, 2),
  }),
  inputMissing: fc.tuple(fc.constantFrom('block', 'zero', 'exclude'), fc.constantFrom('exclude', 'zero', 'block')),
  vetoes: fc.array(
    fc.record({
      effect: fc.constantFrom('hold', 'year-zero', 'period-zero', 'lowest-grade', 'bar-from-award'),
      rule: fc.option(fc.nat(11)),
      when: fc.option(rawCondition),
    }),
    { maxLength: 2 },
  ),
  nodes: fc.array(rawNode, { minLength: 1, maxLength: 6 }),
  grading: fc.option(rawGrading, { nil: undefined, freq: 8 }),
  results: rawOutcomes,
});

export type RawScheme = typeof rawScheme extends fc.Arbitrary<infer T> ? T : never;

function rawDerived() {
  return fc.record({
    group: fc.nat(1),
    rule: fc.option(fc.nat(11), { freq: 1 }),
    trigger: fc.option(
      fc.record({
        low: fc.option(fc.record({ key: fc.constantFrom('gt', 'gte'), value: fc.constantFrom('1', '2', '3') })),
        high: fc.option(fc.record({ key: fc.constantFrom('below', 'belowOrAt'), value: fc.constantFrom('3', '5') })),
        value: fc.constantFrom('surcharged', 'standard'),
        scope: fc.constantFrom('per-event', 'per-event', 'month-total', 'year-total'),
      }),
    ),
    base: fc.constantFrom('surcharged', 'standard'),
    to: fc.array(
      fc.record({
        roles: fc.constantFrom([0], [1], [0, 1], [1, 0]),
        choose: fc.constantFrom('first', 'all'),
        share: fc.option(fc.constantFrom('10%', '50%', '1')),
      }),
      { maxLength: 2 },
    ),
    members: fc.option(fc.constantFrom('direct', 'subtree')),
    into: fc.option(fc.nat(11)),
  });
}

/** The scheme document that the raw choices stand for. */
export function buildScheme(raw: RawScheme): JsonRecord {
  const period = PERIODS[raw.period % PERIODS.length] ?? PERIODS[0];
  const sections = raw.sectionCaps.length;
  const items = buildItems(raw.items, period, sections);
  const rules = items.flatMap((item) => (item['rules'] as readonly JsonRecord[]).map((rule) => String(rule['id'])));
  const itemIds = items.map((item) => String(item['id']));
  const names: Names = { period, items: itemIds, rules, sections, wholeNodes: raw.nodes.map((_, n) => `n${n}`) };
  const derivedRules = raw.derived?.rules ?? [];
  const derived = raw.derived === undefined ? [] : derivedRules.map((one, n) => buildDerived(one, n, names));
  const plain = derived
    .filter((one) => one['into'] === undefined && one['members'] === undefined)
    .map((one) => String(one['id']));
  const accounts = raw.results.account === undefined ? [] : ['acc'];
  const cond = (one: RawCondition, level: 'day' | 'window' | 'result' = 'window'): JsonRecord =>
    conditionOf(one, level, names);
  const nodes = buildNodes(raw.nodes, { ...names, derived: plain, accounts, cond });
  const orNone = (key: string, value: Json | undefined): JsonRecord => (value === undefined ? {} : { [key]: value });
  return {
    scheme: 'random',
    title: '随机方案',
    subject: 'member',
    source: '随机',
    effective: { from: '2020-01-01' },
    period: { unit: period.unit, ...orNone('posting', period.posting), late: raw.late ? 'own-period' : 'open-period' },
    clauses: [{ id: CLAUSE, no: '一', text: '随机' }],
    params:
      raw.param === undefined ? [] : [{ id: 'p', label: '参数', fills: '支部', clause: CLAUSE, value: raw.param }],
    scope: {
      ...orNone('who', raw.who && cond(raw.who)),
      precedence: raw.categories?.human === true ? 'human' : 'first-match',
      categories: (raw.categories?.when ?? []).map((when, n) => ({
        id: CATEGORIES[n] ?? 'A',
        label: '类',
        ...orNone('when', when === null ? undefined : cond(when)),
      })),
      exempt:
        raw.exempt === undefined
          ? []
          : [
              {
                id: 'x',
                label: '免评',
                clause: CLAUSE,
                when: cond(raw.exempt.when),
                path: raw.exempt.path,
                grade: raw.exempt.grade,
                awards: raw.exempt.awards,
                ...(raw.exempt.path === 'node' ? { node: `n${raw.nodes.length - 1}` } : {}),
              },
            ],
    },
    facts: buildFacts(raw, period),
    roles: ROLES.map((id) => ({ id, label: id })),
    ballots: buildBallots(raw, period),
    inputs: buildInputs(raw, period),
    sections: raw.sectionCaps.map((one, n) => ({
      id: `s${n}`,
      label: '部分',
      clause: CLAUSE,
      ...orNone('cap', one.cap ?? undefined),
      ...orNone('floor', one.floor ?? undefined),
      ...(one.excess && one.cap !== null && accounts.length > 0 ? { excess: 'acc' } : {}),
    })),
    items,
    ...(raw.notApplicable === undefined ? {} : { notApplicable: { fact: 'tags', effect: raw.notApplicable } }),
    sameFacts: buildSame(raw, items),
    ...(raw.modifiers === undefined
      ? {}
      : {
          modifiers: {
            combine: raw.modifiers.combine,
            rules: raw.modifiers.rules.map((one, n) => ({
              id: `m${n}`,
              label: '上浮',
              clause: CLAUSE,
              groups: [GROUPS[one.group] ?? 'g1'],
              rate: one.rate,
              ...orNone('repeat', one.repeat ?? undefined),
              ...orNone('when', one.when === null ? undefined : cond(one.when, 'day')),
            })),
          },
        }),
    ...(raw.derived === undefined
      ? {}
      : {
          derived: {
            samePerson: raw.derived.samePerson,
            self: raw.derived.self,
            surcharged: raw.derived.surcharged,
            cascade: raw.derived.cascade,
            rules: derived,
          },
        }),
    taskQuotas: buildQuota(raw, items, period),
    vetoes: raw.vetoes.map((one, n) => ({
      id: `v${n}`,
      label: '否决',
      clause: CLAUSE,
      effect: one.effect,
      items: one.rule === null ? [] : [rules[one.rule % rules.length] ?? ''],
      ...orNone('when', one.when === null ? undefined : cond(one.when)),
    })),
    score: nodes,
    findings: {
      clause: CLAUSE,
      results: [
        { id: '不实', label: '不实', cancels: true },
        { id: '提醒', label: '提醒' },
      ],
    },
    ...orNone('grade', raw.grading && buildGrading(raw.grading, names, raw.results)),
    ...buildOutcomes(raw.results, names, raw.grading !== undefined),
  };
}

function buildDerived(
  one: ReturnType<typeof rawDerived> extends fc.Arbitrary<infer T> ? T : never,
  n: number,
  names: Names,
): JsonRecord {
  const pick = (at: number): string => names.rules[at % names.rules.length] ?? '';
  const { trigger } = one;
  const bounds =
    trigger === null
      ? {}
      : {
          ...(trigger.low && { [trigger.low.key]: trigger.low.value }),
          ...(trigger.high && { [trigger.high.key]: trigger.high.value }),
        };
  return {
    id: `d${n}`,
    label: '派生',
    clause: CLAUSE,
    groups: one.rule === null ? [GROUPS[one.group] ?? 'g1'] : [],
    items: one.rule === null ? [] : [pick(one.rule)],
    ...(trigger === null ? {} : { trigger: { ...bounds, value: trigger.value, scope: trigger.scope } }),
    base: one.base,
    to: one.to.map((to) => ({
      roles: to.roles.map((at) => ROLES[at] ?? ''),
      choose: to.choose,
      ...(to.share === null ? { points: '-1' } : { share: to.share }),
    })),
    ...(one.members === null ? {} : { members: one.members }),
    ...(one.into === null || names.rules.length === 0 ? {} : { into: pick(one.into) }),
  };
}

function buildFacts(raw: RawScheme, period: Posting): readonly Json[] {
  const [flag, choice, level] = raw.factHolds;
  const hold = (yes: boolean): JsonRecord => (yes ? { missing: 'hold' } : {});
  return [
    { id: 'flag', label: '是否', type: 'flag', ...hold(flag) },
    { id: 'choice', label: '选择', type: 'choice', values: [...CHOICES], ...hold(choice) },
    { id: 'level', label: '水平', type: 'number', ...(level ? { missing: 'no' } : {}) },
    { id: 'hours', label: '学时', type: 'number', source: { kind: 'hours', window: period.posting ?? period.unit } },
    { id: 'tags', label: '不适用', type: 'set' },
    { id: 'born', label: '出生', type: 'date' },
    { id: 'age', label: '年龄', type: 'number', source: { kind: 'age', from: 'born', at: 'period-end' } },
    { id: 'size', label: '规模', type: 'number', of: 'org' },
    { id: 'orgflag', label: '组织是否', type: 'flag', of: 'org' },
    { id: 'front', label: '名次', type: 'choice', values: ['靠前', '靠后'], missing: 'hold' },
    { id: 'status', label: '身份', type: 'choice', values: ['正式党员', '预备党员'] },
  ];
}

function buildBallots(raw: RawScheme, period: Posting): readonly Json[] {
  const { denominator, combine, missing, least } = raw.ballots;
  const common = { label: '票', clause: CLAUSE, denominator, leastVoters: least, missing };
  return [
    {
      id: 'vote',
      ...common,
      options: [
        { id: VOTES[0], value: '100' },
        { id: VOTES[1], value: '80' },
        { id: VOTES[2], value: '60' },
      ],
    },
    { id: 'papers', ...common, scores: ['0', '100'], combine },
    { id: 'tally', label: '等次票', clause: CLAUSE, options: GRADES.map((id) => ({ id })), leastVoters: least },
    ...(period.posting === undefined
      ? []
      : [
          {
            id: 'part-vote',
            ...common,
            per: period.posting,
            options: [
              { id: VOTES[0], value: '10' },
              { id: VOTES[1], value: '5' },
            ],
          },
        ]),
  ];
}

function buildInputs(raw: RawScheme, period: Posting): readonly Json[] {
  const [whole, part] = raw.inputMissing;
  const common = { label: '评分', clause: CLAUSE, range: ['0', '100'], by: '上级' };
  return [
    { id: 'given', ...common, missing: whole },
    { id: 'other', ...common, missing: part },
    ...(period.posting === undefined ? [] : [{ id: 'part', ...common, per: period.posting, missing: part }]),
  ];
}

const isFixed = (rule: JsonRecord): boolean =>
  rule['points'] !== undefined &&
  rule['shortage'] === undefined &&
  rule['counted'] === undefined &&
  rule['when'] === undefined;

function buildSame(raw: RawScheme, items: readonly JsonRecord[]): readonly Json[] {
  const fixed = items.flatMap((item) =>
    (item['rules'] as readonly JsonRecord[]).filter(isFixed).map((rule) => String(rule['id'])),
  );
  const [first, second] = fixed;
  if (raw.same === undefined || first === undefined || second === undefined) return [];
  return [{ id: 'same', items: [first, second], key: raw.same.key, counts: raw.same.counts }];
}

function buildQuota(raw: RawScheme, items: readonly JsonRecord[], period: Posting): readonly Json[] {
  const into = items.flatMap((item) =>
    (item['rules'] as readonly JsonRecord[])
      .filter((rule) => rule['effect'] === 'add')
      .map((rule) => String(rule['id'])),
  )[0];
  if (raw.quota === undefined || into === undefined) return [];
  const { met, unmet, each, perHead, add, window } = raw.quota;
  return [
    {
      id: 'task',
      label: '任务分',
      clause: CLAUSE,
      giver: { fact: 'flag', is: true },
      subordinates: 'boss',
      window: window && period.posting !== undefined ? period.posting : period.unit,
      give: [{ effect: add ? 'add' : 'deduct', each, perHead }],
      ...(met === null ? {} : { met }),
      ...(unmet === null ? {} : { unmet }),
      into,
    },
  ];
}
