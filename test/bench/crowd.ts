import { dayOf, printDay } from '../../src/core/date.ts';
import type { EntryRow, FactsFile, PersonRow } from '../../src/core/score/book/facts.ts';

/** What an entry of the fictional ledger may look like, and how often it comes up against the others. */
type Kind = {
  readonly item: string;
  readonly weight: number;
  readonly tiers?: readonly string[];
  readonly counts?: readonly string[];
  readonly points?: readonly string[];
  readonly projects?: number;
  readonly approved?: boolean;
};

/** A fictional crowd for one scheme: small things happen often, grave ones seldom. */
type Mix = {
  readonly kinds: readonly Kind[];
  readonly factsOf: (member: number) => PersonRow['facts'];
  readonly history: (member: number) => FactsFile['history'][string] | undefined;
};

const SOE_JOINT: Mix = {
  kinds: [
    { item: 'D01', weight: 1 },
    { item: 'D02', weight: 1 },
    { item: 'D03', weight: 1, tiers: ['警告', '严重警告', '撤销党内职务', '留党察看'] },
    { item: 'D04', weight: 4, tiers: ['一般', '较重', '严重'] },
    { item: 'D05', weight: 4 },
    { item: 'D06', weight: 3 },
    { item: 'D07', weight: 4, counts: ['1', '2'] },
    { item: 'D08', weight: 5 },
    { item: 'D09', weight: 6, counts: ['1', '2', '3', '5', '9'], projects: 3 },
    { item: 'D10', weight: 8 },
    { item: 'D11', weight: 10 },
    { item: 'D12', weight: 6, counts: ['1', '2', '4', '6', '9'] },
    { item: 'D13', weight: 3 },
    { item: 'D14', weight: 2 },
    { item: 'D15', weight: 1 },
    { item: 'D16', weight: 1 },
    { item: 'A01', weight: 8, counts: ['1', '2'] },
    { item: 'A02', weight: 3, tiers: ['支部', '公司', '集团'], projects: 2 },
    { item: 'A03', weight: 3, points: ['1', '1.5', '2', '3', '5'] },
    { item: 'A04', weight: 3 },
    { item: 'A05', weight: 3, tiers: ['单位党委', '公司党组织', '地方党委', '全国'], projects: 2 },
    { item: 'A06', weight: 8, tiers: ['集团网站', '省市媒体', '国家级媒体'] },
    { item: 'A07', weight: 12 },
  ],
  factsOf: (member) => (chance(member, 1, 8) ? { office: true } : {}),
  history: () => undefined,
};

const VANGUARD_INDEX: Mix = {
  kinds: [
    { item: '正向-*/1', weight: 6, tiers: ['中心', '中心', '县级', '市级', '省级以上'], projects: 3 },
    { item: '正向-*/2', weight: 25, counts: ['1', '1', '2'] },
    { item: '正向-*/3', weight: 25 },
    { item: '正向-*/4', weight: 6, points: ['1', '2', '2.5', '5'] },
    { item: '正向-*/5', weight: 100 },
    { item: '正向-其他/1', weight: 3, points: ['0.5', '1'], approved: true },
    { item: '纪律-1/1', weight: 4 },
    { item: '纪律-1/2', weight: 1 },
    { item: '纪律-1/4', weight: 1 },
    { item: '反向-4/1', weight: 1 },
    { item: '反向-4/2', weight: 1 },
    { item: '反向-4/3', weight: 2 },
    { item: '反向-4/5', weight: 1 },
    { item: '品行-2/1', weight: 1 },
    { item: '品行-2/2', weight: 1 },
    { item: '作为-1/1', weight: 1 },
    { item: '反向-7/2', weight: 0.05, tiers: ['警告', '罚款', '行政拘留及以上'] },
    { item: '反向-其他/1', weight: 0.3, points: ['1'], approved: true },
    { item: '信念-2/2', weight: 0.02 },
    { item: '否决/3', weight: 0.02 },
  ],
  factsOf: (member) => ({
    status: chance(member, 3, 30) ? '预备党员' : '正式党员',
    'party-education': chance(member, 4, 12) ? '1' : '2',
    'attendance-rate': chance(member, 5, 15) ? '0.75' : '0.95',
    ...(chance(member, 6, 60) ? { discipline: '警告' } : {}),
    ...(chance(member, 7, 400) ? { 'exempt-approved': true } : {}),
  }),
  history: (member) => (chance(member, 8, 20) ? [lastYear(member)] : undefined),
};

