// From scores to grades, one step after the other, for everybody at once.
import type { Condition } from '../../../src/core/scheme/condition.ts';
import type { Grading } from '../../../src/core/scheme/grade.ts';
import { cmp, round, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { votedGrade } from './ballot.ts';
import type { Truth } from './truth.ts';
import { slots } from './headcount.ts';
import type { Whom } from './headcount.ts';
import { nodeById, nodeScore, totalScore } from './node.ts';
import { isAway, standingOf, takesPart } from './scope.ts';
import { vetoed } from './veto.ts';
import { absentMeansNo, amount, factValue, homeOf, subjectOf, worst } from './world.ts';
import type { GradeState, World } from './world.ts';

type Table = Grading['tables'][number];
type Band = Table['bands'][number];
type Force = Band['force'];

const EMPTY: GradeState = {
  grade: undefined,
  options: undefined,
  proposed: undefined,
  held: false,
  provisional: false,
  should: false,
  overridden: false,
  unsure: false,
};
const WAITING: GradeState = { ...EMPTY, held: true };

export type QuotaResult = {
  readonly id: string;
  readonly org: string;
  readonly grade: string;
  readonly slots: number;
  readonly in: readonly string[];
  readonly contested: readonly string[];
  readonly out: readonly string[];
  /** How many may still come to the grade. */
  readonly pending: number;
};

export function gradeAll(w: World): readonly QuotaResult[] {
  const { grade: grading } = w.scheme;
  if (grading === undefined) return [];
  const ids = w.facts.subjects.map((one) => one.id);
  const each = (step: (id: string, state: GradeState) => GradeState): void => {
    const before = new Map(w.grades);
    for (const id of ids) {
      const state = before.get(id);
      if (state !== undefined) w.grades.set(id, step(id, state));
    }
  };
  for (const id of ids) {
    const first = firstGrade(w, grading, id);
    if (first !== undefined) w.grades.set(id, first);
  }
  each((id, state) => mandatory(w, grading, id, state));
  for (const standing of grading.standings) each((id, state) => byStanding(w, grading, standing, id, state));
  each((id, state) => overridden(w, grading, id, state));
  const quotas = grading.quotas.flatMap((quota) => byQuota(w, quota));
  each((id, state) => carried(w, grading, id, state));
  for (const id of ids) decided(w, grading, id, quotas);
  const settled = quotas.map((one) => afterDecisions(w, grading, one));
  for (const id of ids) if (!w.grades.has(id) && isLeftToBody(w, id)) w.grades.set(id, WAITING);
  return settled;
}

function isLeftToBody(w: World, id: string): boolean {
  const standing = standingOf(w, id);
  return !isAway(w, id) && standing.kind === 'exempt' && standing.by.path === 'decision';
}

/** The table by which somebody is graded; undefined for those who are not. */
function firstGrade(w: World, grading: Grading, id: string): GradeState | undefined {
  const standing = standingOf(w, id);
  if (standing.kind === 'outside' || isAway(w, id)) return undefined;
  if (standing.kind === 'exempt' && !(standing.by.path === 'node' && standing.by.grade)) return undefined;
  const table = tableFor(w, grading, id);
  if (table === undefined) return WAITING;
  if (table === 'none' || table.ungraded) return undefined;
  if (table.vote !== undefined) return byVote(w, grading, table.vote, id);
  const score = table.node === undefined ? totalScore(w, id) : nodeScore(w, nodeById(w, table.node), id, w.period);
  if (score.kind === 'held') return WAITING;
  return score.kind === 'none' ? EMPTY : byBands(w, table, id, score.q);
}

function tableFor(w: World, grading: Grading, id: string): Table | 'none' | undefined {
  for (const table of grading.tables) {
    const holds = table.when === undefined ? true : w.ask.condition(w, table.when, subjectOf(id), { window: w.period });
    if (holds === undefined) return undefined;
    if (holds) return table;
  }
  return 'none';
}

function byVote(w: World, grading: Grading, vote: NonNullable<Table['vote']>, id: string): GradeState {
  const leading = votedGrade(w, vote.ballot, vote.rule, id);
  if (leading === undefined) return WAITING;
  if (leading === 'none') return { ...EMPTY, options: grading.ladder };
  return leading.length === 1 ? { ...EMPTY, grade: leading[0] } : { ...EMPTY, options: leading };
}

// ── bands ────────────────────────────────────────────────────────────────────

type Limits = { readonly aboveLow: boolean; readonly belowHigh: boolean };

function limits(w: World, band: Band, x: Q): Limits | undefined {
  const order = (bound: Band['from']): number | undefined | 'open' => {
    if (bound === undefined) return 'open';
    const value = amount(w, bound);
    return value === undefined ? undefined : cmp(x, value);
  };
  const [from, above, to, below] = [order(band.from), order(band.above), order(band.to), order(band.below)];
  if (from === undefined || above === undefined || to === undefined || below === undefined) return undefined;
  return {
    aboveLow: (from === 'open' || from >= 0) && (above === 'open' || above > 0),
    belowHigh: (to === 'open' || to <= 0) && (below === 'open' || below < 0),
  };
}

function byBands(w: World, table: Table, id: string, exact: Q): GradeState {
  const x = table.rounding === 'none' ? exact : round(exact, 0, 'half-up');
  const found = table.bands.map((band) => limits(w, band, x));
  const known = found.filter((one) => one !== undefined);
  if (known.length < found.length) return WAITING;
  if (known[0]?.aboveLow === true && !known[0].belowHigh) return inBand(w, table, id, 0);
  const inside = known.flatMap((one, place) => (one.aboveLow && one.belowHigh ? [place] : []));
  const [highest] = inside;
  if (highest !== undefined)
    return inBand(w, table, id, table.shared === 'lower-band' && inside.includes(highest + 1) ? highest + 1 : highest);
  if (known.every((one) => !one.aboveLow)) return belowAll(table);
  const lower = known.findIndex((one) => one.aboveLow);
  if (table.gaps === 'pending') {
    return { ...EMPTY, options: [table.bands[lower - 1]?.grade ?? '', table.bands[lower]?.grade ?? ''] };
  }
  return inBand(w, table, id, table.gaps === 'upper-band' ? lower - 1 : lower);
}

function inBand(w: World, table: Table, id: string, place: number): GradeState {
  const band = table.bands[place];
  if (band === undefined) return belowAll(table);
  const also = band.also === undefined ? true : w.ask.condition(w, band.also, subjectOf(id), { window: w.period });
  if (also === undefined) return WAITING;
  if (!also) {
    if (band.unmet === 'next') return inBand(w, table, id, place + 1);
    if (band.unmet !== 'pending') return { ...EMPTY, grade: band.unmet.grade };
    const next = gradeAt(table, place + 1);
    return { ...EMPTY, options: next === undefined ? [band.grade] : [band.grade, next] };
  }
  if (band.pending !== undefined) return { ...EMPTY, options: band.pending };
  return byForce(band.grade, band.force, table.bands[place - 1]?.grade ?? gradeAt(table, place + 1));
}

function gradeAt(table: Table, place: number): string | undefined {
  return table.bands[place]?.grade ?? table.otherwise?.grade;
}

function byForce(grade: string, force: Force, other: string | undefined): GradeState {
  if (force !== 'may') return { ...EMPTY, grade, should: force === 'should' };
  return { ...EMPTY, proposed: grade, options: other === undefined ? [grade] : [other, grade] };
}

function belowAll(table: Table): GradeState {
  const { otherwise } = table;
  if (otherwise === undefined) return EMPTY;
  if (otherwise.missing !== undefined) return WAITING;
  if (otherwise.pending !== undefined) return { ...EMPTY, options: otherwise.pending };
  return otherwise.grade === undefined ? EMPTY : byForce(otherwise.grade, otherwise.force, table.bands.at(-1)?.grade);
}

// ── ▲ ────────────────────────────────────────────────────────────────────────

/** What a mandatory item that was not met leaves of a grade that is settled or proposed. */
function mandatory(w: World, grading: Grading, id: string, state: GradeState): GradeState {
  const rule = grading.mandatory;
  const grade = state.grade ?? state.proposed;
  if (rule === undefined || grade === undefined) return state;
  const met = w.scheme.items.filter((one) => one.mandatory).map((item) => isMet(w, rule, item, id));
  if (met.includes(undefined)) return WAITING;
  if (!met.includes(false)) return state;
  const rank = (one: string): number => grading.ladder.indexOf(one);
  const allowed = grading.ladder.filter((one) => rule.allowed.includes(one) && rank(one) >= rank(grade));
  const [best] = allowed;
  const lowest = allowed.at(-1);
  if (best === undefined || lowest === undefined) return { ...EMPTY, grade };
  if (allowed.length === 1 || rule.choose === 'by-score') return { ...EMPTY, grade: best };
  return rule.choose === 'lowest' ? { ...EMPTY, grade: lowest } : { ...EMPTY, options: allowed };
}

function isMet(
  w: World,
  rule: NonNullable<Grading['mandatory']>,
  item: World['scheme']['items'][number],
  id: string,
): Truth {
  const when = { window: w.period };
  const asked = item.metWhen === undefined ? undefined : w.ask.condition(w, item.metWhen, subjectOf(id), when);
  if (asked !== undefined) return asked;
  const score = w.ask.item(w, item, id, w.period);
  if (score.kind === 'none') return true;
  if (rule.met === 'judged') return judgedMet(w, rule.metFact, item.id, id);
  if (score.kind === 'held') return undefined;
  if (rule.met === 'any-points') return score.q.n > 0n;
  return cmp(score.q, item.max === undefined ? ZERO : (amount(w, item.max) ?? ZERO)) === 0;
}

function judgedMet(w: World, fact: string | undefined, item: string, id: string): Truth {
  const met = fact === undefined ? undefined : factValue(w, fact, subjectOf(id), { window: w.period });
  if (Array.isArray(met)) return met.includes(item);
  return absentMeansNo(w.scheme.facts.find((one) => one.id === fact)) || fact === undefined ? false : undefined;
}

// ── standings ────────────────────────────────────────────────────────────────

type Standing = Grading['standings'][number];

function neighbour(grading: Grading, grade: string, step: number): string | undefined {
  const place = grading.ladder.indexOf(grade) + step;
  return place < 0 ? undefined : grading.ladder[place];
}

/** A grade by vote has no place by score. */
function isVoted(w: World, grading: Grading, id: string): boolean {
  const table = tableFor(w, grading, id);
  return typeof table === 'object' && table.vote !== undefined;
}

function byStanding(w: World, grading: Grading, rule: Standing, id: string, state: GradeState): GradeState {
  if ((state.grade ?? state.proposed) !== rule.grade || !takesPart(w, id) || isVoted(w, grading, id)) return state;
  const beside = neighbour(grading, rule.grade, rule.end === 'top' ? 1 : -1);
  const otherwise =
    rule.unmet === 'next'
      ? neighbour(grading, rule.grade, 1)
      : rule.unmet === 'upper'
        ? neighbour(grading, rule.grade, -1)
        : beside;
  const open: GradeState = { ...EMPTY, options: otherwise === undefined ? [rule.grade] : [rule.grade, otherwise] };
  const within = isWithin(w, grading, rule, id);
  if (within === undefined) return open;
  if (within || rule.unmet === 'same') return state;
  if (rule.unmet === 'pending') return open;
  if (rule.unmet === 'lower') {
    const below = grading.ladder.slice(grading.ladder.indexOf(rule.grade) + 1);
    return below.length === 0 ? state : { ...EMPTY, options: below };
  }
  return otherwise === undefined ? state : comesTo(w, grading, id, otherwise, rule.grade);
}

/** A grade reached from another one binds as it binds those in its band. */
function comesTo(w: World, grading: Grading, id: string, grade: string, from: string): GradeState {
  const table = tableFor(w, grading, id);
  if (typeof table !== 'object') return { ...EMPTY, grade };
  const place = [...table.bands.map((one) => one.grade), table.otherwise?.grade].indexOf(grade);
  const force = table.bands[place]?.force ?? (place < 0 ? 'must' : (table.otherwise?.force ?? 'must'));
  const near = [place > 0 ? gradeAt(table, place - 1) : undefined, gradeAt(table, place + 1)].find(
    (one) => one !== undefined && one !== from && one !== grade,
  );
  return byForce(grade, force, near);
}

function isWithin(w: World, grading: Grading, rule: Standing, id: string): boolean | undefined {
  if (rule.fact !== undefined) {
    const value = factValue(w, rule.fact, subjectOf(id), { window: w.period });
    if (value !== undefined) return value === rule.value;
  }
  const whom = { org: homeOf(w, id) };
  const graded = gradedOf(w, whom);
  const places = placesFor(w, rule, whom, graded);
  const own = totalScore(w, id);
  if (places === undefined || own.kind !== 'number') return undefined;
  const ranked = graded.filter((one) => !isVoted(w, grading, one));
  const scores = ranked.map((one) => totalScore(w, one)).flatMap((one) => (one.kind === 'number' ? [one.q] : []));
  const ahead = scores.filter((one) => (rule.end === 'top' ? cmp(one, own.q) > 0 : cmp(one, own.q) < 0)).length;
  const sharing = scores.filter((one) => cmp(one, own.q) === 0).length;
  if (ahead + sharing <= places) return true;
  if (ahead >= places) return false;
  return rule.ties === 'human' ? undefined : rule.ties === 'all-in';
}

/** Those who take part and are graded at all. */
function gradedOf(w: World, whom: Whom): readonly string[] {
  return w.facts.subjects
    .map((one) => one.id)
    .filter((one) => whom === 'all' || homeOf(w, one) === whom.org)
    .filter((one) => takesPart(w, one) && w.grades.has(one));
}

type Places = Pick<Standing, 'share' | 'count' | 'among' | 'rounding'>;

/** How many places there are; undefined where nothing says so, or a parameter has no value. */
function placesFor(w: World, rule: Places, whom: Whom, graded: readonly string[]): number | undefined {
  if (rule.count !== undefined) {
    const count = amount(w, rule.count);
    return count === undefined ? undefined : Number(count.n / count.d);
  }
  const share = rule.share === undefined ? undefined : amount(w, rule.share);
  return share === undefined ? undefined : slots(w, share, rule.among, rule.rounding, whom, graded);
}

// ── overrides, vetoes ────────────────────────────────────────────────────────

type Limit = { readonly grade: string; readonly force: Force; readonly provisional: boolean };
/** What a rule makes of a grade, and whether it holds; undefined where that cannot be told. */
type Fixing = { readonly limit: Limit; readonly gives: boolean; readonly holds: Truth };

const lowestOf = (ladder: readonly string[], all: readonly Limit[]): Limit | undefined =>
  all.toSorted((a, b) => ladder.indexOf(b.grade) - ladder.indexOf(a.grade))[0];

function overridden(w: World, grading: Grading, id: string, state: GradeState): GradeState {
  const lowest = grading.ladder.at(-1) ?? '';
  const veto = vetoed(w, ['lowest-grade'], id, w.period);
  const rules = grading.overrides.map((one): Fixing => {
    const limit = { ...one, grade: one.grade ?? one.atMost ?? '' };
    return { limit, gives: one.grade !== undefined, holds: holdsFor(w, one.when, id) };
  });
  const struck: Fixing = { limit: { grade: lowest, force: 'must', provisional: false }, gives: true, holds: veto };
  return fixedBy(grading.ladder, state, [...rules, struck]);
}

/** As every answer to the open questions would have it: one grade while none is open, else all that may come out. */
function fixedBy(ladder: readonly string[], state: GradeState, rules: readonly Fixing[]): GradeState {
  const known = rules.filter((one) => one.holds === true);
  const now = applied(ladder, state, known);
  const open = rules.filter((one) => one.holds === undefined);
  const fixed = lowestOf(
    ladder,
    known.filter((one) => one.gives).map((one) => one.limit),
  );
  if (open.length === 0 || (fixed?.grade === ladder.at(-1) && fixed?.force !== 'may')) return now;
  if (now.options === undefined) return WAITING;
  const worlds = open.reduce<readonly (readonly Fixing[])[]>(
    (all, one) => all.flatMap((each) => [each, [...each, one]]),
    [[]],
  );
  const ends = worlds.map((each) => {
    const held = rules.filter((one) => one.holds === true || each.includes(one));
    return applied(ladder, state, held);
  });
  const options = [...new Set(ends.flatMap((end) => end.options ?? (end.grade === undefined ? [] : [end.grade])))];
  return { ...now, grade: undefined, proposed: undefined, should: false, options, unsure: true };
}

/** First what fixes the grade, the lowest of it; then what holds it down. */
function applied(ladder: readonly string[], state: GradeState, rules: readonly Fixing[]): GradeState {
  const of = (gives: boolean): readonly Limit[] => rules.filter((one) => one.gives === gives).map((one) => one.limit);
  const fixed = lowestOf(ladder, of(true));
  const now = fixed === undefined ? state : settledAt(state, fixed);
  const limit = lowestOf(ladder, of(false));
  return limit === undefined ? now : heldDown(ladder, now, limit);
}

function holdsFor(w: World, when: Condition, id: string): Truth {
  return w.ask.condition(w, when, subjectOf(id), { window: w.period });
}

/** A grade that a rule fixes; where it only may, beside what there was. */
function settledAt(state: GradeState, limit: Limit): GradeState {
  const fixed: GradeState = { ...EMPTY, provisional: limit.provisional, overridden: true };
  if (limit.force !== 'may') return { ...fixed, grade: limit.grade, should: limit.force === 'should' };
  const now = state.options ?? (state.grade === undefined ? [] : [state.grade]);
  return { ...fixed, proposed: limit.grade, options: [...new Set([limit.grade, ...now])] };
}

/** Whatever is better than the limit becomes the limit. */
function heldDown(ladder: readonly string[], state: GradeState, limit: Limit): GradeState {
  const held = (grade: string): string => worst(ladder, grade, limit.grade);
  const current = state.options ?? (state.grade === undefined ? [] : [state.grade]);
  if (current.every((one) => held(one) === one)) return state;
  if (limit.force === 'may') return settledAt(state, limit);
  const left = [...new Set(current.map(held))];
  const [only] = left;
  const base: GradeState = { ...EMPTY, provisional: limit.provisional || state.provisional, overridden: true };
  if (left.length === 1) return { ...base, grade: only, should: limit.force === 'should' };
  return { ...base, options: left, proposed: state.proposed === undefined ? undefined : held(state.proposed) };
}

// ── quotas ───────────────────────────────────────────────────────────────────

type Quota = Grading['quotas'][number];

function byQuota(w: World, quota: Quota): readonly QuotaResult[] {
  if (quota.over === 'all') return among(w, quota, 'all');
  const orgs = new Set(w.facts.subjects.map((one) => homeOf(w, one.id)));
  return [...orgs].flatMap((org) => among(w, quota, { org }));
}

function among(w: World, quota: Quota, whom: Whom): readonly QuotaResult[] {
  const graded = gradedOf(w, whom);
  const candidates = graded.filter((id) => {
    const state = w.grades.get(id);
    return (state?.grade ?? state?.proposed) === quota.grade && state?.overridden === false;
  });
  const places = placesFor(w, quota, whom, graded);
  const open = graded.map((id) => w.grades.get(id) ?? EMPTY).filter((one) => mayStillBe(one, quota.grade));
  const contested: GradeState = { ...EMPTY, options: [...new Set([quota.grade, quota.spill])] };
  if (places === undefined) {
    for (const id of candidates) w.grades.set(id, contested);
    return [];
  }
  const sides = sidesOf(w, quota, candidates, places);
  for (const [id, side] of sides) {
    if (side === 'contested') w.grades.set(id, contested);
    if (side === 'out') w.grades.set(id, spilled(w, quota, id));
  }
  const named = (wanted: Side): readonly string[] => sides.filter(([, side]) => side === wanted).map(([id]) => id);
  const { id, grade } = quota;
  const org = whom === 'all' ? '' : (whom.org ?? '');
  const sets = { in: named('in'), contested: named('contested'), out: named('out') };
  return [{ id, org, grade, slots: places, ...sets, pending: open.length }];
}

function mayStillBe({ grade, proposed, options, held }: GradeState, wanted: string): boolean {
  if (grade !== undefined || proposed !== undefined) return false;
  return held || options?.includes(wanted) === true;
}

/** Out of the quota: as the band of the other grade has it, or with a reason where the quota is only usual. */
function spilled(w: World, quota: Quota, id: string): GradeState {
  const state = w.scheme.grade === undefined ? EMPTY : comesTo(w, w.scheme.grade, id, quota.spill, quota.grade);
  if (quota.force === 'must') return state;
  if (state.options !== undefined) return { ...state, options: [...state.options, quota.grade] };
  return { ...state, should: state.grade !== undefined || state.should };
}

type Side = 'in' | 'contested' | 'out';

function sidesOf(
  w: World,
  quota: Quota,
  candidates: readonly string[],
  slots: number,
): readonly (readonly [string, Side])[] {
  let before = 0;
  return queue(w, quota.keys, candidates).flatMap((group) => {
    const side: Side =
      before + group.length <= slots
        ? 'in'
        : before >= slots
          ? 'out'
          : ({ human: 'contested', 'all-in': 'in', 'all-out': 'out' } as const)[quota.ties];
    before += group.length;
    return group.map((id) => [id, side] as const);
  });
}

/** Best first, those who share a place together; a key that somebody of those tied has no number for does not part them. */
function queue(w: World, keys: readonly string[], ids: readonly string[]): readonly (readonly string[])[] {
  const [key, ...more] = keys;
  if (key === undefined || ids.length < 2) return ids.length === 0 ? [] : [ids];
  const scores = ids.map((id) => ({ id, score: nodeScore(w, nodeById(w, key), id, w.period) }));
  const known = scores.flatMap(({ id, score }) => (score.kind === 'number' ? [{ id, value: score.q }] : []));
  if (known.length < ids.length) return queue(w, more, ids);
  const sorted = known.toSorted((a, b) => cmp(b.value, a.value));
  const best = sorted[0]?.value ?? ZERO;
  const tied = sorted.filter((one) => cmp(one.value, best) === 0).map((one) => one.id);
  const rest = ids.filter((id) => !tied.includes(id));
  return [...queue(w, more, tied), ...queue(w, keys, rest)];
}

// ── carried, decisions ───────────────────────────────────────────────────────

function carried(w: World, grading: Grading, id: string, state: GradeState): GradeState {
  const rules = grading.carried.map((one): Fixing => {
    const limit = { ...one, provisional: state.provisional };
    return { limit, gives: true, holds: holdsFor(w, one.when, id) };
  });
  return fixedBy(grading.ladder, state, rules);
}

function decided(w: World, grading: Grading, id: string, quotas: readonly QuotaResult[]): void {
  const decision = w.facts.decisions[id];
  if (decision?.grade === undefined) return;
  const state = w.grades.get(id);
  const offered = state?.options?.includes(decision.grade) === true || state?.grade === decision.grade;
  const withReason = state?.should === true && decision.reason !== undefined;
  // No reason opens a quota that must be kept; a usual one opens with a reason.
  const isClosed = quotas.some((one) => {
    const strict = grading.quotas.find((rule) => rule.id === one.id)?.force === 'must';
    const out = one.grade === decision.grade && one.out.includes(id);
    return out && (strict || decision.reason === undefined);
  });
  if (!isClosed && (offered || withReason || (state === undefined && isLeftToBody(w, id))))
    w.grades.set(id, {
      ...EMPTY,
      grade: decision.grade,
      overridden: state?.overridden === true,
      provisional: state?.provisional === true || state?.unsure === true,
    });
  else w.errors.push(`decision ${id}`);
}

/** Who of those level on the line of a quota has it, once somebody of them was decided upon. */
function afterDecisions(w: World, grading: Grading, one: QuotaResult): QuotaResult {
  const rule = grading.quotas.find((each) => each.id === one.id);
  const stateOf = (id: string): GradeState => w.grades.get(id) ?? EMPTY;
  if (rule === undefined || one.contested.every((id) => w.facts.decisions[id]?.grade === undefined)) return one;
  const settled = one.contested.filter((id) => stateOf(id).grade !== undefined);
  const chosen = settled.filter((id) => stateOf(id).grade === one.grade && !stateOf(id).overridden);
  const open = one.contested.filter((id) => isStillOpen(stateOf(id)));
  const places = one.slots - one.in.length - chosen.length;
  if (places < 0 && rule.force === 'must') w.errors.push(`quota ${one.id}`);
  const enough = places >= open.length;
  if (enough) for (const id of open) w.grades.set(id, comesTo(w, grading, id, one.grade, ''));
  if (!enough && places <= 0) for (const id of open) w.grades.set(id, spilled(w, rule, id));
  const winners = enough ? [...chosen, ...open] : chosen;
  const losers = [...settled.filter((id) => !chosen.includes(id)), ...(!enough && places <= 0 ? open : [])];
  return {
    ...one,
    in: [...one.in, ...winners],
    contested: one.contested.filter((id) => !winners.includes(id) && !losers.includes(id)),
    out: [...one.out, ...losers],
  };
}

const isStillOpen = ({ grade, options, overridden, unsure }: GradeState): boolean =>
  grade === undefined && options !== undefined && !overridden && !unsure;
