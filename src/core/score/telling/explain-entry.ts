import { printDay } from '../../date.ts';
import { periodName } from '../../period.ts';
import { equals, ONE, print, subtract, ZERO, type Exact, magnitude } from '../../number.ts';
import type { ItemRule } from '../../scheme/item.ts';
import type { Line, RuleLine } from '../book/catalogue.ts';
import { clauseNo, entryLine, ruleLine, type ExplainedEntry } from './explained-entry.ts';
import { EACH } from './each.ts';
import { passedOn } from './explain-derived.ts';
import { amountText } from './amount-text.ts';
import { figures, rangeText, STEPS, steps, stepText } from './explain-worth.ts';
import { factOf } from '../book/fact-value.ts';
import { numberFigure, signedFigure } from '../figures.ts';
import { reasonsTold } from './report-held.ts';
import type { ItemLine } from '../items/item-plan.ts';
import { entryId, kindAt, ownerOf, points, REJECTED, REVERSED, word } from '../book/ledger.ts';
import { wholeSteps } from '../posting/line-plan.ts';
import {
  DROPPED_CONDITION,
  DROPPED_ONCE,
  DROPPED_SAME_FACT,
  DROPPED_UNAPPROVED,
  DROPPED_UNKNOWN,
  DROPPED_VOID,
  GOES_TO_OTHER,
} from '../posting/posted.ts';
import { byPeriods, readIn } from './read-text.ts';
import type { Undecided, UndecidedPostings } from '../posting/undecided.ts';
import { receiversOf } from '../posting/to-other.ts';
import { windowsOf } from '../book/roster.ts';
import { isOut, scopeFor, type Run } from '../run.ts';
import { visible } from '../../text/sentence.ts';
import type { Window } from '../book/scope.ts';

/** A posting on an item: by an entry, by way of another, or by a rule that acts by itself. */
export function lineEntry(run: Run, person: number, line: ItemLine): ExplainedEntry {
  const at = ruleLine(run, line.line);
  const amount = signedFigure(line.amount);
  const cut = line.cut === 'highest' ? { dropped: '同类只取最高的一条' } : {};
  if (line.entry < 0) {
    const how = autoHow(run, person, line, at);
    return { id: '', on: printDay(line.day), ...whatOf(run, at, ''), how: bounded(how, run, line, at), amount, ...cut };
  }
  const own = line.via === '' || line.via.startsWith('same-fact ');
  const how = own ? figures(run, person, line.entry, at) : passedOn(run, person, line.entry, line.via);
  return { ...headOf(run, line.entry, at), how: bounded(how, run, line, at), amount, ...cut };
}

/** A score that a body gave directly. */
export function givenEntry(run: Run, e: number): ExplainedEntry {
  const line = entryLine(run, e);
  const by = word(run.book.ledger, run.book.ledger.by[e] as number) ?? line.of.judgedBy;
  const amount = print(points(run.book.ledger, e));
  const { max, floor } = line.of;
  const range = max === undefined ? '' : rangeText(run, floor ?? '0', max);
  return { ...headOf(run, e, line), how: `${by === undefined ? '' : personName(run, by)}${range}评定`, amount };
}

/** An entry that does not count, and why. */
export function droppedEntry(run: Run, e: number): ExplainedEntry {
  const line = entryLine(run, e);
  return { ...headOf(run, e, line), how: '', amount: '0', dropped: dropText(run, e) };
}

type Head = Pick<ExplainedEntry, 'id' | 'on' | 'what' | 'clause'>;

function headOf(run: Run, e: number, line: Line): Head {
  const { ledger } = run.book;
  const { tier, role } = kindAt(ledger, e);
  const id = entryId(ledger, e);
  return { id, on: printDay(ledger.on[e] as number), ...whatOf(run, line, tier ?? role ?? '') };
}

function whatOf(run: Run, line: Line, kind: string): Pick<Head, 'what'> & { readonly clause: string } {
  const { label, clause } = line;
  return { what: kind === '' ? label : `${label}（${kind}）`, clause: clauseNo(run, clause) };
}

/** What a cap left of it, said behind the figures. */
function bounded(how: string, run: Run, line: ItemLine, at: RuleLine): string {
  if (line.cut !== 'cap') return how;
  const caps = [...at.rule.caps, ...at.of.caps].map((cap) => `${EACH[cap.per]}最多 ${amountText(run, cap.max)}`);
  return `${how === '' ? '' : `${how}；`}${caps.join('、')}，这一条计 ${numberFigure(line.amount)}`;
}

