import { compare } from '../number.ts';
import { problem, type Problem } from '../problem.ts';
import type { FactRule } from '../scheme/fact.ts';
import { leavesOf } from '../scheme/check/places.ts';
import type { FactValue } from './book/book.ts';
import { factOf } from './book/fact-value.ts';
import { entriesWhere, entryId, ownerOf } from './book/ledger.ts';
import { idOf, type nameOf } from './book/roster.ts';
import type { Scope } from './book/scope.ts';
import { factWord } from './changed-facts.ts';
import { figure } from './figures.ts';
import { GIVES, type AutoRule, type ItemPlan } from './items/item-plan.ts';
import { itemFold } from './items/item-score.ts';
import { amountOf, COUNTS, DROPPED_VOID } from './posting/posted.ts';
import { isOut, scopeFor, type Run } from './run.ts';
import { isGap } from './value.ts';

/**
 * Scores that somebody gave an item directly although facts were reported that make another score of it: what is given
 * counts, and one of the two is wrong (给分与情况不符). Told at the score, and once more at every fact.
 */
export function givenNotices(run: Run, called: typeof nameOf): readonly Problem[] {
  const { plan, book, posts } = run;
  const given = entriesWhere(book.ledger, (e) => givenItem(run, e) !== undefined);
  if (given.length === 0) return [];
  // The same facts with nothing given: what the rules that act by themselves would bring.
  const drop = Uint8Array.from(posts.drop);
  for (const e of given) drop[e] = DROPPED_VOID;
  const fold = itemFold(plan.items, book, { ...posts, drop }, false);
  return given.flatMap((e) => {
    const item = givenItem(run, e) as ItemPlan;
    const owner = ownerOf(book.ledger, e);
    const scope = scopeFor(plan, book, owner, book.end);
    const counted = fold(scope).score(item.index);
    const amount = amountOf(posts, e);
    if (isOut(run, owner) || isGap(counted) || compare(counted, amount) === 0) return [];
    const facts = factsOf(run, item, scope);
    if (facts.length === 0) return [];
    const data = {
      item: item.item.label,
      who: called(book, owner),
      given: figure(amount),
      counted: figure(counted),
      facts: facts.map((rule) => `${rule.label} ${wordOf(run, rule, scope)}`).join('、'),
    };
    const base = `${plan.scheme.subject === 'org' ? 'orgs' : 'subjects'}.${idOf(book, owner)}.facts`;
    const places = [`entries.${entryId(book.ledger, e)}.points`, ...facts.map(({ id }) => `${base}.${id}`)];
    return places.map((at) => problem('given-against-facts', at, data));
  });
}

/** The item of an entry that gives a score which facts would make as well; one of sub-periods is left to its own. */
function givenItem({ plan, book, posts }: Run, e: number): ItemPlan | undefined {
  const line = book.ledger.line[e] as number;
  if (posts.drop[e] !== COUNTS || plan.items.acts[line] !== GIVES) return undefined;
  const item = plan.items.items[plan.items.itemOf[line] as number] as ItemPlan;
  return item.autos.length > 0 && item.item.per === undefined ? item : undefined;
}

/** The facts that were reported and that the rules of an item count by themselves. */
function factsOf(run: Run, { autos }: ItemPlan, scope: Scope): readonly FactRule[] {
  const ids = new Set(
    autos.flatMap(({ rule }: AutoRule) => {
      const asked =
        rule.when === undefined ? [] : leavesOf(rule.when).flatMap((leaf) => ('fact' in leaf ? leaf.fact : []));
      return [...[rule.shortage, rule.counted].flatMap((one) => one?.fact ?? []), ...asked];
    }),
  );
  return [...ids].flatMap((id) => {
    const rule = run.plan.env.facts.get(id);
    const isTold = rule !== undefined && !rule.sensitive && rule.type === 'number';
    return isTold && factOf(rule, scope, rule.of, run.plan.env.facts) !== undefined ? [rule] : [];
  });
}

/** A number with its unit, as it was reported. */
function wordOf(run: Run, rule: FactRule, scope: Scope): string {
  return factWord(rule, factOf(rule, scope, rule.of, run.plan.env.facts) as FactValue);
}
