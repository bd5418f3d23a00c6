import type { Day } from '../date.ts';
import { add, compare, shareOf, ZERO, type Exact } from '../number.ts';
import { parsePeriod, yearOf, type PeriodUnit } from '../period.ts';
import type { Carry } from '../scheme/outcome.ts';
import type { Book } from './book.ts';
import { deriveAll } from './derive.ts';
import { itemScores, type ItemScores } from './item-score.ts';
import type { NodeContext } from './nodes/node-context.ts';
import type { Plan } from './plan.ts';
import { COUNTS, postAll, type Amounted } from './posting.ts';
import { homeOrg, wholeWindow, windowsOf } from './roster.ts';
import { evaluateNode, type NodePlan, type Sink } from './score-plan.ts';
import type { Scope, Window } from './scope.ts';
import { on } from './timeline.ts';
import { EXCLUDED, hold, holdAll, isGap, type Gap, type Truth, type Value } from './value.ts';

/** What a run knows of one subject after stage 3. */
export type Standing = {
  readonly person: number;
  readonly status: 'scored' | 'held' | 'exempt';
  readonly exemption: Plan['exempt'][number]['rule'] | undefined;
  readonly outside: string | undefined;
  readonly category: string | Gap | undefined;
  readonly total: Value;
  readonly vetoes: ReadonlySet<string>;
  /** Values of the nodes in the whole period, by index of the plan; undefined where not asked for. */
  readonly values: readonly (Value | undefined)[];
  readonly accounts: ReadonlyMap<string, Value>;
};

/** Stages 1 to 3 of a run. */
export type Run = {
  readonly plan: Plan;
  readonly book: Book;
  readonly posts: Amounted;
  readonly standings: readonly Standing[];
  readonly byPerson: ReadonlyMap<number, Standing>;
  readonly highest: Map<string, Value>;
  readonly windows: Map<string, readonly Window[]>;
  /** The score of one item of one subject in the whole period. */
  readonly itemOf: (person: number, id: string) => Value;
};

export type Progress = (done: number, all: number) => void;

/** Scores every subject of the book: postings, derived postings, fold (阶段一至三). */
export function scoreAll(plan: Plan, book: Book, progress?: Progress): Run {
  const scopeOn = (owner: number, day: Day): Scope => scopeFor(plan, book, owner, day);
  const posts = postAll(plan.posting, book, scopeOn);
  deriveAll(plan.derive, plan.posting, book, posts, scopeOn);
  const standings: Standing[] = [];
  const itemOf = (person: number, id: string): Value => contextOf(run, person, wholeWindow(book), undefined).scope.item?.(id) ?? EXCLUDED;
  const run: Run = { plan, book, posts, standings, byPerson: new Map(), highest: new Map(), windows: new Map(), itemOf };
  const byPerson = run.byPerson as Map<number, Standing>;
  book.subjects.forEach((person, at) => {
    const standing = standingOf(run, person);
    standings.push(standing);
    byPerson.set(person, standing);
    if (at % 1000 === 999) progress?.(at + 1, book.subjects.length);
  });
  return run;
}

/** What may be asked about an owner on a day. */
export function scopeFor(plan: Plan, book: Book, owner: number, day: Day, window?: Window): Scope {
  return { book, owner, day, window: window ?? wholeWindow(book), category: (scope) => categoryOf(plan, book, scope) };
}

function categoryOf(plan: Plan, book: Book, scope: Scope): string | Gap | undefined {
  const person = book.people[scope.owner];
  if (person === undefined) return undefined;
  const decided = book.decisions.get(scope.owner)?.category;
  const rostered = person.category === undefined ? undefined : on(person.category, scope.day);
  if (rostered !== undefined || decided !== undefined) return rostered ?? decided;
  const { precedence, clause } = plan.scheme.scope;
  const fits: string[] = [];
  for (const { id, when } of plan.categories) {
    const truth: Truth = when === undefined ? true : when(scope);
    if (typeof truth !== 'boolean') return truth;
    if (truth && precedence === 'first-match') return id;
    if (truth) fits.push(id);
  }
  if (fits.length > 1) return hold(`同时符合${fits.join('、')}几类，等待支部逐人认定`, clause);
  return fits[0];
}

