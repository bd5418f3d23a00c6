import type { Condition } from '../../scheme/condition.ts';
import type { Force } from '../../scheme/grade.ts';
import { heldGrade, level, NO_GRADE, stepped, type Draft } from './grade.ts';
import { holdAll, type Gap } from '../value.ts';

/** A grade that a rule gives, or holds a grade down to. */
export type Limit = {
  readonly grade: string;
  readonly force: Force;
  readonly provisional: boolean;
  readonly step: string;
  readonly clause: string | undefined;
  /** The condition that brought it about. */
  readonly asked?: Condition;
};

/** What rules that stand outside the score make of a grade: those that give one, those that hold it down, those undecided. */
export type Limits = {
  readonly gives: readonly Limit[];
  readonly holdsDown: readonly Limit[];
  readonly open: readonly Gap[];
};

/**
 * First the lowest grade that a rule gives, then the lowest that a rule holds it down to (一律、不高于). While one of them
 * cannot be told the grade waits, unless it is the lowest already.
 */
export function fixedGrade(draft: Draft, ladder: readonly string[], { gives, holdsDown, open }: Limits): Draft {
  const given = lowest(ladder, gives);
  const settled = given?.grade === ladder.at(-1) && given?.force !== 'may';
  if (open.length > 0 && !settled) return { ...heldGrade(holdAll(open)), steps: draft.steps };
  const now = given === undefined ? draft : give(draft, given);
  const limit = lowest(ladder, holdsDown);
  return limit === undefined ? now : holdDown(now, ladder, limit);
}

function lowest(ladder: readonly string[], limits: readonly Limit[]): Limit | undefined {
  return limits.toSorted((a, b) => level(ladder, b.grade) - level(ladder, a.grade))[0];
}

const currentOf = (draft: Draft): readonly string[] =>
  draft.options.length > 0 ? draft.options : draft.grade === undefined ? [] : [draft.grade];

/** The grade of the rule; where it only may be, beside what there was. */
function give(draft: Draft, { grade, force, provisional, step, clause, asked }: Limit): Draft {
  const waits = force === 'may';
  return {
    ...NO_GRADE,
    steps: stepped(draft, step, clause, asked).steps,
    grade,
    force,
    provisional,
    fixed: true,
    options: waits ? [...new Set([grade, ...currentOf(draft)])] : [],
    why: waits ? [{ what: `可定为${grade}，等待有权组织认定`, clause }] : [],
  };
}

/** Whatever is better than the limit becomes the limit. */
function holdDown(draft: Draft, ladder: readonly string[], limit: Limit): Draft {
  const held = (grade: string): string => (level(ladder, grade) < level(ladder, limit.grade) ? limit.grade : grade);
  const current = currentOf(draft);
  if (current.every((one) => held(one) === one)) return draft;
  if (limit.force === 'may') return give(draft, limit);
  const options = [...new Set(current.map(held))];
  const [only] = options;
  const provisional = draft.provisional || limit.provisional;
  if (options.length === 1 && only !== undefined) return give(draft, { ...limit, grade: only, provisional });
  const grade = draft.grade === undefined ? undefined : held(draft.grade);
  return stepped({ ...draft, grade, options, provisional, fixed: true }, limit.step, limit.clause, limit.asked);
}
