import { compare, equals, type Exact } from '../../number.ts';
import type { Grading } from '../../scheme/grade.ts';
import { factOf } from '../book/fact-value.ts';
import { comeTo, level, neighbour, pending, stepped, type Draft } from './grade.ts';
import { aside, cutAt, slotsIn, withoutCount } from './headcount.ts';
import type { GradingWork } from './grading-work.ts';
import { mayChange } from './open-rank.ts';
import { groupId, groupsOf, orgOfGroup } from './ranking.ts';
import { scopeFor, type Run, type Standing } from '../run.ts';
import { isGap, type Gap } from '../value.ts';

type Table = Grading['tables'][number];
type StandingRule = Grading['standings'][number];

/** A line that was drawn by points alone, with those who share it: bodies decide who of them is within. */
export type SharedLine = { readonly rule: StandingRule; readonly org: number | undefined; readonly line: Line };

/** 靠前、靠后: a place in the organisation as a condition of a grade; tells the lines that some share. */
export function standings(work: GradingWork): readonly SharedLine[] {
  const { grading, run } = work;
  if (grading.standings.length === 0 && grading.quotas.length === 0) return [];
  const shared: SharedLine[] = [];
  for (const group of groupsOf(work.run, 'org')) {
    const all = group.filter((one) => work.drafts[one.person] !== undefined);
    const banded = all.filter((one) => work.tables[one.person]?.vote === undefined);
    const graded = banded.filter((one) => !isGap(one.total));
    placeAll(work, graded);
    const pending = group.filter(
      (one) => work.drafts[one.person] !== undefined && isGap(one.total) && one.total.gap === 'hold',
    );
    if (pending.length > 0 && graded.length > 0)
      work.open.push({ org: groupId(work.run, 'org', group), pending: pending.length, ranked: true });
    const change = mayChange(pending.length, '名次');
    for (const rule of grading.standings) {
      const line = lineOf(work, rule, { all, graded });
      for (const one of banded) stand(work, rule, one, { line, change });
      const isShared = line !== undefined && 'in' in line && line.contested.size > 0 && rule.ties === 'human';
      if (isShared && banded.every((one) => toldStanding(run, rule, one) === undefined))
        shared.push({ rule, org: orgOfGroup(run, 'org', group), line });
    }
  }
  return shared;
}

function placeAll(work: GradingWork, graded: readonly Standing[]): void {
  const ordered = graded.toSorted((a, b) => compare(b.total as Exact, a.total as Exact));
  let [rank, before]: [number, Exact | undefined] = [0, undefined];
  ordered.forEach((one, at) => {
    const total = one.total as Exact;
    if (before === undefined || !equals(total, before)) rank = at + 1;
    before = total;
    work.order[one.person] = rank;
  });
}

/** Those of an organisation who are graded, and among them those with a score already. */
type Group = { readonly all: readonly Standing[]; readonly graded: readonly Standing[] };

/** Who is within a line drawn through an organisation, and who shares it; what is said of those who are awaited. */
type Drawn = { readonly line: Line | Gap | undefined; readonly change: string };
type Line = {
  readonly in: ReadonlySet<Standing>;
  readonly contested: ReadonlySet<Standing>;
  readonly places: number;
  /** How many are within it, and by which sum. */
  readonly what: string;
};

function stand(work: GradingWork, rule: StandingRule, one: Standing, drawn: Drawn): void {
  const draft = work.drafts[one.person];
  if (draft?.grade !== rule.grade) return;
  const told = toldStanding(work.run, rule, one);
  const answer = told ?? counted(work.run, rule, one, drawn.line);
  const what = drawn.line === undefined || 'gap' in drawn.line ? '' : drawn.line.what;
  const why = told === undefined ? aside(placeText(work, one), what, drawn.change) : '（支部认定）';
  if (answer === true) {
    const place = rule.end === 'top' ? '名次靠前' : '名次靠后';
    return void (work.drafts[one.person] = stepped(draft, `${place}${why}`, rule.clause));
  }
  const next = answer === false ? demoted(work, rule, one, draft, why) : undecided(work, rule, draft, answer);
  work.drafts[one.person] = next;
}