function standingOf(run: Run, person: number): Standing {
  const { plan, book } = run;
  const scope = scopeFor(plan, book, person, book.end);
  const out = plan.who?.(scope);
  const exempt = out === false ? undefined : plan.exempt.find(({ when }) => when(scope) === true)?.rule;
  const context = contextOf(run, person, wholeWindow(book), undefined);
  const common = { person, exemption: exempt, outside: out === false ? (plan.scheme.scope.outside ?? '不在考核范围') : undefined };
  if (out === false || (exempt !== undefined && exempt.path !== 'node')) {
    return { ...common, status: 'exempt', category: categoryOf(plan, book, scope), total: EXCLUDED, vetoes: new Set(), values: [], accounts: new Map() };
  }
  const vetoes = vetoesOf(run, scope);
  for (const top of plan.tops) if (top !== plan.tops[0]) context.value(top);
  const total = totalOf(run, context, vetoes, exempt?.node ?? plan.tops[0], out);
  const accounts = new Map(accountIds(plan).map((id) => [id, context.account(id)]));
  const status = exempt !== undefined ? 'exempt' : isGap(total) && plan.tops.length > 0 ? 'held' : 'scored';
  return { ...common, status, category: categoryOf(plan, book, scope), total, vetoes, values: context.values, accounts };
}

function totalOf(run: Run, context: Context, vetoes: ReadonlySet<string>, root: string | undefined, out: Truth | undefined): Value {
  if (out !== undefined && typeof out !== 'boolean') return out;
  if (root === undefined) return EXCLUDED;
  const value = vetoed(run, vetoes, context.value(root));
  context.values[run.plan.score.index.get(root) ?? 0] = value;
  return value;
}

/** What vetoes do to the total: nothing, zero, or hold until their effect is decided. */
export function vetoed(run: Run, vetoes: ReadonlySet<string>, value: Value): Value {
  for (const { veto } of run.plan.vetoes) {
    if (!vetoes.has(veto.id)) continue;
    if (veto.effect === 'hold') return hold(`${veto.label}：后果没有写明，定下以前不出结果`, veto.clause);
    const noParts = !run.plan.scheme.score.some((node) => 'over' in node);
    if (veto.effect === 'year-zero' || (veto.effect === 'period-zero' && noParts)) return ZERO;
  }
  return value;
}

/** The vetoes that have come about for an owner: by an entry, or by facts. */
export function vetoesOf(run: Run, scope: Scope): ReadonlySet<string> {
  const { plan } = run;
  if (plan.vetoes.length === 0) return NONE;
  const found = new Set<string>();
  for (const { veto, lines, when } of plan.vetoes) {
    if (vetoEntry(run, scope.owner, lines, scope.window) || when?.(scope) === true) found.add(veto.id);
  }
  return found;
}

const NONE: ReadonlySet<string> = new Set();

function vetoEntry(run: Run, owner: number, lines: ReadonlySet<number>, window: Window): boolean {
  const { ledger } = run.book;
  if (lines.size === 0) return false;
  for (let e = ledger.start[owner] as number; e < (ledger.start[owner + 1] as number); e += 1) {
    const day = ledger.counted[e] as number;
    const effective = run.posts.drop[e] === COUNTS && day >= window.first && day <= window.last;
    if (effective && lines.has(ledger.line[e] as number)) return true;
  }
  return (run.posts.extra.get(owner) ?? []).some((one) => lines.has(one.line) && one.day >= window.first && one.day <= window.last);
}

type Context = NodeContext & { readonly values: (Value | undefined)[] };

/** The evaluation of one subject in one window; values are made once. */
export function contextOf(run: Run, person: number, window: Window, sink: Sink | undefined): Context {
  const { plan, book, posts } = run;
  const values: (Value | undefined)[] = new Array<Value | undefined>(plan.score.nodes.length).fill(undefined);
  const excess = new Map<string, Exact>();
  let items: ItemScores | undefined;
  const scope: Scope = {
    ...scopeFor(plan, book, person, Math.min(window.last, book.end), window),
    node: (id) => value(id),
    item: (id) => itemsNow().score(book.catalogue.itemIndex.get(id) ?? -1),
  };
  const itemsNow = (): ItemScores => (items ??= itemScores(plan.items, book, posts, scope));
  const value = (id: string): Value => {
    const index = plan.score.index.get(id);
    if (index === undefined) return hold(`没有声明的节点 ${id}`);
    const known = values[index];
    if (known !== undefined) return known;
    values[index] = CIRCLE;
    const got = evaluateNode(plan.score.nodes[index] as NodePlan, context, sink, (account, amount) => {
      excess.set(account, add(excess.get(account) ?? ZERO, amount));
    });
    values[index] = got;
    return got;
  };
  const context: Context = {
    book,
    posts,
    scope,
    values,
    amounts: plan.amounts,
    get items() {
      return itemsNow();
    },
    value,
    within: (inner) => contextOf(run, person, inner, sink),
    vetoed: (inner) => periodVetoed(run, person, inner),
    account: (id) => accountOf(run, context, id, excess),
    highest: (id) => highestOf(run, person, window, id),
    windows: (unit) => windowsFor(run, unit),
  };
  return context;
}

