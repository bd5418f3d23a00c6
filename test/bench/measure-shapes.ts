// 形状特别的单位：一个人的记录极多、一个组织的人极多、组织极多、许多人同分同名次。四倍的量，时间应当约四倍，不是十六倍。
import { finish } from '../../src/core/score/evaluate.ts';
import { subjectResult } from '../../src/core/score/subject-result.ts';
import { orgResults } from '../../src/core/score/org-results.ts';
import { explainSubject } from '../../src/core/score/telling/explain.ts';
import type { FactsFile, PersonRow } from '../../src/core/score/book/facts.ts';
import type { Standing } from '../../src/core/score/run.ts';
import { readScheme } from '../../src/store/scheme.ts';
import { cpuSeconds, figure, table } from './clock.ts';
import { crowdOf, type CrowdName } from './crowd.ts';
import { opened, rulesetOf } from './opened.ts';

const quick = process.argv.includes('--quick');
const SIZE = quick ? 2_000 : 20_000;
const MOST = 8;

/** All entries of a crowd on one person, each with a project of its own. */
function onePerson(name: CrowdName, size: number): FactsFile {
  const crowd = crowdOf(name, 25, size);
  const at = (i: number) => {
    const row = crowd.entries.at(i) as NonNullable<ReturnType<FactsFile['entries']['at']>>;
    return { ...row, subject: 'm0', ...(row.project === undefined ? {} : { project: `p${i}` }) };
  };
  return { ...crowd, entries: { length: size, at } };
}

/** A crowd spread over organisations in another way. */
function spread(name: CrowdName, size: number, orgs: number, each: number): FactsFile {
  const crowd = crowdOf(name, size, each);
  return {
    ...crowd,
    orgs: Array.from({ length: orgs }, (_, i) => ({ id: `b${i}`, facts: {} })),
    subjects: crowd.subjects.map((one, i): PersonRow => ({ ...one, org: `b${i % orgs}` })),
  };
}

const QUOTA = {
  clause: 'all',
  over: 'all',
  share: '10%',
  among: 'all-members',
  rounding: 'round-down',
  keys: ['total'],
  ties: 'human',
};

/** A scheme in which everybody shares one place, and a condition asks for it. */
const TIED = {
  scheme: 'tied',
  title: '测量用：人人同分',
  subject: 'member',
  source: '测量用',
  effective: { from: '2026-01-01' },
  period: { unit: 'year', clause: 'all' },
  clauses: [{ id: 'all', no: '测量用', text: '人人一百分，排名次，前三名表彰，十分之一为优' }],
  score: [{ id: 'total', label: '总分', clause: 'all', const: '100' }],
  rankings: [{ id: 'place', label: '名次', clause: 'all', node: 'total', among: 'all', ties: 'human' }],
  grade: {
    clause: 'all',
    ladder: ['优', '良'],
    tables: [{ id: 'one', bands: [{ grade: '优', from: '90' }], otherwise: { grade: '良' } }],
    quotas: [{ ...QUOTA, id: 'best', grade: '优', spill: '良' }],
  },
  outcomes: [{ id: 'praise', clause: 'all', when: { rank: 'place', lte: '3' }, do: '表彰', force: 'must' }],
};

type Shape = { readonly what: string; readonly document: () => unknown; readonly facts: (size: number) => FactsFile };

const shipped = (name: CrowdName): readonly Shape[] => [
  { what: `${name}，一个人`, document: () => readScheme(name), facts: (size) => onePerson(name, size * 4) },
  { what: `${name}，一个组织`, document: () => readScheme(name), facts: (size) => spread(name, size, 1, 5) },
  { what: `${name}，一人一个组织`, document: () => readScheme(name), facts: (size) => spread(name, size, size, 5) },
];

const everybodyTied = (size: number): FactsFile => {
  const crowd = crowdOf('soe-joint-demo', size, 0);
  return { ...crowd, subjects: crowd.subjects.map((one): PersonRow => ({ ...one, facts: {}, roles: {} })) };
};

const SHAPES: readonly Shape[] = [
  ...shipped('soe-joint-demo'),
  ...shipped('vanguard-index-demo'),
  { what: '人人同分，名次与名额', document: () => TIED, facts: everybodyTied },
];

/** Processor seconds from the facts to all results, and one explanation. */
function seconds({ document, facts }: Shape, size: number): number {
  const ruleset = rulesetOf(document());
  const reported = facts(size);
  globalThis.gc?.();
  const before = cpuSeconds();
  const { plan, book } = opened(ruleset, reported);
  const scored = finish(plan, book, []);
  for (const standing of scored.run.standings) subjectResult(scored, standing);
  orgResults(scored.run);
  explainSubject(scored, scored.run.standings[0] as Standing);
  return cpuSeconds() - before;
}

const rows = SHAPES.map((shape) => {
  seconds(shape, SIZE / 4);
  const [small, large] = [seconds(shape, SIZE), seconds(shape, SIZE * 4)];
  return [shape.what, figure(small), figure(large), figure(large / small), large / small <= MOST ? '达到' : '没有达到'];
});
console.log(
  `${SIZE.toLocaleString('en')} 人与它的四倍（一个人的：${(SIZE * 4).toLocaleString('en')} 条与四倍），CPU 秒`,
);
console.log(table([['', '一倍', '四倍', `之比，要求 ≤ ${MOST}`, ''], ...rows]));