function placeText({ order }: GradingWork, { person }: Standing): string {
  return order[person] === undefined ? '' : `第 ${order[person]} 名`;
}

/** What the branch has already decided about somebody's place, if anything. */
function toldStanding(run: Run, rule: StandingRule, one: Standing): boolean | undefined {
  const fact = rule.fact === undefined ? undefined : run.plan.env.facts.get(rule.fact);
  if (fact === undefined) return undefined;
  const value = factOf(fact, scopeFor(run.plan, run.book, one.person, run.book.end), 'subject', run.plan.env.facts);
  return value === undefined ? undefined : value === rule.value;
}

function counted(run: Run, rule: StandingRule, one: Standing, line: Drawn['line']): boolean | string {
  if (isGap(one.total)) return '还没有总分，名次无从排起，等待支部认定';
  if (line === undefined) return `${withoutLine(run, rule)}，等待支部认定`;
  if ('gap' in line) return `${withoutCount(line)}，等待支部认定`;
  if (!line.contested.has(one)) return line.in.has(one);
  return rule.ties === 'human' ? `名次线上有并列（${line.what}），等待支部认定` : rule.ties === 'all-in';
}

/** No line was written, or the parameter that draws it was not filled in. */
function withoutLine({ plan }: Run, { share, count, end }: StandingRule): string {
  const given = [share, count].filter((one) => one !== undefined);
  const [why] = given.length === 0 ? [] : plan.env.unset(given).why;
  return why?.what ?? `名次是否${end === 'top' ? '靠前' : '靠后'}没有写明界线`;
}

/** The line that a rule draws through those of an organisation who have a score; none where no number is given, a gap where the people cannot be counted. */
function lineOf(work: GradingWork, rule: StandingRule, { all, graded }: Group): Drawn['line'] {
  const slots = slotsIn(work.run, rule, orgOfGroup(work.run, 'org', all), all);
  if (slots === undefined || 'gap' in slots) return slots;
  const { places, how } = slots;
  const turn = rule.end === 'top' ? -1 : 1;
  const ordered = graded.toSorted((a, b) => compare(a.total as Exact, b.total as Exact) * turn);
  const cut = cutAt(ordered, places, (a, b) => equals(a.total as Exact, b.total as Exact));
  const what = `${rule.end === 'top' ? '前' : '后'} ${places} 名${how === '' ? '' : `：${how}`}`;
  return { in: new Set(cut.in), contested: new Set(cut.contested), places, what };
}

function demoted(work: GradingWork, rule: StandingRule, one: Standing, draft: Draft, why: string): Draft {
  const { ladder } = work.grading;
  if (rule.unmet === 'same') return draft;
  if (rule.unmet === 'lower') {
    const below = ladder.slice(level(ladder, rule.grade) + 1);
    if (below.length === 0) return draft;
    return pending(draft, below, '分数够而名次不够，归哪一等没有写明，等待支部认定', rule.clause);
  }
  if (rule.unmet === 'pending') return undecided(work, rule, draft, '分数够而名次不够，等待支部认定');
  const grade = neighbour(ladder, rule.grade, rule.unmet === 'next' ? 1 : -1);
  if (grade === undefined) return draft;
  const place = rule.end === 'top' ? '靠前' : '靠后';
  const next = stepped(draft, `名次不${place}${why}，归「${grade}」`, rule.clause);
  return { ...next, ...comeTo(work.tables[one.person] as Table, grade, rule.grade) };
}

function undecided(work: GradingWork, rule: StandingRule, draft: Draft, what: string): Draft {
  const step = rule.unmet === 'next' ? 1 : rule.unmet === 'upper' ? -1 : rule.end === 'top' ? 1 : -1;
  const other = neighbour(work.grading.ladder, rule.grade, step);
  return pending(draft, other === undefined ? [rule.grade] : [rule.grade, other], what, rule.clause);
}
