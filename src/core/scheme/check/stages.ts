import type { Problem } from '../../problem.ts';
import type { Condition } from '../condition.ts';
import type { Scheme } from '../scheme.ts';
import { childrenOf } from '../node.ts';
import { found } from './found.ts';
import { conditionPlaces, leavesOf, type ConditionPlace, type Stage } from './places.ts';

const STAGES: readonly (readonly [kind: string, stage: Stage, word: string])[] = [
  ['fact', 0, '情况'],
  ['role', 0, '关系'],
  ['reading', 0, '读法'],
  ['category', 1, '类别'],
  ['entries', 2, '台账'],
  ['findings', 2, '检查结果'],
  ['item', 3, '项目分'],
  ['node', 3, '节点分'],
  ['account', 3, '账户'],
  ['veto', 3, '一票否决'],
  ['rank', 4, '名次'],
  ['grade', 5, '等次'],
  ['carry', 4, '跨期结转'],
  ['outcome', 7, '结果运用'],
];
const WHEN: Readonly<Record<Stage, string>> = {
  0: '登记情况时',
  1: '归类时',
  2: '记分时',
  3: '算分时',
  4: '排名时',
  5: '定等次时',
  6: '结转时',
  7: '提出结果运用时',
};

/** Conditions that ask for what is not known yet, and things that wait for each other (先后次序). */
export function checkStages(scheme: Scheme): readonly Problem[] {
  const places = conditionPlaces(scheme);
  return [
    ...places.flatMap((place) => tooEarly(place, scheme)),
    ...circles(scheme, places),
    ...outcomeOrder(scheme),
    ...circularFrom(scheme),
  ];
}

function tooEarly({ at, condition, stage, clause }: ConditionPlace, scheme: Scheme): readonly Problem[] {
  return leavesOf(condition).flatMap((leaf) => {
    return STAGES.filter(([kind]) => kind in leaf).flatMap(([, known, asks]) => {
      const needs = 'carry' in leaf ? carryStage(scheme, leaf.carry) : known;
      return needs <= stage
        ? []
        : [found('asked-too-early', at, { asks, known: WHEN[needs], stage: WHEN[stage] }, clause)];
    });
  });
}

/** A carry is known after grading only if it looks at grades. */
function carryStage(scheme: Scheme, id: string): Stage {
  const when = scheme.carry.find((one) => one.id === id)?.when;
  return when !== undefined && leavesOf(when).some((leaf) => 'grade' in leaf) ? 6 : 4;
}

/** Nodes, by structure or by the conditions of a choice, that end up needing themselves. */
function circles(scheme: Scheme, places: readonly ConditionPlace[]): readonly Problem[] {
  const needs = new Map<string, readonly string[]>(
    scheme.score.map((node) => {
      const asked = places
        .filter(({ at }) => at.startsWith(`score.${node.id}.`))
        .flatMap(({ condition }) => leavesOf(condition).flatMap(nodeIn));
      return [node.id, [...childrenOf(node), ...asked]];
    }),
  );
  return scheme.score
    .filter((node) => needsItself(needs, node.id))
    .map((node) => found('circular-node', `score.${node.id}`, { node: node.label }, node.clause));
}

function nodeIn(leaf: Condition): readonly string[] {
  return 'node' in leaf ? [leaf.node] : [];
}

/** Whether what something needs, and what that needs in turn, comes back to it. */
function needsItself(needs: ReadonlyMap<string, readonly string[]>, id: string): boolean {
  const seen = new Set(needs.get(id));
  for (const one of seen) for (const next of needs.get(one) ?? []) seen.add(next);
  return seen.has(id);
}

/** Outcomes are judged from top to bottom: one may only ask about those above it. */
function outcomeOrder(scheme: Scheme): readonly Problem[] {
  return scheme.outcomes.flatMap((one, index) =>
    leavesOf(one.when).flatMap((leaf) => {
      if (!('outcome' in leaf)) return [];
      const other = scheme.outcomes.findIndex(({ id }) => id === leaf.outcome);
      return other < index ? [] : [found('outcome-order', `outcomes.${one.id}.when`, { id: leaf.outcome }, one.clause)];
    }),
  );
}

function circularFrom(scheme: Scheme): readonly Problem[] {
  return scheme.score.flatMap((node) =>
    'from' in node && node.from.scheme === scheme.scheme
      ? [found('circular-from', `score.${node.id}.from.scheme`, { id: scheme.scheme }, node.clause)]
      : [],
  );
}
