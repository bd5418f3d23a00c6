// Random gradings.
import type { Dice } from '../dice.ts';
import type { JsonRecord } from '../json.ts';
import { condition, type Place } from './condition.ts';
import { CLAUSE, field, GRADES, SHARES, type Names } from './names.ts';

const force = (d: Dice) => d.pick(['must', 'must', 'must', 'should', 'may'] as const);
const rounding = (d: Dice) => d.pick(['round-down', 'half-up', 'round-up'] as const);
const among = (d: Dice) => d.pick(['all-members', 'full-members', 'graded-members'] as const);
const ties = (d: Dice) => d.pick(['human', 'all-in', 'all-out'] as const);
const gradeAt = (at: number) => GRADES[Math.min(at, GRADES.length - 1)] ?? '差';

export function grading(d: Dice, names: Names, hasMandatory: boolean): JsonRecord {
  const place: Place = { stage: 4, nodes: names.nodes, account: true };
  const tables = [
    ...d.list(0, 1, () => other(d, names, 'other', condition(d, names, place))),
    scored(d, names, place),
    ...(d.oneIn(4) ? [other(d, names, 'rest', undefined)] : []),
  ];
  return {
    clause: CLAUSE,
    ladder: [...GRADES],
    tables,
    ...(hasMandatory ? { mandatory: mandatory(d) } : {}),
    standings: d.list(0, d.pick([0, 1, 2]), () => standing(d)),
    quotas: d.list(0, d.pick([0, 1, 2]), (at) => quota(d, names, at)),
    overrides: d.list(0, d.pick([0, 1, 2]), (at) => override(d, names, at)),
    carried: names.carries.length === 0 ? [] : d.list(0, d.pick([0, 1, 2]), (at) => carried(d, names, at)),
  };
}

/** A table without bands: not graded at all, or by vote. */
function other(d: Dice, names: Names, id: string, when: JsonRecord | undefined): JsonRecord {
  const voted = { ballot: 'tally', rule: d.pick(['plurality', 'majority']), otherwise: '支委会', clause: CLAUSE };
  return { id, ...field('when', when), bands: [], ...(d.oneIn(2) ? { ungraded: true } : { vote: voted }) };
}

function scored(d: Dice, names: Names, place: Place): JsonRecord {
  const bottoms = d.pick([[90, 80, 60], [60, 10], [10, 5, 2], [5, 0], [3]] as const);
  const bands = bottoms.map((bottom, at) => band(d, names, place, bottom, bottoms[at - 1], at));
  return {
    id: 'main',
    ...field(
      'when',
      d.maybe(6, () => condition(d, names, place)),
    ),
    ...field(
      'node',
      d.maybe(6, () => d.pick(names.nodes)),
    ),
    rounding: d.pick(['none', 'none', 'integer-half-up']),
    gaps: d.pick(['lower-band', 'upper-band', 'pending']),
    shared: d.pick(['higher-band', 'lower-band']),
    bands,
    ...(d.oneIn(8) ? {} : { otherwise: otherwise(d) }),
  };
}

function band(d: Dice, names: Names, place: Place, bottom: number, above: number | undefined, at: number): JsonRecord {
  const upper: readonly JsonRecord[] =
    above === undefined
      ? [{}, {}, { to: '100' }]
      : [{}, { below: String(above) }, { to: String(above - 1) }, { to: String(above) }];
  return {
    grade: gradeAt(at),
    [d.pick(['from', 'from', 'above'] as const)]: String(bottom),
    ...d.pick(upper),
    ...field(
      'also',
      d.maybe(5, () => condition(d, names, place)),
    ),
    unmet: d.oneIn(4) ? { grade: gradeAt(at + 2) } : d.pick(['next', 'pending']),
    force: force(d),
    ...field(
      'pending',
      d.maybe(10, () => [gradeAt(at), gradeAt(at + 1)]),
    ),
  };
}

function otherwise(d: Dice): JsonRecord {
  if (d.oneIn(8)) return { missing: '没有写' };
  if (d.oneIn(8)) return { pending: [GRADES[2], GRADES[3]] };
  return { grade: GRADES[3], force: force(d) };
}

const mandatory = (d: Dice): JsonRecord => ({
  allowed: [...d.pick([[GRADES[1], GRADES[2]], [GRADES[2], GRADES[3]], [GRADES[3]]] as const)],
  choose: d.pick(['judged', 'by-score', 'lowest']),
  met: d.pick(['full-marks', 'any-points', 'judged']),
  metFact: 'met',
  clause: CLAUSE,
});

/** A share, a number, or neither. */
function limit(d: Dice, may: boolean): JsonRecord {
  if (may && d.oneIn(4)) return {};
  return d.oneIn(2) ? { share: d.pick(SHARES) } : { count: d.pick(['1', '2']) };
}

function standing(d: Dice): JsonRecord {
  const fact = d.oneIn(3);
  return {
    grade: d.pick(GRADES),
    end: d.pick(['top', 'bottom']),
    ...limit(d, fact),
    among: among(d),
    rounding: rounding(d),
    ties: ties(d),
    ...(fact ? { fact: 'front', value: '靠前' } : {}),
    unmet: d.pick(['next', 'upper', 'same', 'pending', 'lower']),
    clause: CLAUSE,
  };
}

function quota(d: Dice, names: Names, at: number): JsonRecord {
  const grade = d.below(3);
  return {
    id: `q${at}`,
    grade: gradeAt(grade),
    ...limit(d, false),
    among: among(d),
    rounding: rounding(d),
    ties: ties(d),
    over: d.pick(['org', 'org', 'all']),
    force: d.pick(['must', 'should']),
    keys: [...new Set([names.nodes[0] ?? '', ...d.list(0, 1, () => d.pick(names.nodes))])],
    spill: gradeAt(grade + 1),
    clause: CLAUSE,
  };
}

function override(d: Dice, names: Names, at: number): JsonRecord {
  return {
    id: `o${at}`,
    when: condition(d, names, { stage: 5, nodes: names.nodes, account: true }),
    ...(d.oneIn(2) ? { atMost: d.pick(GRADES) } : { grade: d.pick(GRADES) }),
    provisional: d.oneIn(3),
    force: force(d),
    clause: CLAUSE,
  };
}

function carried(d: Dice, names: Names, at: number): JsonRecord {
  return {
    id: `z${at}`,
    when: condition(d, names, { stage: 6, nodes: names.nodes, account: true }),
    grade: d.pick(GRADES),
    force: force(d),
    clause: CLAUSE,
  };
}
