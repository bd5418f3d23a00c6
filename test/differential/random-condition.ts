// Random conditions; what they may look at depends on where they stand.
import fc from 'fast-check';
import { CATEGORIES, CHOICES, GRADES, GROUPS } from './random-words.ts';
import type { Json, JsonRecord, Names } from './random-words.ts';

export type RawLeaf = {
  readonly what: number;
  readonly test: number;
  readonly bound: string;
  readonly pick: number;
  readonly yes: boolean;
};
export type RawCondition = { readonly join: 'one' | 'all' | 'any' | 'not'; readonly leaves: readonly RawLeaf[] };

const leaf: fc.Arbitrary<RawLeaf> = fc.record({
  what: fc.nat(23),
  test: fc.nat(4),
  bound: fc.constantFrom('1', '2', '3', '5', '60', '0', '2.5'),
  pick: fc.nat(5),
  yes: fc.boolean(),
});

export const rawCondition: fc.Arbitrary<RawCondition> = fc.record({
  join: fc.constantFrom('one', 'one', 'one', 'all', 'any', 'not'),
  leaves: fc.array(leaf, { minLength: 1, maxLength: 2 }),
});

type Level = 'day' | 'window' | 'result';

const TESTS = ['gt', 'gte', 'lt', 'lte', 'eq'] as const;

export function conditionOf(raw: RawCondition, level: Level, names: Names): JsonRecord {
  const all = raw.leaves.map((one) => leafOf(one, level, names));
  const [first] = all;
  if (first === undefined) throw new Error('no leaf');
  if (raw.join === 'one') return first;
  return raw.join === 'not' ? { not: first } : { [raw.join]: all };
}

function leafOf(raw: RawLeaf, level: Level, names: Names): JsonRecord {
  const compare = { [TESTS[raw.test] ?? 'gte']: raw.bound };
  const plain: readonly (() => JsonRecord)[] = [
    () => ({ fact: 'flag', is: raw.yes }),
    () => ({ fact: 'choice', is: CHOICES[raw.pick % 3] ?? '' }),
    () => ({ fact: 'choice', in: [CHOICES[0], CHOICES[raw.pick % 3] ?? ''] }),
    () => ({ fact: 'level', ...compare }),
    () => ({ fact: 'orgflag', of: 'org', is: raw.yes }),
    () => ({ fact: 'flag', known: raw.yes }),
    () => ({ fact: 'size', of: 'org', ...compare }),
  ];
  const window: readonly (() => JsonRecord)[] = [
    () => ({ category: [CATEGORIES[raw.pick % 2] ?? 'A'] }),
    () => ({ entries: entryFilter(raw, names), gte: raw.bound === '0' ? '1' : raw.bound.slice(0, 1) }),
    () => ({ fact: 'age', gte: '60' }),
    () => ({ fact: 'tags', has: names.items[raw.pick % names.items.length] ?? '' }),
  ];
  const result: readonly (() => JsonRecord)[] = [
    () => ({ node: names.wholeNodes[raw.pick % names.wholeNodes.length] ?? '', ...compare }),
    () => ({ node: names.wholeNodes[0] ?? '', ...compare }),
    () => ({ item: names.items[raw.pick % names.items.length] ?? '', ...compare }),
    () => ({ findings: raw.yes ? '不实' : '提醒', gte: '1' }),
    () => ({ fact: 'hours', ...compare }),
  ];
  const choices =
    level === 'day'
      ? plain
      : level === 'window'
        ? [...plain, ...plain, ...window]
        : [...plain, ...window, ...result, ...result];
  return (choices[raw.what % choices.length] ?? plain[0] ?? (() => ({})))();
}

/** Conditions on the outcome of it all, for consequences and gates. */
export function finalCondition(
  raw: RawLeaf,
  names: Names,
  has: {
    readonly grade: boolean;
    readonly carry: readonly string[];
    readonly account: boolean;
    readonly rank: boolean;
    readonly veto: boolean;
  },
): JsonRecord {
  const compare = { [TESTS[raw.test] ?? 'gte']: raw.bound.length > 1 ? '2' : raw.bound };
  const choices: readonly (() => JsonRecord)[] = [
    ...(has.grade ? [() => ({ grade: [GRADES[raw.pick % 4] ?? ''] }), () => ({ grade: [GRADES[0], GRADES[1]] })] : []),
    ...has.carry.map(
      (id) => (): JsonRecord => (id.startsWith('e') ? { carry: id, is: true } : { carry: id, ...compare }),
    ),
    ...(has.account ? [() => ({ account: 'acc', ...compare })] : []),
    ...(has.rank ? [() => ({ rank: 'r', ...compare }), () => ({ rank: 'r', last: raw.yes })] : []),
    ...(has.veto ? [() => ({ veto: ['v0'] })] : []),
  ];
  const chosen = choices[raw.what % Math.max(1, choices.length)];
  return chosen === undefined ? leafOf(raw, 'result', names) : chosen();
}

function entryFilter(raw: RawLeaf, names: Names): JsonRecord {
  const within: JsonRecord = raw.yes ? {} : { within: names.period.posting ?? names.period.unit };
  const filters: readonly Json[] = [
    { groups: [GROUPS[raw.test % 2] ?? 'g1'], ...within },
    { items: [names.items[raw.test % names.items.length] ?? ''], ...within },
    names.rules.length === 0 ? within : { items: [names.rules[raw.test % names.rules.length] ?? ''], ...within },
  ];
  return (filters[raw.pick % 3] ?? {}) as JsonRecord;
}

export { leaf as rawLeaf };
