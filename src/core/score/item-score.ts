import { add, compare, greatest, least, multiply, negate, subtract, ZERO, type Exact } from '../number.ts';
import type { PeriodUnit } from '../period.ts';
import type { Item, ItemRule } from '../scheme/item.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book.ts';
import { signed, type Amounts, type Catalogue, type Line } from './catalogue.ts';
import { missingOf, testOf, type ConditionEnv, type Test } from './conditions.ts';
import { factOf } from './fact-value.ts';
import { amountOf, COUNTS, spanKey, wholeSteps, type Amounted, type Posted } from './posting.ts';
import { isOnRoster, wholeWindow, windowsOf } from './roster.ts';
import type { Scope, Window } from './scope.ts';
import { EXCLUDED, hold, holdAll, isGap, type Gap, type Value } from './value.ts';

/** One posting on an item as the explanation shows it; `amount` is what counts of it in the end. */
export type ItemLine = {
  readonly line: number;
  readonly day: number;
  readonly project: number;
  /** Ledger entry behind it; −1 for rules that act by themselves and settlements. */
  readonly entry: number;
  readonly via: string;
  amount: Exact;
  /** Cut by highest-only or a cap. */
  cut: 'highest' | 'cap' | undefined;
};

type Auto = {
  readonly line: Line;
  readonly rule: ItemRule;
  readonly each: PeriodUnit | undefined;
  readonly count: (scope: Scope) => Exact | Gap;
  readonly every: { readonly step: Exact; readonly rounding: 'down' | 'up' | 'none' } | undefined;
};

/** An item ready to be scored. */
export type ItemPlan = {
  readonly item: Item;
  readonly index: number;
  readonly applies: Test | undefined;
  readonly max: Exact | undefined;
  readonly unset: boolean;
  readonly floor: Exact | undefined;
  readonly autos: readonly Auto[];
  /** Has highest-only or caps: its postings must be looked at side by side. */
  readonly sideBySide: boolean;
  readonly caps: readonly { readonly max: Exact | undefined; readonly per: string }[];
  readonly notApplicable: 'full-marks' | 'redistribute' | 'judged' | undefined;
};

export type ItemsPlan = {
  readonly items: readonly ItemPlan[];
  readonly catalogue: Catalogue;
  readonly caps: ReadonlyMap<number, readonly { readonly max: Exact | undefined; readonly per: string }[]>;
  readonly week: Scheme['period']['week'];
  readonly notApplicable: Test[];
};

export function itemsPlan(scheme: Scheme, catalogue: Catalogue, env: ConditionEnv): ItemsPlan {
  const items = scheme.items.map((item, index): ItemPlan => {
    const max = env.amounts(item.max);
    const floor =
      item.floor === undefined
        ? item.start === 'zero' && item.max === undefined
          ? undefined
          : ZERO
        : env.amounts(item.floor);
    return {
      item,
      index,
      applies: item.appliesWhen === undefined ? undefined : testOf(item.appliesWhen, env),
      max,
      unset: item.max !== undefined && max === undefined,
      floor,
      autos: autosOf(catalogue, index, env),
      sideBySide: item.caps.length > 0 || item.rules.some((rule) => rule.highest !== undefined || rule.caps.length > 0),
      caps: item.caps.map((cap) => ({ max: env.amounts(cap.max), per: cap.per })),
      notApplicable: scheme.notApplicable?.effect,
    };
  });
  const fact = scheme.notApplicable?.fact;
  const notApplicable = scheme.items.map((item) =>
    fact === undefined ? () => false : testOf({ fact, has: item.id }, env),
  );
  return { items, catalogue, caps: capsOf(catalogue, env.amounts), week: scheme.period.week, notApplicable };
}

function capsOf(catalogue: Catalogue, amounts: Amounts): ItemsPlan['caps'] {
  return new Map(
    catalogue.lines
      .filter((line) => (line.rule?.caps.length ?? 0) > 0)
      .map((line) => [line.index, (line.rule?.caps ?? []).map((cap) => ({ max: amounts(cap.max), per: cap.per }))]),
  );
}

function autosOf(catalogue: Catalogue, item: number, env: ConditionEnv): readonly Auto[] {
  return (catalogue.linesOf[item] ?? []).flatMap((at): readonly Auto[] => {
    const line = catalogue.lines[at] as Line;
    const { rule } = line;
    const count = rule === undefined ? undefined : autoCount(rule, env);
    if (rule === undefined || count === undefined) return [];
    const step = env.amounts(rule.every?.step);
    const every = rule.every === undefined || step === undefined ? undefined : { step, rounding: rule.every.rounding };
    return [{ line, rule, each: rule.each === 'day' ? undefined : rule.each, count, every }];
  });
}

