import type { Result } from '../../problem.ts';
import { readingsIn, type Choices, type ReadingState, type Ruleset } from '../../scheme/resolve.ts';
import { own } from '../../own.ts';
import { sentence } from '../../text/sentence.ts';
import { choicesIn, type FactsFile } from '../book/facts.ts';
import { scoreRuleset } from '../evaluate.ts';
import { idOf } from '../book/roster.ts';
import type { Scoring } from '../scored.ts';
import { changesIn, type CameOut } from './changed-result.ts';
import { heldRows, type ReportLine } from './report-held.ts';
import { clauseNumbers, naming } from './report.ts';

/** A reading that somebody's result hangs on: how it is read now, and what the other options make of the result. */
export type Hinge = ReportLine & { readonly changes: readonly string[] };

/** That a result is a trial: how many readings nobody has decided (试算). */
export type Trial = {
  readonly open: number;
  /** Those that would change the result by themselves; left out where none was tried. */
  readonly related?: readonly Hinge[];
};

/** Facts that have been scored, and the rules as other options would make them. */
export type Triable = {
  readonly ruleset: Ruleset;
  readonly facts: FactsFile;
  readonly scoring: Scoring;
  readonly rulesFor: (choices: Choices) => Result<Ruleset>;
};

/** Undefined where every reading is decided. */
export function trialOf(ruleset: Ruleset): Trial | undefined {
  const open = openReadings(ruleset).length;
  return open === 0 ? undefined : { open };
}

function openReadings({ parts, readings }: Ruleset): ReturnType<typeof readingsIn> {
  return readingsIn(parts).filter(({ reading }) => !(readings[reading.id] as ReadingState).decided);
}

/** Rows of facts, times options, that are scored in about as long as a file of so many takes to be read. */
const MOST_ROWS = 5_000_000;

/**
 * Scores the facts again with each other option of each undecided reading, one at a time, and tells what becomes of one
 * subject's result. Whether a reading concerns somebody cannot be seen in its clause: it may act through other people,
 * places and averages. Where there are too many facts none is tried, and nothing is claimed.
 */
export function triedReadings(of: Triable, id: string, most = MOST_ROWS): Trial | undefined {
  const { ruleset, facts, scoring } = of;
  const open = openReadings(ruleset);
  const before = cameOut(scoring, id);
  if (open.length === 0 || before === undefined) return trialOf(ruleset);
  const runs = open.reduce((sum, one) => sum + one.reading.options.length - 1, 0);
  if (runs * (facts.subjects.length + facts.entries.length) > most) return { open: open.length };
  const related = open.flatMap(({ reading, part }) => {
    const { choice } = ruleset.readings[reading.id] as ReadingState;
    const others = reading.options.filter((one) => one.id !== choice);
    const changes = others.map(({ id: option, text }) => ({
      text,
      change: changeBy(of, { reading: reading.id, option }, before, id),
    }));
    const told = Map.groupBy(
      changes.filter((one) => one.change !== ''),
      (one) => one.change,
    );
    if (told.size === 0) return [];
    const now = reading.options.find((one) => one.id === choice)?.text ?? choice;
    return {
      what: `${reading.question}先按「${now}」`,
      clause: clauseNumbers([part])(reading.clause),
      changes: [...told].map(([change, ones]) => `改选${ones.map((one) => `「${one.text}」`).join('或')}：${change}`),
    };
  });
  return { open: open.length, related };
}

/** What another option makes of a result, in words; empty where nothing. */
function changeBy(
  { facts, rulesFor }: Triable,
  { reading, option }: { readonly reading: string; readonly option: string },
  before: CameOut,
  id: string,
): string {
  const choices = choicesIn(facts);
  const rules = rulesFor({ ...choices, readings: { ...choices.readings, [reading]: option } });
  const scored = rules.ok ? scoreRuleset(rules.value, facts, () => '') : rules;
  if (scored.ok) {
    const after = cameOut(scored.value, id);
    return after === undefined ? '' : changesIn(before, after);
  }
  const fault = scored.problems.find((one) => one.severity === 'error');
  return fault === undefined ? '' : `填的要改才算得出：${sentence(fault)}`;
}

function cameOut(scoring: Scoring, id: string): CameOut | undefined {
  const { results, scored } = scoring;
  const result = own(results.subjects, id);
  if (result === undefined) return undefined;
  const name = naming(scoring).person;
  for (const one of scored) {
    const { book, standings } = one.run;
    const standing = standings.find(({ person }) => idOf(book, person) === id);
    if (standing !== undefined) return { result, scored: one, standing, held: heldRows(result.held, () => '', name) };
  }
  return undefined;
}
