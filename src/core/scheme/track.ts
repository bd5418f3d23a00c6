import { due } from './outcome.ts';
import { flag, id, list, oneOf, opt, or, record, text, whole, type Of } from './shape.ts';

const cadence = oneOf('any-time', 'week', 'month', 'quarter', 'half-year', 'year', 'once');

/** One step of the procedure: who does what by when (程序). */
const step = record({
  id,
  label: text,
  clause: opt(id),
  action: oneOf(
    'declare',
    'verify',
    'assess',
    'appraise',
    'determine',
    'review',
    'approve',
    'file',
    'publish',
    'object',
    'investigate',
    'reply',
    'appeal',
    'confirm',
    'consolidate',
    'archive',
    'nominate',
    'report',
    'comment',
    'inspect',
  ),
  body: opt(text),
  meeting: opt(oneOf('general-meeting', 'committee-meeting', 'group-meeting', 'report-meeting', 'delegates-meeting')),
  witness: opt(text),
  due: opt(due),
  /** The date fact of the organisation on which the step was done. */
  done: opt(id),
  noticeDays: opt(whole(1)),
  workingDays: or(flag, false),
  places: or(list(text), []),
  identity: opt(oneOf('named', 'either')),
  form: opt(text),
});

/** A chain of steps with its own cadence. */
export const track = record({ id, label: text, clause: opt(id), cadence, steps: list(step, 1) });
export type Track = Of<typeof track>;

/** The whole procedure (考核程序). */
export const procedure = record({
  tracks: or(list(track), []),
  /** Whether the day itself is the first day of a period of days. */
  countFirstDay: or(flag, false),
  correctionNotice: opt(oneOf('restart', 'continue')),
  bodies: or(
    list(
      record({ id, label: text, clause: opt(id), people: opt(whole(1)), barred: or(list(text), []), fact: opt(id) }),
    ),
    [],
  ),
  registers: or(list(text), []),
});
export type Procedure = Of<typeof procedure>;
