// The second evaluator: one scheme and one facts document to results, straight from docs/scheme-language.md.
// It shares nothing with the first but the shapes of the documents; slow on purpose, no plan, no compilation.
import type { Scheme } from '../../../src/core/scheme/scheme.ts';
import { factsOf } from './facts.ts';
import type { Facts, Person, Result } from './facts.ts';
import { periodSpan } from './days.ts';
import { add, cmp, div, print, q, sum } from './fraction.ts';
import type { Q } from './fraction.ts';
import { accountClosing, carryValue } from './carry.ts';
import { condition } from './condition.ts';
import { deadlinesOf } from './deadline.ts';
import type { DeadlineLine } from './deadline.ts';
import { gradeAll } from './grade.ts';
import type { QuotaResult } from './grade.ts';
import { itemScore } from './item.ts';
import { nodeScore, totalScore } from './node.ts';
import { normsOf } from './norm.ts';
import type { NormLine } from './norm.ts';
import { creditsOf, gatesOf, outcomesOf } from './outcome.ts';
import type { OutcomeLine } from './outcome.ts';
import { openOrders, placeIn, windowsOf } from './rank.ts';
import type { OpenOrder } from './rank.ts';
import { evaluationsOf } from './reach.ts';
import { categoryOf, isAway, isRated, standingOf, takesPart } from './scope.ts';
import { textsOf } from './text.ts';
import { homeOf, inSubtree, lastDay, orgOf, subjectOf, valueOn } from './world.ts';
import type { GradeState, World } from './world.ts';

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
  readonly carry: Readonly<Record<string, string | boolean>>;
};

export type OrgResult = {
  readonly sum?: string;
  readonly mean?: string;
  readonly rank?: number;
  readonly outcomes: readonly OutcomeLine[];
};

export type NaiveResults = {
  readonly subjects: Readonly<Record<string, SubjectResult>>;
  readonly orgs: Readonly<Record<string, OrgResult>>;
  readonly quotas: readonly QuotaResult[];
  readonly openRanks: readonly OpenOrder[];
  readonly norms: readonly NormLine[];
  readonly deadlines: readonly DeadlineLine[];
};

/** Results, or the decisions that the scheme does not leave to anybody. */
export type NaiveOutcome =
  | { readonly ok: true; readonly value: NaiveResults }
  | { readonly ok: false; readonly errors: readonly string[] };

const NOTHING: NaiveResults = { subjects: {}, orgs: {}, quotas: [], openRanks: [], norms: [], deadlines: [] };

/** Scores a facts document by the schemes of one document, each for the subjects of its kind; the first when none is written. */
export function naive(parts: readonly Scheme[], document: unknown): NaiveOutcome {
  let facts = factsOf(document);
  let all = NOTHING;
  const errors: string[] = [];
  for (const scheme of parts) {
    const w = worldOf(scheme, parts.length === 1 ? facts : factsFor(scheme, parts, facts));
    const one = resultsOf(w);
    errors.push(...w.errors);
    all = together(all, one);
    facts = {
      ...facts,
      results: { ...facts.results, [scheme.scheme]: { ...handedOn(w, one), ...facts.results[scheme.scheme] } },
    };
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: all };
}

function worldOf(scheme: Scheme, facts: Facts): World {
  return {
    scheme,
    facts: { ...facts, subjects: ratedOf(scheme, facts) },
    period: periodSpan(facts.period, scheme.period.posting, scheme.period.week),
    nodes: new Map(),
    items: new Map(),
    postings: [],
    grades: new Map(),
    errors: [],
    outcomes: new Map(),
    ask: { condition, node: nodeScore, item: itemScore, account: accountClosing },
  };
}

/** Where organisations are rated and nobody is listed, every organisation is rated. */
function ratedOf(scheme: Scheme, facts: Facts): readonly Person[] {
  if (scheme.subject !== 'org' || facts.subjects.length > 0) return facts.subjects;
  return facts.orgs.map(({ id }) => ({ id, org: id, facts: {}, roles: {} }));
}

function factsFor(scheme: Scheme, parts: readonly Scheme[], facts: Facts): Facts {
  const isOwn = (one: { readonly kind?: string }): boolean => (one.kind ?? parts[0]?.subject) === scheme.subject;
  const own = facts.subjects.filter(isOwn).map((one) => one.id);
  const isRatedBy = (id: string): boolean =>
    own.includes(id) || (scheme.subject === 'org' && own.length === 0 && facts.orgs.some((one) => one.id === id));
  const items = scheme.items.flatMap((item) => [item.id, ...item.rules.map((rule) => rule.id)]);
  return {
    ...facts,
    subjects: facts.subjects.filter(isOwn),
    people: [...facts.people, ...facts.subjects.filter((one) => !isOwn(one))],
    entries: facts.entries.filter((one) => items.includes(one.item)),
    decisions: Object.fromEntries(Object.entries(facts.decisions).filter(([id]) => isRatedBy(id))),
  };
}

/** What the next part takes as published results of this one; those outside are not among them. */
function handedOn(w: World, results: NaiveResults): Readonly<Record<string, Result>> {
  const inside = w.facts.subjects.filter((one) => standingOf(w, one.id).kind !== 'outside' && !isAway(w, one.id));
  return Object.fromEntries(
    inside.map(({ id, leadership }) => {
      const org = homeOf(w, id);
      const { score, status } = results.subjects[id] ?? {};
      return [id, { score, status, org, leadership: valueOn(leadership, lastDay(w, w.period)) === true }];
    }),
  );
}

