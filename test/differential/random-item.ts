// Random items and rules.
import fc from 'fast-check';
import { conditionOf, rawCondition } from './random-condition.ts';
import { CLAUSE, GROUPS, ROLES } from './random-words.ts';
import type { Json, JsonRecord, Posting } from './random-words.ts';

const points = fc.constantFrom('1', '2', '3', '0.5', '5');
const SPANS = ['entry', 'project', 'day', 'month', 'quarter', 'half-year', 'year', 'period'] as const;

const rawRule = fc.record({
  kind: fc.constantFrom(
    'points',
    'points',
    'points',
    'tiers',
    'roles',
    'judged',
    'shortage',
    'counted',
    'when',
    'forfeit',
    'record',
  ),
  deduct: fc.boolean(),
  points,
  param: fc.integer({ min: 0, max: 20 }),
  every: fc.option(fc.record({ step: fc.constantFrom('2', '3'), rounding: fc.constantFrom('down', 'up', 'none') }), {
    freq: 1,
  }),
  rounding: fc.constantFrom('down', 'up', 'none', 'any'),
  each: fc.boolean(),
  onlyWhen: fc.option(rawCondition, { freq: 1 }),
  free: fc.option(
    fc.record({
      n: fc.integer({ min: 1, max: 2 }),
      per: fc.constantFrom('month', 'quarter', 'year', 'day'),
      when: fc.option(rawCondition, { freq: 1 }),
    }),
    { freq: 1 },
  ),
  once: fc.option(fc.constantFrom(...SPANS), { freq: 1 }),
  caps: fc.array(fc.record({ max: fc.constantFrom('1', '2', '4'), per: fc.constantFrom(...SPANS) }), { maxLength: 2 }),
  highest: fc.option(fc.constantFrom('project', 'item'), { freq: 1 }),
  to: fc.constantFrom('subject', 'subject', 'subject', 'subject', 'subject', 'actor', 'role'),
  approval: fc.integer({ min: 0, max: 5 }),
  group: fc.option(fc.nat(1), { freq: 1 }),
  when: rawCondition,
});

export const rawItem = fc.record({
  start: fc.constantFrom('full', 'zero', 'zero', 'zero', 'judged'),
  max: fc.option(fc.constantFrom('5', '10', '4')),
  floor: fc.option(fc.constantFrom('0', '-2'), { freq: 1 }),
  section: fc.nat(1),
  group: fc.nat(2),
  applies: fc.option(rawCondition, { freq: 1 }),
  mandatory: fc.boolean(),
  metWhen: fc.option(rawCondition, { freq: 1 }),
  rules: fc.array(rawRule, { maxLength: 3 }),
});

export type RawItem = typeof rawItem extends fc.Arbitrary<infer T> ? T : never;
type RawRule = typeof rawRule extends fc.Arbitrary<infer T> ? T : never;

export function buildItems(raws: readonly RawItem[], period: Posting, sections: number): readonly JsonRecord[] {
  const ids = raws.map((_, n) => `i${n}`);
  const rules = raws.flatMap((raw, n) => raw.rules.map((_, m) => `i${n}/${m + 1}`));
  const names = { period, items: ids, rules, sections, wholeNodes: [] };
  return raws.map((raw, n) => {
    const needsMax = raw.start === 'full';
    const group = GROUPS[raw.group];
    return {
      id: `i${n}`,
      label: '项目',
      clause: CLAUSE,
      section: `s${raw.section % sections}`,
      start: raw.start,
      ...(raw.max === null && !needsMax ? {} : { max: raw.max ?? '10' }),
      ...(raw.floor === null ? {} : { floor: raw.floor }),
      ...(raw.start === 'judged' ? { judgedBy: '支部' } : {}),
      ...(group === undefined ? {} : { group }),
      ...(raw.applies === null ? {} : { appliesWhen: conditionOf(raw.applies, 'window', names) }),
      mandatory: raw.mandatory,
      ...(raw.metWhen === null ? {} : { metWhen: conditionOf(raw.metWhen, 'window', names) }),
      rules: raw.rules.map((rule, m) => buildRule(rule, `i${n}/${m + 1}`, period, names)),
    };
  });
}

const AUTOMATIC = ['shortage', 'counted', 'when'];

function buildRule(raw: RawRule, id: string, period: Posting, names: Parameters<typeof conditionOf>[2]): JsonRecord {
  const effect = raw.kind === 'forfeit' || raw.kind === 'record' ? raw.kind : raw.deduct ? 'deduct' : 'add';
  const common: JsonRecord = {
    id,
    label: '规则',
    effect,
    ...(raw.group === null ? {} : { group: GROUPS[raw.group] ?? 'g1' }),
  };
  const limits: JsonRecord = {
    ...(raw.highest === null ? {} : { highest: raw.highest }),
    caps: raw.caps.map((cap) => ({ max: cap.max, per: fits(cap.per, period) })),
  };
  if (AUTOMATIC.includes(raw.kind)) {
    return {
      ...common,
      points: raw.points,
      ...automatic(raw, period, names),
      ...limits,
      ...(raw.every === null ? {} : { every: raw.every }),
    };
  }
  return {
    ...common,
    ...price(raw),
    ...limits,
    ...(raw.every === null ? {} : { every: raw.every }),
    ...(raw.onlyWhen === null ? {} : { onlyWhen: conditionOf(raw.onlyWhen, 'day', names) }),
    ...(raw.free === null
      ? {}
      : {
          free: {
            n: raw.free.n,
            per: raw.free.per,
            ...(raw.free.when === null ? {} : { when: conditionOf(raw.free.when, 'day', names) }),
          },
        }),
    ...(raw.once === null ? {} : { once: fits(raw.once, period) }),
    ...(raw.to === 'subject' ? {} : { to: raw.to === 'actor' ? 'actor' : { role: ROLES[1] } }),
    ...(raw.approval === 0 ? { approval: { routes: [{ upTo: '3', by: ['支部'] }, { by: ['上级'] }] } } : {}),
  };
}

function fits(span: (typeof SPANS)[number], period: Posting): Json {
  return period.unit === 'month' && (span === 'quarter' || span === 'half-year') ? 'month' : span;
}

function automatic(raw: RawRule, period: Posting, names: Parameters<typeof conditionOf>[2]): JsonRecord {
  const each: JsonRecord = raw.each && period.posting !== undefined ? { each: period.posting } : {};
  if (raw.kind === 'when') return { when: conditionOf(raw.when, 'window', names), ...each };
  const fact = raw.each ? 'hours' : 'level';
  if (raw.kind === 'counted') return { counted: { fact } };
  return { shortage: { fact, need: '4', step: raw.deduct ? '1' : '2', rounding: raw.rounding } };
}

function price(raw: RawRule): JsonRecord {
  if (raw.kind === 'tiers')
    return {
      tiers: [
        { id: 't1', points: raw.points },
        { id: 't2', points: '4' },
        { id: 't3', from: '1', to: '5' },
      ],
    };
  if (raw.kind === 'roles')
    return {
      roles: [
        { id: '主', points: raw.points },
        { id: '从', points: '1' },
      ],
    };
  if (raw.kind === 'judged') return { judged: { from: '1', to: '5', by: '支部' } };
  if (raw.kind === 'points') return { points: raw.param === 0 ? { param: 'p' } : raw.points };
  return {};
}
