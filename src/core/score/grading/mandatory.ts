import { firstFew } from '../../text/first-few.ts';
import { compare, equals, ZERO } from '../../number.ts';
import type { Condition } from '../../scheme/condition.ts';
import type { Grading } from '../../scheme/grade.ts';
import type { Item } from '../../scheme/item.ts';
import { missingOf, testOf } from '../conditions.ts';
import { factOf } from '../book/fact-value.ts';
import { heldGrade, level, NO_GRADE, pending, stepped, type Draft } from './grade.ts';
import type { Run, Standing } from '../run.ts';
import type { Scope } from '../book/scope.ts';
import { hold, isGap, type Truth } from '../value.ts';

/** Bounds a grade by the mandatory items that were not met (▲必达项); held while nobody said whether one was. */
export function mandatoryGrade(run: Run, grading: Grading, standing: Standing, draft: Draft, scope: Scope): Draft {
  const rule = grading.mandatory;
  if (rule === undefined || draft.grade === undefined) return draft;
  const items = run.plan.scheme.items.filter((item) => item.mandatory);
  const answers = items.map((item) => [item, isMet(run, rule, standing, item, scope)] as const);
  const open = answers.flatMap(([, met]) => (typeof met === 'boolean' ? [] : met.why));
  if (open.length > 0) return heldGrade({ gap: 'hold', why: open });
  const failed = answers.flatMap(([item, met]) => (met === true ? [] : [item]));
  if (failed.length === 0) return draft;
  const asked = { any: failed.flatMap((item) => askedOf(run, rule, item, scope)) };
  const labels = failed.map((item) => item.label);
  return bounded(rule, grading.ladder, draft.grade, labels, draft, asked);
}

type Mandatory = NonNullable<Grading['mandatory']>;

function bounded(
  rule: Mandatory,
  ladder: readonly string[],
  grade: string,
  failed: readonly string[],
  draft: Draft,
  asked: Condition,
): Draft {
  const score = level(ladder, grade);
  const within = rule.allowed.filter((one) => level(ladder, one) >= score);
  const allowed = within.length > 0 ? within : [grade];
  const ordered = allowed.toSorted((a, b) => level(ladder, a) - level(ladder, b));
  const bound = stepped(
    draft,
    `▲项未达标：${firstFew(failed, NAMED, '项')}，等次只能是${ordered.join('或')}`,
    rule.clause,
    asked,
  );
  const settled: Draft = { ...NO_GRADE, steps: bound.steps };
  if (rule.choose === 'by-score' || ordered.length === 1) return { ...settled, grade: ordered[0] };
  if (rule.choose === 'lowest') return { ...settled, grade: ordered.at(-1) };
  return pending(bound, ordered, `▲项未达标（${firstFew(failed, NAMED, '项')}），等待考核组认定`, rule.clause);
}

/** Items named one by one; what each of them came to is told with the step. */
const NAMED = 6;

/** Met, or not; what cannot occur for somebody is met. */
function isMet(run: Run, rule: Mandatory, standing: Standing, item: Item, scope: Scope): Truth {
  const own = item.metWhen === undefined ? undefined : testOf(item.metWhen, run.plan.env)(scope);
  if (typeof own === 'boolean') return own;
  const value = run.itemOf(standing.person, item.id);
  if (isGap(value) && value.gap === 'exclude') return true;
  if (rule.met === 'judged') return judgedMet(run, rule, scope, item);
  if (isGap(value)) return value;
  return rule.met === 'any-points' ? compare(value, ZERO) > 0 : equals(value, run.plan.amounts(item.max) ?? ZERO);
}

/** What decided that an item is not met, as a condition that can be told; nothing where a body has found it. */
function askedOf(run: Run, rule: Mandatory, item: Item, scope: Scope): readonly Condition[] {
  if (item.metWhen !== undefined && testOf(item.metWhen, run.plan.env)(scope) === false) return [item.metWhen];
  if (rule.met === 'judged') return [];
  const bound = rule.met === 'any-points' ? { gt: '0' } : { eq: item.max ?? '0' };
  return [{ item: item.id, ...bound }];
}

function judgedMet(run: Run, rule: Mandatory, scope: Scope, item: Item): Truth {
  const fact = rule.metFact === undefined ? undefined : run.plan.env.facts.get(rule.metFact);
  const value = fact === undefined ? undefined : factOf(fact, scope, 'subject', run.plan.env.facts);
  if (value instanceof Set) return value.has(item.id);
  return fact !== undefined && missingOf(fact) === 'hold' ? hold(`${fact.label}没有报告`, rule.clause) : false;
}
