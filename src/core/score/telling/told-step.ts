import { periodName } from '../../period.ts';
import type { Explained } from './explain.ts';
import { AWAY, type ExplainedEntry } from './explained-entry.ts';
import { textFigure } from '../figures.ts';

/** A step with its place in the tree, the same wherever it is told: on the screen, in the workbook, on paper (步骤编号). */
export type ToldStep = {
  /** Empty for the whole; `1.2` for the second step of the first. */
  readonly number: string;
  readonly step: Explained;
  /** Nothing happened in it: no entry, nothing missing, nothing below. */
  readonly quiet: boolean;
  readonly parts: readonly ToldStep[];
};

/** Numbers the steps of an explanation; a step that only passes on the one below it gives way to it. */
export function toldStep(whole: Explained, number = ''): ToldStep {
  const step = unwrapped(whole);
  const above = number === '' ? '' : `${number}.`;
  const parts = step.parts.map((part, at) => toldStep(part, `${above}${at + 1}`));
  return { number, step, quiet: isQuiet(step), parts };
}

/** The step below, under the name of the one that passes it on. */
function unwrapped(step: Explained): Explained {
  const [only] = step.parts;
  const passes = (step.how === '' || step.kind === 'chosen') && step.notes.length + step.entries.length === 0;
  const same = only !== undefined && only.value === step.value && only.window === step.window;
  if (!passes || !same || step.parts.length !== 1 || (only.clause ?? step.clause) !== step.clause) return step;
  return { ...unwrapped(only), label: step.label };
}

function isQuiet({ entries, notes, parts, value, how, kind }: Explained): boolean {
  const still = (how === '' || kind === 'full' || kind === 'nothing') && value !== null;
  const empty = entries.length === 0 && (kind === 'away' || notes.length === 0) && parts.every(isQuiet);
  return still && empty && (parts.length === 0 || value === '0');
}

/** The one entry that is the score of a step, given directly; it stands in the line of the step. */
export function givenEntry({ entries, label, kind, parts }: Explained): ExplainedEntry | undefined {
  const [only] = entries;
  if (only === undefined || entries.length > 1 || parts.length > 0 || only.dropped !== undefined) return undefined;
  return only.what === label || kind === 'given' ? only : undefined;
}

/** Zeros named one by one; more of them say nothing more. */
const NAMED = 6;

/** Steps in which nothing happened, in a line for those that kept all, had nothing, or cannot occur. */
export function quietLines(told: readonly ToldStep[], around: string | undefined): readonly string[] {
  const steps = told.map((one) => one.step);
  const away = steps.filter((one) => one.kind === 'away');
  const there = steps.filter((one) => !away.includes(one));
  const full = there.filter((one) => one.kind === 'full');
  const still = there.filter((one) => !full.includes(one));
  const many = still.length > NAMED && still.every((one) => one.value === '0');
  return [
    ...lineOf('没有扣分的', full, around),
    ...(many ? [`没有记录的：${still.length} 项，都是 0`] : lineOf('没有记录的', still, around)),
    ...lineOf(AWAY, away, around),
  ];
}

function lineOf(title: string, steps: readonly Explained[], around: string | undefined): readonly string[] {
  if (steps.length === 0) return [];
  return [
    `${title}：${steps.map((one) => `${one.label}${windowText(one, around)} ${textFigure(one.value ?? '')}`).join('、')}`,
  ];
}

/** The sub-period of a step, where the step around it is of another. */
export function windowText({ window }: Explained, around: string | undefined): string {
  return window === undefined || window === around ? '' : `（${periodName(window)}）`;
}
