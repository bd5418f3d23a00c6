import { add, compare, shareOf, ZERO, type Exact } from '../number.ts';
import { periodOf, type PeriodUnit } from '../period.ts';
import type { Carry } from '../scheme/outcome.ts';
import type { Book } from './book/book.ts';
import { itemFold, type ItemScores } from './items/item-score.ts';
import type { NodeContext } from './nodes/node-context.ts';
import type { Plan } from './plan.ts';
import { homeOrg, isAway, wholeWindow, windowsOf, windowsWithin } from './book/roster.ts';
import { isOut, membersIn, scopeFor, type Run } from './run.ts';
import { evaluateNode, type NodePlan, type Sink } from './score-plan.ts';
import type { Scope, Vetoes, Window } from './book/scope.ts';
import { partValue, vetoesOf } from './veto.ts';
import { EXCLUDED, hold, holdAll, isGap, waitsFor, type Gap, type Value } from './value.ts';

/** The evaluation of one subject in one window. */
export type Context = NodeContext & {
  readonly values: (Value | undefined)[];
  readonly item: (id: string) => Value;
};

const CIRCLE = hold('节点互相引用，成了一圈');

/**
 * Makes evaluations, one subject and window after the other; each serves until the next is asked for, since they share
 * one room (a bulk run makes no garbage). Sub-periods get a room of their own, and ask `whole` for what is not theirs.
 */
export function evaluator(run: Run, sink: Sink | undefined): Room['enter'] {
  return roomOf(run, sink, undefined).enter;
}

/** The room that evaluations share; busy while one of them is at work. */
type Room = {
  readonly enter: (person: number, window: Window) => Context;
  readonly isBusy: () => boolean;
};

function roomOf(run: Run, sink: Sink | undefined, whole: Context | undefined): Room {
  const { plan, book, posts } = run;
  const values: (Value | undefined)[] = plan.score.nodes.map(() => undefined);
  const excess = new Map<string, Exact>();
  const fold = itemFold(plan.items, book, posts, sink !== undefined);
  const inner: Room[] = [];
  let working = 0;
  let items: ItemScores | undefined;
  const itemsNow = (): ItemScores => (items ??= fold(scope));
  const value = (id: string): Value => {
    const index = plan.score.index.get(id);
    if (index === undefined) return hold(`没有声明的节点 ${id}`);
    if (values[index] !== undefined) return values[index];
    values[index] = CIRCLE;
    working += 1;
    const found = evaluateNode(plan.score.nodes[index] as NodePlan, context, sink, excess);
    working -= 1;
    return (values[index] = found);
  };
  const item = (id: string): Value => scoreOf(book, id, itemsNow);
  let vetoes: Vetoes | undefined;
  const account: Context['account'] = whole?.account ?? ((id) => accountOf(run, context, id, excess));
  const scope: { -readonly [K in keyof Scope]: Scope[K] } = {
    ...scopeFor(plan, book, 0, book.end),
    node: value,
    item,
    account,
    get vetoes() {
      return (vetoes ??= vetoesOf(run, scopeFor(plan, book, scope.owner, book.end)));
    },
  };
  const context: Context = {
    book,
    posts,
    values,
    amounts: plan.amounts,
    scope,
    get items() {
      return itemsNow();
    },
    value,
    item,
    within: (window) => freeRoom(inner, () => roomOf(run, sink, context)).enter(scope.owner, window),
    part: (window, id) => partValue(run, scope.owner, window, () => context.within(window).value(id)),
    account,
    highest: (id) => highestOf(run, scope.owner, scope.window, id),
    windows: (unit) => windowsWithin(windowsFor(run, unit), unit, plan.scheme.period.week, scope.window),
  };
  const enter: Room['enter'] = (person, window) => {
    values.fill(undefined);
    excess.clear();
    items = undefined;
    vetoes = undefined;
    scope.owner = person;
    scope.day = Math.min(window.last, book.end);
    scope.window = window;
    return context;
  };
  return { enter, isBusy: () => working > 0 };
}

