// Random conditions. What they may look at depends on the stage in which they are asked.
import type { Dice } from '../dice.ts';
import type { Json, JsonRecord } from '../json.ts';
import { CHOICES, FINDINGS, GRADES, namesOfEntries, NUMBERS, OPTIONS, ROLES, SHARES, type Names } from './names.ts';

/** 0 facts, 1 categories, 2 entries, 3 items and nodes, 4 orders, 5 grades, 6 what is carried, 7 consequences. */
export type Stage = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Where a condition stands: of whom it is asked, which nodes it may ask about, which outcomes come before it. */
export type Place = {
  readonly stage: Stage;
  readonly org?: boolean;
  readonly nodes?: readonly string[];
  readonly account?: boolean;
  readonly outcomes?: readonly string[];
};

export function condition(d: Dice, names: Names, place: Place, depth = 0): JsonRecord {
  const inner = (): JsonRecord => condition(d, names, place, depth + 1);
  const join = depth > 1 ? 0 : d.below(10);
  if (join === 1) return { all: d.list(1, 3, inner) };
  if (join === 2) return { any: d.list(1, 3, inner) };
  if (join === 3) return { not: inner() };
  return d.pick(leaves(d, names, place))();
}

type Leaf = () => JsonRecord;

function leaves(d: Dice, names: Names, place: Place): readonly Leaf[] {
  const { stage } = place;
  return [
    ...facts(d, names, place),
    ...(stage >= 1 ? categories(d, names, place) : []),
    ...(stage >= 2 ? entries(d, names, place) : []),
    ...(stage >= 3 && place.org !== true ? scores(d, names, place) : []),
    ...(stage >= 4 && place.org !== true ? orders(d, names, stage) : []),
    ...(stage >= 5 && place.org !== true && names.graded ? grades(d) : []),
    ...((place.outcomes ?? []).length > 0 ? [(): JsonRecord => ({ outcome: d.pick(place.outcomes ?? []) })] : []),
  ];
}

export function bounds(d: Dice, numbers: readonly string[] = NUMBERS): JsonRecord {
  if (d.oneIn(8)) return { gte: '1', lt: d.pick(numbers) };
  return { [d.pick(['gt', 'gte', 'lt', 'lte', 'eq'])]: d.pick(['0', ...numbers]) };
}

function facts(d: Dice, names: Names, { org }: Place): readonly Leaf[] {
  const ofOrg: readonly Leaf[] = [
    () => ({ fact: 'size', ...bounds(d) }),
    () => ({ fact: 'crowd', ...bounds(d) }),
    () => ({ fact: 'orgflag', is: d.oneIn(2) }),
  ];
  const reading: readonly Leaf[] = names.reading ? [() => ({ reading: 'r', is: d.pick(OPTIONS) })] : [];
  if (org === true) return [...ofOrg, ...reading];
  return [
    () => ({ fact: 'flag', is: d.oneIn(2) }),
    () => ({ fact: 'flag' }),
    () => ({ fact: d.pick(['flag', 'level', 'choice', 'hours']), known: d.oneIn(2) }),
    () => ({ fact: 'choice', is: d.pick(CHOICES) }),
    () => ({ fact: 'choice', in: [...d.some(CHOICES, 2)] }),
    () => ({ fact: 'level', ...bounds(d) }),
    () => ({ fact: 'hours', ...bounds(d) }),
    () => ({ fact: 'age', ...bounds(d, ['60', '35']) }),
    () => ({ fact: 'tenure', ...bounds(d, ['12', '24', '6']) }),
    () => ({ fact: 'gap', ...bounds(d) }),
    () => ({ fact: 'tags', has: d.pick(['x', 'y']) }),
    () => ({ fact: 'note', is: '短' }),
    () => ({ ...d.pick(ofOrg)(), of: 'org' }),
    () => ({ role: d.pick(ROLES) }),
    ...reading,
  ];
}

function categories(d: Dice, { categories: known }: Names, { org }: Place): readonly Leaf[] {
  return known.length === 0 || org === true ? [] : [() => ({ category: [...d.some(known, 2)] })];
}

function entries(d: Dice, names: Names, { org }: Place): readonly Leaf[] {
  const of: JsonRecord = org !== true && d.oneIn(4) ? { of: 'org' } : {};
  const within: JsonRecord = d.oneIn(3)
    ? { within: d.pick(['day', 'week', 'month', 'quarter', 'half-year', 'year']) }
    : {};
  const named = d.some(namesOfEntries(names), 2);
  const filter: Json = d.oneIn(3) ? { groups: [...named], ...within } : { items: [...named], ...within };
  return [
    () => ({ entries: filter, ...of, ...bounds(d) }),
    () => ({ entries: filter, ...of, ...bounds(d) }),
    () => ({ findings: d.pick(FINDINGS), ...of, ...bounds(d, ['1', '2']) }),
  ];
}

function scores(d: Dice, names: Names, { nodes = [], account = false }: Place): readonly Leaf[] {
  return [
    () => ({ item: d.pick(names.items).id, ...bounds(d) }),
    ...(nodes.length === 0 ? [] : [() => onNode(d, nodes), () => onNode(d, nodes)]),
    ...(names.vetoes.length === 0 ? [] : [() => ({ veto: d.oneIn(3) ? ['any'] : [...d.some(names.vetoes, 2)] })]),
    ...(names.account && account ? [() => ({ account: 'acc', ...bounds(d) })] : []),
  ];
}

function onNode(d: Dice, nodes: readonly string[]): JsonRecord {
  const node = d.pick(nodes);
  return d.oneIn(6) ? { node, known: d.oneIn(2) } : { node, ...bounds(d, ['5', '60', '80', '2.5', '10']) };
}

function orders(d: Dice, names: Names, stage: Stage): readonly Leaf[] {
  const carries = names.carries.filter((one) => stage >= 6 || !one.grades);
  return [
    ...(names.rankings.length === 0
      ? []
      : [
          (): JsonRecord => ({ rank: d.pick(names.rankings), ...bounds(d, ['1', '2', '3']) }),
          (): JsonRecord => ({ rank: d.pick(names.rankings), share: d.pick(SHARES) }),
          (): JsonRecord => ({ rank: d.pick(names.rankings), last: d.oneIn(2) }),
        ]),
    ...(carries.length === 0 ? [] : [() => onCarry(d, d.pick(carries)), () => onCarry(d, d.pick(carries))]),
  ];
}

function onCarry(d: Dice, one: Names['carries'][number]): JsonRecord {
  if (one.yesNo) return d.oneIn(2) ? { carry: one.id } : { carry: one.id, is: d.oneIn(2) };
  return { carry: one.id, ...bounds(d, ['1', '2', '3', '60']) };
}

function grades(d: Dice): readonly Leaf[] {
  const leaf: Leaf = () => ({ grade: [...d.some(GRADES, 3)] });
  return [leaf, leaf];
}
