// From scores to grades, one step after the other, for everybody at once.
import type { Grading } from '../../src/core/scheme/grade.ts';
import { cmp, mul, q, round } from './fraction.ts';
import type { Q } from './fraction.ts';
import { votedGrade } from './naive-ballot.ts';
import { anyOf } from './truth.ts';
import type { Truth } from './truth.ts';
import { nodeById, nodeScore } from './naive-node.ts';
import { standingOf, takesPart } from './naive-scope.ts';
import { vetoesOf } from './naive-veto.ts';
import { amount, factValue, lastDay, orgOn, subjectOf, worst } from './world.ts';
import type { GradeState, Score, World } from './world.ts';

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
  for (const standing of grading.standings) {
    const frozen = new Map(w.grades);
    each((id, state) => byStanding(w, grading, standing, id, state, frozen));
  }
  each((id, state) => overridden(w, grading, id, state));
  const quotas = grading.quotas.flatMap((quota) => byQuota(w, quota));
  each((id, state) => carried(w, grading, id, state));
  each((id, state) => decided(w, id, state));
  return quotas;
}

/** The total of the subject, or the score of the node by which an exempt one is graded. */
export function scoreFor(w: World, id: string): { readonly node: string; readonly score: Score } | undefined {
  const standing = standingOf(w, id);
  const total = w.scheme.score[0]?.id;
  if (standing.kind === 'outside' || standing.kind === 'undecided') return undefined;
  const node = standing.kind === 'exempt' ? (standing.by.path === 'node' ? standing.by.node : undefined) : total;
  return node === undefined ? undefined : { node, score: nodeScore(w, nodeById(w, node), id, w.period) };
}

function firstGrade(w: World, grading: Grading, id: string): GradeState | undefined {
  const standing = standingOf(w, id);
  if (standing.kind === 'outside') return undefined;
  if (standing.kind === 'undecided') return WAITING;
  if (standing.kind === 'exempt') {
    const { by } = standing;
    if (by.path === 'none' || (by.path === 'node' && !by.grade)) return undefined;
    if (by.path === 'decision') {
      const given = w.facts.decisions[id]?.grade;
      return given === undefined ? WAITING : { ...EMPTY, grade: given };
    }
  }
  const table = tableFor(w, grading, id);
  if (table === undefined) return WAITING;
  if (table === 'none') return EMPTY;
  if (table.ungraded) return undefined;
  if (table.vote !== undefined) return byVote(w, table.vote, id);
  const found = scoreFor(w, id);
  const node = standing.kind === 'exempt' ? found?.node : (table.node ?? found?.node);
  if (node === undefined) return EMPTY;
  const score = nodeScore(w, nodeById(w, node), id, w.period);
  const isHeld = found?.score.kind === 'held' || score.kind === 'held';
  if (isHeld) return WAITING;
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

function byVote(w: World, vote: NonNullable<Table['vote']>, id: string): GradeState {
  const leading = votedGrade(w, vote.ballot, vote.rule, id);
  if (leading === undefined) return WAITING;
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
  const inside = known.flatMap((one, place) => (one.aboveLow && one.belowHigh ? [place] : []));
  const [highest] = inside;
  if (highest !== undefined)
    return inBand(w, table, id, table.shared === 'higher-band' ? highest : (inside.at(-1) ?? highest));
  if (known[0]?.aboveLow === true) return inBand(w, table, id, 0);
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
    const next = table.bands[place + 1]?.grade ?? table.otherwise?.grade;
    return { ...EMPTY, options: next === undefined ? [band.grade] : [band.grade, next] };
  }
  if (band.pending !== undefined) return { ...EMPTY, options: band.pending };
  return byForce(band.grade, band.force, table.bands[place - 1]?.grade);
}

function byForce(grade: string, force: Force, above: string | undefined): GradeState {
  if (force !== 'may') return { ...EMPTY, grade, should: force === 'should' };
  return { ...EMPTY, proposed: grade, options: above === undefined ? [grade] : [above, grade] };
}

function belowAll(table: Table): GradeState {
  const { otherwise } = table;
  if (otherwise === undefined) return EMPTY;
  if (otherwise.missing !== undefined) return { ...WAITING, options: otherwise.pending };
  if (otherwise.pending !== undefined) return { ...EMPTY, options: otherwise.pending };
  return otherwise.grade === undefined ? EMPTY : byForce(otherwise.grade, otherwise.force, table.bands.at(-1)?.grade);
}

