import { partsOf } from '../../src/core/date.ts';
import type { Book } from '../../src/core/score/book/book.ts';
import { APPROVED, VOID } from '../../src/core/score/book/ledger.ts';
import { on } from '../../src/core/score/book/timeline.ts';

const POINT = 1_000_000;
const BASE = ['信念-1', '信念-2', '纪律-1', '纪律-2', '品行-1', '品行-2', '作为-1', '作为-2'];
const [BELOW, PLAIN, PROJECT, IDEA, LETTER, VOLUNTEER, GIVEN, AGAINST, VETO, ABSENT, DUES, FORFEIT] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
];

/** Totals in ticks (NaN: not rated) and grades (undefined: none, or left to people). */
export type HandGraded = { readonly totals: Float64Array; readonly grades: readonly (string | undefined)[] };

/**
 * The rules of vanguard-index-demo written out by hand over the same open book that the scorer reads: points, caps, one
 * fact in two clauses, the total, grades, discipline, vetoes, two warnings running, and the quota of each branch.
 */
export function handVanguardIndex(book: Book): HandGraded {
  const { ledger, people } = book;
  const { start, kind, flags, count, points, project, on: days, line } = ledger;
  const { price, form, slot } = linesOf(book);
  const month = monthsOf(book);
  const facts = (id: string) => book.facts.get(id) ?? [];
  const [trained, attended, exempt] = [facts('party-education'), facts('attendance-rate'), facts('exempt-approved')];
  const totals = new Float64Array(people.length).fill(Number.NaN);
  const bases = new Float64Array(people.length);
  const vetoed = new Uint8Array(people.length);
  const items = new Float64Array(BASE.length);
  const best = new Float64Array(ledger.words.length + 1);
  const touched: number[] = [];
  const volunteered = new Float64Array(13);
  let absences: number[] = [];
  let dues: number[] = [];
  for (let person = 0; person < people.length; person += 1) {
    if (on(exempt[person], book.end) === true) continue;
    items.fill(10 * POINT);
    volunteered.fill(0);
    absences = [];
    dues = [];
    let [plus, minus, ideas, letters, forfeit] = [0, 0, 0, 0, 0];
    const shortage = 2 * POINT - (on(trained[person], book.end) as number);
    if (shortage > 0) items[0]! -= 2 * shortage;
    for (let e = start[person]!; e < start[person + 1]!; e += 1) {
      if ((flags[e]! & VOID) !== 0) continue;
      const at = line[e]!;
      const worth = (price[kind[e]!]! * count[e]!) / POINT;
      switch (form[at]!) {
        case BELOW:
          items[slot[at]!]! -= worth;
          break;
        case FORFEIT:
          forfeit |= 1 << slot[at]!;
          break;
        case PROJECT: {
          const p = project[e]! + 1;
          if (worth <= best[p]!) break;
          plus += worth - best[p]!;
          best[p] = worth;
          touched.push(p);
          break;
        }
        case IDEA:
          ideas += worth;
          break;
        case LETTER:
          letters += worth;
          break;
        case VOLUNTEER:
          volunteered[month[days[e]! - book.first]!]! += worth;
          break;
        case PLAIN:
          plus += points[e]!;
          break;
        case GIVEN:
          if ((flags[e]! & APPROVED) !== 0) plus += points[e]!;
          break;
        case AGAINST:
          if (slot[at] === 1) minus += (flags[e]! & APPROVED) === 0 ? 0 : points[e]!;
          else minus += worth;
          break;
        case VETO:
          vetoed[person] = 1;
          break;
        case ABSENT:
          if (!absences.includes(days[e]!)) absences.push(days[e]!);
          break;
        case DUES:
          if (!dues.includes(days[e]!)) dues.push(days[e]!);
          break;
        default:
          throw new Error(`no such line ${at}`);
      }
    }
    items[2]! -= (absences.length * 2 + dues.length * 3) * POINT;
    if ((on(attended[person], book.end) as number) < 0.8 * POINT) minus += 5 * POINT;
    for (let m = 1; m <= 12; m += 1) plus += Math.min(volunteered[m]!, POINT);
    plus += Math.min(ideas, 6 * POINT) + Math.min(letters, 4 * POINT);
    let base = 0;
    for (let i = 0; i < items.length; i += 1) if ((forfeit & (1 << i)) === 0) base += Math.max(0, items[i]!);
    bases[person] = base;
    totals[person] = Math.max(0, Math.min(100 * POINT, base + Math.min(plus, 20 * POINT) - minus));
    for (const p of touched) best[p] = 0;
    touched.length = 0;
  }
  return { totals, grades: gradesOf(book, totals, bases, vetoed) };
}

const [FIRST, GOOD, WARNED, FAILED] = ['先锋党员', '合格党员', '警示党员', '不合格党员'];

