import { compare, equals, type Exact } from '../../number.ts';
import type { Grading } from '../../scheme/grade.ts';
import { comeTo, pending, stepped, type Draft } from './grade.ts';
import type { GradingWork } from './grading-work.ts';
import { aside, slotsIn, withoutCount, type Cut, type Slots } from './headcount.ts';
import { mayChange } from './open-rank.ts';
import { groupId, groupsOf, orgOfGroup } from './ranking.ts';
import type { QuotaResult } from '../results.ts';
import { idOf } from '../book/roster.ts';
import { nodeValue, type Standing } from '../run.ts';
import { isGap, type Gap, type Value } from '../value.ts';

type Table = Grading['tables'][number];
type QuotaRule = Grading['quotas'][number];

/** Who has a place of a quota, and by which sum there are so many. */
export type HandedOut = { readonly result: QuotaResult; readonly how: string };

/** A cap on how many may have a grade, organisation by organisation (比例上限). */
export function quotaOf(work: GradingWork, quota: QuotaRule): readonly HandedOut[] {
  return groupsOf(work.run, quota.over).flatMap((group): readonly HandedOut[] => {
    const org = orgOfGroup(work.run, quota.over, group);
    const graded = group.filter((each) => work.drafts[each.person] !== undefined);
    const candidates = candidatesIn(work, quota, graded);
    const slots = slotsIn(work.run, quota, org, graded);
    const open = group.filter((each) => mayComeTo(work.drafts[each.person], quota.grade)).length;
    const change = mayChange(open, '名额');
    if (slots === undefined || 'gap' in slots) {
      give(work, candidates, contest(quota, `${withoutPlaces(slots)}，等待有权组织从符合的人里决定`));
      return [];
    }
    const { places, how } = slots;
    const cut = cutLevels(queue(work, quota.keys, candidates), places);
    const settled = settleTies(cut, quota.ties);
    const line = `名额线上并列${aside(`${places} 个名额`, how)}，等待有权组织决定`;
    give(work, settled.in, within(quota, `${places} 个名额以内${aside(how, change)}`));
    give(work, settled.contested, contest(quota, line));
    give(work, settled.out, spill(quota, slots, change));
    const ids = (list: readonly Candidate[]): readonly string[] =>
      list.map(({ standing }) => idOf(work.run.book, standing.person));
    const result = {
      id: quota.id,
      org: groupId(work.run, quota.over, group),
      grade: quota.grade,
      slots: places,
      in: ids(settled.in),
      contested: ids(settled.contested),
      out: ids(settled.out),
      ...(open === 0 ? {} : { pending: open }),
    };
    return [{ result, how }];
  });
}

/** Somebody who has the grade so far, and was not given it by an override. */
type Candidate = { readonly standing: Standing; readonly draft: Draft };

function candidatesIn(work: GradingWork, quota: QuotaRule, group: readonly Standing[]): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const standing of group) {
    const draft = work.drafts[standing.person];
    if (draft?.grade === quota.grade && !draft.fixed) found.push({ standing, draft });
  }
  return found;
}

/** Whether somebody whose grade is not settled may yet come to one. */
function mayComeTo(draft: Draft | undefined, grade: string): boolean {
  if (draft === undefined || draft.grade !== undefined) return false;
  return draft.options.length === 0 ? draft.why.length > 0 : draft.options.includes(grade);
}

function settleTies(cut: Cut<Candidate>, ties: QuotaRule['ties']): Cut<Candidate> {
  if (ties === 'human') return cut;
  return ties === 'all-in'
    ? { in: [...cut.in, ...cut.contested], contested: [], out: cut.out }
    : { in: cut.in, contested: [], out: [...cut.contested, ...cut.out] };
}

/** No share has been set, or the people cannot be counted: the candidates are listed for a person to choose from. */
function withoutPlaces(gap: Gap | undefined): string {
  return gap === undefined ? '名额还没有定' : withoutCount(gap);
}

