import { type AutoRule, type ItemLine, type ItemPlan, type ItemsPlan } from './item-plan.ts';
import { cutLines } from './cut-lines.ts';
import { add, greatest, least, multiply, ZERO, type Exact } from '../number.ts';
import type { Book } from './book.ts';
import { signed, type Line } from './catalogue.ts';
import { type Test } from './conditions.ts';
import { amountOf, COUNTS, extraOf, type Amounted, type Posted } from './posted.ts';
import { wholeSteps } from './line-plan.ts';
import { isOnRoster, wholeWindow, windowsOf } from './roster.ts';
import type { Scope, Window } from './scope.ts';
import { EXCLUDED, hold, holdAll, isGap, type Gap, type Value } from './value.ts';

/** The scores of all items of one owner in one window, made when asked for. */
export type ItemScores = {
  readonly score: (item: number) => Value;
  readonly lines: (item: number) => readonly ItemLine[];
  readonly direct: (item: number) => number;
};

type State = {
  readonly plan: ItemsPlan;
  readonly book: Book;
  readonly posts: Amounted;
  scope: Scope;
  readonly sums: Exact[];
  readonly direct: Int32Array;
  readonly forfeit: Uint8Array;
  readonly used: Set<number>;
};

/**
 * Stage 3, first half: adds the postings of one owner in one window up per item. What is returned serves one owner at a
 * time; asking for the next one takes the room of the last.
 */
export function itemFold(plan: ItemsPlan, book: Book, posts: Amounted): (scope: Scope) => ItemScores {
  const size = plan.items.length;
  const state: State = {
    plan,
    book,
    posts,
    scope: undefined as unknown as Scope,
    sums: Array.from({ length: size }, () => ZERO),
    direct: new Int32Array(size),
    forfeit: new Uint8Array(size),
    used: new Set<number>(),
  };
  const scores: ItemScores = {
    score: (item) => scoreOf(state, item),
    lines: (item) => linesOf(state, item).lines,
    direct: (item) => state.direct[item] as number,
  };
  return (scope) => {
    state.scope = scope;
    addUp(state);
    return scores;
  };
}

function addUp(state: State): void {
  const { plan, book, posts, sums, direct, forfeit, used, scope } = state;
  const { ledger } = book;
  const { owner } = scope;
  const { first, last } = scope.window;
  sums.fill(ZERO);
  direct.fill(-1);
  forfeit.fill(0);
  used.clear();
  const to = ledger.start[owner + 1] as number;
  for (let e = ledger.start[owner] as number; e < to; e += 1) {
    const day = ledger.counted[e] as number;
    if (posts.drop[e] !== COUNTS || day < first || day > last) continue;
    const line = plan.catalogue.lines[ledger.line[e] as number] as Line;
    if (line.rule === undefined) {
      direct[line.item] = e;
      continue;
    }
    if (line.rule.effect === 'forfeit') forfeit[line.item] = 1;
    if ((plan.items[line.item] as ItemPlan).autos.length > 0) used.add(line.index);
    sums[line.item] = add(sums[line.item] as Exact, amountOf(posts, e));
  }
  for (const one of extraOf(posts, owner)) if (inWindow(one, scope.window)) addExtra(plan, one, sums, forfeit);
}

function inWindow(one: Posted, window: Window): boolean {
  return one.line >= 0 && one.day >= window.first && one.day <= window.last;
}

function addExtra(plan: ItemsPlan, one: Posted, sums: Exact[], forfeit: Uint8Array): void {
  const line = plan.catalogue.lines[one.line] as Line;
  if (line.rule?.effect === 'forfeit') forfeit[line.item] = 1;
  sums[line.item] = add(sums[line.item] as Exact, one.amount);
}

function scoreOf(state: State, index: number): Value {
  const item = state.plan.items[index] as ItemPlan;
  const { scope } = state;
  if (item.applies !== undefined) {
    const applies = item.applies(scope);
    if (applies === false) return EXCLUDED;
    if (applies !== true) return applies;
  }
  if (item.unset) return hold(`${item.item.label}的满分没有填写`, item.item.clause);
  const away = (state.plan.notApplicable[index] as Test)(scope) === true;
  if (away && item.notApplicable === 'redistribute') return EXCLUDED;
  if (away && item.notApplicable === 'full-marks') return item.max ?? ZERO;
  const given = state.direct[index] as number;
  if (given < 0 && item.item.start === 'judged') return hold(`${item.item.label}没有评分`, item.item.clause);
  const moved = movement(state, item, given >= 0);
  if (isGap(moved)) return moved;
  if (state.forfeit[index] === 1) return ZERO;
  const start = given >= 0 ? amountOf(state.posts, given) : item.item.start === 'full' ? (item.max ?? ZERO) : ZERO;
  return clamp(add(start, moved), item.floor, item.max);
}

