import { ADDS, FORFEITS, GIVES, type AutoRule, type ItemLine, type ItemPlan, type ItemsPlan } from './item-plan.ts';
import { cappedSums, type CappedSums } from './capped-sums.ts';
import { lineCuts, unsetCaps } from './cut-lines.ts';
import { add, greatest, isSafe, least, multiply, ZERO, type Exact } from '../../number.ts';
import type { Book } from '../book/book.ts';
import type { Ledger } from '../book/ledger.ts';
import { signed } from '../book/catalogue.ts';
import { extraAmount } from '../posting/extra.ts';
import { amountOf, COUNTS, type Amounted } from '../posting/posted.ts';
import { wholeSteps } from '../posting/line-plan.ts';
import { isOnRoster, isOver, wholeWindow, windowsOf, windowsWithin } from '../book/roster.ts';
import { inWindow, type Scope, type Window } from '../book/scope.ts';
import { undecidedIn } from '../posting/undecided.ts';
import { EXCLUDED, hold, holdAll, isGap, unreported, waitsFor, type Gap, type Value } from '../value.ts';

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
  /** Sums of the items that need no more, in ticks; NaN where the sum stands in `big`. */
  readonly sums: Float64Array;
  readonly big: Map<number, Exact>;
  readonly direct: Int32Array;
  readonly forfeit: Uint8Array;
  /** By line: whether its postings are kept one by one, to be looked at side by side, or because somebody listens. */
  readonly keeps: Uint8Array;
  readonly listens: boolean;
  readonly lines: readonly ItemLine[][];
  /** How many of the lines of an item are of this owner; the rest are left over from others. */
  readonly counts: Int32Array;
  /** By line: what an entry on it does here. */
  readonly routes: Uint8Array;
  readonly capped: CappedSums;
  readonly cut: ReturnType<typeof lineCuts>;
  /** What an item's own rules are missing; undefined while it has not been settled. */
  readonly gaps: (readonly Gap[] | undefined)[];
  /** Lines that are used again for the next owner. */
  readonly room: ItemLine[];
  used: number;
};

/**
 * Stage 3, first half: adds the postings of one owner in one window up per item. What is returned serves one owner at a
 * time; asking for the next one takes the room of the last. With `listens` the lines of every item can be asked for.
 */
export function itemFold(plan: ItemsPlan, book: Book, posts: Amounted, listens: boolean): (scope: Scope) => ItemScores {
  const capped = listens ? NO_CAPS : cappedSums(plan, book);
  const keeps = Uint8Array.from(plan.itemOf, (item, line) => {
    return listens || (isBeside(plan.items[item] as ItemPlan, line, plan) && !capped.holds(line)) ? 1 : 0;
  });
  const state: State = {
    plan,
    book,
    posts,
    listens,
    keeps,
    capped,
    routes: plan.acts.map((act, line) => (act === ADDS && (keeps[line] === 1 || capped.holds(line)) ? LANDS : act)),
    cut: lineCuts(plan, book),
    scope: undefined as unknown as Scope,
    sums: new Float64Array(plan.items.length),
    big: new Map(),
    direct: new Int32Array(plan.items.length),
    forfeit: new Uint8Array(plan.items.length),
    lines: plan.items.map(() => []),
    counts: new Int32Array(plan.items.length),
    gaps: plan.items.map(() => undefined),
    room: [],
    used: 0,
  };
  const scores: ItemScores = {
    score: (item) => scoreOf(state, item),
    lines: (item) => {
      settled(state, state.plan.items[item] as ItemPlan);
      return linesOf(state, item);
    },
    direct: (item) => state.direct[item] as number,
  };
  return (scope) => {
    state.scope = scope;
    clear(state);
    addUp(state);
    return scores;
  };
}

/** Where everything is kept, no cap stands alone. */
const NO_CAPS: CappedSums = { holds: () => false, take: (_, amount) => amount, clear: () => {} };

