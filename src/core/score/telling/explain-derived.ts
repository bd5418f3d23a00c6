import { printDay } from '../../date.ts';
import { divide, equals, multiply, ONE, sign, type Exact } from '../../number.ts';
import { entryId, ownerOf } from '../book/ledger.ts';
import { holders, nameOf } from '../book/roster.ts';
import type { Window } from '../book/scope.ts';
import type { DeriveRule } from '../posting/derive-plan.ts';
import { extraOf, type Posted } from '../posting/extra.ts';
import { amountOf, countOf, type LinePlan } from '../posting/posted.ts';
import type { Run } from '../run.ts';
import { clauseNo, entryLine, type ExplainedEntry } from './explained-entry.ts';
import { entrySum } from './explain-worth.ts';
import { numberFigure, percentFigure, signedFigure } from '../figures.ts';

/** What came from other people's entries by the named rules, in a window, as it happened. */
export function derivedEntries(
  run: Run,
  person: number,
  rules: readonly string[],
  window: Window,
): readonly ExplainedEntry[] {
  return derivedPostings(run, person, rules, window).map((one) => {
    const { rule } = ruleOf(run, one.via) as DeriveRule;
    return {
      id: entryId(run.book.ledger, one.cause),
      on: printDay(one.day),
      what: rule.label,
      clause: clauseNo(run, rule.clause),
      how: derivedHow(run, person, one),
      amount: signedFigure(one.amount),
    };
  });
}

/** The same as it was posted; the sum is written in the order of the lines below it. */
export function derivedPostings(
  run: Run,
  person: number,
  rules: readonly string[],
  { first, last }: Window,
): readonly Posted[] {
  return extraOf(run.posts.extra, person)
    .filter((one) => one.line < 0 && rules.includes(one.via) && one.day >= first && one.day <= last)
    .toSorted((a, b) => a.day - b.day);
}

/** What came to somebody on an item by another's entry, or was handed to them. */
export function passedOn(run: Run, person: number, entry: number, via: string): string {
  const one = extraOf(run.posts.extra, person).find((each) => each.cause === entry && each.via === via);
  const found = ruleOf(run, via);
  if (one === undefined || found === undefined) return `${causeText(run, entry)}，记给本人`;
  return `${derivedHow(run, person, one)}，${found.rule.label}`;
}

/** What the entries of somebody brought to others: said of whoever is not scored, and has no tree that would tell. */
export function broughtToOthers(
  run: Run,
  owner: number,
): readonly { readonly what: string; readonly clause: string }[] {
  const { ledger } = run.book;
  const found = receiversOf(run, owner).flatMap((person) =>
    extraOf(run.posts.extra, person).flatMap((one) =>
      one.cause >= 0 && person !== owner && ownerOf(ledger, one.cause) === owner ? [{ ...one, person }] : [],
    ),
  );
  const byEntry = Map.groupBy(found, (one) => `${one.cause} ${one.via}`);
  return [...byEntry.values()]
    .toSorted(([a], [b]) => (a?.day ?? 0) - (b?.day ?? 0))
    .map((ones) => {
      const { cause, via } = ones[0] as Posted;
      const { label, clause } = ruleOf(run, via)?.rule ?? entryLine(run, cause);
      const entry = `${printDay(ledger.on[cause] as number)}「${entryLine(run, cause).label}」`;
      const list = ones.map((one) => `${nameOf(run.book, one.person)} ${signedFigure(one.amount)}`).join('、');
      return { what: `${entry}本人不计分，${label}照记：${list}`, clause: clauseNo(run, clause) };
    });
}

/** Everybody who holds a role for somebody that a rule hands to, at any of the entries. */
function receiversOf({ book, plan }: Run, owner: number): readonly number[] {
  const { start, on } = book.ledger;
  const roles = plan.derive.rules.flatMap(({ rule }) => rule.to.flatMap((to) => to.roles));
  const found = new Set<number>();
  for (let e = start[owner] as number; e < (start[owner + 1] as number); e += 1)
    for (const role of roles) for (const person of holders(book, owner, role, on[e] as number)) found.add(person);
  return [...found];
}

function ruleOf(run: Run, via: string): DeriveRule | undefined {
  return run.plan.derive.rules.find((one) => one.rule.id === via);
}