export const MIXES = { 'soe-joint-demo': SOE_JOINT, 'vanguard-index-demo': VANGUARD_INDEX } as const;
export type CrowdName = keyof typeof MIXES;

/** Members of one branch. */
const BRANCH = 25;
const YEAR = 2026;
const DAYS = Array.from({ length: 365 }, (_, i) => printDay(dayOf(YEAR, 1, 1) + i));

/**
 * A fictional company with `members` members in branches of 25, each with `each` entries in the year 2026. Everything
 * follows from the numbers alone, so a run can be repeated; entries are made when they are read and not kept.
 */
export function crowdOf(name: CrowdName, members: number, each: number): FactsFile {
  const mix: Mix = MIXES[name];
  const branches = Math.ceil(members / BRANCH);
  const kinds = mix.kinds.flatMap((kind) => Array.from({ length: Math.round(kind.weight * 100) }, () => kind));
  return {
    period: String(YEAR),
    orgs: Array.from({ length: branches }, (_, i) => ({ id: `b${i}`, facts: {} })),
    subjects: Array.from({ length: members }, (_, i) => personOf(name, mix, i, members)),
    people: [],
    entries: { length: members * each, at: (i) => new Row(kinds[roll(i, 21) % kinds.length] as Kind, i, each) },
    findings: [],
    ballots: {},
    inputs: {},
    history: historyOf(mix, members),
    results: {},
    params: {},
    readings: {},
    decisions: {},
  };
}

function historyOf(mix: Mix, members: number): FactsFile['history'] {
  const history: Record<string, FactsFile['history'][string]> = {};
  for (let i = 0; i < members; i += 1) {
    const rows = mix.history(i);
    if (rows !== undefined) history[`m${i}`] = rows;
  }
  return history;
}

function lastYear(member: number): FactsFile['history'][string][number] {
  const grade = chance(member, 9, 2) ? '警示党员' : '合格党员';
  return { period: String(YEAR - 1), score: '58', grade, nodes: {}, account: {}, rank: undefined, status: undefined };
}

function personOf(name: CrowdName, mix: Mix, member: number, members: number): PersonRow {
  const branch = Math.floor(member / BRANCH);
  const first = branch * BRANCH;
  const beside = (salt: number): string => `m${roll(branch, salt) % members}`;
  const roles: Readonly<Record<string, string>> =
    name === 'soe-joint-demo' ? { secretary: `m${first}`, supervisor: beside(11), 'liaison-leader': beside(12) } : {};
  return {
    id: `m${member}`,
    name: undefined,
    person: undefined,
    kind: undefined,
    org: `b${branch}`,
    category: undefined,
    leadership: undefined,
    facts: mix.factsOf(member),
    roles,
  };
}

/**
 * One row of the ledger, made when it is read and thrown away after. A class, because V8 learns from literals to put
 * them where only a full collection finds them: that was a third of the memory measured, and nothing of the scorer's.
 */
class Row implements EntryRow {
  readonly id: string;
  readonly subject: string;
  readonly item: string;
  readonly on: string;
  readonly count?: string;
  readonly points?: string;
  readonly tier?: string;
  readonly project?: string;
  readonly approval?: string;

  constructor({ item, tiers, counts, points, projects, approved }: Kind, i: number, each: number) {
    this.id = `e${i}`;
    this.subject = `m${Math.floor(i / each)}`;
    this.item = item;
    this.on = DAYS[roll(i, 22) % DAYS.length] as string;
    if (counts !== undefined) this.count = counts[roll(i, 23) % counts.length];
    if (points !== undefined) this.points = points[roll(i, 24) % points.length];
    if (tiers !== undefined) this.tier = tiers[roll(i, 25) % tiers.length];
    if (projects !== undefined) this.project = `p${roll(i, 26) % projects}`;
    if (approved === true && roll(i, 27) % 10 > 0) this.approval = 'approved';
  }
}

function chance(n: number, salt: number, one: number): boolean {
  return roll(n, salt) % one === 0;
}

/** A number that looks thrown but follows from two others (a finalizer of MurmurHash3). */
function roll(n: number, salt: number): number {
  let h = Math.imul(n + 1, 0x9e37_79b1) ^ Math.imul(salt, 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
