import { equals, print, whole, wholeIn } from '../number.ts';
import { problem, type Problem } from '../problem.ts';
import { comesWhole } from '../scheme/item.ts';
import { entriesWhere, entryId, VOID } from './book/ledger.ts';
import type { Run } from './run.ts';

/** Counts with a fraction on rules that count times, people or pieces: half a time is a slip of the pen (数量). */
export function countNotices({ book }: Run): readonly Problem[] {
  const { ledger, catalogue } = book;
  const entries = entriesWhere(ledger, (e) => {
    const rule = catalogue.lines[ledger.line[e] as number]?.rule;
    const count = ledger.count[e] as number;
    const counts = rule !== undefined && comesWhole(rule) && ((ledger.flags[e] as number) & VOID) === 0;
    return counts && !equals(count, whole(wholeIn(count)));
  });
  return entries.map((e) => {
    const { label, rule } = catalogue.lines[ledger.line[e] as number] as Run['book']['catalogue']['lines'][number];
    const data = { item: label, counted: rule?.unit ?? '', got: print(ledger.count[e] as number) };
    return problem('count-not-whole', `entries.${entryId(ledger, e)}.count`, data);
  });
}
