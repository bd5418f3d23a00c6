import { accountsOf } from '../core/scheme/account.ts';
import type { Amount, Condition, Unit } from '../core/scheme/condition.ts';
import type { BallotRule, InputRule } from '../core/scheme/ballot.ts';
import { countedBallots } from '../core/scheme/counted-ballots.ts';
import type { FactRule } from '../core/scheme/fact.ts';
import { isGivenDirectly, type Item, type ItemRule } from '../core/scheme/item.ts';
import { paramsApart } from '../core/scheme/param-values.ts';
import type { Ruleset } from '../core/scheme/resolve.ts';
import type { Reading, Scheme } from '../core/scheme/scheme.ts';
import { alternativesOf, type Alternative } from './alternatives.ts';
import type { Choice } from './form.ts';

export type SubjectKind = Scheme['subject'];
type Param = Scheme['params'][number];

/** The blocks whose ids the sheets use. */
export type DeclaredBlock = 'facts' | 'roles' | 'ballots' | 'inputs' | 'items';

/** What the forms ask of a ruleset, all its parts together, each id once. */
export type FormRules = {
  readonly id: string;
  readonly title: string;
  /** Kinds of subjects in the order of the parts; more than one where members, secretaries and organisations are rated at once. */
  readonly kinds: readonly SubjectKind[];
  /** People are rated, or standards of work look at each of them. */
  readonly ratesPeople: boolean;
  readonly period: Unit;
  readonly posting: Unit | undefined;
  readonly personFacts: readonly FactRule[];
  readonly orgFacts: readonly FactRule[];
  /** Organisation facts that are read when somebody adds them, but asked of nobody. */
  readonly quiet: ReadonlySet<string>;
  /** Date facts on which a step of the procedure was done: that may be after the period (报送、公示). */
  readonly filed: ReadonlySet<string>;
  readonly roles: Scheme['roles'];
  readonly ballots: readonly BallotRule[];
  /** The ballots whose votes become points or a grade. */
  readonly counted: ReadonlySet<string>;
  /** Where else a score may be told instead, by block and id. */
  readonly alternatives: ReadonlyMap<string, Alternative>;
  readonly inputs: readonly InputRule[];
  readonly items: readonly Item[];
  readonly categories: readonly Choice[];
  readonly ladder: readonly string[];
  readonly leadership: boolean;
  readonly params: readonly Param[];
  /** The parameters that are asked for, each by the key under which its value stands in the facts. */
  readonly askedParams: readonly { readonly key: string; readonly param: Param }[];
  readonly readings: readonly Reading[];
  readonly findings: readonly Choice[];
  /** Surcharges for the n-th time (重复上浮), task quotas of who gives points (任务分), facts told once a project, days that may move. */
  readonly countsRepeats: boolean;
  /** Items and rules of which an entry is a veto (一票否决), and rules that are settled, not entered (任务分). */
  readonly vetoes: ReadonlySet<string>;
  readonly settled: ReadonlySet<string>;
  readonly countsGivers: boolean;
  readonly sameProject: boolean;
  readonly movesDays: boolean;
  /** Standards of work and deadlines can be judged without anybody on the roster. */
  readonly judgesOrgs: boolean;
  /** Nodes and accounts of earlier periods that rules look back at; `looksBack` alone asks for the total and the grade. */
  readonly looksBack: boolean;
  readonly pastNodes: readonly Choice[];
  readonly pastAccounts: readonly Choice[];
  readonly pastRank: boolean;
  /** Schemes whose published results are used and that are not themselves part of the ruleset. */
  readonly sources: readonly string[];
  readonly decides: { readonly grade: boolean; readonly category: boolean };
  /** Which kinds of subjects a fact, role, ballot, input or item belongs to. */
  readonly kindsOf: (block: DeclaredBlock, id: string) => readonly SubjectKind[];
  /** Whether an entry on this rule, or on the only rule of this item, takes points away. */
  readonly deducts: (id: string) => boolean;
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

/** A parameter that several parts share is asked for once; one that each has for itself, part by part. */
function askedParams(parts: readonly Scheme[]): FormRules['askedParams'] {
  const apart = paramsApart(parts);
  const rows = parts.flatMap((part) =>
    part.params.map((param) => ({ key: apart.has(param.id) ? `${part.scheme}/${param.id}` : param.id, param })),
  );
  return rows.filter(({ key }, at) => rows.findIndex((one) => one.key === key) === at);
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
  const counts = headcounts(parts);
  const clauses = new Map(parts.flatMap((part) => part.clauses.map((clause) => [clause.id, clause.no] as const)));
  return {
    id: ruleset.id,
    title: ruleset.title,
    kinds,
    ratesPeople,
    period: first.period.unit,
    posting: parts.find((part) => part.period.posting !== undefined)?.period.posting,
    personFacts: all((part) => part.facts.filter((fact) => fact.of === 'subject' && isPersonal(part))),
    orgFacts: [
      ...all((part) => part.facts.filter((fact) => fact.of === 'org' || !isPersonal(part))),
      ...counts.orgFacts,
    ],
    quiet: counts.quiet,
    filed: new Set(
      parts.flatMap((part) => part.process.tracks.flatMap(({ steps }) => steps.flatMap((one) => one.done ?? []))),
    ),
    roles: all((part) => part.roles),
    ballots: all((part) => part.ballots),
    counted: new Set(parts.flatMap((part) => [...countedBallots(part)])),
    alternatives: alternativesOf(parts),
    inputs: all((part) => part.inputs),
    items: all((part) => part.items),
    categories: all((part) => part.scope.categories),
    ladder: [...new Set(parts.flatMap((part) => part.grade?.ladder ?? []))],
    leadership: parts.some((part) => usesLeadership(part, parts)),
    params: all((part) => part.params),
    askedParams: askedParams(parts),
    readings: all((part) => part.readings),
    findings: all((part) => part.findings?.results ?? []),
    countsRepeats: parts.some((part) => part.modifiers.rules.some((rule) => rule.repeat !== undefined)),
    vetoes: new Set(parts.flatMap((part) => part.vetoes.flatMap((veto) => veto.items))),
    settled: new Set(parts.flatMap((part) => part.taskQuotas.map((quota) => quota.into))),
    countsGivers: parts.some((part) => part.taskQuotas.length > 0),
    sameProject: parts.some((part) => part.sameFacts.some((same) => same.key === 'project')),
    movesDays: parts.some((part) => part.norms.some((norm) => 'day' in norm && norm.day.movedWithReason)),
    judgesOrgs: parts.some((part) => part.norms.length > 0 || part.process.tracks.length > 0),
    ...pastOf(parts, labels),
    sources: sourcesOf(parts),
    decides: {
      grade: parts.some((part) => part.grade !== undefined),
      category: parts.some((part) => part.scope.precedence === 'human' && part.scope.categories.length > 1),
    },
    kindsOf: kindsIn(parts),
    deducts: deductsIn(parts),
    clauseNo: (id) => (id === undefined ? '' : (clauses.get(id) ?? id)),
    labelOf: (id) => labels.get(id) ?? id,
  };
}

function deductsIn(parts: readonly Scheme[]): FormRules['deducts'] {
  const items = parts.flatMap((part) => part.items);
  const only = items
    .filter((item) => !isGivenDirectly(item) && item.rules.length === 1)
    .map((item) => [item.id, item.rules[0]!] as const);
  const rules = new Map([...only, ...items.flatMap((item) => item.rules.map((rule) => [rule.id, rule] as const))]);
  return (id) => rules.get(id)?.effect === 'deduct';
}

function kindsIn(parts: readonly Scheme[]): FormRules['kindsOf'] {
  const kinds = new Map<string, SubjectKind[]>();
  for (const part of parts) {
    const own = part.subject === 'org' && isPersonal(part) ? (['member', 'org'] as const) : [part.subject];
    for (const block of ['facts', 'roles', 'ballots', 'inputs', 'items'] as const) {
      for (const { id } of part[block]) kinds.set(`${block} ${id}`, [...(kinds.get(`${block} ${id}`) ?? []), ...own]);
    }
  }
  return (block, id) => kinds.get(`${block} ${id}`) ?? [];
}

/** Facts "of the subject" are those of people, except where only organisations are rated. */
function isPersonal(part: Scheme): boolean {
  return part.subject !== 'org' || part.norms.some((norm) => norm.of !== 'org');
}

/** 党员人数 and 正式党员人数, which every scheme may be told; asked for where a quota counts them. */
const HEADCOUNTS = [
  { id: 'members', label: '党员人数', among: 'all-members' },
  { id: 'full-members', label: '正式党员人数', among: 'full-members' },
].map(({ id, label, among }) => ({
  among,
  fact: {
    id,
    label,
    of: 'org',
    type: 'number',
    decimals: 0,
    unit: '人',
    sensitive: false,
    source: { kind: 'headcount', at: 'period-end' },
  } satisfies FactRule,
}));

function headcounts(parts: readonly Scheme[]): Pick<FormRules, 'orgFacts' | 'quiet'> {
  const among = new Set<string>(
    parts.flatMap(({ grade, rankings }) => [
      ...[...(grade?.quotas ?? []), ...(grade?.standings ?? [])].map((one) => one.among),
      ...rankings.map((one) => one.base),
    ]),
  );
  const declared = new Set(parts.flatMap((part) => part.facts.map((fact) => fact.id)));
  const added = HEADCOUNTS.filter(({ fact }) => !declared.has(fact.id));
  return {
    orgFacts: added.map(({ fact }) => fact),
    quiet: new Set(added.filter((one) => !among.has(one.among)).map(({ fact }) => fact.id)),
  };
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
  const asked = parts.flatMap((part) => part.carry.flatMap((carry) => askedBy(carry.when)));
  const nodes = new Set([
    ...parts.flatMap((part) => part.carry.flatMap((carry) => carry.node ?? [])),
    ...asked.flatMap(({ node }) => node ?? []),
  ]);
  // The total has a column of its own.
  for (const part of parts) nodes.delete(part.score[0]?.id ?? '');
  const accounts = parts.flatMap(accountsOf);
  const choice = (id: string): Choice => ({ id, label: labels.get(id) ?? id });
  return {
    looksBack: parts.some((part) => part.carry.length > 0) || accounts.length > 0,
    pastNodes: [...nodes].map(choice),
    pastAccounts: [...new Set(accounts)].map(choice),
    pastRank: asked.some(({ rank }) => rank !== undefined),
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

/** Whether somebody enters what a rule counts: it neither acts by itself on facts nor is settled by the program. */
export function isEntered(rule: ItemRule, { settled }: Pick<FormRules, 'settled'>): boolean {
  const acts = rule.shortage !== undefined || rule.counted !== undefined || rule.when !== undefined;
  return !acts && !settled.has(rule.id);
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