/**
 * Best first, those who share a place together. A key for which somebody of those still level has no number parts none
 * of them.
 */
function queue(
  work: GradingWork,
  keys: readonly string[],
  group: readonly Candidate[],
): readonly (readonly Candidate[])[] {
  const [key, ...more] = keys;
  if (key === undefined || group.length < 2) return group.length === 0 ? [] : [group];
  const valueOf = ({ standing }: Candidate): Value => nodeValue(work.run, standing, key);
  if (group.some((one) => isGap(valueOf(one)))) return queue(work, more, group);
  const ordered = group.toSorted((a, b) => compare(valueOf(b) as Exact, valueOf(a) as Exact));
  const levels: Candidate[][] = [];
  ordered.forEach((one, at) => {
    const before = ordered[at - 1];
    const same = before !== undefined && equals(valueOf(before) as Exact, valueOf(one) as Exact);
    if (same) levels.at(-1)?.push(one);
    else levels.push([one]);
  });
  return levels.flatMap((level) => queue(work, more, level));
}

/** Hands out so many places; those who share the one across the line are contested (并列). */
function cutLevels(levels: readonly (readonly Candidate[])[], slots: number): Cut<Candidate> {
  let before = 0;
  const sides = levels.map((level) => {
    const side = before >= slots ? 'out' : before + level.length > slots ? 'contested' : 'in';
    before += level.length;
    return side;
  });
  const of = (wanted: string): readonly Candidate[] => levels.filter((_, at) => sides[at] === wanted).flat();
  return { in: of('in'), contested: of('contested'), out: of('out') };
}

/** What becomes of a draft, by the table it came from. */
type Becomes = (draft: Draft, table: Table) => Draft;

/** Gives each of them the next draft; those whose drafts are one and the same share the next one too. */
function give(work: GradingWork, group: readonly Candidate[], becomes: Becomes): void {
  const known = new Map<Draft, { readonly table: Table; readonly next: Draft }>();
  for (const { standing, draft } of group) {
    const table = work.tables[standing.person] as Table;
    const before = known.get(draft);
    const next = before?.table === table ? before.next : becomes(draft, table);
    if (before === undefined) known.set(draft, { table, next });
    work.drafts[standing.person] = next;
  }
}

function within(quota: QuotaRule, place: string): Becomes {
  return (draft) => stepped(draft, `在「${quota.grade}」的 ${place}`, quota.clause);
}

function contest(quota: QuotaRule, what: string): Becomes {
  return (draft) => pending(draft, [quota.grade, quota.spill], what, quota.clause);
}

/** Out of a quota that is full: the next grade, as binding as its own band. */
export function spill(quota: QuotaRule, { places, how }: Slots, change: string): Becomes {
  const full = `「${quota.grade}」的 ${places} 个名额${aside(how)}已满，归「${quota.spill}」${aside(change)}`;
  return (draft, table) => {
    const next = stepped(draft, full, quota.clause);
    const come = comeTo(table, quota.spill, quota.grade);
    if (quota.force === 'must') return { ...next, ...come };
    const force = come.force === 'must' ? 'should' : come.force;
    // Among choices the way back stands as one of them; it takes a reason as ever.
    const options = force === 'may' ? [...come.options, quota.grade] : come.options;
    return { ...next, ...come, force, options };
  };
}

/** How binding the quotas are that left somebody out of a grade; undefined where none did. */
export function leftOutOf(
  rules: readonly QuotaRule[],
  quotas: readonly QuotaResult[],
  person: string,
  grade: string,
): QuotaRule['force'] | undefined {
  const out = new Set(quotas.flatMap((one) => (one.grade === grade && one.out.includes(person) ? one.id : [])));
  const forces = rules.flatMap((rule) => (out.has(rule.id) ? rule.force : []));
  return forces.includes('must') ? 'must' : forces[0];
}