/** Whether something looks at the postings of a line side by side. */
function isBeside({ caps, openCaps, autos }: ItemPlan, line: number, { catalogue }: ItemsPlan): boolean {
  return (
    catalogue.lines[line]?.rule?.highest !== undefined ||
    autos.some((auto) => auto.line.index === line) ||
    [...caps, ...openCaps].some(({ only }) => only === undefined || only === line)
  );
}

function clear(state: State): void {
  state.capped.clear();
  state.sums.fill(0);
  state.direct.fill(-1);
  state.forfeit.fill(0);
  state.gaps.fill(undefined);
  state.used = 0;
  state.counts.fill(0);
}

function addUp(state: State): void {
  const { plan, posts, direct, scope, routes, sums } = state;
  const { start, counted, line, project } = state.book.ledger;
  const { ticks, drop } = posts;
  const { itemOf } = plan;
  const { first, last } = scope.window;
  const to = start[scope.owner + 1] as number;
  for (let e = start[scope.owner] as number; e < to; e += 1) {
    const day = counted[e] as number;
    if (drop[e] !== COUNTS || day < first || day > last) continue;
    const at = line[e] as number;
    const item = itemOf[at] as number;
    const route = routes[at] as number;
    const sum = (sums[item] as number) + (ticks[e] as number);
    if (route === ADDS && isSafe(sum)) sums[item] = sum;
    else if (route === GIVES) direct[item] = e;
    else land(state, at, amountOf(posts, e), day, project[e] as number, e, '');
  }
  addExtra(state);
}

/** Beside what an entry does to its item: more has to be looked at than its ticks. */
const LANDS = 3;

/** Puts a posting where it belongs: beside the others of its item, or into the sum, as far as its cap goes. */
function land(
  state: State,
  line: number,
  amount: Exact,
  day: number,
  project: number,
  entry: number,
  via: string,
): void {
  const { plan, forfeit, keeps, capped } = state;
  const item = plan.itemOf[line] as number;
  if (plan.acts[line] === FORFEITS) forfeit[item] = 1;
  if (keeps[line] === 1) keep(state, line, amount, day, project, entry, via);
  else addTo(state, item, capped.holds(line) ? capped.take(line, amount, day) : amount);
}

/** Adds an amount to an item, whatever kind of number it is. */
function addTo(state: State, item: number, amount: Exact): void {
  const sum = add(sumOf(state, item), amount);
  state.sums[item] = typeof sum === 'number' ? sum : Number.NaN;
  if (typeof sum !== 'number') state.big.set(item, sum);
}

function sumOf({ sums, big }: State, item: number): Exact {
  const ticks = sums[item] as number;
  return Number.isNaN(ticks) ? (big.get(item) as Exact) : ticks;
}

function addExtra(state: State): void {
  const { plan, scope } = state;
  const { extra } = state.posts;
  const { first, last } = scope.window;
  for (let at = extra.first[scope.owner] as number; at >= 0; at = extra.next[at] as number) {
    const day = extra.day[at] as number;
    const line = extra.line[at] as number;
    if (line < 0 || day < first || day > last) continue;
    const records = plan.catalogue.lines[line]?.rule?.effect === 'record';
    const amount = records ? ZERO : extraAmount(extra, at);
    const via = extra.vias[extra.via[at] as number] as string;
    land(state, line, amount, day, extra.project[at] as number, extra.cause[at] as number, via);
  }
}

function keep(
  state: State,
  index: number,
  amount: Exact,
  day: number,
  project: number,
  entry: number,
  via: string,
): void {
  const item = state.plan.itemOf[index] as number;
  const old = state.room[state.used];
  const line = old ?? { line: index, day, project, entry, via, amount, cut: undefined };
  if (old === undefined) state.room.push(line);
  else {
    line.line = index;
    line.day = day;
    line.project = project;
    line.entry = entry;
    line.via = via;
    line.amount = amount;
    line.cut = undefined;
  }
  state.used += 1;
  const at = state.counts[item] as number;
  (state.lines[item] as ItemLine[])[at] = line;
  state.counts[item] = at + 1;
}

