import { add, ZERO, type Exact } from '../../number.ts';
import { extraAmount } from '../posting/extra.ts';
import { entryId } from '../book/ledger.ts';
import { undecidedIn } from '../posting/undecided.ts';
import { holdAll } from '../value.ts';
import type { Evaluate } from './node-context.ts';

/** Adds what came from other people's entries by the named rules (连带等派生分). */
export function derived(rules: readonly string[]): Evaluate {
  const wanted = new Set(rules);
  return (context, parts) => {
    const { first, last } = context.scope.window;
    const open = undecidedIn(context.posts.open, context.scope.owner, context.scope.window);
    if (open.length > 0) {
      const held = open.filter((one) => one.line < 0 && wanted.has(one.via)).map((one) => one.gap);
      if (held.length > 0) return holdAll(held);
    }
    let total: Exact = ZERO;
    const { extra } = context.posts;
    for (let at = extra.first[context.scope.owner] as number; at >= 0; at = extra.next[at] as number) {
      const day = extra.day[at] as number;
      const via = extra.vias[extra.via[at] as number] as string;
      if ((extra.line[at] as number) >= 0 || day < first || day > last || !wanted.has(via)) continue;
      const amount = extraAmount(extra, at);
      total = add(total, amount);
      parts?.push({ text: `${via} ${entryId(context.book.ledger, extra.cause[at] as number)}`, value: amount });
    }
    return total;
  };
}
