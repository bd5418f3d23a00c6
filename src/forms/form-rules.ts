import type { Amount, Condition, Unit } from '../core/scheme/condition.ts';
import type { BallotRule, InputRule } from '../core/scheme/ballot.ts';
import type { FactRule, RoleRule } from '../core/scheme/fact.ts';
import type { Item, ItemRule } from '../core/scheme/item.ts';
import type { Ruleset } from '../core/scheme/resolve.ts';
import type { Param, Reading, Scheme } from '../core/scheme/scheme.ts';
import type { Choice } from './form.ts';

export type SubjectKind = Scheme['subject'];

/** What the forms ask of a ruleset, all its parts together, each id once. */
export type FormRules = {
  readonly title: string;
  /** Kinds of subjects in the order of the parts; more than one where members, secretaries and organisations are rated at once. */
  readonly kinds: readonly SubjectKind[];
  /** People are rated, or standards of work look at each of them. */
  readonly ratesPeople: boolean;
  readonly period: Unit;
  readonly posting: Unit | undefined;
  readonly personFacts: readonly FactRule[];
  readonly orgFacts: readonly FactRule[];
  readonly roles: readonly RoleRule[];
  readonly ballots: readonly BallotRule[];
  readonly inputs: readonly InputRule[];
  readonly items: readonly Item[];
  readonly categories: readonly Choice[];
  readonly ladder: readonly string[];
  readonly leadership: boolean;
  readonly params: readonly Param[];
  readonly readings: readonly Reading[];
  readonly findings: readonly Choice[];
  /** Nodes and accounts of earlier periods that rules look back at; `looksBack` alone asks for the total and the grade. */
  readonly looksBack: boolean;
  readonly pastNodes: readonly Choice[];
  readonly pastAccounts: readonly Choice[];
  readonly pastRank: boolean;
  /** Schemes whose published results are used and that are not themselves part of the ruleset. */
  readonly sources: readonly string[];
  readonly decides: { readonly grade: boolean; readonly category: boolean };
  /** The number of a clause in its source. */
  readonly clauseNo: (id: string | undefined) => string;
  /** What a word of the scheme is called: `contact` is 联系对象评价. */
  readonly labelOf: (id: string) => string;
};

function uniqueById<T extends { readonly id: string }>(rows: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const row of rows) if (!seen.has(row.id)) seen.set(row.id, row);
  return [...seen.values()];
}

/** Gathers from a ruleset what its forms need. */
export function formRules(ruleset: Ruleset): FormRules {
  const { parts } = ruleset;
  const first = parts[0]!;
  const all = <T extends { readonly id: string }>(pick: (part: Scheme) => readonly T[]): readonly T[] =>
    uniqueById(parts.flatMap(pick));
  const kinds = [...new Set(parts.map((part) => part.subject))];
  const ratesPeople = parts.some((part) => part.subject !== 'org' || part.norms.some((norm) => norm.of !== 'org'));
  const labels = labelsOf(parts);
  const clauses = new Map(parts.flatMap((part) => part.clauses.map((clause) => [clause.id, clause.no] as const)));
  return {
    title: ruleset.title,
    kinds,
    ratesPeople,
    period: first.period.unit,
    posting: parts.find((part) => part.period.posting !== undefined)?.period.posting,
    personFacts: all((part) => part.facts.filter((fact) => fact.of === 'subject' && isPersonal(part))),
    orgFacts: [
      ...all((part) => part.facts.filter((fact) => fact.of === 'org' || !isPersonal(part))),
      ...headcounts(parts),
    ],
    roles: all((part) => part.roles),
    ballots: all((part) => part.ballots),
    inputs: all((part) => part.inputs),
    items: all((part) => part.items),
    categories: all((part) => part.scope.categories),
    ladder: [...new Set(parts.flatMap((part) => part.grade?.ladder ?? []))],
    leadership: parts.some((part) => usesLeadership(part, parts)),
    params: all((part) => part.params),
    readings: all((part) => part.readings),
    findings: all((part) => part.findings?.results ?? []),
    ...pastOf(parts, labels),
    sources: sourcesOf(parts),
    decides: {
      grade: parts.some((part) => part.grade !== undefined),
      category: parts.some((part) => part.scope.precedence === 'human' && part.scope.categories.length > 1),
    },
    clauseNo: (id) => (id === undefined ? '' : (clauses.get(id) ?? id)),
    labelOf: (id) => labels.get(id) ?? id,
  };
}

/** Facts "of the subject" are those of people, except where only organisations are rated. */
function isPersonal(part: Scheme): boolean {
  return part.subject !== 'org' || part.norms.some((norm) => norm.of !== 'org');
}

