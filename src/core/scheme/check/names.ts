import type { ProblemCode } from '../../text/sentence.ts';
import type { Scheme } from '../scheme.ts';

/** What each kind of name must be declared as; the code says which kind was not found. */
export const NO_SUCH = {
  clause: 'no-such-clause',
  node: 'no-such-node',
  item: 'no-such-item',
  rule: 'no-such-rule',
  group: 'no-such-group',
  section: 'no-such-section',
  fact: 'no-such-fact',
  ballot: 'no-such-ballot',
  input: 'no-such-input',
  role: 'no-such-role',
  carry: 'no-such-carry',
  account: 'no-such-account',
  outcome: 'no-such-outcome',
  param: 'no-such-param',
  category: 'no-such-category',
  grade: 'no-such-grade',
  slot: 'no-such-slot',
  derived: 'no-such-derived',
  veto: 'no-such-veto',
  ranking: 'no-such-ranking',
  finding: 'no-such-finding',
  reading: 'no-such-reading',
} as const satisfies Readonly<Record<string, ProblemCode>>;

/** The kinds of names a scheme uses. */
export type NameKind = keyof typeof NO_SUCH;

/** One use of a name: what it should name, and where (引用). */
export type Reference = {
  readonly kind: NameKind;
  readonly id: string;
  readonly at: string;
  readonly clause?: string | undefined;
};

/** Takes references while they are collected. */
export type PutReference = (kind: NameKind, id: string | undefined, at: string, clause?: string) => void;

/** Every name that a scheme declares, by kind. */
export function namesIn(scheme: Scheme): Readonly<Record<NameKind, ReadonlySet<string>>> {
  const ids = (list: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(list.map((one) => one.id));
  const rules = scheme.items.flatMap((item) => item.rules);
  const grouped = [...scheme.items, ...rules].flatMap((one) => one.group ?? []);
  return {
    clause: ids(scheme.clauses),
    node: ids(scheme.score),
    item: ids(scheme.items),
    rule: ids(rules),
    group: new Set([...ids(scheme.items), ...ids(rules), ...ids(scheme.sections), ...grouped]),
    section: ids(scheme.sections),
    fact: ids(scheme.facts),
    ballot: ids(scheme.ballots),
    input: ids(scheme.inputs),
    role: ids(scheme.roles),
    carry: ids(scheme.carry),
    account: ids(scheme.carry.filter((one) => one.kind === 'account')),
    outcome: ids(scheme.outcomes),
    param: ids(scheme.params),
    category: ids(scheme.scope.categories),
    grade: new Set(scheme.grade?.ladder ?? []),
    slot: ids(scheme.slots),
    derived: ids(scheme.derived.rules),
    veto: ids(scheme.vetoes),
    ranking: ids(scheme.rankings),
    finding: ids(scheme.findings?.results ?? []),
    reading: ids(scheme.readings),
  };
}
