import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import { BANDS, graded, quotaOf } from '../../../../test/small-ladder.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';

/** What is asked of everybody besides the score. */
const facts = [
  { id: 'late', type: 'flag', missing: 'no' },
  { id: 'place', type: 'choice', values: ['前', '后'], missing: 'no' },
];
const judged = (grade: Blocks, more: Blocks = {}): Blocks => graded(grade, { facts, ...more });

const someone = (score: string, facts: object = {}): Blocks => ({
  orgs: [{ id: 'X', name: '虚构支部' }],
  subjects: [{ id: 'm1', org: 'X', facts }],
  inputs: { m1: { given: score } },
});

const TOP = {
  end: 'top',
  among: 'graded-members',
  rounding: 'round-down',
  ties: 'human',
  fact: 'place',
  value: '前',
  clause: 'c',
};

const ROWS: readonly (readonly [
  what: string,
  scheme: Blocks,
  facts: Blocks,
  grade: string,
  steps: readonly string[],
])[] = [
  ['the band that holds the score', judged({}), someone('60'), '良', ['分数在「良」这一档（60 分以上、不到 90 分）']],
  ['below every band', judged({}), someone('59.9'), '差', ['分数在各档以下，归「差」：「良」要 60 分以上，差 0.1 分']],
  [
    'below every band after rounding',
    judged({ tables: [{ ...BANDS, rounding: 'integer-half-up' }] }),
    someone('58.6'),
    '差',
    ['先四舍五入取整：59', '分数在各档以下，归「差」：「良」要 60 分以上，差 1 分'],
  ],
  [
    'at a line that is not enough',
    judged({ tables: [{ ...BANDS, bands: [{ grade: '优', above: '90' }] }] }),
    someone('90'),
    '差',
    ['分数在各档以下，归「差」：「优」要 高于 90 分，正好在线上'],
  ],
  [
    'the lowest band, written out',
    judged({
      tables: [
        {
          id: 't',
          bands: [
            { grade: '优', from: '90' },
            { grade: '良', from: '60', to: '89' },
            { grade: '差', to: '59' },
          ],
        },
      ],
    }),
    someone('59.5'),
    '差',
    ['分数在「差」这一档（到 59 分）：「良」要 60 分以上，差 0.5 分'],
  ],
  [
    'rounded first',
    judged({ tables: [{ ...BANDS, rounding: 'integer-half-up' }] }),
    someone('89.5'),
    '优',
    ['先四舍五入取整：90', '分数在「优」这一档（90 分以上）'],
  ],
  [
    'bands that leave their bound out',
    judged({
      tables: [
        {
          id: 't',
          bands: [
            { grade: '优', above: '90' },
            { grade: '良', to: '90' },
          ],
        },
      ],
    }),
    someone('90'),
    '良',
    ['分数在「良」这一档（到 90 分）：「优」要 高于 90 分，正好在线上'],
  ],
  [
    'another condition that does not hold',
    judged({
      tables: [{ ...BANDS, bands: [{ ...BANDS.bands[0], also: { fact: 'late', is: false } }, BANDS.bands[1]] }],
    }),
    someone('95', { late: true }),
    '良',
    ['分数在「优」这一档（90 分以上）', '分数够「优」，另有的条件不满足，归下一档「良」，依据：late：是'],
  ],
  [
    'another condition and a grade for whoever fails it',
    judged({
      tables: [
        {
          ...BANDS,
          bands: [{ ...BANDS.bands[0], also: { fact: 'late', is: false }, unmet: { grade: '差' } }, BANDS.bands[1]],
        },
      ],
    }),
    someone('95', { late: true }),
    '差',
    ['分数在「优」这一档（90 分以上）', '分数够「优」，另有的条件不满足，依据：late：是'],
  ],
  [
    'a place that is told',
    judged({ standings: [{ ...TOP, grade: '优', unmet: 'next' }] }),
    someone('95', { place: '前' }),
    '优',
    ['分数在「优」这一档（90 分以上）', '名次靠前（支部认定）'],
  ],
  [
    'a place that is not enough',
    judged({ standings: [{ ...TOP, grade: '优', unmet: 'next' }] }),
    someone('95', { place: '后' }),
    '良',
    ['分数在「优」这一档（90 分以上）', '名次不靠前（支部认定），归「良」'],
  ],
  [
    'a status that fixes the grade',
    judged({ overrides: [{ id: 'o', when: { fact: 'late', is: true }, grade: '差', clause: 'c' }] }),
    someone('95', { late: true }),
    '差',
    ['分数在「优」这一档（90 分以上）', '有规定的情形，定为「差」，依据：late：是'],
  ],
  [
    'a status that caps the grade',
    judged({ overrides: [{ id: 'o', when: { fact: 'late', is: true }, atMost: '良', clause: 'c' }] }),
    someone('95', { late: true }),
    '良',
    ['分数在「优」这一档（90 分以上）', '有规定的情形，不高于「良」，依据：late：是'],
  ],
  [
    'a veto that fixes the lowest grade',
    judged({}, { vetoes: [{ id: 'v', when: { fact: 'late', is: true }, effect: 'lowest-grade' }] }),
    someone('95', { late: true }),
    '差',
    ['分数在「优」这一档（90 分以上）', '一票否决（v），定为「差」'],
  ],
  [
    'what went before',
    judged(
      { carried: [{ id: 'k', when: { carry: 'bad', gte: '2' }, grade: '差', clause: 'c' }] },
      { carry: [{ id: 'bad', kind: 'streak', when: { node: 'total', lt: '90' } }] },
    ),
    { ...someone('80'), history: { m1: [{ period: '2025', score: '70' }] } },
    '差',
    [
      '分数在「良」这一档（60 分以上、不到 90 分）',
      '连同往期看，定为「差」，依据：bad 2（2025年 70、2026年 80）（条件是不少于 2）',
    ],
  ],
  [
    'a decision',
    judged({ tables: [{ ...BANDS, bands: [{ ...BANDS.bands[0], force: 'should' }, BANDS.bands[1]] }] }),
    // What somebody wrote stays on its line.
    { ...someone('95'), decisions: { m1: { grade: '良', by: '支部党员大会', reason: '本人\n请求' } } },
    '良',
    ['分数在「优」这一档（90 分以上）', '支部党员大会定为「良」（本人 请求）'],
  ],
  [
    'a vote',
    judged(
      {
        tables: [{ id: 't', bands: [], vote: { ballot: 'b', rule: 'plurality', otherwise: '再投一次', clause: 'c' } }],
      },
      { ballots: [{ id: 'b', options: [{ id: '优' }, { id: '良' }] }] },
    ),
    { ...someone('95'), ballots: { m1: { b: { 优: '7', 良: '3' } } } },
    '优',
    ['票决：「优」得 7 票，最多'],
  ],
];