function linesOf(state: State, item: number): readonly ItemLine[] {
  return (state.lines[item] as readonly ItemLine[]).slice(0, state.counts[item]);
}

function scoreOf(state: State, index: number): Value {
  const item = state.plan.items[index] as ItemPlan;
  const given = state.direct[index] as number;
  if (!item.plain) {
    const instead = unasked(state.scope, item, given >= 0);
    if (instead !== undefined) return instead;
  }
  const moved = movement(state, item);
  if (isGap(moved)) return moved;
  if (state.forfeit[index] === 1) return ZERO;
  const start = given >= 0 ? amountOf(state.posts, given) : item.item.start === 'full' ? (item.max ?? ZERO) : ZERO;
  return clamp(start === ZERO ? moved : add(start, moved), item.floor, item.max);
}

/** The value of an item whose postings need not be looked at: it does not apply, cannot occur, or is not filled in. */
function unasked(scope: Scope, { item, applies, unset, max, away }: ItemPlan, given: boolean): Value | undefined {
  const truth = applies === undefined ? true : applies(scope);
  if (truth === false) return EXCLUDED;
  if (truth !== true) return waitsFor(truth);
  if (unset !== undefined) return hold(`${item.label}的${unset}没有填写`, item.clause);
  const gone = away !== undefined && away.test(scope) === true ? away.effect : undefined;
  if (gone === 'redistribute') return EXCLUDED;
  if (gone === 'full-marks') return max ?? ZERO;
  return (item.start === 'judged' || gone === 'judged') && !given
    ? unreported(`${item.label}没有评分${inWindow(scope.window)}`, item.clause)
    : undefined;
}

export function clamp(value: Exact, floor: Exact | undefined, cap: Exact | undefined): Exact {
  const raised = floor === undefined ? value : greatest(value, floor);
  return cap === undefined ? raised : least(raised, cap);
}

function movement(state: State, item: ItemPlan): Exact | Gap {
  const open = state.posts.open.size === 0 ? NO_GAPS : openOn(state, item.index);
  if (open.length > 0) return holdAll(open);
  const sum = sumOf(state, item.index);
  if (!state.listens && !item.sideBySide) return sum;
  const gaps = settled(state, item);
  if (gaps.length > 0) return holdAll(gaps);
  const count = state.counts[item.index] as number;
  return count === 0 ? sum : add(sum, sumOfLines(state.lines[item.index] as readonly ItemLine[], count));
}

/** What the first `count` lines bring together; whole ticks are added up by themselves. */
function sumOfLines(lines: readonly ItemLine[], count: number): Exact {
  let ticks = 0;
  for (let at = 0; at < count; at += 1) {
    const { amount } = lines[at] as ItemLine;
    const sum = typeof amount === 'number' ? ticks + amount : Number.NaN;
    if (!isSafe(sum)) return lines.slice(at, count).reduce<Exact>((rest, line) => add(rest, line.amount), ticks);
    ticks = sum;
  }
  return ticks;
}

/** Why it cannot be told what some postings bring the item; those that only record bring nothing either way. */
function openOn({ plan, posts, scope }: State, item: number): readonly Gap[] {
  const open = undecidedIn(posts.open, scope.owner, scope.window);
  return open.flatMap(({ line, gap }) => {
    const at = plan.catalogue.lines[line];
    return at?.item === item && at.rule?.effect !== 'record' ? [gap] : [];
  });
}

/** Adds what an item's own rules bring and applies highest-only and caps, once; gives back what is missing for it. */
function settled(state: State, item: ItemPlan): readonly Gap[] {
  const known = state.gaps[item.index];
  if (known !== undefined) return known;
  let gaps = item.autos.length === 0 || (state.direct[item.index] as number) >= 0 ? NO_GAPS : addAutos(state, item);
  const count = state.counts[item.index] as number;
  const lines = state.lines[item.index] as readonly ItemLine[];
  if (item.sideBySide && count > 0) {
    if (item.openCaps.length > 0) gaps = [...gaps, ...unsetCaps(item, lines, count)];
    state.cut(item, inTime(state.book, lines, count), count);
  }
  state.gaps[item.index] = gaps;
  return gaps;
}