export function clamp(value: Exact, floor: Exact | undefined, cap: Exact | undefined): Exact {
  const raised = floor === undefined ? value : greatest(value, floor);
  return cap === undefined ? raised : least(raised, cap);
}

function movement(state: State, item: ItemPlan, given: boolean): Exact | Gap {
  if (!item.sideBySide && (item.autos.length === 0 || given)) return state.sums[item.index] as Exact;
  const { lines, gaps } = linesOf(state, item.index);
  if (gaps.length > 0) return holdAll(gaps);
  return lines.reduce<Exact>((sum, line) => add(sum, line.amount), ZERO);
}

/** Every posting of an item in the window, with highest-only and caps applied, and what is missing for its own rules. */
function linesOf(state: State, index: number): { readonly lines: readonly ItemLine[]; readonly gaps: readonly Gap[] } {
  const { plan, book, posts, scope } = state;
  const { ledger } = book;
  const item = plan.items[index] as ItemPlan;
  const lines: ItemLine[] = [];
  for (let e = ledger.start[scope.owner] as number; e < (ledger.start[scope.owner + 1] as number); e += 1) {
    const line = plan.catalogue.lines[ledger.line[e] as number] as Line;
    const day = ledger.counted[e] as number;
    if (line.item !== index || line.rule === undefined || posts.drop[e] !== COUNTS) continue;
    if (day < scope.window.first || day > scope.window.last) continue;
    lines.push({
      line: line.index,
      day,
      project: ledger.project[e] as number,
      entry: e,
      via: '',
      amount: amountOf(posts, e),
      cut: undefined,
    });
  }
  for (const one of extraOf(posts, scope.owner)) {
    if (!inWindow(one, scope.window) || (plan.catalogue.lines[one.line] as Line).item !== index) continue;
    lines.push({
      line: one.line,
      day: one.day,
      project: one.project,
      entry: one.cause,
      via: one.via,
      amount: one.amount,
      cut: undefined,
    });
  }
  const gaps = (state.direct[index] as number) >= 0 ? [] : addAutos(state, item, lines);
  if (item.sideBySide) cutLines(plan, item, lines);
  return { lines, gaps };
}

function addAutos(state: State, item: ItemPlan, lines: ItemLine[]): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const auto of item.autos) {
    if (state.used.has(auto.line.index)) continue;
    for (const window of autoWindows(state, auto)) {
      const scope: Scope = { ...state.scope, window, day: Math.min(window.last, state.book.end) };
      const count = auto.count(scope);
      const gap = isGap(count) ? count : addAuto(state, item, auto, count, scope, lines);
      if (gap?.gap === 'hold') gaps.push(gap);
    }
  }
  return gaps;
}

/** One posting that a rule makes by itself. */
function addAuto(
  state: State,
  item: ItemPlan,
  auto: AutoRule,
  count: Exact,
  scope: Scope,
  lines: ItemLine[],
): Gap | undefined {
  const { effect, label, clause } = auto.rule;
  if (count === ZERO) return undefined;
  if (effect === 'forfeit') state.forfeit[item.index] = 1;
  const price = effect === 'forfeit' || effect === 'record' ? ZERO : auto.line.points;
  if (price === undefined) return hold(`${label}的分值没有填写`, clause);
  const amount = signed(multiply(price, stepped(count, auto.every)), auto.line.sign);
  lines.push({
    line: auto.line.index,
    day: scope.day,
    project: -1,
    entry: -1,
    via: scope.window.id,
    amount,
    cut: undefined,
  });
  return undefined;
}

/** A counted fact may be worth points only in whole steps (每满500积分). */
function stepped(count: Exact, every: AutoRule['every']): Exact {
  return every === undefined ? count : wholeSteps(count, every.step, every.rounding);
}

function autoWindows(state: State, auto: AutoRule): readonly Window[] {
  const { book, scope, plan } = state;
  const { window } = scope;
  if (auto.each === undefined) {
    return window.whole || window.last >= book.last ? [wholeWindow(book)] : [];
  }
  return windowsOf(book, auto.each, plan.week).filter(
    (one) =>
      one.first >= window.first &&
      one.last <= window.last &&
      one.last <= book.end &&
      (scope.owner >= book.people.length || isOnRoster(book, scope.owner, one.first, one.last)),
  );
}
