import { printDay, type Day } from '../../date.ts';
import { nextPeriod, periodOf, periodsIn, type Period, type PeriodUnit } from '../../period.ts';
import type { Book, Org, Person } from './book.ts';
import type { Window } from './scope.ts';
import { on, touches } from './timeline.ts';

/** A person, or an organisation by its number behind the people. */
function whoIs(book: Book, owner: number): Person | Org {
  const people = book.people.length;
  return owner < people ? (book.people[owner] as Person) : (book.orgs[owner - people] as Org);
}

/** The id of a person, or of an organisation by its number behind the people. */
export function idOf(book: Book, owner: number): string {
  return whoIs(book, owner).id;
}

/** The name of a person, or of an organisation by its number behind the people. */
export function nameOf(book: Book, owner: number): string {
  return whoIs(book, owner).name;
}

/** The organisation somebody belongs to on a day. */
export function orgOf(book: Book, person: number, day: Day): number | undefined {
  return on(book.people[person]?.org, day);
}

/** The organisation of the end of the period, or the last one within it (年中调走的人). */
export function homeOrg(book: Book, person: number): number | undefined {
  const line = book.people[person]?.org;
  const now = on(line, book.end);
  if (now !== undefined || line === undefined || 'always' in line) return now;
  return line.pieces
    .filter((piece) => piece.from <= book.end)
    .toSorted((a, b) => a.to - b.to)
    .at(-1)?.value;
}

/** Whether somebody has left, or not yet come, by the day of the report; nobody of whom no dates are told has (不在册). */
export function isAway(book: Book, person: number): boolean {
  const line = book.people[person]?.org;
  return line !== undefined && on(line, book.end) === undefined;
}

/** Why somebody who is away is not rated, in words for people; the day is the one after the last, or the first (不在册). */
export function whyAway(book: Book, person: number): string {
  const line = book.people[person]?.org;
  const pieces = line === undefined || 'always' in line ? [] : line.pieces;
  const was = pieces.filter((piece) => piece.to < book.end).map((piece) => piece.to);
  const comes = pieces.filter((piece) => piece.from > book.end).map((piece) => piece.from);
  if (isOnRoster(book, person, book.first, book.end))
    return `${printDay(Math.max(...was) + 1)} 起不在册，不排名次、不定等次，由转入的组织评`;
  return comes.length === 0 ? '本周期不在册，不评' : `${printDay(Math.min(...comes))} 起才在册，本周期不评`;
}

/** Everybody who was in each organisation at some time; −1 for those who were in none. */
export function everInOrgs(people: readonly Person[]): Book['everIn'] {
  const found = new Map<number, number[]>();
  for (const { index, org } of people) {
    const orgs = org === undefined ? [NO_ORG] : 'always' in org ? [org.always] : [...timesOf(org), NO_ORG];
    for (const one of new Set(orgs)) put(found, one, index);
  }
  return found;
}

const NO_ORG = -1;

/** For whom each person held each role at some time. */
export function everHeld(roles: Book['roles']): Book['heldFor'] {
  return new Map(
    [...roles].map(([role, column]) => {
      const held = new Map<number, number[]>();
      column.forEach((line, person) => {
        if (line === undefined) return;
        const holders = 'always' in line ? line.always : timesOf(line).flat();
        for (const holder of new Set(holders)) put(held, holder, person);
      });
      return [role, held];
    }),
  );
}

function timesOf<T>(line: { readonly pieces: readonly { readonly value: T }[] }): readonly T[] {
  return line.pieces.map((piece) => piece.value);
}

