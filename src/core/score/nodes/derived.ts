import { add, ZERO, type Exact } from '../../number.ts';
import type { Evaluate } from './node-context.ts';

/** Adds what came from other people's entries by the named rules (连带等派生分). */
export function derived(rules: readonly string[]): Evaluate {
  const wanted = new Set(rules);
  return (context, parts) => {
    const { first, last } = context.scope.window;
    let total: Exact = ZERO;
    for (const one of context.posts.extra.get(context.scope.owner) ?? []) {
      if (one.line >= 0 || !wanted.has(one.via) || one.day < first || one.day > last) continue;
      total = add(total, one.amount);
      parts?.push({ text: `${one.via} ${context.book.ledger.id[one.cause] ?? ''}`, value: one.amount });
    }
    return total;
  };
}
