import type { Problem } from '../../problem.ts';
import type { Unit } from '../condition.ts';
import type { Scheme } from '../scheme.ts';
import { isGivenDirectly, type Item } from '../item.ts';
import { childrenOf, type ScoreNode } from '../node.ts';
import type { Track } from '../track.ts';
import { dueProblems } from './deadlines.ts';
import { found } from './found.ts';

/** The procedure and the units of time: what can never happen, and what is missing (程序与时间). */
export function checkProcess(scheme: Scheme): readonly Problem[] {
  const steps = scheme.process.tracks.flatMap((track) => track.steps.map((step) => ({ track, step })));
  return [
    ...steps.flatMap(({ track, step }) => stepProblems(track, step)),
    ...openness(
      scheme,
      steps.map(({ step }) => step),
    ),
    ...effectiveProblems(scheme),
    ...unitProblems(scheme),
    ...partProblems(scheme),
    ...scheme.norms.flatMap(normProblems),
    ...(scheme.examples.length === 0 ? [found('no-examples', 'examples')] : []),
    ...scheme.examples
      .filter((one) => isEmpty(one.expect))
      .map((one) => found('example-expects-nothing', `examples.${one.id}.expect`, { name: one.name })),
  ];
}

type Step = Track['steps'][number];

function stepProblems(track: Track, step: Step): readonly Problem[] {
  const at = `process.tracks.${track.id}.steps.${step.id}`;
  const problems: Problem[] = [...dueProblems(step.due, `${at}.due`, step.clause)];
  if (step.identity !== undefined && !['object', 'appeal', 'comment', 'report'].includes(step.action)) {
    problems.push(found('identity-idle', `${at}.identity`, { step: step.label }, step.clause));
  }
  if (step.workingDays && step.noticeDays === undefined)
    problems.push(found('working-days-idle', `${at}.workingDays`, { step: step.label }, step.clause));
  return problems;
}

/** Publishing without a time, and publishing without a way to object. */
function openness(scheme: Scheme, steps: readonly Step[]): readonly Problem[] {
  if (scheme.process.tracks.length === 0) return [found('no-process', 'process.tracks')];
  const published = steps.filter((one) => one.action === 'publish');
  if (published.length === 0) return [found('no-publish-step', 'process.tracks')];
  const problems: Problem[] = [];
  if (!published.some((one) => one.noticeDays !== undefined))
    problems.push(found('notice-without-days', 'process.tracks', {}, published[0]?.clause));
  if (!steps.some((one) => one.action === 'object' || one.action === 'appeal'))
    problems.push(found('no-objection-step', 'process.tracks', {}, published[0]?.clause));
  return problems;
}

function effectiveProblems({ effective }: Scheme): readonly Problem[] {
  const { from, to } = effective;
  return to !== undefined && to < from ? [found('effective-backwards', 'effective.to', { from, to })] : [];
}

const LENGTH: Readonly<Record<Unit, number>> = { day: 1, week: 2, month: 3, quarter: 4, 'half-year': 5, year: 6 };

/** Sub-periods must be shorter than what they are parts of. */
function unitProblems(scheme: Scheme): readonly Problem[] {
  const { unit, posting, clause } = scheme.period;
  const problems: Problem[] = [];
  if (posting !== undefined && LENGTH[posting] >= LENGTH[unit])
    problems.push(found('posting-not-shorter', 'period.posting', { posting, unit }, clause));
  const parts = [
    ...scheme.ballots.map((one) => ({ per: one.per, at: `ballots.${one.id}.per`, clause: one.clause })),
    ...scheme.inputs.map((one) => ({ per: one.per, at: `inputs.${one.id}.per`, clause: one.clause })),
    ...scheme.items.map((one) => ({ per: one.per, at: `items.${one.id}.per`, clause: one.clause })),
  ];
  for (const { per, at, clause: own } of parts) {
    if (per !== undefined && LENGTH[per] >= LENGTH[unit])
      problems.push(found('part-not-shorter', at, { part: per, unit }, own));
  }
  for (const node of scheme.score) {
    if (!('over' in node) || LENGTH[node.over.unit] < LENGTH[unit]) continue;
    problems.push(
      found(
        'over-not-shorter',
        `score.${node.id}.over.unit`,
        { node: node.label, part: node.over.unit, unit },
        node.clause,
      ),
    );
  }
  return problems;
}

/** What is reported by sub-period must be put together by sub-period, and the other way round. */
function partProblems(scheme: Scheme): readonly Problem[] {
  const within = new Map<string, Unit>();
  for (const node of scheme.score) if ('over' in node) spread(scheme, node.over.node, node.over.unit, within);
  return scheme.score.flatMap((node) => {
    const unit = within.get(node.id);
    const code = unit === undefined ? 'part-never-combined' : 'part-wrong-unit';
    return givenIn(scheme, node).flatMap(({ at, label, per }) =>
      per === unit ? [] : [found(code, at, { label, per: per ?? '整个周期', unit: unit ?? '' }, node.clause)],
    );
  });
}

type Given = { readonly at: string; readonly label: string; readonly per?: Unit };

/** What people give for a node: a score, a vote, or points for items, each once or once in every sub-period. */
function givenIn(scheme: Scheme, node: ScoreNode): readonly Given[] {
  const at = `score.${node.id}`;
  if ('input' in node) return scheme.inputs.filter(({ id }) => id === node.input).map((one) => ({ ...one, at }));
  if ('ballot' in node) return scheme.ballots.filter(({ id }) => id === node.ballot).map((one) => ({ ...one, at }));
  return itemsOf(scheme, node)
    .filter(isGivenDirectly)
    .map((one) => ({ ...one, at: `items.${one.id}.per` }));
}

function itemsOf({ items }: Scheme, node: ScoreNode): readonly Item[] {
  if ('section' in node) return items.filter((one) => one.section === node.section);
  return 'items' in node ? items.filter((one) => node.items.includes(one.id)) : [];
}

function spread(scheme: Scheme, id: string, unit: Unit, within: Map<string, Unit>): void {
  const node = scheme.score.find((one) => one.id === id);
  if (node === undefined || within.has(id)) return;
  within.set(id, unit);
  if (!('over' in node)) for (const child of childrenOf(node)) spread(scheme, child, unit, within);
}

function normProblems(norm: Scheme['norms'][number]): readonly Problem[] {
  const at = `norms.${norm.id}`;
  const data = { norm: norm.label };
  const limits = 'count' in norm ? norm.count : 'ratio' in norm ? norm.ratio : 'range' in norm ? norm.range : undefined;
  if (limits !== undefined && limits.least === undefined && limits.most === undefined)
    return [found('norm-without-limit', at, data, norm.clause)];
  if ('count' in norm && norm.count.fact === undefined && norm.count.item === undefined)
    return [found('norm-without-source', at, data, norm.clause)];
  if (!('day' in norm)) return [];
  const problems =
    norm.day.fact === undefined && norm.day.item === undefined
      ? [found('norm-without-source', at, data, norm.clause)]
      : [];
  return norm.day.dayOfMonth > 31
    ? [...problems, found('no-such-day-of-month', `${at}.day`, { got: String(norm.day.dayOfMonth) }, norm.clause)]
    : problems;
}

function isEmpty(expect: unknown): boolean {
  return typeof expect !== 'object' || expect === null || Object.keys(expect).length === 0;
}
