import type { Ruleset } from '../scheme/resolve.ts';
import type { Scored, Scoring } from '../score/scored.ts';
import { clauseNo } from '../score/telling/explained-entry.ts';
import type { Explained } from '../score/telling/explain.ts';
import { explanationOf, type Explanation } from '../score/telling/explanation.ts';
import type { FoundSubject } from '../score/telling/find-subject.ts';
import type { ReportLine } from '../score/telling/report-held.ts';
import { reportOf } from '../score/telling/report.ts';
import type { Run, Standing } from '../score/run.ts';
import { disclose, tells, totalOf, type Looker } from './disclose.ts';
import type { Audience } from './level.ts';
import { maySpread, SIZES, type SizeRule } from './size.ts';
import { viewerOf, type View, type Viewer } from './view.ts';
import { own } from '../own.ts';

/**
 * The explanation of one subject as an audience may see it, by the same rules as the results; undefined for whoever is
 * not theirs to see.
 */
export function discloseExplained(
  ruleset: Ruleset,
  scoring: Scoring,
  found: FoundSubject,
  looker: Looker,
  sizes: SizeRule = SIZES,
): Explanation | undefined {
  const { scored, standing, id } = found;
  const { audience } = looker;
  const result = own(scoring.results.subjects, id);
  if (result === undefined || (looker.audience === 'self' && looker.subject !== id)) return undefined;
  const shown = { results: disclose(scoring, looker, sizes), scored: scoring.scored, notices: [] };
  const whole = explanationOf(ruleset, reportOf(ruleset, shown), found, audience === 'superior');
  const viewer = viewerOf(scored, audience, sizes);
  const view = viewer.view(standing.person, result);
  const veil = { run: scored.run, person: standing.person, audience, view, viewer, sizes };
  const steps = whole.steps === undefined ? undefined : veiled(whole.steps, veil);
  const votes = whole.votes.filter(
    (one) => audience === 'superior' || maySpread(scored.run, standing.person, one.ballot, undefined, sizes),
  );
  const wide = audience === 'board' || audience === 'members';
  return {
    ...whole,
    steps,
    standing: wide ? [] : whole.standing.filter((line) => audience === 'superior' || !speaksOf(line, veil)),
    votes: wide ? [] : votes,
    grading: gradingFor(whole, scored, standing, veil),
  };
}

/** How a score became a grade names the score: told to whoever sees it, without what is sensitive. */
function gradingFor(whole: Explanation, scored: Scored, standing: Standing, veil: Veil): Explanation['grading'] {
  const { audience, view, viewer } = veil;
  if (audience === 'superior') return whole.grading;
  if (audience !== 'self' || !view.shows(totalOf(scored))) return [];
  const steps = scored.graded.drafts[standing.person]?.steps ?? [];
  return whole.grading.filter((_, at) => !tells(steps[at] ?? { what: '' }, viewer.sensitive));
}

/** Whether a line as it is printed speaks of discipline or investigation. */
function speaksOf({ what, clause }: ReportLine, { run, viewer }: Veil): boolean {
  const { labels, clauses } = viewer.sensitive;
  return labels.some((label) => what.includes(label)) || [...clauses].some((id) => clauseNo(run, id) === clause);
}

/** By what an explanation is filtered. */
type Veil = {
  readonly run: Run;
  readonly person: number;
  readonly audience: Audience;
  readonly view: View;
  readonly viewer: Viewer;
  readonly sizes: SizeRule;
};

/**
 * An explanation with everything left out that the audience may not see: numbers, the figures that lead to them, the
 * entries behind them. Hidden steps are not there at all; others keep their name and clause.
 */
function veiled(tree: Explained, veil: Veil): Explained {
  const { audience, view } = veil;
  const name = nameOf(tree);
  const parts = tree.parts.filter((part) => view.level(nameOf(part)) !== 'hidden').map((part) => veiled(part, veil));
  if (!view.shows(name)) {
    // How the value came about would tell of it.
    const { kind: _, ...rest } = tree;
    return { ...rest, value: null, withheld: true, how: '', read: '', notes: [], entries: [], parts };
  }
  const wide = audience === 'board' || audience === 'members';
  return {
    ...tree,
    how: tellsOthers(tree, veil) ? '' : tree.how,
    notes: tree.value === null ? reasons(tree.notes, veil) : tree.notes,
    read: wide ? '' : tree.read,
    entries: wide ? [] : tree.entries,
    parts,
  };
}

function nameOf({ id, window }: Explained): string {
  return window === undefined ? id : `${id}@${window}`;
}

/** Whether the figures of a step would give away another number: a part kept back, other people's scores, single papers. */
function tellsOthers(tree: Explained, { run, person, audience, view, sizes }: Veil): boolean {
  if (audience === 'superior') return false;
  if (tree.parts.some((part) => !view.shows(nameOf(part)))) return true;
  const node = run.plan.scheme.score.find((one) => one.id === tree.id);
  if (node === undefined) return false;
  if ('ballot' in node) return !maySpread(run, person, node.ballot, tree.window, sizes);
  return 'ofHighest' in node || ('from' in node && node.from.of !== 'own');
}

/** Why something waits: boards and other members are not told; nobody is told of discipline or investigation. */
function reasons(notes: readonly string[], { run, audience, viewer }: Veil): readonly string[] {
  if (audience === 'superior') return notes;
  if (audience !== 'self') return [];
  const { labels, clauses } = viewer.sensitive;
  const signs = [...labels, ...[...clauses].map((id) => `（${clauseNo(run, id)}）`)];
  const open = notes.filter((note) => !signs.some((sign) => note.includes(sign)));
  return open.length === notes.length ? notes : [...open, '待定'];
}
