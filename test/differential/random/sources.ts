// Random facts, ballots, inputs and who is appraised.
import type { Dice } from '../dice.ts';
import type { Json, JsonRecord } from '../json.ts';
import { condition } from './condition.ts';
import { CATEGORIES, CHOICES, CLAUSE, field, GRADES, VOTES, type Names } from './names.ts';

export function facts(d: Dice, names: Names): readonly JsonRecord[] {
  const holds = (): JsonRecord =>
    field(
      'missing',
      d.maybe(4, () => 'hold'),
    );
  const at = (): Json => d.pick(['period-end', 'period-end', 'period-start', 'entry']);
  const window = d.oneIn(6) ? names.unit : (names.posting ?? names.unit);
  const all: readonly JsonRecord[] = [
    { id: 'flag', type: 'flag', ...holds() },
    { id: 'choice', type: 'choice', values: [...CHOICES], ...holds() },
    {
      id: 'level',
      type: 'number',
      ...field(
        'missing',
        d.maybe(3, () => 'no'),
      ),
    },
    {
      id: 'hours',
      type: 'number',
      source: { kind: 'hours', window },
      ...field(
        'missing',
        d.maybe(4, () => 'no'),
      ),
    },
    { id: 'tags', type: 'set', values: ['x', 'y'], ...holds() },
    { id: 'gone', type: 'set' },
    { id: 'met', type: 'set', ...holds() },
    { id: 'born', type: 'date' },
    { id: 'age', type: 'number', source: { kind: 'age', from: 'born', at: at() } },
    { id: 'joined', type: 'date' },
    { id: 'tenure', type: 'number', source: { kind: 'duration', from: 'joined', at: at() } },
    { id: 'paid', type: 'date' },
    { id: 'gap', type: 'number', source: { kind: 'dues-gap', from: 'paid', at: at() } },
    { id: 'note', type: 'text' },
    { id: 'lines', type: 'texts' },
    { id: 'size', type: 'number', of: 'org', decimals: 0 },
    { id: 'crowd', type: 'number', of: 'org', source: { kind: 'headcount' } },
    { id: 'orgflag', type: 'flag', of: 'org' },
    { id: 'plan', type: 'text', of: 'org' },
    { id: 'plans', type: 'texts', of: 'org' },
    { id: 'topics', type: 'set', values: ['x', 'y'], of: 'org', ...holds() },
    { id: 'done', type: 'date', of: 'org' },
    { id: 'front', type: 'choice', values: ['靠前', '靠后'], missing: 'hold' },
    { id: 'status', type: 'choice', values: ['正式党员', '预备党员'], ...holds() },
  ];
  return all.map((one) => ({ label: one['id'] ?? '', ...one }));
}

export function ballots(d: Dice, names: Names): readonly JsonRecord[] {
  const common = (): JsonRecord => ({
    label: '票',
    clause: CLAUSE,
    denominator: d.pick(['valid', 'cast', 'issued']),
    ...field(
      'abstain',
      d.maybe(4, () => ['弃权', '不了解']),
    ),
    leastVoters: d.pick([1, 1, 2]),
    missing: d.pick(['block', 'zero', 'exclude']),
  });
  const values = ['100', '80', '60'];
  const options = VOTES.map((id, at) => ({ id, value: values[at] ?? '0' }));
  return [
    { id: 'vote', ...common(), options },
    { id: 'papers', ...common(), scores: ['0', '100'], combine: d.pick(['mean', 'median', 'lowest']) },
    {
      id: 'tally',
      label: '等次票',
      clause: CLAUSE,
      options: GRADES.map((id) => ({ id })),
      leastVoters: d.pick([1, 2]),
    },
    ...(names.posting === undefined ? [] : [{ id: 'part-vote', ...common(), per: names.posting, options }]),
  ];
}

export function inputs(d: Dice, names: Names): readonly JsonRecord[] {
  const common = (): JsonRecord => ({
    label: '评分',
    clause: CLAUSE,
    range: ['0', '100'],
    by: '上级',
    missing: d.pick(['block', 'zero', 'exclude']),
  });
  const rangeBy = d.maybe(4, () => ({
    fact: 'choice',
    ranges: { [CHOICES[0]]: ['80', '100'], [CHOICES[1]]: ['0', '90'] },
  }));
  return [
    { id: 'given', ...common(), ...field('rangeBy', rangeBy) },
    { id: 'other', ...common() },
    ...(names.posting === undefined ? [] : [{ id: 'part', ...common(), per: names.posting }]),
  ];
}

export function scope(d: Dice, names: Names): JsonRecord {
  const exempt = d.list(0, d.pick([0, 0, 1, 2]), (at) => exemption(d, names, at));
  return {
    ...field(
      'who',
      d.maybe(8, () => condition(d, names, { stage: 1 })),
    ),
    ...field('fullMembers', fullMembers(d, names)),
    precedence: d.pick(['first-match', 'first-match', 'human']),
    categories: names.categories.map((id, at) => ({
      id,
      label: id,
      ...(at === CATEGORIES.length - 1 && d.oneIn(2) ? {} : { when: condition(d, names, { stage: 0 }) }),
    })),
    exempt,
  };
}

/** By what is told of somebody, by anything at all, or by nothing. */
function fullMembers(d: Dice, names: Names): JsonRecord | undefined {
  const is = d.pick(['正式党员', '预备党员'] as const);
  const status = { fact: 'status', is };
  const by = d.below(6);
  if (by === 0) return undefined;
  if (by === 1) return condition(d, names, { stage: 1 });
  return is === '正式党员' ? status : { not: status };
}

function exemption(d: Dice, names: Names, at: number): JsonRecord {
  const path = d.pick(['none', 'decision', 'node'] as const);
  return {
    id: `x${at}`,
    label: '免评',
    clause: CLAUSE,
    when: condition(d, names, { stage: 1 }),
    path,
    ...(path === 'node' ? { node: names.nodes.at(-1) ?? '' } : {}),
    grade: !d.oneIn(4),
    awards: !d.oneIn(3),
  };
}