/** The first `count` lines by the day they count; on one day as the ledger has what is behind them, the rest last. */
function inTime({ ledger }: Book, lines: readonly ItemLine[], count: number): readonly ItemLine[] {
  for (let at = 1; at < count; at += 1) {
    const order = afterInTime(ledger, lines[at] as ItemLine, lines[at - 1] as ItemLine);
    if (order < 0) return lines.slice(0, count).toSorted((one, other) => afterInTime(ledger, one, other));
  }
  return lines;
}

function afterInTime({ posted, row }: Ledger, one: ItemLine, other: ItemLine): number {
  if (one.day !== other.day || one.entry === other.entry) return one.day - other.day;
  if (one.entry < 0 || other.entry < 0) return other.entry < 0 ? -1 : 1;
  return (
    (posted[one.entry] as number) - (posted[other.entry] as number) ||
    (row[one.entry] as number) - (row[other.entry] as number)
  );
}

const NO_GAPS: readonly Gap[] = [];

function addAutos(state: State, item: ItemPlan): readonly Gap[] {
  let gaps = NO_GAPS;
  const entered = state.counts[item.index] as number;
  for (const auto of item.autos) {
    // Somebody entered it: then it does not come by itself.
    if (isEntered(state, auto, entered)) continue;
    for (const window of autoWindows(state, auto)) {
      const day = Math.min(window.last, state.book.end);
      const scope = window === state.scope.window ? state.scope : { ...state.scope, window, day };
      const count = auto.count(scope);
      const gap = isGap(count) ? count : addAuto(state, auto, count, scope);
      if (gap?.gap === 'hold' && auto.rule.effect !== 'record') gaps = [...gaps, gap];
    }
  }
  return gaps;
}

/** Whether one of the first lines of an item is an entry on the line of a rule that would act by itself. */
function isEntered(state: State, { line }: AutoRule, count: number): boolean {
  const lines = state.lines[line.item] as readonly ItemLine[];
  for (let at = 0; at < count; at += 1) {
    const one = lines[at] as ItemLine;
    if (one.line === line.index && one.entry >= 0 && one.via === '') return true;
  }
  return false;
}

/** One posting that a rule makes by itself. */
function addAuto(state: State, auto: AutoRule, count: Exact, scope: Scope): Gap | undefined {
  const { effect, label, clause } = auto.rule;
  if (count === ZERO) return undefined;
  if (effect === 'forfeit') state.forfeit[auto.line.item] = 1;
  // What forfeits or only records is worth nothing, in whatever steps it is counted.
  const unpriced = effect === 'forfeit' || effect === 'record';
  const price = unpriced ? ZERO : auto.line.points;
  const steps = unpriced ? count : stepped(count, auto.every);
  if (price === undefined || steps === undefined) return hold(`${label}的分值没有填写`, clause);
  const amount = signed(multiply(price, steps), auto.line.sign);
  keep(state, auto.line.index, amount, scope.day, -1, -1, scope.window.id);
  return undefined;
}

/** A counted fact may be worth points only in whole steps (每满500积分). */
function stepped(count: Exact, every: AutoRule['every']): Exact | undefined {
  if (every === undefined) return count;
  return every.step && wholeSteps(count, every.step, every.rounding);
}

function autoWindows(state: State, auto: AutoRule): readonly Window[] {
  const { book, scope, plan } = state;
  const { window } = scope;
  if (auto.each === undefined) {
    if (window.whole) return [window];
    return window.last >= book.last ? [wholeWindow(book)] : [];
  }
  return windowsWithin(windowsOf(book, auto.each, plan.week), auto.each, plan.week, window).filter(
    (one) =>
      isOver(book, one) && (scope.owner >= book.people.length || isOnRoster(book, scope.owner, one.first, one.last)),
  );
}
