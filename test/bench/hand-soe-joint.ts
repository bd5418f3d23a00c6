import { partsOf } from '../../src/core/date.ts';
import type { Book } from '../../src/core/score/book/book.ts';
import { VOID } from '../../src/core/score/book/ledger.ts';
import { on } from '../../src/core/score/book/timeline.ts';

const POINT = 1_000_000;
/** Lines of the scheme as this loop knows them. */
const [D05, D09, D12, A01, A02, A03, A05, A06, A07, FIXED] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/**
 * The rules of soe-joint-demo written out by hand, in whole ticks, over the same open book that the scorer reads:
 * what a careful programmer would write who had only this one scheme to serve. Gives the total of everybody.
 * It knows no entries of organisations, no late entries, no other readings than those decided, and explains nothing.
 */
export function handSoeJoint(book: Book): Float64Array {
  const { ledger, catalogue, people } = book;
  const { start, line, kind, flags, count, points, project, on: days } = ledger;
  const { price, form } = pricesOf(book);
  const deducts = Uint8Array.from(catalogue.lines, (one) => (one.sign < 0 ? 1 : 0));
  const months = Uint8Array.from({ length: book.last - book.first + 1 }, (_, i) => partsOf(book.first + i).month);
  const roles = rolesOf(book);
  const office = book.facts.get('office') ?? [];
  const own = new Float64Array(people.length);
  const joint = new Float64Array(people.length);
  const seen = new Int32Array(ledger.kinds.length).fill(-1);
  const projects = ledger.words.length + 1;
  const [overdue, created, honours] = [0, 1, 2].map(() => new Float64Array(projects)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const touched: number[] = [];
  const volunteered = new Float64Array(13);
  for (let person = 0; person < people.length; person += 1) {
    let sum = 0;
    let [ideas, news] = [0, 0];
    let paid = 0;
    volunteered.fill(0);
    for (let e = start[person]!; e < start[person + 1]!; e += 1) {
      if ((flags[e]! & VOID) !== 0) continue;
      const at = line[e]!;
      const key = kind[e]!;
      const worth = price[key]!;
      const n = count[e]!;
      if (deducts[at] === 1) {
        let percent = on(office[person], days[e]!) === true ? 110 : 100;
        if (seen[key] === person) percent += 20;
        else seen[key] = person;
        let times = n / POINT;
        if (form[at] === D12) times = Math.ceil(times / 4);
        if (form[at] === D05) {
          const bit = 1 << months[days[e]! - book.first]!;
          if ((paid & bit) !== 0) continue;
          paid |= bit;
        }
        const amount = (worth * times * percent) / 100;
        if (amount >= 3 * POINT) pass(roles, joint, person, amount, days[e]!);
        if (form[at] === D09) {
          const p = project[e]! + 1;
          const left = 3 * POINT - overdue[p]!;
          const kept = amount < left ? amount : left;
          overdue[p]! += kept;
          touched.push(p);
          sum -= kept;
        } else sum -= amount;
        continue;
      }
      switch (form[at]!) {
        case A01:
          ideas += (worth * n) / POINT;
          break;
        case A02:
        case A05: {
          const best = form[at] === A02 ? created : honours;
          const p = project[e]! + 1;
          const amount = (worth * n) / POINT;
          if (amount > best[p]!) {
            sum += amount - best[p]!;
            best[p] = amount;
            touched.push(p);
          }
          break;
        }
        case A03:
          sum += (points[e]! * n) / POINT;
          break;
        case A06:
          news += (worth * n) / POINT;
          break;
        case A07:
          volunteered[months[days[e]! - book.first]!]! += (worth * n) / POINT;
          break;
        default:
          sum += (worth * n) / POINT;
      }
    }
    for (let month = 1; month <= 12; month += 1) sum += Math.min(volunteered[month]!, 0.6 * POINT);
    own[person] = sum + Math.min(ideas, 6 * POINT) + Math.min(news, 5 * POINT);
    for (const p of touched) overdue[p] = created[p] = honours[p] = 0;
    touched.length = 0;
  }
  for (let person = 0; person < people.length; person += 1) {
    own[person] = Math.max(0, 100 * POINT + own[person]! - joint[person]!);
  }
  return own;
}

type Roles = ReturnType<typeof rolesOf>;

function rolesOf({ roles }: Book) {
  const of = (role: string) => roles.get(role) ?? [];
  return {
    heads: [of('responsible'), of('secretary'), of('group-leader')],
    supervisor: of('supervisor'),
    liaison: of('liaison-leader'),
  };
}

/** Joint liability: the secretary a tenth from 3 points on, from 5 on the supervisor a fifth, the liaison leader a tenth. */
function pass(roles: Roles, joint: Float64Array, person: number, amount: number, day: number): void {
  const head = roles.heads.find((role) => role[person] !== undefined)?.[person];
  const secretary = on(head, day)?.[0] ?? -1;
  if (amount < 5 * POINT) {
    if (secretary >= 0 && secretary !== person) joint[secretary]! += amount / 10;
    return;
  }
  const supervisor = on(roles.supervisor[person], day)?.[0] ?? -1;
  const liaison = on(roles.liaison[person], day)?.[0] ?? -1;
  if (supervisor >= 0 && supervisor !== person) joint[supervisor]! += amount / 5;
  if (secretary >= 0 && secretary !== person && secretary !== supervisor) joint[secretary]! += amount / 10;
  if (liaison >= 0 && liaison !== person && liaison !== supervisor && liaison !== secretary)
    joint[liaison]! += amount / 10;
}

const FORMS: Readonly<Record<string, number>> = { D05, D09, D12, A01, A02, A03, A05, A06, A07 };
const PRICES: Readonly<Record<string, number>> = {
  D01: 2,
  D02: 4,
  D05: 1,
  D06: 3,
  D07: 1.5,
  D08: 2,
  D09: 0.2,
  D10: 1,
  D11: 0.5,
  D12: 0.5,
  D13: 1.2,
  D14: 3.5,
  D15: 4.5,
  D16: 2.8,
  A01: 1,
  A04: 2,
  A07: 0.3,
};
const TIERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  D03: { 警告: 6, 严重警告: 10, 撤销党内职务: 15, 留党察看: 20 },
  D04: { 一般: 2.5, 较重: 5, 严重: 8 },
  A02: { 支部: 1.5, 公司: 3, 集团: 5 },
  A05: { 单位党委: 2, 公司党组织: 3, 地方党委: 4, 全国: 8 },
  A06: { 集团网站: 0.5, 省市媒体: 1.5, 国家级媒体: 3.5 },
};

/** Prices in ticks by kind of entry, and what is special about each line. */
function pricesOf(book: Book): { readonly price: Float64Array; readonly form: Uint8Array } {
  const { catalogue, ledger } = book;
  const itemOf = (line: number): string => catalogue.lines[line]!.id.split('/')[0]!;
  const price = Float64Array.from(ledger.kinds, ({ line, tier }) => {
    const points = TIERS[itemOf(line)]?.[tier ?? ''] ?? PRICES[itemOf(line)] ?? 0;
    return Math.round(points * POINT);
  });
  const form = Uint8Array.from(catalogue.lines, (one) => FORMS[itemOf(one.index)] ?? FIXED);
  return { price, form };
}