for (const [what, scheme, facts, grade, steps] of ROWS) {
  test(`how a score became a grade: ${what}`, () => {
    const told = toldOf(scheme, facts).explain('m1');
    assert.deepEqual([told.grade, told.grading.map((one) => one.what)], [grade, steps]);
  });
}

test('how a quota decides is said to whoever is in, on the line and out', () => {
  const { explain, records } = toldOf(judged({ quotas: [quotaOf()] }), {
    orgs: [{ id: 'X', name: '虚构支部' }],
    subjects: ['a', 'b', 'c', 'd'].map((id) => ({ id, name: `${id}示范`, org: 'X' })),
    inputs: { a: { given: '99' }, b: { given: '95' }, c: { given: '95' }, d: { given: '91' } },
  });
  assert.deepEqual(
    ['a', 'b', 'd'].map((id) => [explain(id).grade, explain(id).grading.at(-1)?.what]),
    [
      ['优', '在「优」的 2 个名额以内'],
      ['优或良，待认定', '分数在「优」这一档（90 分以上）'],
      ['良', '「优」的 2 个名额已满，归「良」'],
    ],
  );
  assert.deepEqual(records.quotas, [
    {
      org: '虚构支部',
      grade: '优',
      slots: 2,
      how: '',
      in: ['a示范'],
      contested: ['b示范', 'c示范'],
      out: ['d示范'],
      pending: 0,
      clause: '一',
    },
  ]);
});