// ── ▲ ────────────────────────────────────────────────────────────────────────

function mandatory(w: World, grading: Grading, id: string, state: GradeState): GradeState {
  const rule = grading.mandatory;
  if (rule === undefined || !takesPart(w, id) || state.held) return state;
  if (state.grade === undefined && state.options === undefined) return state;
  const items = w.scheme.items.filter((one) => one.mandatory);
  const failed = anyOf(items.map((item) => notMet(w, rule, item, id)));
  if (failed === undefined) return { ...WAITING, options: undefined };
  if (!failed) return state;
  const best = grading.ladder.find((one) => rule.allowed.includes(one)) ?? '';
  const rank = (grade: string): number => grading.ladder.indexOf(grade);
  const allowed = grading.ladder.filter((one) => rule.allowed.includes(one));
  const limit = (grade: string): readonly string[] => {
    if (rank(grade) > rank(best)) return [grade];
    if (rule.choose === 'judged') return allowed;
    return rule.choose === 'lowest' ? allowed.slice(-1) : [allowed.find((one) => rank(one) >= rank(grade)) ?? grade];
  };
  const from = state.grade === undefined ? (state.options ?? []) : [state.grade];
  const left = [...new Set(from.flatMap(limit))];
  const [only] = left;
  return left.length === 1
    ? { ...state, grade: only, options: undefined, proposed: undefined }
    : { ...EMPTY, options: left };
}

function notMet(
  w: World,
  rule: NonNullable<Grading['mandatory']>,
  item: World['scheme']['items'][number],
  id: string,
): Truth {
  const score = w.ask.item(w, item, id, w.period);
  if (score.kind === 'none') return false;
  if (item.metWhen !== undefined) {
    const holds = w.ask.condition(w, item.metWhen, subjectOf(id), { window: w.period });
    if (holds !== undefined) return !holds;
  }
  if (rule.met === 'judged') {
    const met =
      rule.metFact === undefined ? undefined : factValue(w, rule.metFact, subjectOf(id), { window: w.period });
    return !(Array.isArray(met) && met.includes(item.id));
  }
  if (score.kind === 'held') return undefined;
  if (rule.met === 'any-points') return score.q.n <= 0n;
  const most = item.max === undefined ? undefined : amount(w, item.max);
  return most === undefined ? undefined : cmp(score.q, most) !== 0;
}

// ── standings ────────────────────────────────────────────────────────────────

type Standing = Grading['standings'][number];

function neighbour(grading: Grading, grade: string, step: number): string | undefined {
  const place = grading.ladder.indexOf(grade) + step;
  return place < 0 ? undefined : grading.ladder[place];
}

function byStanding(
  w: World,
  grading: Grading,
  rule: Standing,
  id: string,
  state: GradeState,
  frozen: ReadonlyMap<string, GradeState>,
): GradeState {
  if ((state.grade ?? state.proposed) !== rule.grade || !takesPart(w, id)) return state;
  const beside = neighbour(grading, rule.grade, rule.end === 'top' ? 1 : -1);
  const otherwise =
    rule.unmet === 'next'
      ? neighbour(grading, rule.grade, 1)
      : rule.unmet === 'upper'
        ? neighbour(grading, rule.grade, -1)
        : beside;
  const open: GradeState = { ...EMPTY, options: otherwise === undefined ? [rule.grade] : [rule.grade, otherwise] };
  const within = isWithin(w, rule, id, frozen);
  if (within === undefined) return open;
  if (within || rule.unmet === 'same') return state;
  if (rule.unmet === 'pending') return open;
  return otherwise === undefined ? state : { ...EMPTY, grade: otherwise };
}

function isWithin(w: World, rule: Standing, id: string, frozen: ReadonlyMap<string, GradeState>): boolean | undefined {
  if (rule.fact !== undefined) {
    const value = factValue(w, rule.fact, subjectOf(id), { window: w.period });
    if (value !== undefined) return value === rule.value;
  }
  const org = orgOn(w, id, lastDay(w, w.period));
  const slots = slotsOf(w, rule, org, frozen);
  const own = scoreFor(w, id)?.score;
  if (slots === undefined || own?.kind !== 'number') return undefined;
  const scores = membersOf(w, org)
    .filter((one) => takesPart(w, one))
    .map((one) => scoreFor(w, one)?.score)
    .flatMap((one) => (one?.kind === 'number' ? [one.q] : []));
  const ahead = scores.filter((one) => (rule.end === 'top' ? cmp(one, own.q) > 0 : cmp(one, own.q) < 0)).length;
  const sharing = scores.filter((one) => cmp(one, own.q) === 0).length;
  if (ahead + sharing <= slots) return true;
  if (ahead >= slots) return false;
  return rule.ties === 'human' ? undefined : rule.ties === 'all-in';
}