function put(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Those who are in an organisation on a day; undefined: those who are in none. */
export function peopleIn(book: Book, org: number | undefined, day: Day): readonly number[] {
  return (book.everIn.get(org ?? NO_ORG) ?? []).filter((person) => orgOf(book, person, day) === org);
}

/**
 * Whose entries are those of an organisation on a day: its people, its own row where it is itself rated. What is about
 * an organisation that is not rated stands with the organisation.
 */
export function rowsIn(book: Book, org: number, day: Day): readonly number[] {
  const people = peopleIn(book, org, day);
  const own = book.personIndex.get(idOf(book, book.people.length + org));
  const rows = own === undefined || people.includes(own) ? people : [own, ...people];
  return rows.flatMap((one) => {
    const { subject, itself } = book.people[one] as Person;
    if (subject || itself === undefined) return [one];
    return itself === org ? [] : [book.people.length + itself];
  });
}

/** Whether somebody holds a role for anybody on a day (书记本人). */
export function isHolder(book: Book, person: number, role: string, day: Day): boolean {
  const subjects = book.heldFor.get(role)?.get(person) ?? [];
  return subjects.some((subject) => holders(book, subject, role, day).includes(person));
}

/** Whether somebody is on the roster on at least one day of the stretch, as far as it is told (在册). */
export function isOnRoster(book: Book, person: number, first: Day, last: Day): boolean {
  const line = book.people[person]?.org;
  return line === undefined || touches(line, first, Math.min(last, book.end));
}

const NOBODY: readonly number[] = [];

/** The people who hold a role for somebody on a day. */
export function holders(book: Book, person: number, role: string, day: Day): readonly number[] {
  return on(book.roles.get(role)?.[person], day) ?? NOBODY;
}

/** The organisations above one, the nearest first. */
export function superiorsOf(book: Book, org: number): readonly number[] {
  const found: number[] = [];
  // A file whose organisations go in a circle is refused later; the walk must end all the same.
  for (let up = book.orgs[org]?.superior; up !== undefined && !found.includes(up); up = book.orgs[up]?.superior)
    found.push(up);
  return found;
}

/** Whether an organisation is another one or lies below it. */
export function isWithin(book: Book, org: number, above: number): boolean {
  return org === above || superiorsOf(book, org).includes(above);
}

/** The whole period as a window. */
export function wholeWindow(book: Book): Window {
  return { id: book.period.id, first: book.first, last: book.last, whole: true };
}

/** The sub-periods of a unit that lie in the period and have begun by the day of the report. */
export function windowsOf(
  book: Book,
  unit: PeriodUnit,
  week: 'week-end-day' | 'week-start-day' | 'by-day',
): readonly Window[] {
  if (unit === book.period.unit) return [wholeWindow(book)];
  return subPeriodsOf(book.period, unit, week)
    .filter((one) => one.first <= book.end)
    .map((one) => ({ id: one.id, first: one.first, last: one.last, whole: false }));
}

/** Whether a sub-period has passed; with the period its last week has, though some of its days come later. */
export function isOver(book: Book, window: Window): boolean {
  return hasCome(book, window.last);
}

/** Whether a day is not after the day of the report; a report on the whole period knows of whatever came later. */
export function hasCome(book: Book, day: Day): boolean {
  return day <= book.end || book.end >= book.last;
}

/** Those of the sub-periods that belong to a stretch of the period; a week where its deciding day lies, or by its days. */
export function windowsWithin(
  windows: readonly Window[],
  unit: PeriodUnit,
  week: 'week-end-day' | 'week-start-day' | 'by-day',
  { first, last, whole }: Window,
): readonly Window[] {
  if (whole) return windows;
  const inside = (day: Day): boolean => day >= first && day <= last;
  if (unit !== 'week') return windows.filter((one) => inside(one.first) && inside(one.last));
  if (week !== 'by-day') return windows.filter((one) => inside(week === 'week-end-day' ? one.last : one.first));
  return windows
    .map((one) => ({ ...one, first: Math.max(one.first, first), last: Math.min(one.last, last) }))
    .filter((one) => one.first <= one.last);
}

/** The sub-periods of a unit that belong to a period; the period itself where the unit is its own. */
export function subPeriodsOf(
  period: Period,
  unit: PeriodUnit,
  week: 'week-end-day' | 'week-start-day' | 'by-day',
): readonly Period[] {
  if (unit === period.unit) return [period];
  return unit === 'week' && week === 'by-day'
    ? splitWeeks(period)
    : periodsIn(unit, period, week === 'by-day' ? undefined : week);
}

/** The weeks that touch a period, each only with its days inside (按天拆开). */
function splitWeeks(period: Period): readonly Period[] {
  const weeks: Period[] = [];
  for (let week = periodOf('week', period.first); week.first <= period.last; week = nextPeriod(week)) {
    weeks.push({
      ...week,
      first: Math.max(week.first, period.first),
      last: Math.min(week.last, period.last),
    });
  }
  return weeks;
}
