import type { Book } from '../book/book.ts';
import type { Line } from '../book/catalogue.ts';
import { postFrom, viaOf } from './extra.ts';
import { word } from '../book/ledger.ts';
import { amountOf, COUNTS, DROPPED_UNKNOWN, GOES_TO_OTHER } from './posted.ts';
import type { LinePlan, PostingWork } from './posted.ts';
import { holders } from '../book/roster.ts';
import { leaveOpen } from './undecided.ts';
import type { Gap } from '../value.ts';

/** Points that go to the one who reported, or to whoever holds a role for the subject. */
export function forOthers({ plan, book, out }: PostingWork, owner: number, entries: readonly number[]): void {
  const { ledger } = book;
  for (const e of entries) {
    const { line, toOther } = plan.lines[ledger.line[e] as number] as LinePlan;
    if (!toOther || out.drop[e] !== COUNTS) continue;
    out.drop[e] = GOES_TO_OTHER;
    for (const person of receiversOf(book, line, owner, e))
      postFrom(out.extra, ledger, person, e, line.index, amountOf(out, e), viaOf(out.extra, 'from another'));
  }
}

/** Leaves an entry open of which it cannot be told whether it counts, or what it is worth. */
export function openEntry({ plan, book, out }: PostingWork, owner: number, e: number, gap: Gap): void {
  const { line, toOther } = plan.lines[book.ledger.line[e] as number] as LinePlan;
  const day = book.ledger.counted[e] as number;
  out.drop[e] = DROPPED_UNKNOWN;
  for (const person of toOther ? receiversOf(book, line, owner, e) : [owner])
    leaveOpen(out.open, person, { line: line.index, day, cause: e, via: '', gap });
}

/** The one who reported, or whoever holds the role for the subject on the day. */
export function receiversOf(book: Book, line: Line, owner: number, e: number): readonly number[] {
  const { ledger } = book;
  const target = line.rule?.to;
  if (typeof target === 'object') return holders(book, owner, target.role, ledger.on[e] as number);
  const actor = book.personIndex.get(word(ledger, ledger.by[e] as number) ?? '');
  return actor === undefined ? [] : [actor];
}