function membersOf(w: World, org: string | undefined): readonly string[] {
  const day = lastDay(w, w.period);
  return w.facts.subjects.map((one) => one.id).filter((one) => orgOn(w, one, day) === org);
}

type Share = Pick<Standing, 'share' | 'count' | 'among' | 'rounding'>;

function slotsOf(
  w: World,
  rule: Share,
  org: string | undefined,
  grades: ReadonlyMap<string, GradeState>,
): number | undefined {
  const share = rule.share === undefined ? undefined : amount(w, rule.share);
  const count = rule.count === undefined ? undefined : amount(w, rule.count);
  if (share === undefined) return count === undefined ? undefined : Number(count.n / count.d);
  const mode = rule.rounding === 'round-down' ? 'down' : rule.rounding === 'round-up' ? 'up' : 'half-up';
  return Number(round(mul(share, q(headcount(w, rule.among, org, grades))), 0, mode).n);
}

function headcount(
  w: World,
  among: Share['among'],
  org: string | undefined,
  grades: ReadonlyMap<string, GradeState>,
): number {
  const members = membersOf(w, org);
  const facts = w.facts.orgs.find((one) => one.id === org)?.facts ?? {};
  const written = facts[among === 'all-members' ? 'members' : 'full-members'];
  const count = typeof written === 'string' || typeof written === 'number' ? Number(written) : undefined;
  if (among === 'all-members') return count ?? members.length;
  if (among === 'graded-members') return members.filter((one) => grades.has(one)).length;
  const full = members.filter((one) => factValue(w, 'status', subjectOf(one), { window: w.period }) === '正式党员');
  return count ?? full.length;
}

// ── overrides, vetoes ────────────────────────────────────────────────────────

function overridden(w: World, grading: Grading, id: string, state: GradeState): GradeState {
  const { kind } = standingOf(w, id);
  if (kind === 'exempt' || kind === 'outside') return state;
  const lowest = grading.ladder.at(-1) ?? '';
  let unsure = false;
  let limit: string | undefined;
  const found: { readonly grade: string; readonly provisional: boolean; readonly force: Force }[] = [];
  for (const one of grading.overrides) {
    const holds = w.ask.condition(w, one.when, subjectOf(id), { window: w.period });
    if (holds === undefined) unsure = true;
    if (holds !== true) continue;
    if (one.grade !== undefined) found.push({ grade: one.grade, provisional: one.provisional, force: one.force });
    if (one.atMost !== undefined && state.grade !== undefined) {
      found.push({
        grade: worst(grading.ladder, one.atMost, state.grade),
        provisional: one.provisional,
        force: one.force,
      });
    }
    if (one.atMost !== undefined) limit = limit === undefined ? one.atMost : worst(grading.ladder, limit, one.atMost);
  }
  for (const veto of vetoesOf(w, id, w.period).filter((one) => one.effect === 'lowest-grade')) {
    if (veto.inForce === undefined) unsure = true;
    if (veto.inForce === true) found.push({ grade: lowest, provisional: false, force: 'must' });
  }
  const least = found.reduce<(typeof found)[number] | undefined>(
    (low, one) =>
      low !== undefined && grading.ladder.indexOf(low.grade) >= grading.ladder.indexOf(one.grade) ? low : one,
    undefined,
  );
  if (unsure && least?.grade !== lowest) return { ...WAITING, overridden: least !== undefined };
  if (least === undefined) return limit === undefined ? state : atMost(grading, state, limit);
  if (least.force === 'may') {
    const now = state.grade === undefined ? (state.options ?? []) : [state.grade];
    return { ...EMPTY, proposed: least.grade, options: [...new Set([...now, least.grade])], overridden: true };
  }
  return {
    ...EMPTY,
    grade: least.grade,
    provisional: least.provisional,
    should: least.force === 'should',
    overridden: true,
  };
}