/** 党员人数 that a quota may be told, where the scheme does not declare it as a fact. */
function headcounts(parts: readonly Scheme[]): readonly FactRule[] {
  const among = new Set(
    parts.flatMap((part) => [...(part.grade?.quotas ?? []), ...(part.grade?.standings ?? [])].map((one) => one.among)),
  );
  const declared = new Set(parts.flatMap((part) => part.facts.map((fact) => fact.id)));
  const count = (id: string, label: string): FactRule => ({
    id,
    label,
    of: 'org',
    type: 'number',
    decimals: 0,
    unit: '人',
    sensitive: false,
    source: { kind: 'headcount', at: 'period-end' },
  });
  return [
    ...(among.has('all-members') && !declared.has('members') ? [count('members', '党员人数')] : []),
    ...(among.has('full-members') && !declared.has('full-members') ? [count('full-members', '正式党员人数')] : []),
  ];
}

function usesLeadership(part: Scheme, parts: readonly Scheme[]): boolean {
  const own = new Set(parts.map((one) => one.scheme));
  return (
    part.norms.some((norm) => norm.of === 'leadership' || 'pairs' in norm) ||
    part.outcomes.some((outcome) => outcome.on.includes('leaders')) ||
    part.score.some(
      (node) =>
        'from' in node &&
        own.has(node.from.scheme) &&
        (node.from.of === 'leadership' || node.from.leaders === 'exclude'),
    )
  );
}

function sourcesOf(parts: readonly Scheme[]): readonly string[] {
  const own = new Set(parts.map((part) => part.scheme));
  const used = parts.flatMap((part) => part.score.flatMap((node) => ('from' in node ? [node.from.scheme] : [])));
  return [...new Set(used)].filter((scheme) => !own.has(scheme));
}

function labelsOf(parts: readonly Scheme[]): ReadonlyMap<string, string> {
  const named = parts.flatMap((part) => [
    ...part.score,
    ...part.sections,
    ...part.items.flatMap((item) => item.rules),
    ...part.items,
    ...part.inputs,
    ...part.ballots,
    ...part.scope.categories,
    ...part.carry,
    ...part.rankings,
  ]);
  return new Map(named.map(({ id, label }) => [id, label]));
}

type Past = Pick<FormRules, 'looksBack' | 'pastNodes' | 'pastAccounts' | 'pastRank'>;

function pastOf(parts: readonly Scheme[], labels: ReadonlyMap<string, string>): Past {
  const nodes = new Set<string>();
  let rank = false;
  for (const part of parts) {
    const [total] = part.score;
    for (const carry of part.carry) {
      if (carry.node !== undefined) nodes.add(carry.node);
      for (const asked of askedBy(carry.when)) {
        if (asked.node !== undefined) nodes.add(asked.node);
        rank ||= asked.rank !== undefined;
      }
    }
    if (total !== undefined) nodes.delete(total.id);
  }
  const accounts = parts.flatMap((part) => [
    ...part.carry.filter((carry) => carry.kind === 'account').map(({ id }) => id),
    ...part.score.flatMap((node) => node.excess ?? []),
    ...part.outcomes.flatMap((outcome) => outcome.credit?.account ?? []),
  ]);
  const choice = (id: string): Choice => ({ id, label: labels.get(id) ?? id });
  return {
    looksBack: parts.some((part) => part.carry.length > 0) || accounts.length > 0,
    pastNodes: [...nodes].map(choice),
    pastAccounts: [...new Set(accounts)].map(choice),
    pastRank: rank,
  };
}

/** The nodes and ranks a condition looks at. */
function askedBy(condition: Condition | undefined): readonly { readonly node?: string; readonly rank?: string }[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(askedBy);
  if ('any' in condition) return condition.any.flatMap(askedBy);
  if ('not' in condition) return askedBy(condition.not);
  if ('node' in condition) return [{ node: condition.node }];
  return 'rank' in condition ? [{ rank: condition.rank }] : [];
}

/** Whether a rule acts by itself on facts, so that nobody enters it. */
export function actsByItself(rule: ItemRule): boolean {
  return rule.shortage !== undefined || rule.counted !== undefined || rule.when !== undefined;
}

/** Whether a body gives the item's score directly: judged items, and items without any rule. */
export function isGivenDirectly(item: Item): boolean {
  return item.start === 'judged' || (item.rules.length === 0 && item.max !== undefined);
}

/** A number of the scheme for people to read; a parameter by its name. */
export function amountText(amount: Amount | undefined, params: readonly Param[]): string | undefined {
  if (amount === undefined || typeof amount === 'string') return amount;
  const param = params.find((one) => one.id === amount.param);
  return param === undefined || param.value === undefined
    ? `〔${param?.label ?? amount.param}〕`
    : amountText(param.value, []);
}

/** A number of the scheme as a plain decimal for a cell's check; nothing where it is a share, a fraction or not filled in. */
export function boundText(amount: Amount | undefined): string | undefined {
  return typeof amount === 'string' && /^-?\d+(\.\d+)?$/.test(amount) ? amount : undefined;
}
