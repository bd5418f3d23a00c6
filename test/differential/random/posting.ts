// Random items and rules, and what is done to their postings.
import type { Dice } from '../dice.ts';
import type { JsonRecord } from '../json.ts';
import { condition } from './condition.ts';
import { CLAUSE, field, namesOfEntries, NUMBERS, partOf, ROLES, TIERS, type Names } from './names.ts';

const POINTS = ['1', '2', '3', '0.5', '5'] as const;
const SPANS = ['entry', 'project', 'day', 'week', 'month', 'quarter', 'half-year', 'year', 'period'] as const;

const day = { stage: 2 } as const;

export function items(d: Dice, names: Names, mandatory: boolean): readonly JsonRecord[] {
  return names.items.map(({ id, rules, group }) => {
    const start = d.pick(['zero', 'zero', 'zero', 'full', 'judged'] as const);
    const max =
      start === 'full' || mandatory || d.oneIn(2) || rules.length === 0 ? d.pick(['10', '5', '4']) : undefined;
    return {
      id,
      label: `项目${id}`,
      clause: CLAUSE,
      section: d.pick(names.sections),
      start,
      ...field('max', max),
      ...field(
        'floor',
        d.maybe(6, () => d.pick(['0', '-2', '1'])),
      ),
      ...(start === 'judged' || d.oneIn(6)
        ? {
            judgedBy: '支部',
            ...field(
              'onlyBy',
              d.maybe(4, () => true),
            ),
          }
        : {}),
      ...field('group', group),
      ...field('per', start === 'judged' && d.oneIn(3) ? names.posting : undefined),
      ...field(
        'appliesWhen',
        d.maybe(6, () => condition(d, names, { stage: 1 })),
      ),
      ...field(
        'caps',
        d.maybe(5, () => caps(d)),
      ),
      ...(mandatory && d.oneIn(2)
        ? {
            mandatory: true,
            ...field(
              'metWhen',
              d.maybe(2, () => condition(d, names, { stage: 4, nodes: names.nodes })),
            ),
          }
        : {}),
      ...field(
        'approval',
        d.maybe(12, () => approval()),
      ),
      rules: rules.map((rule) => ruleOf(d, names, rule)),
    };
  });
}

const caps = (d: Dice): readonly JsonRecord[] =>
  d.some(SPANS, 2).map((per) => ({ max: d.pick(['1', '2', '4', '3']), per }));

const approval = (): JsonRecord => ({ routes: [{ upTo: '3', by: ['支部'] }, { by: ['上级'] }] });

function ruleOf(d: Dice, names: Names, id: string): JsonRecord {
  const kind = d.pick([
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
  ] as const);
  const effect = kind === 'forfeit' || kind === 'record' ? kind : d.pick(['add', 'deduct'] as const);
  const automatic = kind === 'shortage' || kind === 'counted' || kind === 'when';
  const acts = worth(d, names, kind);
  return {
    id,
    label: `规则${id}`,
    effect,
    ...field('group', names.groups.length > 0 ? d.maybe(4, () => d.pick(names.groups)) : undefined),
    ...acts,
    ...field(
      'standard',
      d.maybe(3, () => 'tier'),
    ),
    ...field(
      'every',
      d.maybe(6, () => ({ step: d.pick(['2', '3']), rounding: d.pick(['down', 'up', 'none']) })),
    ),
    ...field(
      'highest',
      d.maybe(6, () => d.pick(['project', 'item'] as const)),
    ),
    ...field(
      'caps',
      d.maybe(4, () => caps(d)),
    ),
    ...(automatic || 'when' in acts ? {} : onEntries(d, names)),
  };
}