const CIRCLE = hold('节点互相引用，成了一圈');

function windowsFor(run: Run, unit: PeriodUnit): readonly Window[] {
  const known = run.windows.get(unit);
  if (known !== undefined) return known;
  const made = windowsOf(run.book, unit, run.plan.scheme.period.week);
  run.windows.set(unit, made);
  return made;
}

function periodVetoed(run: Run, person: number, window: Window): boolean {
  return run.plan.vetoes.some(({ veto, lines }) => veto.effect === 'period-zero' && vetoEntry(run, person, lines, window));
}

function highestOf(run: Run, person: number, window: Window, id: string): Value {
  const org = homeOrg(run.book, person);
  const key = `${org ?? ''} ${window.id} ${id}`;
  const known = run.highest.get(key);
  if (known !== undefined) return known;
  const held: Gap[] = [];
  let top: Exact | undefined;
  for (const other of run.book.subjects) {
    if (homeOrg(run.book, other) !== org || isOut(run, other)) continue;
    const value = contextOf(run, other, window, undefined).value(id);
    if (isGap(value)) {
      if (value.gap === 'hold') held.push(value);
    } else if (top === undefined || compare(value, top) > 0) top = value;
  }
  const found = held.length > 0 ? holdAll(held) : (top ?? EXCLUDED);
  run.highest.set(key, found);
  return found;
}

function isOut(run: Run, person: number): boolean {
  const scope = scopeFor(run.plan, run.book, person, run.book.end);
  return run.plan.who?.(scope) === false || run.plan.exempt.some(({ when }) => when(scope) === true);
}

/** All accounts of a scheme: declared ones, and those that take an excess. */
export function accountIds(plan: Plan): readonly string[] {
  const declared = plan.scheme.carry.filter((one) => one.kind === 'account').map((one) => one.id);
  const taking = plan.scheme.score.flatMap((node) => node.excess ?? []);
  const credited = plan.scheme.outcomes.flatMap((one) => one.credit?.account ?? []);
  return [...new Set([...declared, ...taking, ...credited])];
}

/** The balance of an account: carried over, plus what flows in this period (credits by outcomes come later). */
function accountOf(run: Run, context: Context, id: string, excess: ReadonlyMap<string, Exact>): Value {
  const { plan, book } = run;
  const rule = plan.scheme.carry.find((one) => one.kind === 'account' && one.id === id);
  if (rule?.resetWhen !== undefined && plan.resets.get(id)?.(context.scope) === true) return ZERO;
  let balance = openingOf(plan, book, context.scope.owner, rule, id);
  const held: Gap[] = [];
  for (const node of rule?.add ?? []) {
    const value = context.value(node);
    if (!isGap(value)) balance = add(balance, value);
    else if (value.gap === 'hold') held.push(value);
  }
  for (const { node } of plan.score.nodes) if (node.excess === id) context.value(node.id);
  return held.length > 0 ? holdAll(held) : add(balance, excess.get(id) ?? ZERO);
}

function openingOf(plan: Plan, book: Book, person: number, rule: Carry | undefined, id: string): Exact {
  const last = book.history.get(person)?.at(-1);
  const opening = plan.amounts(rule?.opening) ?? ZERO;
  const text = last?.account[id];
  if (last === undefined || text === undefined) return opening;
  const past = parsePeriod(last.period);
  const fresh = past === undefined || (rule?.reset === 'year' && yearOf(past) !== yearOf(book.period)) || rule?.reset === 'month';
  return fresh ? opening : shareOf(text);
}