test('mandatory items that were not met bound the grade', () => {
  const mandatory = { allowed: ['良', '差'], choose: 'by-score', met: 'full-marks', clause: 'c' };
  const scheme = judged(
    { mandatory },
    {
      items: [
        { id: 'A', start: 'full', max: '5', mandatory: true, rules: [{ id: 'A/1', points: '1', effect: 'deduct' }] },
      ],
    },
  );
  const { grade, grading } = toldOf(scheme, { ...someone('95'), entries: [{ item: 'A/1' }] }).explain('m1');
  assert.deepEqual(
    [grade, grading.at(-1)],
    ['良', { what: '▲项未达标：A，等次只能是良或差，依据：A 4（条件是等于 5）', clause: '一' }],
  );
});

const SHARE = { among: 'all-members', clause: 'c' };
const FIVE = ['99', '97', '95', '93', '91'].map((given, at) => [`m${at + 1}`, { given }] as const);
const BRANCH = {
  orgs: [{ id: 'X' }],
  subjects: FIVE.map(([id]) => ({ id, org: 'X' })),
  inputs: Object.fromEntries(FIVE),
};

test('by which sum a quota has so many places is told, and how it was rounded', () => {
  const quota = { ...SHARE, id: 'q', grade: '优', keys: ['total'], ties: 'human', spill: '良' };
  const of = (share: string, rounding: string): ReturnType<typeof toldOf> =>
    toldOf(judged({ quotas: [{ ...quota, share, rounding }] }), BRANCH);
  const { explain, records } = of('30%', 'round-down');
  assert.equal(explain('m1').grading.at(-1)?.what, '在「优」的 1 个名额以内（30%×5人 = 1.5，舍去尾数取 1）');
  assert.equal(explain('m2').grading.at(-1)?.what, '「优」的 1 个名额（30%×5人 = 1.5，舍去尾数取 1）已满，归「良」');
  assert.equal(records.quotas[0]?.how, '30%×5人 = 1.5，舍去尾数取 1');
  assert.equal(of('30%', 'half-up').records.quotas[0]?.how, '30%×5人 = 1.5，四舍五入取 2');
  assert.equal(of('30%', 'round-up').records.quotas[0]?.how, '30%×5人 = 1.5，进一取 2');
  assert.equal(of('40%', 'round-up').records.quotas[0]?.how, '40%×5人 = 2');
});

test('a place and the line it is held to are told', () => {
  const standing = { ...SHARE, grade: '优', end: 'top', ties: 'human', unmet: 'next' };
  const lastStep = (rule: object, subject: string): string | undefined =>
    toldOf(judged({ standings: [{ ...standing, ...rule }] }), BRANCH)
      .explain(subject)
      .grading.at(-1)?.what;
  assert.equal(lastStep({ share: '30%' }, 'm1'), '名次靠前（第 1 名；前 1 名：30%×5人 = 1.5，舍去尾数取 1）');
  assert.equal(
    lastStep({ share: '30%' }, 'm2'),
    '名次不靠前（第 2 名；前 1 名：30%×5人 = 1.5，舍去尾数取 1），归「良」',
  );
  assert.equal(lastStep({ count: '2' }, 'm2'), '名次靠前（第 2 名；前 2 名）');
  assert.equal(lastStep({ count: '2', end: 'bottom' }, 'm4'), '名次靠后（第 4 名；后 2 名）');
});