function worth(d: Dice, names: Names, kind: string): JsonRecord {
  const points = d.pick(POINTS);
  if (kind === 'tiers')
    return {
      tiers: [
        { id: TIERS[0], points },
        { id: TIERS[1], points: '4' },
        { id: TIERS[2], from: '1', to: '5' },
      ],
    };
  if (kind === 'roles')
    return {
      roles: [
        { id: '主', points },
        { id: '从', points: '1' },
      ],
    };
  if (kind === 'judged') return { judged: { from: '1', to: '5', by: '支部' } };
  if (kind === 'shortage') return { points, ...shortage(d, names) };
  if (kind === 'counted') return { points, counted: { fact: d.pick(['level', 'hours']) }, ...onlyIf(d, names) };
  if (kind === 'when') {
    const each = field(
      'each',
      d.maybe(2, () => partOf(d, names)),
    );
    return { points, when: condition(d, names, { stage: 2 }), ...each };
  }
  if (kind === 'points') return { points };
  return d.oneIn(3) && (kind === 'forfeit' || kind === 'record') ? { when: condition(d, names, { stage: 2 }) } : {};
}

function shortage(d: Dice, names: Names): JsonRecord {
  const rounding = d.pick(['down', 'up', 'none', 'any']);
  return {
    shortage: { fact: d.pick(['level', 'hours']), need: '4', step: d.pick(['1', '2', '1.5']), rounding },
    ...onlyIf(d, names),
  };
}

/** A counting rule that acts only under a condition, and then perhaps in each window. */
function onlyIf(d: Dice, names: Names): JsonRecord {
  if (!d.oneIn(3)) return {};
  const each = field(
    'each',
    d.maybe(2, () => names.posting),
  );
  return { when: condition(d, names, { stage: 2 }), ...each };
}

function onEntries(d: Dice, names: Names): JsonRecord {
  const to = d.below(12);
  return {
    ...field(
      'onlyWhen',
      d.maybe(7, () => condition(d, names, day)),
    ),
    ...field(
      'free',
      d.maybe(7, () => free(d, names)),
    ),
    ...field(
      'once',
      d.maybe(7, () => d.pick(SPANS)),
    ),
    ...(to === 0 ? { to: 'actor' } : to === 1 ? { to: { role: d.pick(ROLES) } } : to === 2 ? { to: 'subject' } : {}),
    ...field(
      'approval',
      d.maybe(8, () => approval()),
    ),
  };
}

const free = (d: Dice, names: Names): JsonRecord => ({
  n: 1 + d.below(2),
  per: d.pick(['month', 'quarter', 'half-year', 'year', 'day', 'week']),
  ...field(
    'when',
    d.maybe(3, () => condition(d, names, day)),
  ),
});

type Catalogue = readonly JsonRecord[];

const rulesIn = (catalogue: Catalogue): readonly JsonRecord[] =>
  catalogue.flatMap((item) => item['rules'] as readonly JsonRecord[]);

/** Rules with a price of their own that wait for entries, on the subject itself. */
const isPlain = (rule: JsonRecord): boolean =>
  rule['points'] !== undefined && ['shortage', 'counted', 'when', 'to'].every((key) => rule[key] === undefined);

export function sameFacts(d: Dice, catalogue: Catalogue): readonly JsonRecord[] {
  const plain = rulesIn(catalogue)
    .filter(isPlain)
    .map((rule) => rule['id'] as string);
  if (plain.length < 2 || !d.oneIn(3)) return [];
  return [
    {
      id: 'same',
      items: plain.slice(0, 2 + d.below(2)),
      key: d.pick(['day', 'project']),
      counts: d.pick(['first', 'each']),
    },
  ];
}

export function modifiers(d: Dice, names: Names, derives: boolean): JsonRecord {
  if (!d.oneIn(derives ? 2 : 3)) return {};
  const rules = d.list(1, 2, (at) => ({
    id: `m${at}`,
    label: '上浮',
    clause: CLAUSE,
    groups: [...d.some(namesOfEntries(names), 2)],
    rate: d.pick(['20%', '10%', '0.5']),
    ...field(
      'repeat',
      d.maybe(2, () => ({
        window: d.pick(['month', 'year', 'lifetime']),
        growth: d.pick(['flat', 'step', 'compound']),
      })),
    ),
    ...field(
      'when',
      d.maybe(2, () => condition(d, names, day)),
    ),
  }));
  return { modifiers: { combine: d.pick(['add', 'multiply']), rules } };
}