function gradesOf(book: Book, totals: Float64Array, bases: Float64Array, vetoed: Uint8Array): (string | undefined)[] {
  const { people } = book;
  const discipline = book.facts.get('discipline') ?? [];
  const status = book.facts.get('status') ?? [];
  const grades = people.map((_, person): string | undefined => {
    if (Number.isNaN(totals[person]!)) return undefined;
    if (vetoed[person] === 1) return FAILED;
    if (on(discipline[person], book.end) === '警告') return WARNED;
    if (totals[person]! >= 90 * POINT) return bases[person]! >= 75 * POINT ? FIRST : GOOD;
    return totals[person]! >= 60 * POINT ? GOOD : WARNED;
  });
  const fixed = (person: number): boolean => vetoed[person] === 1 || on(discipline[person], book.end) !== undefined;
  quotas(book, totals, grades, fixed);
  for (const [person, rows] of book.history) {
    const before = rows.at(-1)?.grade === WARNED && grades[person] === WARNED;
    if (before && on(status[person], book.end) !== '预备党员') grades[person] = FAILED;
  }
  return grades;
}

/** At most a fifth of each branch, the best first; who shares the line is left to people. */
function quotas(book: Book, totals: Float64Array, grades: (string | undefined)[], fixed: (person: number) => boolean) {
  const branches = book.orgs.map((): number[] => []);
  const sizes = book.orgs.map(() => 0);
  for (const { index, org } of book.people) {
    const branch = on(org, book.end)!;
    sizes[branch]! += 1;
    if (grades[index] === FIRST && !fixed(index)) branches[branch]!.push(index);
  }
  branches.forEach((candidates, branch) => {
    const slots = Math.floor(sizes[branch]! / 5);
    if (candidates.length <= slots) return;
    candidates.sort((a, b) => totals[b]! - totals[a]!);
    const [last, next] = [totals[candidates[slots - 1]!]!, totals[candidates[slots]!]!];
    candidates.forEach((person, at) => {
      if (last === next && totals[person] === last) grades[person] = undefined;
      else if (at >= slots) grades[person] = GOOD;
    });
  });
}

const PRICES: Readonly<Record<string, number>> = {
  '信念-1/2': 10,
  '信念-2/1': 5,
  '纪律-1/1': 1,
  '纪律-1/3': 5,
  '纪律-1/5': 5,
  '纪律-2/1': 5,
  '纪律-2/2': 5,
  '品行-1/1': 5,
  '品行-1/2': 10,
  '品行-1/3': 5,
  '品行-1/4': 5,
  '品行-1/5': 3,
  '品行-1/6': 5,
  '品行-2/1': 2,
  '品行-2/2': 2,
  '品行-2/3': 5,
  '作为-1/1': 3,
  '作为-2/1': 5,
  '作为-2/2': 5,
  '作为-2/3': 5,
  '正向-*/2': 1.5,
  '正向-*/3': 1,
  '正向-*/5': 0.5,
  '反向-1/1': 3,
  '反向-2/1': 5,
  '反向-4/2': 1,
  '反向-4/3': 1,
  '反向-5/1': 5,
  '反向-6/1': 5,
  '反向-7/3': 5,
};
const TIERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '正向-*/1': { 中心: 2, 县级: 4, 市级: 6, 省级以上: 10 },
  '反向-3/1': { 中心: 2, 县级以上: 4 },
  '反向-7/1': { 警告: 5, 严重警告: 10, 撤销党内职务: 15, 留党察看: 20 },
  '反向-7/2': { 警告: 5, 罚款: 10, 行政拘留及以上: 15 },
};
const FORMS: Readonly<Record<string, number>> = {
  '正向-*/1': PROJECT,
  '正向-*/2': IDEA,
  '正向-*/3': LETTER,
  '正向-*/4': PLAIN,
  '正向-*/5': VOLUNTEER,
  '正向-其他/1': GIVEN,
  '纪律-1/2': ABSENT,
  '反向-4/1': ABSENT,
  '纪律-1/4': DUES,
  '反向-4/5': DUES,
  '信念-1/3': FORFEIT,
  '信念-1/4': FORFEIT,
  '信念-1/5': FORFEIT,
  '信念-2/2': FORFEIT,
  '品行-1/7': FORFEIT,
};

/** Prices in ticks by kind of entry; by line, what is special about it and which item of the base it belongs to. */
function linesOf({ catalogue, ledger }: Book) {
  const price = Float64Array.from(ledger.kinds, ({ line, tier }) => {
    const { id } = catalogue.lines[line]!;
    return Math.round((TIERS[id]?.[tier ?? ''] ?? PRICES[id] ?? 0) * POINT);
  });
  const formOf = (id: string): number =>
    FORMS[id] ?? (id.startsWith('反向') ? AGAINST : id.startsWith('否决') ? VETO : BELOW);
  const form = Uint8Array.from(catalogue.lines, ({ id }) => formOf(id));
  const slot = Int8Array.from(catalogue.lines, ({ id }) =>
    id.startsWith('反向-其他') ? 1 : BASE.indexOf(id.split('/')[0]!),
  );
  return { price, form, slot };
}

function monthsOf(book: Book): Uint8Array {
  return Uint8Array.from({ length: book.last - book.first + 1 }, (_, i) => partsOf(book.first + i).month);
}
