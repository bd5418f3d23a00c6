import { firstFew } from '../../text/first-few.ts';
import { problem, type Problem } from '../../problem.ts';
import type { Grading } from '../../scheme/grade.ts';
import { comeTo, gradeSoFar, stepped, type Draft } from './grade.ts';
import type { GradingWork } from './grading-work.ts';
import { spill, type HandedOut } from './quota.ts';
import type { SharedLine } from './standing-line.ts';

type Table = Grading['tables'][number];

/** People named one by one. */
const NAMED = 5;

/**
 * A quota once the bodies have decided who of those level on its line has the places: whoever was chosen is in, whoever
 * was given another grade is out; nobody else waits where no place is left, or where there is one for each of them. More
 * chosen than there are places is a problem (名额线上并列，认定以后).
 */
export function afterDecisions(work: GradingWork, handed: HandedOut, out: Problem[]): HandedOut {
  const { result, how } = handed;
  const { book } = work.run;
  const personOf = (id: string): number => book.personIndex.get(id) as number;
  const isDecided = (id: string): boolean => book.decisions.get(personOf(id))?.grade !== undefined;
  if (!result.contested.some(isDecided)) return handed;
  const quota = work.grading.quotas.find((one) => one.id === result.id) as Grading['quotas'][number];
  const draftOf = (id: string): Draft => work.drafts[personOf(id)] as Draft;
  // What is only proposed settles nothing yet.
  const gradeOf = (id: string): string | undefined => gradeSoFar(draftOf(id)).grade;
  const chosen = result.contested.filter((id) => gradeOf(id) === quota.grade && !draftOf(id).fixed);
  const waiting = result.contested.filter((id) => isContested(draftOf(id)));
  const gone = result.contested.filter((id) => !chosen.includes(id) && gradeOf(id) !== undefined);
  const free = result.slots - result.in.length - chosen.length;
  if (free < 0) tellOver(work, handed, chosen, out);
  const fits = free >= waiting.length;
  if (free > 0 && !fits) return { how, result: { ...result, ...sidesOf(result, chosen, gone) } };
  const table = (id: string): Table => work.tables[personOf(id)] as Table;
  const slots = { places: result.slots, how };
  const become = fits ? settled(quota) : spill(quota, slots, '由认定占满');
  for (const id of waiting) work.drafts[personOf(id)] = become(draftOf(id), table(id));
  const sides = fits ? sidesOf(result, [...chosen, ...waiting], gone) : sidesOf(result, chosen, [...gone, ...waiting]);
  return { how, result: { ...result, ...sides } };
}

/** Still waits for a choice among the grades on both sides of the line, and for nothing else. */
function isContested({ grade, options, fixed, open }: Draft): boolean {
  return grade === undefined && options.length > 0 && !fixed && open.length === 0;
}

function sidesOf(
  { in: inside, contested, out }: HandedOut['result'],
  more: readonly string[],
  gone: readonly string[],
): Pick<HandedOut['result'], 'in' | 'contested' | 'out'> {
  const left = contested.filter((id) => !more.includes(id) && !gone.includes(id));
  return { in: [...inside, ...more], contested: left, out: [...out, ...gone] };
}

function settled(quota: Grading['quotas'][number]): ReturnType<typeof spill> {
  const what = `在「${quota.grade}」的名额以内，并列的其他人已由认定归到别的等次`;
  return (draft, table) => ({ ...stepped(draft, what, quota.clause), ...comeTo(table, quota.grade, '') });
}

/** Where the clause binds nobody may be beyond the places; where it says 原则上, with a reason. */
function tellOver(work: GradingWork, { result }: HandedOut, chosen: readonly string[], out: Problem[]): void {
  const { book } = work.run;
  const quota = work.grading.quotas.find((one) => one.id === result.id);
  const persons = chosen.map((id) => book.personIndex.get(id) as number);
  const usual = quota?.force !== 'must';
  if (usual && persons.every((person) => hasReason(work, person))) return;
  const org = book.orgIndex.get(result.org);
  const data = overData(work, { org, grade: result.grade, places: result.slots, taken: result.in.length }, persons);
  if (usual) out.push({ ...problem('decision-over-usual-quota', 'decisions', data), severity: 'warning' });
  else out.push(problem('decision-over-quota', 'decisions', data));
}

/** More decided for a grade than come within the line of places are told, unless each has a reason (名次线上并列). */
export function tellOverLine(work: GradingWork, { rule, org, line }: SharedLine, out: Problem[]): void {
  const { decisions } = work.run.book;
  const chosen = [...line.contested].flatMap(({ person }) => {
    const isChosen = decisions.get(person)?.grade === rule.grade && work.drafts[person]?.fixed === false;
    return isChosen ? [person] : [];
  });
  if (line.in.size + chosen.length <= line.places || chosen.every((person) => hasReason(work, person))) return;
  const data = overData(work, { org, grade: rule.grade, places: line.places, taken: line.in.size }, chosen);
  const end = rule.end === 'top' ? '前' : '后';
  out.push({ ...problem('decision-over-line', 'decisions', { ...data, end }), severity: 'warning' });
}

function hasReason({ run }: GradingWork, person: number): boolean {
  return run.book.decisions.get(person)?.reason !== undefined;
}

type Overfilled = {
  readonly org: number | undefined;
  readonly grade: string;
  readonly places: number;
  readonly taken: number;
};

function overData({ run }: GradingWork, { org, grade, places, taken }: Overfilled, chosen: readonly number[]) {
  const { orgs, people } = run.book;
  const names = chosen.map((person) => people[person]?.name ?? '');
  return {
    grade,
    org: orgs[org ?? -1]?.name ?? '',
    places: String(places),
    taken: taken === 0 ? '' : `，其中 ${taken} 个已由分数占去`,
    count: String(chosen.length),
    list: firstFew(names, NAMED, '人'),
  };
}
