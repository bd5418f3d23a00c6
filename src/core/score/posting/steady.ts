import { pushAll } from '../../push-all.ts';
import type { Condition } from '../../scheme/condition.ts';
import type { Book } from '../book/book.ts';
import type { FactRules } from '../book/fact-value.ts';

/**
 * The facts that a condition looks at, when it looks at nothing else and they are as recorded: then it holds on every
 * day or on none for whom none of them changed. Undefined where more goes into it.
 */
export function recordedFacts(condition: Condition, rules: FactRules): readonly string[] | undefined {
  if ('all' in condition) return allRecorded(condition.all, rules);
  if ('any' in condition) return allRecorded(condition.any, rules);
  if ('not' in condition) return recordedFacts(condition.not, rules);
  if (!('fact' in condition)) return undefined;
  const rule = rules.get(condition.fact);
  if (rule === undefined || (condition.of ?? rule.of) !== 'subject' || rule.of !== 'subject') return undefined;
  if (rule.source.window !== undefined || COUNTED_OUT.includes(rule.source.kind)) return undefined;
  return [condition.fact];
}

/** Sources that are worked out for a day from something else. */
const COUNTED_OUT: readonly string[] = ['age', 'duration', 'dues-gap', 'headcount'];

function allRecorded(conditions: readonly Condition[], rules: FactRules): readonly string[] | undefined {
  const found: string[] = [];
  for (const one of conditions) {
    const facts = recordedFacts(one, rules);
    if (facts === undefined) return undefined;
    pushAll(found, facts);
  }
  return found;
}

/** Whether none of the facts changes with time for somebody who is not an organisation. */
export function isSteady(facts: readonly string[], book: Book, person: number): boolean {
  if (book.people[person] === undefined || book.people[person].itself !== undefined) return false;
  for (const fact of facts) {
    const line = book.facts.get(fact)?.[person];
    if (line !== undefined && !('always' in line)) return false;
  }
  return true;
}