function together(a: NaiveResults, b: NaiveResults): NaiveResults {
  const orgs = { ...a.orgs };
  for (const [id, one] of Object.entries(b.orgs)) {
    const before = orgs[id];
    orgs[id] = before === undefined ? one : { ...before, outcomes: [...before.outcomes, ...one.outcomes] };
  }
  return {
    subjects: { ...a.subjects, ...b.subjects },
    orgs,
    quotas: [...a.quotas, ...b.quotas],
    openRanks: [...a.openRanks, ...b.openRanks],
    norms: [...a.norms, ...b.norms],
    deadlines: [...a.deadlines, ...b.deadlines],
  };
}

function resultsOf(w: World): NaiveResults {
  const quotas = gradeAll(w);
  const subjects = Object.fromEntries(w.facts.subjects.map((one) => [one.id, subjectResult(w, one.id)]));
  const orgs = Object.fromEntries(w.facts.orgs.map((one) => [one.id, orgResult(w, one.id)]));
  const norms = [...normsOf(w), ...textsOf(w)];
  return { subjects, orgs, quotas, openRanks: openOrders(w), norms, deadlines: deadlinesOf(w) };
}

function subjectResult(w: World, id: string): SubjectResult {
  const score = totalScore(w, id);
  const state = w.grades.get(id);
  const category = categoryOf(w, id, { window: w.period });
  return {
    status: statusOf(w, id, state),
    ...(score.kind === 'number' ? { score: print(score.q) } : {}),
    nodes: !isRated(w, id) ? {} : nodesOf(w, id),
    ...(typeof category === 'object' ? { category: category.is } : {}),
    ...(state?.grade === undefined ? {} : { grade: state.grade }),
    ...(state?.proposed === undefined ? {} : { proposed: state.proposed }),
    ...(state?.options === undefined ? {} : { options: state.options }),
    ...(state?.provisional === true ? { provisional: true } : {}),
    ranks: ranksOf(w, id),
    outcomes: outcomesOf(w, subjectOf(id)),
    account: !isRated(w, id) ? {} : accountsOf(w, id),
    gates: gatesOf(w, id),
    carry: !takesPart(w, id) ? {} : carriesOf(w, id),
  };
}

/** Where there are no nodes a vote gives the grade, and no papers means nothing to show yet. */
function statusOf(w: World, id: string, state: GradeState | undefined): SubjectResult['status'] {
  if (!takesPart(w, id)) return 'exempt';
  const waits = w.scheme.score.length === 0 ? state?.held === true : totalScore(w, id).kind !== 'number';
  return waits ? 'held' : 'scored';
}

function carriesOf(w: World, id: string): Readonly<Record<string, string | boolean>> {
  const rules = w.scheme.carry.filter((one) => one.kind !== 'account');
  return Object.fromEntries(
    rules.flatMap((one) => {
      const value = carryValue(w, one.id, id);
      if (value === undefined || value === 'not-yet') return [];
      const told = typeof value === 'object' && 'least' in value ? value.least : value;
      return [[one.id, typeof told === 'object' ? print(told) : told]];
    }),
  );
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

/** Places, those of a sub-period as `order@2026-W40`. */
function ranksOf(w: World, id: string): Readonly<Record<string, number>> {
  const places = w.scheme.rankings.flatMap((ranking) =>
    windowsOf(w, ranking).map((window) => {
      const key = ranking.per === undefined ? ranking.id : `${ranking.id}@${window.id}`;
      return [key, placeIn(w, ranking, id, window)] as const;
    }),
  );
  return Object.fromEntries(places.flatMap(([key, place]) => (typeof place === 'object' ? [[key, place.place]] : [])));
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

type Total = { readonly sum: Q; readonly mean: Q };

/** What the members of an organisation have together; undefined while somebody has no number. */
function totalOf(w: World, id: string): Total | undefined {
  const { node, scope } = w.scheme.orgs;
  const counts = (home: string | undefined): boolean => (scope === 'subtree' ? inSubtree(w, home, id) : home === id);
  const members = w.facts.subjects.map((one) => one.id).filter((one) => takesPart(w, one) && counts(homeOf(w, one)));
  const named = w.scheme.score.slice(1).find((one) => one.id === node);
  const scores = members.map((one) => (named === undefined ? totalScore(w, one) : nodeScore(w, named, one, w.period)));
  const values = scores.flatMap((one) => (one.kind === 'number' ? [one.q] : []));
  if (values.length === 0 || values.length < scores.length) return undefined;
  return { sum: sum(values), mean: div(sum(values), q(values.length)) };
}

function orgResult(w: World, id: string): OrgResult {
  const { order } = w.scheme.orgs;
  const own = totalOf(w, id);
  const outcomes = outcomesOf(w, orgOf(id));
  if (own === undefined) return { outcomes };
  const numbers = { sum: print(own.sum), mean: print(own.mean), outcomes };
  if (order === 'none') return numbers;
  const others = w.facts.orgs.flatMap((one) => totalOf(w, one.id)?.[order] ?? []);
  return { ...numbers, rank: 1 + others.filter((one) => cmp(one, own[order]) > 0).length };
}
