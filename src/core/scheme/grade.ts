import { amount, conditionRef, periodUnit } from './condition.ts';
import { either, flag, id, list, oneOf, opt, or, record, text, whole, type Of } from './shape.ts';

/** 一律、应: must; 原则上、一般应: should, a person may leave it with a reason; 可、酌情: may, waits for a body. */
export const force = oneOf('must', 'should', 'may');
export type Force = Of<typeof force>;

const countedAmong = oneOf('all-members', 'full-members', 'graded-members');
/** How a share of the people becomes whole places. */
const placesRounding = oneOf('round-down', 'half-up', 'round-up');
const ties = oneOf('human', 'all-in', 'all-out');

const band = record({
  grade: text,
  from: opt(amount),
  above: opt(amount),
  to: opt(amount),
  below: opt(amount),
  also: opt(conditionRef),
  /** Score fits but `also` does not hold: next grade down, a person decides, or this grade. */
  unmet: or(either(oneOf('next', 'pending'), record({ grade: text })), 'next'),
  force: or(force, 'must'),
  /** No grade here: a person decides among these. */
  pending: opt(list(text)),
  clause: opt(id),
});
export type Band = Of<typeof band>;

const standing = record({
  grade: text,
  end: oneOf('top', 'bottom'),
  share: opt(amount),
  count: opt(amount),
  among: countedAmong,
  rounding: or(placesRounding, 'round-down'),
  ties,
  /** A choice fact (靠前/中间/靠后) by which the branch has already decided; wins over share and count. */
  fact: opt(id),
  value: opt(text),
  unmet: oneOf('next', 'upper', 'same', 'pending', 'lower'),
  clause: id,
});

const quota = record({
  id,
  grade: text,
  share: opt(amount),
  count: opt(amount),
  among: countedAmong,
  rounding: placesRounding,
  /** Among whom the places are handed out: each organisation for itself, or everybody. */
  over: or(oneOf('org', 'all'), 'org'),
  keys: list(id, 1),
  ties,
  force: or(oneOf('must', 'should'), 'must'),
  spill: text,
  clause: id,
});

/** How a score becomes a grade (定等). Tables are tried in order; the first whose `when` holds is used. */
export const grading = record({
  clause: id,
  ladder: list(text, 1),
  tables: list(
    record({
      id,
      when: opt(conditionRef),
      node: opt(id),
      /** Scored but not graded (预备党员、积极分子 in some schemes). */
      ungraded: or(flag, false),
      /** 化整 before the bands. */
      rounding: or(oneOf('none', 'integer-half-up'), 'none'),
      /** A score between the printed ranges of two bands. */
      gaps: or(oneOf('lower-band', 'upper-band', 'pending'), 'lower-band'),
      /** A score that two bands both name. */
      shared: or(oneOf('higher-band', 'lower-band'), 'higher-band'),
      bands: list(band),
      /** Below every band. */
      otherwise: opt(
        record({
          grade: opt(text),
          force: or(force, 'must'),
          pending: opt(list(text)),
          clause: opt(id),
          missing: opt(text),
        }),
      ),
      vote: opt(record({ ballot: id, rule: oneOf('plurality', 'majority'), otherwise: text, clause: id })),
    }),
    1,
  ),
  mandatory: opt(
    record({
      allowed: list(text, 1),
      choose: oneOf('judged', 'by-score', 'lowest'),
      met: oneOf('full-marks', 'any-points', 'judged'),
      /** set fact naming mandatory items that a body found met, for `judged`. */
      metFact: opt(id),
      clause: id,
    }),
  ),
  standings: or(list(standing), []),
  quotas: or(list(quota), []),
  overrides: or(
    list(
      record({
        id,
        when: conditionRef,
        grade: opt(text),
        atMost: opt(text),
        provisional: or(flag, false),
        force: or(force, 'must'),
        clause: id,
      }),
    ),
    [],
  ),
  /** Applied last, from what went before (连续两年警示 → 不合格). */
  carried: or(list(record({ id, when: conditionRef, grade: text, force: or(force, 'must'), clause: id })), []),
  confirm: opt(record({ by: text, clause: id })),
});
export type Grading = Of<typeof grading>;

/** An order that a clause asks for; ties share the place (1、2、2、4). */
export const ranking = record({
  id,
  label: text,
  clause: id,
  node: opt(id),
  account: opt(id),
  among: or(oneOf('org', 'all'), 'org'),
  /** One order for each sub-period of this length, instead of one for the whole period. */
  per: opt(periodUnit),
  first: or(oneOf('highest', 'lowest'), 'highest'),
  /** Of how many people a `share` is taken. */
  base: or(countedAmong, 'graded-members'),
  rounding: or(placesRounding, 'round-down'),
  ties: or(ties, 'all-in'),
  /** Nobody is last where all are equal, or where the branch is this small and a person must say. */
  allEqual: or(oneOf('none', 'all'), 'none'),
  small: opt(record({ upTo: whole(1), choose: oneOf('apply', 'human') })),
});
export type Ranking = Of<typeof ranking>;