export function derived(d: Dice, names: Names): JsonRecord {
  if (!d.oneIn(3)) return {};
  const rules = d.list(1, 3, (at) => derivedRule(d, names, at));
  return {
    derived: {
      samePerson: d.pick(['max', 'sum']),
      self: d.pick(['skip', 'skip', 'include']),
      surcharged: d.oneIn(3),
      cascade: d.pick(['stop', 'stop', 'per-event', 'accumulated']),
      rules,
    },
  };
}

function derivedRule(d: Dice, names: Names, at: number): JsonRecord {
  const members = d.maybe(4, () => d.pick(['direct', 'subtree'] as const));
  const rules = names.items.flatMap((one) => one.rules);
  const named = [...d.some(namesOfEntries(names), 2)];
  return {
    id: `d${at}`,
    label: '派生',
    clause: CLAUSE,
    ...(d.oneIn(2) ? { groups: named } : { items: named }),
    ...field(
      'trigger',
      d.maybe(2, () => trigger(d)),
    ),
    base: d.pick(['surcharged', 'standard']),
    to: members === undefined ? d.list(1, 2, () => receiver(d)) : [],
    ...field('members', members),
    ...field('into', rules.length > 0 && d.oneIn(3) ? d.pick(rules) : undefined),
  };
}

const receiver = (d: Dice): JsonRecord => ({
  roles: [...d.some(ROLES, 2)],
  choose: d.pick(['first', 'all']),
  ...(d.oneIn(3) ? { points: d.pick(['-1', '2']) } : { share: d.pick(['10%', '50%', '1']) }),
});

const trigger = (d: Dice): JsonRecord => ({
  ...d.pick<JsonRecord>([{}, { gt: d.pick(POINTS) }, { gte: d.pick(POINTS) }]),
  ...d.pick<JsonRecord>([{}, {}, { below: '5' }, { belowOrAt: '5' }]),
  value: d.pick(['surcharged', 'standard']),
  scope: d.pick(['per-event', 'per-event', 'month-total', 'year-total']),
});

/** Rules that a settlement may land in: they add or take points. */
export function taskQuotas(d: Dice, names: Names, catalogue: Catalogue): readonly JsonRecord[] {
  const into = rulesIn(catalogue).filter((rule) => rule['effect'] === 'add' || rule['effect'] === 'deduct');
  if (into.length === 0 || !d.oneIn(5)) return [];
  return [
    {
      id: 'task',
      label: '任务分',
      clause: CLAUSE,
      giver: d.oneIn(2) ? { fact: 'flag' } : condition(d, names, day),
      subordinates: 'boss',
      window: d.oneIn(2) ? names.unit : (partOf(d, names) ?? names.unit),
      give: d.list(1, 2, () => ({ effect: d.pick(['add', 'deduct']), each: d.pick(NUMBERS), perHead: d.oneIn(2) })),
      ...field(
        'met',
        d.maybe(2, () => d.pick(NUMBERS)),
      ),
      ...field(
        'unmet',
        d.maybe(2, () => '-2'),
      ),
      ...field(
        'times',
        d.maybe(3, () => '2'),
      ),
      into: d.pick(into)['id'] ?? '',
    },
  ];
}

export function vetoes(d: Dice, names: Names): readonly JsonRecord[] {
  const effects = [
    'hold',
    'year-zero',
    ...(names.graded ? (['lowest-grade'] as const) : []),
    ...(names.gates > 0 ? (['bar-from-award'] as const) : []),
    ...(names.posting === undefined ? [] : (['period-zero'] as const)),
  ] as const;
  return names.vetoes.map((id) => {
    const both = d.below(3);
    return {
      id,
      label: '否决',
      clause: CLAUSE,
      effect: d.pick(effects),
      ...(both < 2 ? { items: [...d.some(namesOfEntries(names), 1)] } : {}),
      ...(both > 0 ? { when: condition(d, names, { stage: 2 }) } : {}),
    };
  });
}
