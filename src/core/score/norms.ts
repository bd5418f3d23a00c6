import { monthEnd, partsOf, type Day } from '../date.ts';
import { add, compare, multiply, print, round, ZERO, type Exact } from '../number.ts';
import type { Norm } from '../scheme/norm.ts';
import type { Amount } from '../scheme/condition.ts';
import { testOf } from './conditions.ts';
import { factOf } from './book/fact-value.ts';
import { VOID, WITH_REASON, word } from './book/ledger.ts';
import type { NormResult } from './results.ts';
import { hasCome, idOf, isHolder, isOnRoster, isOver, peopleIn, wholeWindow, windowsOf } from './book/roster.ts';
import { scopeFor, type Run } from './run.ts';
import type { Scope, Window } from './book/scope.ts';
import { on } from './book/timeline.ts';

type Found = Omit<NormResult, 'id' | 'org' | 'subject' | 'window'>;

const HELD: Found = { status: 'held' };

/** Every standard of work, for every organisation or person it speaks of, in every window (工作规范). */
export function normsOf(run: Run): readonly NormResult[] {
  return run.plan.scheme.norms
    .filter((norm) => norm.use === 'remind')
    .flatMap((norm) => ownersOf(run, norm).flatMap((owner) => forOwner(run, norm, owner)));
}

function ownersOf(run: Run, norm: Norm): readonly number[] {
  const { book } = run;
  const people = book.people.length;
  if (norm.of === 'org') return book.orgs.map((org) => people + org.index);
  const persons = book.people.filter((one) => one.itself === undefined && one.kind !== 'org');
  if (norm.of === 'subject') return persons.map((one) => one.index);
  return persons.filter((one) => on(one.leadership, book.end) === true).map((one) => one.index);
}

function forOwner(run: Run, norm: Norm, owner: number): readonly NormResult[] {
  const { book } = run;
  const people = book.people.length;
  const who = owner >= people ? { org: idOf(book, owner) } : { subject: idOf(book, owner) };
  return windowsFor(run, norm).flatMap((window): readonly NormResult[] => {
    if (owner < people && !isOnRoster(book, owner, window.first, window.last)) return [];
    const scope = scopeFor(run.plan, book, owner, Math.min(window.last, book.end), window);
    return [{ id: norm.id, ...who, window: window.id, ...judged(run, norm, owner, scope, window) }];
  });
}

function windowsFor(run: Run, norm: Norm): readonly Window[] {
  if (norm.window === run.book.period.unit) return [wholeWindow(run.book)];
  return windowsOf(run.book, norm.window, run.plan.scheme.period.week);
}

function judged(run: Run, norm: Norm, owner: number, scope: Scope, window: Window): Found {
  const applies = testOf(norm.appliesWhen, run.plan.env)(scope);
  if (applies === false) return { status: 'n/a' };
  if (applies !== true || numbersOf(norm).some((one) => run.plan.amounts(one) === undefined)) return HELD;
  const found = measured(run, norm, owner, scope, window);
  const approved = norm.exceptApproved === undefined ? false : valueOf(run, norm.exceptApproved, scope) === true;
  const excused = approved && (found.status === 'missed' || found.status === 'over');
  return excused ? { ...found, status: 'excused' } : soFar(run, norm, window, found);
}

/** What is done over a window is not missed while there still are days to do it on (还来得及). */
function soFar({ book }: Run, norm: Norm, window: Window, found: Found): Found {
  const grows = 'count' in norm || 'day' in norm || 'pairs' in norm;
  return grows && found.status === 'missed' && !isOver(book, window) ? { ...found, status: 'open' } : found;
}

/** The numbers a standard is measured by; while one of them is not filled in nobody can tell whether it is met. */
function numbersOf(norm: Norm): readonly Amount[] {
  if ('pairs' in norm) return [norm.pairs.least];
  if ('posts' in norm)
    return [norm.posts.least, ...norm.posts.extra.flatMap(({ above, from, add: more }) => written(above, from, more))];
  const bounds = 'count' in norm ? norm.count : 'range' in norm ? norm.range : 'ratio' in norm ? norm.ratio : {};
  return written(bounds.least, bounds.most);
}

function written(...amounts: readonly (Amount | undefined)[]): readonly Amount[] {
  return amounts.filter((one) => one !== undefined);
}

function measured(run: Run, norm: Norm, owner: number, scope: Scope, window: Window): Found {
  if ('count' in norm) return bounded(run, countOf(run, norm.count, owner, scope, window), norm.count);
  if ('range' in norm) return bounded(run, valueOf(run, norm.range.fact, scope) as Exact | undefined, norm.range);
  if ('ratio' in norm) return ratio(run, norm.ratio, scope);
  if ('table' in norm) return table(run, norm.table, scope);
  if ('day' in norm) return onDay(run, norm.day, owner, scope, window);
  if ('holds' in norm) return answered(valueOf(run, norm.holds.fact, scope));
  if ('posts' in norm) return posts(run, norm.posts, scope);
  return pairs(run, norm.pairs, owner, window);
}

