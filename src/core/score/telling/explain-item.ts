import { add, compare, sign, ZERO, type Exact } from '../../number.ts';
import type { Context } from '../context.ts';
import { droppedEntry, givenEntry, lineEntry, personName } from './explain-entry.ts';
import { AWAY, clauseNo, entryLine, ruleLine, type ExplainedEntry, type StepKind } from './explained-entry.ts';
import { numberFigure, sumFigures } from '../figures.ts';
import { reasonsTold } from './report-held.ts';
import type { ItemLine, ItemPlan } from '../items/item-plan.ts';
import { points } from '../book/ledger.ts';
import { COUNTS } from '../posting/posted.ts';
import type { Run } from '../run.ts';
import type { Window } from '../book/scope.ts';
import { isGap, type Value, type Why } from '../value.ts';

/** How the score of one item came about. */
export type ExplainedItem = {
  readonly kind?: StepKind;
  readonly how: string;
  readonly notes: readonly string[];
  readonly entries: readonly ExplainedEntry[];
};

/** The postings of an item for one person in a window, and its score in figures. */
export function explainItem(
  run: Run,
  person: number,
  index: number,
  value: Value,
  window: Window,
  context: Context,
): ExplainedItem {
  const plan = run.plan.items.items[index] as ItemPlan;
  const counted = context.items.lines(index).map((line) => ({ line: { ...line }, told: lineEntry(run, person, line) }));
  // The sum is written in the order of the lines below it.
  const lines = counted.toSorted((a, b) => byDay(a.told, b.told)).map((one) => one.line);
  const given = context.items.direct(index);
  const moves = [
    ...counted.map((one) => one.told),
    ...dropped(run, person, index, window, new Set(lines.map((line) => line.entry))),
  ];
  const inOrder = moves.toSorted(byDay);
  const entries = [...(given < 0 ? [] : [givenEntry(run, given)]), ...inOrder];
  if (isGap(value)) return { how: '', notes: whyTexts(run, value.why), entries };
  if (plan.away?.effect === 'full-marks' && plan.away.test(context.scope) === true)
    return { kind: 'away', how: '', notes: [AWAY], entries };
  return { ...formula(run, plan, value, lines, given), entries };
}

function byDay(a: ExplainedEntry, b: ExplainedEntry): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : 0;
}

/** Why there is no number, each reason with the number of its clause. */
export function whyTexts(run: Run, reasons: readonly Why[]): readonly string[] {
  const told = reasonsTold(reasons, (id) => personName(run, id));
  return told.map(({ what, clause }) => (clause === undefined ? what : `${what}（${clauseNo(run, clause)}）`));
}

function formula(
  run: Run,
  plan: ItemPlan,
  value: Exact,
  lines: readonly ItemLine[],
  given: number,
): Pick<ExplainedItem, 'kind' | 'how' | 'notes'> {
  const { item, max, floor } = plan;
  const forfeited = lines.map((line) => ruleLine(run, line.line).rule).find((rule) => rule.effect === 'forfeit');
  if (forfeited !== undefined) return { how: '', notes: [`有「${forfeited.label}」，该项不得分`] };
  const full = item.start === 'full' ? (max as Exact) : ZERO;
  const start = given >= 0 ? points(run.book.ledger, given) : full;
  const moves = lines.map((line) => ({ value: line.amount }));
  const raw = moves.reduce<Exact>((sum, one) => add(sum, one.value), start);
  const name = given >= 0 ? '评定' : '满分';
  const moved = moves.filter((one) => sign(one.value) !== 0);
  const starts = given >= 0 || item.start === 'full';
  const from = starts && sign(start) !== 0 ? `${name} ${numberFigure(start)}` : '';
  const rest = moved.length === 0 ? '' : sumFigures(moved);
  const joined =
    from === '' ? rest : rest === '' ? from : `${from}${rest.startsWith('-') ? ` - ${rest.slice(1)}` : ` + ${rest}`}`;
  const notes: string[] = [];
  if (max !== undefined && compare(raw, max) > 0) notes.push(`最高 ${numberFigure(max)}，按 ${numberFigure(max)}`);
  if (floor !== undefined && compare(raw, floor) < 0)
    notes.push(`扣到 ${numberFigure(floor)} 为止，按 ${numberFigure(floor)}`);
  const plain = joined === '' || (moved.length === 0 && notes.length === 0) || (moved.length === 1 && from === '');
  const kept = plain && moved.length === 0;
  const kind = from === '' ? undefined : given >= 0 ? 'given' : kept ? 'full' : undefined;
  return {
    ...(kind === undefined ? {} : { kind }),
    how: plain ? (kept ? from : '') : `${joined} = ${numberFigure(raw)}`,
    notes: compare(raw, value) === 0 ? [] : notes,
  };
}

/** Entries on the item that do not count; one fact told once of several clauses is among those that do. */
function dropped(
  run: Run,
  person: number,
  index: number,
  window: Window,
  counted: ReadonlySet<number>,
): readonly ExplainedEntry[] {
  const { ledger } = run.book;
  const found: ExplainedEntry[] = [];
  for (let e = ledger.start[person] as number; e < (ledger.start[person + 1] as number); e += 1) {
    const day = ledger.counted[e] as number;
    if (entryLine(run, e).item !== index || counted.has(e) || run.posts.drop[e] === COUNTS) continue;
    if (day < window.first || day > window.last) continue;
    found.push(droppedEntry(run, e));
  }
  return found;
}
