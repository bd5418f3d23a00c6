import { ageOn, monthsBetween, type Day } from '../../date.ts';
import { add, whole, ZERO, type Exact } from '../../number.ts';
import { parsePeriod, periodsIn, type Period, type PeriodUnit } from '../../period.ts';
import { monthsUnpaid } from '../../span.ts';
import type { FactRule } from '../../scheme/fact.ts';
import type { Book, FactValue } from './book.ts';
import { orgOf, peopleIn } from './roster.ts';
import type { Scope, Window } from './scope.ts';
import { on, within, type Timeline } from './timeline.ts';

/** The facts of a scheme by id. */
export type FactRules = ReadonlyMap<string, FactRule>;

/** What a fact is for somebody in a window; undefined when nobody reported it and it cannot be counted out. */
export function factOf(rule: FactRule, scope: Scope, of: 'subject' | 'org', rules: FactRules): FactValue | undefined {
  const line = factLine(rule, scope, of);
  if (rule.type === 'number' && rule.source.window !== undefined) return countIn(line, rule.source.window, scope);
  const day = dayFor(rule, scope);
  const given = on(line, day);
  return given ?? computed(rule, scope, day, of, rules);
}

function dayFor(rule: FactRule, scope: Scope): Day {
  if (rule.source.at === 'period-start') return scope.book.first;
  return rule.source.at === 'period-end' && isCounted(rule) ? scope.book.end : scope.day;
}

function isCounted(rule: FactRule): boolean {
  return rule.source.kind === 'age' || rule.source.kind === 'duration' || rule.source.kind === 'dues-gap';
}

/** What was reported of a fact for the owner of a scope, or for the organisation it belongs to on the day. */
export function factLine(rule: FactRule, scope: Scope, of: 'subject' | 'org'): Timeline<FactValue> | undefined {
  const { book, owner } = scope;
  const people = book.people.length;
  if (owner >= people) return orgFact(book, owner - people, rule.id) ?? ownSubjectFact(book, owner - people, rule.id);
  const own = book.facts.get(rule.id)?.[owner];
  const itself = book.people[owner]?.itself;
  if (of === 'org' || rule.of === 'org') return orgFact(book, itself ?? orgOf(book, owner, scope.day), rule.id) ?? own;
  // Where the subject is an organisation, its facts may stand at the organisation.
  return own ?? orgFact(book, itself, rule.id);
}

function orgFact(book: Book, org: number | undefined, id: string): Timeline<FactValue> | undefined {
  return org === undefined ? undefined : book.orgFacts.get(id)?.[org];
}

/** Where an organisation is rated, its facts may stand with it as a subject. */
function ownSubjectFact(book: Book, org: number, id: string): Timeline<FactValue> | undefined {
  const person = book.personIndex.get(book.orgs[org]?.id ?? '');
  return person === undefined ? undefined : book.facts.get(id)?.[person];
}

function countIn(line: Timeline<FactValue> | undefined, unit: PeriodUnit | 'day', scope: Scope): Exact | undefined {
  if (line === undefined) return undefined;
  if ('always' in line) return scope.window.whole ? (line.always as Exact) : undefined;
  const { first, last } = scope.window;
  const until = Math.min(last, scope.book.end);
  const parts = unit === 'day' ? [] : unitsIn(unit, scope.window).filter((one) => one.last <= until);
  const inside = within(line, first, last);
  if (parts.some((part) => !inside.some((piece) => piece.from <= part.first && piece.to >= part.last)))
    return undefined;
  return inside.reduce<Exact>((sum, { value }) => add(sum, value as Exact), ZERO);
}

/** The units that lie in a window; a week that is split by days is one by itself. */
function unitsIn(unit: PeriodUnit, window: Window): readonly Pick<Period, 'first' | 'last'>[] {
  if (parsePeriod(window.id)?.unit === unit) return [window];
  const here: Period = { unit: 'year', id: window.id, first: window.first, last: window.last };
  return periodsIn(unit, here).filter((one) => one.first >= window.first && one.last <= window.last);
}

function computed(
  rule: FactRule,
  scope: Scope,
  day: Day,
  of: 'subject' | 'org',
  rules: FactRules,
): FactValue | undefined {
  const { kind, from } = rule.source;
  if (kind === 'headcount') return whole(headcount(scope));
  const start = from === undefined ? undefined : rules.get(from);
  const since = start === undefined ? undefined : factOf(start, scope, of, rules);
  if (typeof since !== 'number') return undefined;
  if (kind === 'age') return whole(ageOn(since, day));
  if (kind === 'duration') return whole(Math.max(0, monthsBetween(since, day)));
  return kind === 'dues-gap' ? whole(monthsUnpaid(since, day)) : undefined;
}

/** People on the roster of the owner's organisation on the day; an organisation that is itself rated is not a person. */
function headcount(scope: Scope): number {
  const { book, owner, day } = scope;
  const people = book.people.length;
  const own = owner >= people ? owner - people : (book.people[owner]?.itself ?? orgOf(book, owner, day));
  return peopleIn(book, own, day).filter((one) => book.people[one]?.itself === undefined).length;
}
