import type { Condition } from '../../scheme/condition.ts';
import type { Force } from '../../scheme/grade.ts';
import { heldGrade, level, NO_GRADE, stepped, type Draft } from './grade.ts';
import { holdAll, type Gap } from '../value.ts';

/** What a rule that stands outside the score makes of a grade, once it holds; while that is open it says what is missing. */
export type Limit = {
  readonly grade: string;
  /** Whether it gives the grade, or only holds one down to it. */
  readonly sets: boolean;
  readonly truth: true | Gap;
  readonly force: Force;
  readonly provisional: boolean;
  readonly step: string;
  readonly clause: string | undefined;
  /** The condition that brought it about. */
  readonly asked?: Condition;
};

/**
 * First the lowest grade that a rule gives, then the lowest that a rule holds it down to (一律、不高于). While one of them
 * cannot be told the grade waits, unless it is the lowest already; who has choices keeps them, beside what the open rules
 * would make of them.
 */
export function fixedGrade(draft: Draft, ladder: readonly string[], limits: readonly Limit[]): Draft {
  const open = limits.flatMap(({ truth }) => (truth === true ? [] : truth));
  const sure = limits.filter(({ truth }) => truth === true);
  const given = lowest(ladder, sure.filter(gives));
  const known = follow(draft, ladder, sure);
  const settled = given?.grade === ladder.at(-1) && given?.force !== 'may';
  if (open.length === 0 || settled) return known;
  const { why } = holdAll(open);
  const waits = [...known.why, ...why];
  if (known.options.length === 0) return { ...heldGrade({ gap: 'hold', why: waits }), steps: draft.steps };
  return {
    ...known,
    grade: undefined,
    force: 'must',
    options: [...new Set([...known.options, ...mayBecome(draft, ladder, limits)])],
    why: waits,
    open: [...known.open, ...why],
  };
}

const gives = ({ sets }: Limit): boolean => sets;
const holdsDown = ({ sets }: Limit): boolean => !sets;

function follow(draft: Draft, ladder: readonly string[], sure: readonly Limit[]): Draft {
  const given = lowest(ladder, sure.filter(gives));
  const limit = lowest(ladder, sure.filter(holdsDown));
  const now = given === undefined ? draft : give(draft, given);
  return limit === undefined ? now : holdDown(now, ladder, limit);
}

/** What the grade may come to whichever of the open rules turn out to hold: of each kind only one can count in the end. */
function mayBecome(draft: Draft, ladder: readonly string[], limits: readonly Limit[]): readonly string[] {
  const open = limits.filter(({ truth }) => truth !== true);
  return [undefined, ...open.filter(gives)].flatMap((first) =>
    [undefined, ...open.filter(holdsDown)].flatMap((second) => {
      const held = limits.filter((one) => one.truth === true || one === first || one === second);
      return currentOf(follow(draft, ladder, held));
    }),
  );
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