/** Whose entry it was and what it was worth there. */
function causeText(run: Run, entry: number): string {
  const name = nameOf(run.book, ownerOf(run.book.ledger, entry));
  return `因${name}「${entryLine(run, entry).label}」${signedFigure(amountOf(run.posts, entry))}`;
}

/** From whose entry, by which share, in which role; and how that entry came to its worth, which only its owner is told else. */
function derivedHow(run: Run, person: number, one: Posted): string {
  const sum = causeSum(run, one.cause);
  return [`${causeText(run, one.cause)}${shareText(run, person, one)}`, sum].filter((text) => text !== '').join('；');
}

function causeSum(run: Run, entry: number): string {
  const line = entryLine(run, entry);
  if (line.rule === undefined) return '';
  const sum = entrySum(run, ownerOf(run.book.ledger, entry), entry, { ...line, rule: line.rule });
  return sum === '' ? '' : `${signedFigure(amountOf(run.posts, entry))} = ${sum}`;
}

/** One of those to whom a rule hands something: in which role, and how much of what. */
type Way = { readonly role: string; readonly share: Exact | undefined; readonly points: Exact | undefined };

/** By which share, in which role: ` × 20%（分管领导）`; where several entries came together, of which total. */
function shareText(run: Run, person: number, one: Posted): string {
  const found = ruleOf(run, one.via);
  if (found === undefined || found.rule.members !== undefined) return '';
  const base = baseOf(run, found, one);
  const worth = ({ share, points }: Way): Exact | undefined =>
    points === undefined ? share && base && multiply(base.amount, share) : multiply(points, base?.count ?? ONE);
  const ways = waysTo(run, person, found, one);
  const way = ways.find((each) => isSame(worth(each), one.amount)) ?? ways[0];
  if (way === undefined) return '';
  const role = way.role === '' ? '' : `（${way.role}）`;
  if (way.points !== undefined) return `，按 ${signedFigure(way.points)} 计${role}`;
  if (way.share === undefined || sign(way.share) === 0) return '';
  const scope = found.rule.trigger?.scope ?? 'per-event';
  const raised = base === undefined ? undefined : divide(one.amount, multiply(base.amount, way.share));
  const more = raised === undefined || equals(raised, ONE) ? '' : ` × ${numberFigure(raised)}`;
  const of = base?.told ?? `等，${TOTALS[scope]}合计 ${numberFigure(divide(one.amount, way.share))}`;
  return `${of} × ${percentFigure(way.share)}${more}${role}`;
}

const TOTALS = { 'per-event': '', 'month-total': '当月', 'year-total': '当年' } as const;

function isSame(a: Exact | undefined, b: Exact): boolean {
  return a !== undefined && equals(a, b);
}

/** What a share was taken of, as far as one entry tells it: its worth, or its worth before it was raised (标准分). */
function baseOf(
  run: Run,
  { rule }: DeriveRule,
  { cause }: Posted,
): { readonly amount: Exact; readonly count: Exact; readonly told: string } | undefined {
  const { ledger } = run.book;
  if ((rule.trigger?.scope ?? 'per-event') !== 'per-event') return undefined;
  const count = countOf(run.posts, ledger, cause);
  const raised = amountOf(run.posts, cause);
  const line = run.plan.posting.lines[ledger.line[cause] as number] as LinePlan;
  const amount = (rule.base === 'standard' ? line.value(ledger, cause, count) : undefined) ?? raised;
  if (sign(amount) === 0) return undefined;
  return { amount, count, told: equals(amount, raised) ? '' : `，标准分 ${signedFigure(amount)}` };
}

/** The ways by which the rule reaches somebody; beyond the first hop no role tells, only the share. */
function waysTo(run: Run, person: number, { rule, shares, fixed }: DeriveRule, { cause }: Posted): readonly Way[] {
  const { book, plan } = run;
  const owner = ownerOf(book.ledger, cause);
  const day = book.ledger.on[cause] as number;
  const all = rule.to.map((to, at) => {
    const held = to.roles.find(
      (role) => owner < book.people.length && holders(book, owner, role, day).includes(person),
    );
    const role = plan.scheme.roles.find((one) => one.id === held)?.label ?? '';
    return { role, share: shares[at], points: fixed[at] };
  });
  const own = all.filter((one) => one.role !== '');
  return own.length > 0 ? own : all;
}
