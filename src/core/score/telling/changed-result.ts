import { canonicalJson } from '../../json.ts';
import { childrenOf } from '../../scheme/node.ts';
import { periodName } from '../../period.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { textFigure } from '../figures.ts';
import type { OutcomeLine, SubjectResult } from '../results.ts';
import type { Standing } from '../run.ts';
import type { Scored } from '../scored.ts';
import { gateShown } from './explain-gate.ts';
import { draftOf } from './explain-grade.ts';
import { onlyProposals, type ReportLine } from './report-held.ts';
import { gradeText } from './report.ts';

/** One subject's result with the run that it came from, and what it waits for in sentences. */
export type CameOut = {
  readonly result: SubjectResult;
  readonly scored: Scored;
  readonly standing: Standing;
  readonly held: readonly ReportLine[];
};

/**
 * What is different in a result that came out otherwise, from the steps to the proposals; empty where they are the same.
 * A step or a count that only one of the two schemes has says nothing by itself.
 */
export function changesIn(one: CameOut, other: CameOut): string {
  const [before, after] = [one.result, other.result];
  const [out, comesOut] = [before, after].map(({ status }) => status === 'exempt');
  if (out !== comesOut) return out ? `变为参评，总分${spaced(scoreText(after))}`.trimEnd() : '变为不参评';
  const { scheme } = one.scored.run.plan;
  const told = [
    ...nodeChanges(one, other),
    ...fromTo('总分', scoreText(before), scoreText(after)),
    ...fromTo('等次', gradeOf(one), gradeOf(other)),
    ...placeChanges(before, after, scheme),
    ...gateChanges(one, other),
    ...outcomeChanges(before.outcomes, after.outcomes),
  ].map((text) => text.trimEnd());
  if (told.length > 0) return told.join('，');
  const [gone, come] = apart(waits(one), waits(other));
  const held = [...come.map((what) => `还要等：${what}`), ...gone.map((what) => `不用再等：${what}`)];
  if (held.length > 0) return held.join('，');
  return sameJson(before.outcomes, after.outcomes) ? '' : '分数、等次不变，建议的细节（期限、由谁定等）不同';
}

function gradeOf({ result, scored, standing }: CameOut): string {
  return gradeText(result, draftOf(scored, standing));
}

function sameJson(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** That proposals wait goes without saying. */
function waits({ held }: CameOut): readonly string[] {
  return held.filter((line) => !onlyProposals(line)).map((line) => line.what);
}

function fromTo(label: string, before: string, after: string): readonly string[] {
  return before === after ? [] : [`${label}从${spaced(before)}变为${spaced(after)}`];
}

/** Numbers stand apart from the words around them. */
function spaced(text: string): string {
  const [before, after] = [/^[-\d]/u.test(text) ? ' ' : '', /\d$/u.test(text) ? ' ' : ''];
  return text === '' ? '没有' : `${before}${text}${after}`;
}

function scoreText({ score }: SubjectResult): string {
  return score === null ? '待定' : textFigure(score);
}

/** Steps named one by one; the total says the rest. */
const NAMED = 2;

/** The steps where it begins: those below which nothing has changed, of the catalogue where none of the others has. */
function nodeChanges(one: CameOut, other: CameOut): readonly string[] {
  const [before, after] = [one.result, other.result];
  const { score, items } = one.scored.run.plan.scheme;
  const there = [...other.scored.run.plan.scheme.score, ...other.scored.run.plan.scheme.items].map(({ id }) => id);
  const all = new Set([...Object.keys(before.nodes), ...Object.keys(after.nodes)]);
  const keys = [...all].filter((key) => there.includes(nodeOf(key)));
  const changed = keys.filter((key) => before.nodes[key] !== after.nodes[key]);
  const ids = new Set(changed.map(nodeOf));
  const nodes = score.filter((node, at) => at > 0 && ids.has(node.id));
  const first = nodes.filter((node) => !childrenOf(node).some((id) => ids.has(id)));
  const listed = nodes.length > 0 || ids.has(score[0]?.id ?? '') ? first : items.filter((item) => ids.has(item.id));
  return listed
    .flatMap(({ id, label }) => changed.filter((key) => nodeOf(key) === id).map((key) => ({ key, label })))
    .slice(0, NAMED)
    .flatMap(({ key, label }) => {
      const window = key.slice(nodeOf(key).length + 1);
      const name = `「${label}」${window === '' ? '' : `（${periodName(window)}）`}`;
      return fromTo(name, nodeText(before.nodes[key]), nodeText(after.nodes[key]));
    });
}

function nodeText(value: string | null | undefined): string {
  return value === undefined ? '不计' : value === null ? '待定' : textFigure(value);
}

function nodeOf(key: string): string {
  return key.replace(/@.*$/u, '');
}

function placeChanges(before: SubjectResult, after: SubjectResult, scheme: Scheme): readonly string[] {
  const { scope, rankings, carry } = scheme;
  const category = (id: string | undefined): string =>
    id === undefined ? '未定' : (scope.categories.find((one) => one.id === id)?.label ?? id);
  const place = (rank: number | undefined): string => (rank === undefined ? '未定' : `第 ${rank}`);
  const kept = ({ account, carry: earlier }: SubjectResult, id: string): string => {
    const value = account?.[id] ?? earlier?.[id];
    return typeof value === 'string' ? textFigure(value) : value === undefined ? '未定' : value ? '是' : '否';
  };
  return [
    ...fromTo('类别', category(before.category), category(after.category)),
    ...rankings.flatMap(({ id, label }) => fromTo(label, place(before.ranks?.[id]), place(after.ranks?.[id]))),
    ...fromTo(rankings[0]?.label ?? '名次', place(before.rank), place(after.rank)),
    ...carry.flatMap(({ id, label }) => fromTo(`「${label}」`, kept(before, id), kept(after, id))),
  ];
}

function gateChanges(one: CameOut, other: CameOut): readonly string[] {
  const text = ({ result, scored, standing }: CameOut, gate: Scheme['gates'][number]): string => {
    const shown = gateShown(scored.run, standing, gate, result.gates?.[gate.id]);
    return shown === undefined ? '待定' : shown ? '有' : '没有';
  };
  const there = new Map(other.scored.run.plan.scheme.gates.map((gate) => [gate.id, gate]));
  return one.scored.run.plan.scheme.gates.flatMap((gate) => {
    const same = there.get(gate.id);
    return same === undefined ? [] : fromTo(`「${gate.label}」`, text(one, gate), text(other, same));
  });
}

function outcomeChanges(before: readonly OutcomeLine[], after: readonly OutcomeLine[]): readonly string[] {
  const [gone, come] = apart(
    before.map((one) => one.do),
    after.map((one) => one.do),
  );
  return [...come.map((one) => `多了建议「${one}」`), ...gone.map((one) => `没有建议「${one}」`)];
}

/** What only the first list has, and what only the second. */
function apart(first: readonly string[], second: readonly string[]): readonly [readonly string[], readonly string[]] {
  return [first.filter((one) => !second.includes(one)), second.filter((one) => !first.includes(one))];
}