/** How often a rule acts by itself in a window, from facts; undefined for rules that need entries. */
function autoCount(rule: ItemRule, env: ConditionEnv): ((scope: Scope) => Exact | Gap) | undefined {
  const { shortage, counted } = rule;
  const applies = rule.when === undefined ? undefined : testOf(rule.when, env);
  if (shortage !== undefined) {
    const [need, step] = [env.amounts(shortage.need), env.amounts(shortage.step)];
    return ifApplies(applies, (scope) => {
      const value = numberOf(shortage.fact, scope, env);
      if (isGap(value)) return value;
      if (need === undefined || step === undefined) return hold('方案参数没有填写', rule.clause);
      const short = subtract(need, value);
      return compare(short, ZERO) <= 0 ? ZERO : wholeSteps(short, step, shortage.rounding);
    });
  }
  if (counted !== undefined) return ifApplies(applies, (scope) => numberOf(counted.fact, scope, env));
  return applies === undefined ? undefined : (scope) => truthCount(applies, scope);
}

function ifApplies(applies: Test | undefined, count: (scope: Scope) => Exact | Gap): (scope: Scope) => Exact | Gap {
  if (applies === undefined) return count;
  return (scope) => {
    const truth = applies(scope);
    if (truth === false) return ZERO;
    return truth === true ? count(scope) : truth;
  };
}

function truthCount(applies: Test, scope: Scope): Exact | Gap {
  const truth = applies(scope);
  if (typeof truth !== 'boolean') return truth;
  return truth ? 1_000_000 : ZERO;
}

function numberOf(id: string, scope: Scope, env: ConditionEnv): Exact | Gap {
  const rule = env.facts.get(id);
  if (rule === undefined) return hold(`没有声明的事实 ${id}`);
  const value = factOf(rule, scope, rule.of, env.facts);
  if (value !== undefined) return value as Exact;
  return missingOf(rule) === 'no' ? EXCLUDED : hold(`${rule.label}没有报告`, rule.clause);
}

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
  const extra = posts.extra.get(owner);
  if (extra === undefined) return;
  for (const one of extra) if (inWindow(one, scope.window)) addExtra(plan, one, sums, forfeit);
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
  for (const one of posts.extra.get(scope.owner) ?? []) {
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
  if (item.sideBySide) cut(plan, item, lines);
  return { lines, gaps };
}

function addAutos(state: State, item: ItemPlan, lines: ItemLine[]): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const auto of item.autos) {
    if (state.used.has(auto.line.index)) continue;
    for (const window of autoWindows(state, auto)) {
      const scope: Scope = { ...state.scope, window, day: Math.min(window.last, state.book.end) };
      const count = auto.count(scope);
      if (isGap(count)) {
        if (count.gap === 'hold') gaps.push(count);
      } else if (count !== ZERO) {
        const own = auto.rule.effect === 'forfeit';
        if (own) state.forfeit[item.index] = 1;
        const price = own || auto.rule.effect === 'record' ? ZERO : auto.line.points;
        if (price === undefined) gaps.push(hold(`${auto.rule.label}的分值没有填写`, auto.rule.clause));
        else
          lines.push({
            line: auto.line.index,
            day: scope.day,
            project: -1,
            entry: -1,
            via: window.id,
            amount: signed(multiply(price, stepped(count, auto.every)), auto.line.sign),
            cut: undefined,
          });
      }
    }
  }
  return gaps;
}

/** A counted fact may be worth points only in whole steps (每满500积分). */
function stepped(count: Exact, every: Auto['every']): Exact {
  return every === undefined ? count : wholeSteps(count, every.step, every.rounding);
}

function autoWindows(state: State, auto: Auto): readonly Window[] {
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

/** Highest-only, then caps, over direct and derived postings alike. */
function cut(plan: ItemsPlan, item: ItemPlan, lines: ItemLine[]): void {
  const best = new Map<string, ItemLine>();
  lines.forEach((line, at) => {
    const { rule } = plan.catalogue.lines[line.line] as Line;
    if (rule?.highest === undefined) return;
    const key = rule.highest === 'item' ? 'item' : spanKey('project', line.day, line.project, at);
    const sofar = best.get(key);
    if (sofar === undefined) return void best.set(key, line);
    const higher = compare(size(line.amount), size(sofar.amount)) > 0;
    const loser = higher ? sofar : line;
    loser.amount = ZERO;
    loser.cut = 'highest';
    if (higher) best.set(key, line);
  });
  for (const line of plan.catalogue.linesOf[item.index] ?? []) {
    for (const cap of plan.caps.get(line) ?? [])
      capLines(
        lines.filter((one) => one.line === line),
        cap.max,
        cap.per,
      );
  }
  for (const cap of item.caps) capLines(lines, cap.max, cap.per);
}

function capLines(lines: readonly ItemLine[], max: Exact | undefined, per: string): void {
  if (max === undefined) return;
  const left = new Map<string, Exact>();
  lines.forEach((line, at) => {
    const key = spanKey(per, line.day, line.project, line.entry < 0 ? at : line.entry);
    const rest = left.get(key) ?? max;
    const own = size(line.amount);
    const kept = least(own, rest);
    left.set(key, subtract(rest, kept));
    if (compare(kept, own) === 0) return;
    line.amount = compare(line.amount, ZERO) < 0 ? negate(kept) : kept;
    line.cut = 'cap';
  });
}

function size(amount: Exact): Exact {
  return greatest(amount, negate(amount));
}