function answered(value: unknown): Found {
  if (value === undefined) return HELD;
  return { status: value === true ? 'met' : 'missed' };
}

function valueOf(run: Run, id: string, scope: Scope): unknown {
  const rule = run.plan.env.facts.get(id);
  return rule === undefined ? undefined : factOf(rule, scope, rule.of, run.plan.env.facts);
}

/** An organisation as a subject that is rated; its entries may stand with either. */
function twinOf({ book }: Run, owner: number): number | undefined {
  return owner < book.people.length ? undefined : book.personIndex.get(idOf(book, owner));
}

type Bounds = {
  readonly fact?: string | undefined;
  readonly least?: Amount | undefined;
  readonly most?: Amount | undefined;
};

function bounded(run: Run, value: Exact | undefined, { fact, least, most }: Bounds): Found {
  const [low, high] = [run.plan.amounts(least), run.plan.amounts(most)];
  if (value === undefined) return HELD;
  const told = actual(run, fact, print(value));
  if (low !== undefined && compare(value, low) < 0) return { status: 'missed', required: print(low), ...told };
  if (high !== undefined && compare(value, high) > 0) return { status: 'over', most: print(high), ...told };
  return { status: 'met', ...told };
}

/** What a fact says, for whoever checks a standard; discipline and investigation are not told. */
function actual(run: Run, fact: string | undefined, value: string): { readonly actual?: string } {
  const rule = run.plan.env.facts.get(fact ?? '');
  return rule?.sensitive === true ? {} : { actual: value };
}

type CountRule = Extract<Norm, { readonly count: unknown }>['count'];

/** A reported number, else the ledger's entries of an item; an owner with no such entry at all has not reported. */
function countOf(run: Run, rule: CountRule, owner: number, scope: Scope, window: Window): Exact | undefined {
  const told = rule.fact === undefined ? undefined : (valueOf(run, rule.fact, scope) as Exact | undefined);
  if (told !== undefined || rule.item === undefined) return told;
  const entries = entriesOf(run, rule.item, owner);
  if (entries.length === 0) return undefined;
  return entries
    .filter((e) => inWindow(run, e, window))
    .reduce<Exact>((sum, e) => add(sum, run.book.ledger.count[e] as number), ZERO);
}

function entriesOf(run: Run, item: string, owner: number): readonly number[] {
  const { ledger, catalogue } = run.book;
  const twin = twinOf(run, owner);
  const owners = twin === undefined ? [owner] : [owner, twin];
  return owners.flatMap((one) => {
    const found: number[] = [];
    for (let e = ledger.start[one] as number; e < (ledger.start[one + 1] as number); e += 1) {
      const fits = catalogue.lines[ledger.line[e] as number]?.groups.includes(item) === true;
      if (fits && ((ledger.flags[e] as number) & VOID) === 0) found.push(e);
    }
    return found;
  });
}

function inWindow(run: Run, entry: number, window: Window): boolean {
  const day = run.book.ledger.on[entry] as number;
  return day >= window.first && day <= window.last;
}

type Ratio = Extract<Norm, { readonly ratio: unknown }>['ratio'];

/** part ÷ whole; `required` is the least part, as the fact may be written (people whole, money to its decimals). */
function ratio(run: Run, rule: Ratio, scope: Scope): Found {
  const [part, whole] = [valueOf(run, rule.part, scope), valueOf(run, rule.whole, scope)] as readonly (
    | Exact
    | undefined
  )[];
  const [least, most] = [run.plan.amounts(rule.least), run.plan.amounts(rule.most)];
  if (whole === undefined) return HELD;
  const places = run.plan.env.facts.get(rule.part)?.decimals ?? 0;
  const required = least === undefined ? undefined : round(multiply(whole, least), places, 'up');
  const told = required === undefined ? {} : { required: print(required) };
  if (part === undefined) return { ...HELD, ...told };
  const read = { ...told, ...actual(run, rule.part, print(part)), of: print(whole) };
  if (least !== undefined && compare(part, multiply(whole, least)) < 0) return { status: 'missed', ...read };
  if (most === undefined || compare(part, multiply(whole, most)) <= 0) return { status: 'met', ...read };
  return { status: 'over', most: print(round(multiply(whole, most), places, 'down')), ...read };
}

type Table = Extract<Norm, { readonly table: unknown }>['table'];

