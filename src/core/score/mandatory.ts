import { compare, equals, ZERO } from '../number.ts';
import type { Grading } from '../scheme/grade.ts';
import type { Item } from '../scheme/item.ts';
import { testOf } from './conditions.ts';
import { factOf } from './fact-value.ts';
import { level, pending, type Draft } from './grade.ts';
import { scopeFor, type Run, type Standing } from './run.ts';
import { isGap } from './value.ts';

/** Bounds a grade by the mandatory items that were not met (▲必达项). */
export function mandatoryGrade(run: Run, grading: Grading, standing: Standing, draft: Draft): Draft {
  const rule = grading.mandatory;
  const failed = rule === undefined || draft.grade === undefined ? [] : failedItems(run, rule, standing);
  if (rule === undefined || draft.grade === undefined || failed.length === 0) return draft;
  const { ladder } = grading;
  const score = level(ladder, draft.grade);
  const within = rule.allowed.filter((one) => level(ladder, one) >= score);
  const allowed = within.length > 0 ? within : [draft.grade];
  const ordered = allowed.toSorted((a, b) => level(ladder, a) - level(ladder, b));
  const [best] = ordered;
  const worst = ordered.at(-1);
  if (rule.choose === 'by-score' || ordered.length === 1) return { ...draft, grade: best };
  if (rule.choose === 'lowest') return { ...draft, grade: worst };
  return pending(draft, ordered, `▲项未达标（${failed.join('、')}），等待考核组认定`, rule.clause);
}

type Mandatory = NonNullable<Grading['mandatory']>;

function failedItems(run: Run, rule: Mandatory, standing: Standing): readonly string[] {
  return run.plan.scheme.items
    .filter((item) => item.mandatory && !isMet(run, rule, standing, item))
    .map((item) => item.id);
}

function isMet(run: Run, rule: Mandatory, standing: Standing, item: Item): boolean {
  const scope = {
    ...scopeFor(run.plan, run.book, standing.person, run.book.end),
    item: (id: string) => run.itemOf(standing.person, id),
  };
  const own = item.metWhen === undefined ? undefined : testOf(item.metWhen, run.plan.env)(scope);
  if (typeof own === 'boolean') return own;
  if (rule.met === 'judged') return judgedMet(run, rule, standing, item);
  const value = run.itemOf(standing.person, item.id);
  if (isGap(value)) return value.gap === 'exclude';
  return rule.met === 'any-points' ? compare(value, ZERO) > 0 : equals(value, run.plan.amounts(item.max) ?? ZERO);
}

function judgedMet(run: Run, rule: Mandatory, standing: Standing, item: Item): boolean {
  const fact = rule.metFact === undefined ? undefined : run.plan.env.facts.get(rule.metFact);
  const value =
    fact === undefined
      ? undefined
      : factOf(fact, scopeFor(run.plan, run.book, standing.person, run.book.end), 'subject', run.plan.env.facts);
  return value instanceof Set && value.has(item.id);
}