/** A rule that acts by itself: the fact it read, and what it made of it. */
function autoHow(run: Run, person: number, line: ItemLine, at: RuleLine): string {
  const { rule } = at;
  const quota = run.plan.scheme.taskQuotas.find((one) => line.via.startsWith(`${one.id} `));
  if (quota !== undefined) return `${quota.label} ${line.via.slice(quota.id.length + 1)}`;
  const window = windowNamed(run, line, rule);
  const fact = run.plan.env.facts.get(rule.shortage?.fact ?? rule.counted?.fact ?? '');
  // Discipline and investigation are read by the rule, not told in the sum.
  if (fact?.sensitive === true) return '由登记的情况得出';
  const scope = scopeFor(run.plan, run.book, person, line.day, window);
  if (fact === undefined || rule.effect === 'forfeit')
    return `${rule.effect === 'forfeit' ? '该项不得分' : `${window === undefined ? '' : `${periodName(window.id)} `}情况符合`}${readIn({ run, all: false }, rule.when, scope)}`;
  const value = factOf(fact, scope, fact.of, run.plan.env.facts) as Exact;
  const read = `${fact.label} ${numberFigure(value)}${byPeriods(run, fact, scope)}`;
  const each = numberFigure(magnitude(at.points ?? ZERO));
  if (rule.shortage !== undefined) return `${read}，${shortText(run, rule.shortage, value, each)}`;
  if (rule.every === undefined) return `${read}，${each}×${numberFigure(value)}`;
  return `${read}，${stepText(run, rule.every, value)}，${each}×${numberFigure(steps(run, rule.every, value))}`;
}

/** How far a value falls short, in how many steps, at so much each. */
function shortText(run: Run, rule: NonNullable<ItemRule['shortage']>, value: Exact, each: string): string {
  const [need, by] = [run.plan.amounts(rule.need) as Exact, run.plan.amounts(rule.step) as Exact];
  const short = subtract(need, value);
  const times = wholeSteps(short, by, rule.rounding);
  const step = rule.rounding === 'any' ? '有缺就算' : `÷ ${numberFigure(by)}${STEPS[rule.rounding]}`;
  const plain = equals(by, ONE) && equals(times, short);
  return `应有 ${numberFigure(need)}，少 ${numberFigure(short)}${plain ? '' : `，${step} = ${numberFigure(times)}`}，${each}×${numberFigure(times)}`;
}

/** The sub-period for which a rule acted; the whole period is not named. */
function windowNamed(run: Run, line: ItemLine, { each }: ItemRule): Window | undefined {
  if (each === undefined) return undefined;
  const windows = windowsOf(run.book, each, run.plan.scheme.period.week);
  return windows.find((one) => one.id === line.via && !one.whole);
}

/** The name of somebody, or the id where nobody gave a name. */
export function personName({ book }: Run, id: string): string {
  return book.people[book.personIndex.get(id) ?? -1]?.name ?? visible(id);
}

/** What is undecided by the entry behind it, laid out once for each run. */
const byEntry = new WeakMap<UndecidedPostings, ReadonlyMap<number, readonly Undecided[]>>();

function openOf(open: UndecidedPostings, e: number): readonly Undecided[] {
  const own = (): readonly Undecided[] => [...open.values()].flat().filter((one) => one.via === '');
  const known = byEntry.get(open) ?? Map.groupBy(own(), (one) => one.cause);
  byEntry.set(open, known);
  return known.get(e) ?? [];
}

/** Why it cannot be told whether an entry counts, or what it is worth. */
function openText(run: Run, e: number): string {
  const why = openOf(run.posts.open, e).flatMap((one) => one.gap.why);
  return `待定：${reasonsTold(why, (id) => personName(run, id))
    .map((one) => one.what)
    .join('、')}`;
}

/** What the condition read on the day of the entry. */
function onlyWhenRead(run: Run, e: number): string {
  const { ledger, catalogue } = run.book;
  const { rule } = catalogue.lines[ledger.line[e] as number] as Line;
  const scope = scopeFor(run.plan, run.book, ownerOf(ledger, e), ledger.on[e] as number);
  return readIn({ run, all: false }, rule?.onlyWhen, scope);
}

function dropText(run: Run, e: number): string {
  const flags = run.book.ledger.flags[e] as number;
  switch (run.posts.drop[e] as number) {
    case DROPPED_VOID:
      if ((flags & REVERSED) !== 0) return '已冲回';
      return (flags & REJECTED) === 0 ? '检查认定不实，取消' : '审批没有通过';
    case DROPPED_CONDITION:
      return `不符合计分条件${onlyWhenRead(run, e)}`;
    case DROPPED_UNAPPROVED:
      return '待审批';
    case DROPPED_ONCE:
      return '同一时段只计一次';
    case DROPPED_SAME_FACT:
      return '同一件事已在别的条款计算';
    case DROPPED_UNKNOWN:
      return openText(run, e);
    case GOES_TO_OTHER:
      return toOtherText(run, e);
    default:
      return '在免计的次数以内';
  }
}

/** That the points go to somebody else: never to whom, since that may be who reported it. */
function toOtherText(run: Run, e: number): string {
  const { book } = run;
  const line = book.catalogue.lines[book.ledger.line[e] as number] as Line;
  const receivers = receiversOf(book, line, ownerOf(book.ledger, e), e);
  const anybody = receivers.some((one) => book.subjects.includes(one) && !isOut(run, one));
  return anybody ? '记给别人' : '记给别人，对方不参评，没有记';
}
