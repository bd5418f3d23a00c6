// The second evaluator: one scheme and one facts document to results, straight from docs/scheme-language.md.
// It shares nothing with the first but the shapes of the documents; slow on purpose, no plan, no compilation.
import type { Scheme } from '../../src/core/scheme/scheme.ts';
import { parseFacts } from '../../src/core/score/facts.ts';
import { windowById } from './days.ts';
import { add, div, print, q, sum } from './fraction.ts';
import { accountClosing } from './naive-carry.ts';
import { condition } from './naive-condition.ts';
import { entryErrors } from './naive-check.ts';
import { gradeAll, scoreFor } from './naive-grade.ts';
import type { QuotaResult } from './naive-grade.ts';
import { itemScore } from './naive-item.ts';
import { ledgerErrors } from './naive-ledger.ts';
import { nodeScore } from './naive-node.ts';
import { normsOf } from './naive-norm.ts';
import type { NormLine } from './naive-norm.ts';
import { creditsOf, gatesOf, outcomesOf } from './naive-outcome.ts';
import type { OutcomeLine } from './naive-outcome.ts';
import { rankPlace } from './naive-rank.ts';
import { evaluationsOf } from './naive-reach.ts';
import { categoryOf, standingOf } from './naive-scope.ts';
import { inSubtree, lastDay, orgOf, orgOn, subjectOf } from './world.ts';
import type { World } from './world.ts';

export type SubjectResult = {
  readonly status: 'scored' | 'held' | 'exempt';
  readonly score?: string;
  readonly nodes: Readonly<Record<string, string>>;
  readonly category?: string;
  readonly grade?: string;
  readonly proposed?: string;
  readonly options?: readonly string[];
  readonly provisional?: true;
  readonly ranks: Readonly<Record<string, number>>;
  readonly outcomes: readonly OutcomeLine[];
  readonly account: Readonly<Record<string, string>>;
  readonly gates: Readonly<Record<string, boolean>>;
};

export type OrgResult = { readonly sum?: string; readonly mean?: string; readonly outcomes: readonly OutcomeLine[] };

export type NaiveResults = {
  readonly subjects: Readonly<Record<string, SubjectResult>>;
  readonly orgs: Readonly<Record<string, OrgResult>>;
  readonly quotas: readonly QuotaResult[];
  readonly norms: readonly NormLine[];
};

/** Results, or what is wrong with the facts. */
export type NaiveOutcome =
  | { readonly ok: true; readonly value: NaiveResults }
  | { readonly ok: false; readonly errors: readonly string[] };

export function naive(scheme: Scheme, document: unknown): NaiveOutcome {
  const parsed = parseFacts(document);
  if (!parsed.ok) return { ok: false, errors: parsed.problems.map((one) => `${one.code} ${one.at}`) };
  const w: World = {
    scheme,
    facts: parsed.value,
    period: windowById(parsed.value.period),
    nodes: new Map(),
    items: new Map(),
    postings: new Map(),
    grades: new Map(),
    errors: [],
    ask: { condition, node: nodeScore, item: itemScore, account: accountClosing },
  };
  const wrong = [...ledgerErrors(w), ...entryErrors(w)];
  if (wrong.length > 0) return { ok: false, errors: wrong };
  const quotas = gradeAll(w);
  const subjects = Object.fromEntries(w.facts.subjects.map((one) => [one.id, subjectResult(w, one.id)]));
  const orgs = Object.fromEntries(w.facts.orgs.map((one) => [one.id, orgResult(w, one.id)]));
  if (w.errors.length > 0) return { ok: false, errors: w.errors };
  return { ok: true, value: { subjects, orgs, quotas, norms: normsOf(w) } };
}

function subjectResult(w: World, id: string): SubjectResult {
  const standing = standingOf(w, id);
  const found = scoreFor(w, id);
  const state = w.grades.get(id);
  const category = categoryOf(w, id, { window: w.period });
  const takesPart = standing.kind === 'in' || standing.kind === 'undecided';
  const status = !takesPart
    ? 'exempt'
    : standing.kind === 'undecided' || (found !== undefined && found.score.kind !== 'number')
      ? 'held'
      : 'scored';
  return {
    status,
    ...(found?.score.kind === 'number' ? { score: print(found.score.q) } : {}),
    nodes: standing.kind === 'in' ? nodesOf(w, id) : {},
    ...(typeof category === 'object' ? { category: category.is } : {}),
    ...(state?.grade === undefined ? {} : { grade: state.grade }),
    ...(state?.proposed === undefined ? {} : { proposed: state.proposed }),
    ...(state?.options === undefined ? {} : { options: state.options }),
    ...(state?.provisional === true ? { provisional: true } : {}),
    ranks: ranksOf(w, id),
    outcomes: outcomesOf(w, subjectOf(id)),
    account: standing.kind === 'in' ? accountsOf(w, id) : {},
    gates: gatesOf(w, id),
  };
}

function nodesOf(w: World, id: string): Readonly<Record<string, string>> {
  const lines: [string, string][] = [];
  for (const item of w.scheme.items) {
    const score = itemScore(w, item, id, w.period);
    if (score.kind === 'number') lines.push([item.id, print(score.q)]);
  }
  for (const { node, scope } of evaluationsOf(w, id)) {
    const score = nodeScore(w, node, id, scope);
    if (score.kind === 'number')
      lines.push([scope.id === w.period.id ? node.id : `${node.id}@${scope.id}`, print(score.q)]);
  }
  return Object.fromEntries(lines);
}

function ranksOf(w: World, id: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    w.scheme.rankings.flatMap((ranking) => {
      const place = rankPlace(w, ranking.id, id);
      return place === undefined ? [] : [[ranking.id, place.place]];
    }),
  );
}

function accountsOf(w: World, id: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    w.scheme.carry
      .filter((one) => one.kind === 'account')
      .flatMap((one) => {
        const score = accountClosing(w, one.id, id);
        return score.kind === 'number' ? [[one.id, print(add(score.q, creditsOf(w, one.id, id)))]] : [];
      }),
  );
}

function orgResult(w: World, id: string): OrgResult {
  const { node, scope } = w.scheme.orgs;
  const day = lastDay(w, w.period);
  const members = w.facts.subjects
    .map((one) => one.id)
    .filter((one) => standingOf(w, one).kind === 'in')
    .filter((one) => (scope === 'subtree' ? inSubtree(w, orgOn(w, one, day), id) : orgOn(w, one, day) === id));
  const named = w.scheme.score.find((one) => one.id === (node ?? w.scheme.score[0]?.id));
  const scores = named === undefined ? [] : members.map((one) => nodeScore(w, named, one, w.period));
  const values = scores.flatMap((one) => (one.kind === 'number' ? [one.q] : []));
  const there = values.length > 0 && scores.every((one) => one.kind !== 'held');
  const total = sum(values);
  return {
    ...(there ? { sum: print(total), mean: print(div(total, q(values.length))) } : {}),
    outcomes: outcomesOf(w, orgOf(id)),
  };
}
