import { firstFew } from '../../text/first-few.ts';
import { GRADE_OPEN } from '../conditions.ts';
import type { HeldLine } from '../results.ts';
import type { Why } from '../value.ts';

/** A sentence with the number of its clause. */
export type ReportLine = { readonly what: string; readonly clause: string };

/** People named one by one where a reason waits for many. */
const NAMED = 5;

/** Reasons with the names of whom they wait for; one that waits for many is told once, with the first of them. */
export function reasonsTold<T extends Why>(reasons: readonly T[], name: (id: string) => string): readonly T[] {
  const same = Map.groupBy(reasons, ({ what, clause }) => `${clause ?? ''} ${what}`);
  return [...same.values()].map((ones) => {
    const [first] = ones as [T, ...T[]];
    const names = [...new Set(ones.flatMap(({ who }) => who ?? []))].map(name);
    return names.length === 0 ? first : { ...first, what: `${first.what}（${firstFew(names, NAMED, '人')}）` };
  });
}

type Clauses = (id: string | undefined) => string;
/** A proposal that waits, and for what. */
type Waiting = { readonly proposal: string; readonly reason: string; readonly clause: string };

/** What waits, in sentences; proposals that wait for one and the same thing are told together. */
export function heldRows(
  lines: readonly HeldLine[],
  clauses: Clauses,
  name: (id: string) => string,
): readonly ReportLine[] {
  const held = reasonsTold(lines, name);
  const plain = held
    .filter((one) => one.proposal === undefined)
    .map(({ what, clause }) => ({ what, clause: clauses(clause) }));
  const known = new Set(plain.map((one) => one.what));
  const waiting = held.flatMap(({ what, clause, proposal }): readonly Waiting[] =>
    proposal === undefined ? [] : [{ proposal, reason: what.slice(proposal.length + 1), clause: clauses(clause) }],
  );
  const grade = waiting.filter((one) => one.reason === GRADE_OPEN);
  const again = waiting.filter((one) => known.has(one.reason));
  const others = Map.groupBy(
    waiting.filter((one) => !grade.includes(one) && !again.includes(one)),
    (one) => one.reason,
  );
  return [
    ...overPeriods(plain),
    ...together(WAITS_FOR_THIS, again),
    ...[...others].flatMap(([reason, ones]) => together(`${reason}，定下以后再看要不要`, ones)),
    ...together(WAITS_FOR_GRADE, grade),
  ];
}

const IN_PERIOD = /^(.*)（(\d{4}年[^（）]*)）$/u;

/** What is missing in several sub-periods is told once: `评分没有报来（2026年第1季度、第2季度）`. */
function overPeriods(lines: readonly ReportLine[]): readonly ReportLine[] {
  const groups = Map.groupBy(lines, ({ what, clause }) => `${clause} ${IN_PERIOD.exec(what)?.[1] ?? what}`);
  return [...groups.values()].map((ones) => {
    const [first] = ones as [ReportLine, ...ReportLine[]];
    const [, said = '', period = ''] = IN_PERIOD.exec(first.what) ?? [];
    const others = ones.slice(1).map((one) => IN_PERIOD.exec(one.what)?.[2] ?? '');
    const year = period.slice(0, 'YYYY年'.length);
    const periods = [period, ...others.map((one) => (one.startsWith(year) ? one.slice(year.length) : one))];
    return others.length === 0 ? first : { ...first, what: `${said}（${periods.join('、')}）` };
  });
}

/** What stands before the proposals that wait for the grade, and for what is said to wait already. */
const WAITS_FOR_GRADE = '等次定下以后再看要不要';
const WAITS_FOR_THIS = '待定的定下以后再看要不要';

/** Whether a line only says which proposals wait for another. */
export function onlyProposals({ what }: ReportLine): boolean {
  return [WAITS_FOR_GRADE, WAITS_FOR_THIS].some((head) => what.startsWith(`${head}：`));
}

function together(head: string, ones: readonly Waiting[]): readonly ReportLine[] {
  if (ones.length === 0) return [];
  const [proposals, places] = [ones.map((one) => one.proposal), ones.map((one) => one.clause)].map((list) =>
    [...new Set(list)].join('、'),
  ) as [string, string];
  return [{ what: `${head}：${proposals}`, clause: places }];
}