function table(run: Run, rule: Table, scope: Scope): Found {
  const answers = rule.rows.map((row) => ({ row, truth: testOf(row.when, run.plan.env)(scope) }));
  if (answers.some(({ truth }) => typeof truth !== 'boolean')) return HELD;
  const allowed = answers.filter(({ truth }) => truth === true).map(({ row }) => row.value);
  const own = (rule.fact === undefined ? undefined : valueOf(run, rule.fact, scope)) as string | undefined;
  if (own === undefined) return { status: 'held', allowed };
  return { status: allowed.includes(own) ? 'met' : 'missed', allowed, ...actual(run, rule.fact, own) };
}

type DayRule = Extract<Norm, { readonly day: unknown }>['day'];

/** On its fixed day of the month; on another day it needs a reason, and still counts (改期留痕). */
function onDay(run: Run, rule: DayRule, owner: number, scope: Scope, window: Window): Found {
  const entries = rule.item === undefined ? [] : entriesOf(run, rule.item, owner);
  const held = entries.filter((e) => inWindow(run, e, window));
  const told = rule.fact === undefined ? undefined : valueOf(run, rule.fact, scope);
  const reported = typeof told === 'number' && hasCome(run.book, told) ? [told] : [];
  const days = [...held.map((e) => run.book.ledger.on[e] as Day), ...reported];
  if (days.length === 0) return entries.length === 0 ? HELD : { status: 'missed' };
  const wanted = Math.min(rule.dayOfMonth, partsOf(monthEnd(window.first)).day);
  if (days.some((day) => partsOf(day).day === wanted)) return { status: 'met' };
  if (!rule.movedWithReason) return { status: 'missed' };
  const reasoned = held.some((e) => ((run.book.ledger.flags[e] as number) & WITH_REASON) !== 0);
  return reasoned ? { status: 'met' } : { status: 'met', needs: '改期理由' };
}

type Posts = Extract<Norm, { readonly posts: unknown }>['posts'];

function posts(run: Run, rule: Posts, scope: Scope): Found {
  const size = valueOf(run, rule.size, scope) as Exact | undefined;
  if (size === undefined) return HELD;
  let required = run.plan.amounts(rule.least) as Exact;
  for (const extra of rule.extra) {
    const [above, from, more] = [
      run.plan.amounts(extra.above),
      run.plan.amounts(extra.from),
      run.plan.amounts(extra.add),
    ];
    const reached =
      (above === undefined || compare(size, above) > 0) && (from === undefined || compare(size, from) >= 0);
    if (reached) required = add(required, more as Exact);
  }
  const own = valueOf(run, rule.fact, scope) as Exact | undefined;
  if (own === undefined) return { status: 'held', required: print(required) };
  const met = compare(own, required) >= 0;
  return { status: met ? 'met' : 'missed', required: print(required), ...actual(run, rule.fact, print(own)) };
}

type Pairs = Extract<Norm, { readonly pairs: unknown }>['pairs'];

/** Everyone of the leadership, or of a role, with every member, or all together with every member (谈心谈话全覆盖). */
function pairs(run: Run, rule: Pairs, owner: number, window: Window): Found {
  const { book } = run;
  const org = owner - book.people.length;
  if (org < 0) return { status: 'n/a' };
  const members = peopleIn(book, org, Math.min(window.last, book.end))
    .map((one) => book.people[one] as (typeof book.people)[number])
    .filter((one) => one.itself === undefined);
  const talkers = members.filter((one) => isTalker(run, rule, one.index));
  const least = run.plan.amounts(rule.least) as Exact;
  const talks = new Map<string, Exact>();
  for (const member of members) {
    for (const e of entriesOf(run, rule.item, member.index)) {
      if (!inWindow(run, e, window)) continue;
      const by = word(book.ledger, book.ledger.by[e] as number);
      const own = by === undefined ? [] : [`${by}→${member.id}`];
      for (const key of [...own, `→${member.id}`])
        talks.set(key, add(talks.get(key) ?? ZERO, book.ledger.count[e] as number));
    }
  }
  const wanted =
    rule.cover === 'together'
      ? members.map((one) => `→${one.id}`)
      : talkers.flatMap((talker) =>
          members.filter((one) => one.index !== talker.index).map((one) => `${talker.id}→${one.id}`),
        );
  const missing = wanted.filter((key) => compare(talks.get(key) ?? ZERO, least) < 0);
  return missing.length === 0 ? { status: 'met' } : { status: 'missed', missing };
}

function isTalker(run: Run, rule: Pairs, person: number): boolean {
  const { book } = run;
  if (rule.from === 'leadership') return on(book.people[person]?.leadership, book.end) === true;
  return isHolder(book, person, rule.from, book.end);
}