/** A sub-period that asks for an account may lead to other sub-periods while it is at work. */
function freeRoom(rooms: Room[], make: () => Room): Room {
  const free = rooms.find((one) => !one.isBusy());
  if (free !== undefined) return free;
  const made = make();
  rooms.push(made);
  return made;
}

function scoreOf({ catalogue }: Book, id: string, items: () => ItemScores): Value {
  const index = catalogue.itemIndex.get(id);
  return index === undefined ? hold(`没有声明的项目 ${id}`) : items().score(index);
}

/** Evaluations in a window, one subject after the other; in a sub-period what is asked of the whole is told by the whole. */
export function evaluatorIn(run: Run, window: Window): (person: number) => NodeContext {
  const evaluate = evaluator(run, undefined);
  if (window.whole) return (person) => evaluate(person, window);
  const whole = wholeWindow(run.book);
  return (person) => evaluate(person, whole).within(window);
}

/** One evaluation by itself. */
export function contextOf(run: Run, person: number, window: Window, sink: Sink | undefined): Context {
  return evaluator(run, sink)(person, window);
}

function windowsFor(run: Run, unit: PeriodUnit): readonly Window[] {
  const known = run.windows.get(unit);
  if (known !== undefined) return known;
  const made = windowsOf(run.book, unit, run.plan.scheme.period.week);
  run.windows.set(unit, made);
  return made;
}

function highestOf(run: Run, person: number, window: Window, id: string): Value {
  const org = homeOrg(run.book, person);
  const key = `${org ?? ''} ${window.first} ${window.last} ${id}`;
  const known = run.highest.get(key);
  if (known !== undefined) return known;
  const evaluate = evaluatorIn(run, window);
  const held: Gap[] = [];
  let top: Exact | undefined;
  for (const other of membersIn(run, org)) {
    if (isOut(run, other) || (window.whole && isAway(run.book, other))) continue;
    const value = evaluate(other).value(id);
    if (isGap(value)) {
      if (value.gap === 'hold') held.push(value);
    } else if (top === undefined || compare(value, top) > 0) top = value;
  }
  const found = held.length > 0 ? waitsFor(holdAll(held)) : (top ?? EXCLUDED);
  run.highest.set(key, found);
  return found;
}

/** The balance of an account: carried over, plus what flows in this period (credits by outcomes come later). */
function accountOf(run: Run, context: Context, id: string, excess: ReadonlyMap<string, Exact>): Value {
  const { plan, book } = run;
  const rule = plan.scheme.carry.find((one) => one.kind === 'account' && one.id === id);
  if (!plan.accounts.includes(id)) return hold(`没有声明的账户 ${id}`);
  const reset = plan.resets.get(id)?.(context.scope) ?? false;
  if (reset !== false) return reset === true ? ZERO : waitsFor(reset);
  const opening = openingOf(plan, book, context.scope.owner, rule, id);
  if (isGap(opening)) return opening;
  let balance = opening;
  const held: Gap[] = [];
  for (const node of rule?.add ?? []) {
    const value = context.value(node);
    if (!isGap(value)) balance = add(balance, value);
    else if (value.gap === 'hold') held.push(value);
  }
  for (const { node } of plan.score.nodes) {
    const value = node.excess === id ? context.value(node.id) : undefined;
    if (value !== undefined && isGap(value) && value.gap === 'hold') held.push(value);
  }
  return held.length > 0 ? waitsFor(holdAll(held)) : add(balance, excess.get(id) ?? ZERO);
}

/** What was on the account at the end of the last period told; nothing where it falls to zero in between. */
function openingOf(plan: Plan, book: Book, person: number, rule: Carry | undefined, id: string): Value {
  const last = book.history.get(person)?.findLast((row) => row.account[id] !== undefined);
  if (last === undefined) {
    const unset = rule !== undefined && plan.amounts(rule.opening) === undefined;
    return unset ? hold(`${rule.label}的期初没有填写`, rule.clause) : (plan.amounts(rule?.opening) ?? ZERO);
  }
  const reset = rule?.reset ?? 'never';
  const fresh = reset !== 'never' && periodOf(reset, last.period.last).id !== periodOf(reset, book.period.last).id;
  return fresh ? ZERO : shareOf(last.account[id] as string);
}