function atMost(grading: Grading, state: GradeState, limit: string): GradeState {
  if (state.options === undefined) return state;
  const left = [...new Set(state.options.map((one) => worst(grading.ladder, one, limit)))];
  return left.length === 1
    ? { ...EMPTY, grade: left[0], overridden: true }
    : { ...state, options: left, overridden: true };
}

// ── quotas ───────────────────────────────────────────────────────────────────

type Quota = Grading['quotas'][number];

function byQuota(w: World, quota: Quota): readonly QuotaResult[] {
  return w.facts.orgs.flatMap((org) => {
    const slots = slotsOf(w, quota, org.id, w.grades);
    if (slots === undefined) return [];
    const candidates = membersOf(w, org.id).filter(
      (id) => w.grades.get(id)?.grade === quota.grade && w.grades.get(id)?.overridden === false,
    );
    const ahead = (a: string, b: string): number => byKeys(w, quota, a, b);
    const sides = candidates.map((id) => {
      const before = candidates.filter((one) => ahead(one, id) < 0).length;
      const sharing = candidates.filter((one) => ahead(one, id) === 0).length;
      if (before + sharing <= slots) return { id, side: 'in' as const };
      if (before >= slots) return { id, side: 'out' as const };
      return {
        id,
        side:
          quota.ties === 'human'
            ? ('contested' as const)
            : quota.ties === 'all-in'
              ? ('in' as const)
              : ('out' as const),
      };
    });
    for (const { id, side } of sides) {
      if (side === 'contested') w.grades.set(id, { ...EMPTY, options: [quota.grade, quota.spill] });
      if (side === 'out') w.grades.set(id, { ...EMPTY, grade: quota.spill, should: quota.force === 'should' });
    }
    const named = (side: string): readonly string[] =>
      sides
        .filter((one) => one.side === side)
        .map((one) => one.id)
        .toSorted(ahead);
    return [
      {
        id: quota.id,
        org: org.id,
        grade: quota.grade,
        slots,
        in: named('in'),
        contested: named('contested'),
        out: named('out'),
      },
    ];
  });
}

/** Below zero when the first stands before the second. What is not a number stands last. */
function byKeys(w: World, quota: Quota, a: string, b: string): number {
  for (const key of quota.keys) {
    const [x, y] = [a, b].map((id) => nodeScore(w, nodeById(w, key), id, w.period));
    const order = (y?.kind === 'number' ? 1 : 0) - (x?.kind === 'number' ? 1 : 0);
    if (order !== 0) return order;
    const larger = x?.kind === 'number' && y?.kind === 'number' ? cmp(y.q, x.q) : 0;
    if (larger !== 0) return larger;
  }
  return 0;
}

// ── carried, decisions ───────────────────────────────────────────────────────

function carried(w: World, grading: Grading, id: string, state: GradeState): GradeState {
  if (!takesPart(w, id)) return state;
  const asked = grading.carried.map((one) => ({
    one,
    holds: w.ask.condition(w, one.when, subjectOf(id), { window: w.period }),
  }));
  const holding = asked.filter(({ holds }) => holds === true).map(({ one }) => one);
  const least = holding.reduce<(typeof holding)[number] | undefined>(
    (low, one) =>
      low !== undefined && grading.ladder.indexOf(low.grade) >= grading.ladder.indexOf(one.grade) ? low : one,
    undefined,
  );
  if (asked.some(({ holds }) => holds === undefined) && least?.grade !== grading.ladder.at(-1)) {
    return state.options === undefined ? WAITING : state;
  }
  if (least === undefined) return state;
  if (least.force !== 'may') return { ...EMPTY, grade: least.grade, should: least.force === 'should' };
  const now = state.grade === undefined ? (state.options ?? []) : [state.grade];
  return { ...EMPTY, proposed: least.grade, options: [...new Set([...now, least.grade])] };
}

function decided(w: World, id: string, state: GradeState): GradeState {
  const decision = w.facts.decisions[id];
  const standing = standingOf(w, id);
  if (decision?.grade === undefined || (standing.kind === 'exempt' && standing.by.path === 'decision')) return state;
  const offered = state.options?.includes(decision.grade) === true;
  if (!offered && !(state.should && decision.reason !== undefined)) {
    w.errors.push(`decision ${id}`);
    return state;
  }
  return { ...EMPTY, grade: decision.grade };
}
