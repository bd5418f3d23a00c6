import type { ReadingState, Ruleset } from '../../scheme/resolve.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Explained } from './explain.ts';
import type { ReportLine } from './report-held.ts';
import { toldStep, type ToldStep } from './told-step.ts';

/** That a result is a trial: how many readings nobody has decided, and those of the clauses that it hangs on (试算). */
export type Trial = { readonly open: number; readonly related: readonly ReportLine[] };

/** What somebody is told: the steps of the score, and the lines behind it. */
type Told = { readonly steps: Explained | undefined; readonly lines: readonly { readonly clause: string }[] };

/** Undefined where every reading of the scheme is decided. */
export function trialOf(
  ruleset: Ruleset,
  { readings }: Scheme,
  told: Told,
  clauses: (id: string | undefined) => string,
): Trial | undefined {
  const open = readings.filter((one) => !(ruleset.readings[one.id] as ReadingState).decided);
  if (open.length === 0) return undefined;
  const used = clausesOf(told);
  const related = open.flatMap(({ id, question, options, clause }) => {
    const { choice } = ruleset.readings[id] as ReadingState;
    const text = options.find((one) => one.id === choice)?.text ?? choice;
    const line = { what: `${question}先按「${text}」`, clause: clauses(clause) };
    return used.has(line.clause) ? [line] : [];
  });
  return { open: open.length, related };
}

/** The clauses of everything that happened to somebody; where nothing did, no reading could change it. */
function clausesOf({ steps, lines }: Told): ReadonlySet<string> {
  const behind = lines.map((one) => one.clause);
  return new Set([...behind, ...(steps === undefined ? [] : stepClauses(toldStep(steps)))].filter((one) => one !== ''));
}

function stepClauses({ step, quiet, parts }: ToldStep): readonly string[] {
  if (quiet) return [];
  const own = [step, ...step.entries].map((one) => one.clause ?? '');
  return [...own, ...parts.flatMap(stepClauses)];
}
