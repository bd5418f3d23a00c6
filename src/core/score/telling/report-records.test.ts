import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Blocks } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';
import { recordsOf } from './report-records.ts';

const ORGS = {
  orgs: [
    { id: 'X', name: '虚构一支部', facts: { done: '2027-02-10', size: '3' } },
    { id: 'Y', name: '虚构二支部', facts: { size: '9' } },
  ],
  subjects: [
    { id: 'a', name: '甲示范', org: 'X', leadership: true },
    { id: 'b', name: '乙示范', org: 'X' },
    { id: 'c', name: '丙示范', org: 'Y' },
  ],
};

test('readings tell the question, the choice, the others, and who decided', () => {
  const options = [
    { id: 'low', text: '归低的' },
    { id: 'high', text: '归高的' },
  ];
  const { records } = toldOf(
    {
      readings: [
        {
          id: 'gap',
          clause: 'c',
          question: '空档归哪一档？',
          options,
          choice: 'low',
          decided: { by: '支部', on: '2026-01-02' },
        },
        { id: 'tie', question: '并列怎么办？', options, choice: 'low', decided: { by: '支部', on: '2026-01-02' } },
      ],
      params: [
        { id: 'base', label: '基准分', value: '100/3', range: ['0', '100'] },
        { id: 'open', label: '比例', range: ['0', '1'] },
        { id: 'share', label: '占比', value: '0.3', range: ['0', '100%'] },
      ],
      incomplete: [{ id: 'list', what: '附表没有印出', clause: 'c' }],
    },
    { readings: { tie: 'high' } },
  );
  assert.deepEqual(records.readings, [
    {
      id: 'gap',
      question: '空档归哪一档？',
      choice: '归低的',
      others: ['归高的'],
      decided: true,
      by: '支部',
      on: '2026-01-02',
      clause: '一',
    },
    {
      id: 'tie',
      question: '并列怎么办？',
      choice: '归高的',
      others: ['归低的'],
      decided: false,
      by: '',
      on: '',
      clause: '',
    },
  ]);
  assert.deepEqual(
    records.params.map((one) => [one.label, one.value, one.by]),
    [
      ['基准分', '33.33（100/3）', '支部'],
      ['比例', '', '支部'],
      ['占比', '30%', '支部'],
    ],
  );
  assert.deepEqual(records.gaps, [{ what: '附表没有印出', clause: '一', blocks: true }]);
});

test('standards tell who misses what', () => {
  const { records } = toldOf(
    {
      facts: [
        { id: 'size', of: 'org', type: 'number' },
        { id: 'done', of: 'org', type: 'date' },
      ],
      items: [{ id: 'T', rules: [{ id: 'T/1', effect: 'record' }] }],
      norms: [
        { id: 'talks', label: '谈心谈话', pairs: { item: 'T/1', from: 'leadership', cover: 'each-pair', least: '1' } },
        { id: 'once', label: '每人谈一次', pairs: { item: 'T/1', from: 'leadership', cover: 'together', least: '1' } },
        { id: 'staff', label: '党务人员', posts: { fact: 'size', size: 'size', least: '5' } },
      ],
    },
    ORGS,
  );
  const rows = records.norms.map((one) => [one.owner, one.label, one.status, one.detail, one.missed]);
  assert.deepEqual(rows, [
    ['虚构一支部', '谈心谈话', '没有达到', '还差甲示范与乙示范', true],
    ['虚构一支部', '每人谈一次', '没有达到', '还差甲示范、乙示范', true],
    ['虚构二支部', '每人谈一次', '没有达到', '还差丙示范', true],
    ['虚构一支部', '党务人员', '没有达到', '应有 5，实有 3', true],
    ['虚构二支部', '谈心谈话', '达到', '', false],
    ['虚构二支部', '党务人员', '达到', '应有 5，实有 9', false],
  ]);
});

test('deadlines tell what was done late, and what has no day yet', () => {
  const { records } = toldOf(
    {
      facts: [
        { id: 'done', of: 'org', type: 'date' },
        { id: 'size', of: 'org', type: 'number' },
        { id: 'start', of: 'org', type: 'date' },
      ],
      process: {
        tracks: [
          {
            id: 'year',
            label: '年度',
            cadence: 'year',
            steps: [
              {
                id: 'report',
                label: '上报',
                clause: 'c',
                action: 'report',
                due: { after: 'period-end', monthDay: '01-31', nextYear: true },
                done: 'done',
              },
              { id: 'reply', label: '答复', action: 'reply', due: { after: 'start', days: 5 } },
            ],
          },
        ],
      },
    },
    { ...ORGS, orgs: [ORGS.orgs[0]], subjects: ORGS.subjects.slice(0, 2) },
  );
  assert.deepEqual(
    records.deadlines.map((one) => [one.label, one.due, one.done, one.late, one.clause]),
    [
      ['上报', '2027-01-31', '2027-02-10', true, '一'],
      ['答复', '', '', false, ''],
    ],
  );
});

test('organisations stand side by side only where a clause orders them', () => {
  const scheme = {
    inputs: [{ id: 'work' }],
    score: [{ id: 'total', input: 'work' }],
    facts: [
      { id: 'done', of: 'org', type: 'date' },
      { id: 'size', of: 'org', type: 'number' },
    ],
  };
  const facts = { ...ORGS, inputs: { a: { work: '80' }, b: { work: '85' }, c: { work: '90' } } };
  assert.deepEqual(toldOf(scheme, facts).records.orgs, []);
  assert.deepEqual(
    toldOf({ ...scheme, orgs: { order: 'mean' } }, facts).records.orgs.map((one) => [
      one.name,
      one.mean?.exact,
      one.sum?.shown,
      one.rank,
    ]),
    [
      ['虚构二支部', '90', '90.00', 1],
      ['虚构一支部', '82.5', '165.00', 2],
    ],
  );
});

test('beside what a standard asks stands what there is; of sensitive facts it does not', () => {
  const number = (id: string, more: Blocks = {}): Blocks => ({ id, type: 'number', of: 'org', decimals: 0, ...more });
  const { records } = toldOf(
    {
      facts: [
        number('part'),
        number('whole'),
        number('cases', { sensitive: true }),
        { id: 'form', type: 'choice', of: 'org', values: ['党委', '支部'] },
      ],
      norms: [
        { id: 'few', range: { fact: 'part', least: '3' } },
        { id: 'many', range: { fact: 'part', most: '1' } },
        { id: 'enough', range: { fact: 'part', most: '9' } },
        { id: 'share', ratio: { part: 'part', whole: 'whole', least: '15%', most: '50%' } },
        { id: 'little', ratio: { part: 'part', whole: 'whole', most: '5%' } },
        { id: 'form', table: { fact: 'form', rows: [{ when: { fact: 'whole', gte: '20' }, value: '支部' }] } },
        { id: 'quiet', range: { fact: 'cases', most: '0' } },
      ],
    },
    { orgs: [{ id: 'X', name: '虚构支部', facts: { part: 2, whole: 20, cases: 1, form: '党委' } }] },
  );
  assert.deepEqual(
    records.norms.map((one) => [one.label, one.status, one.detail]),
    [
      ['few', '没有达到', '应有 3，实有 2'],
      ['share', '没有达到', '应有 3，实有 2（共 20）'],
      ['form', '没有达到', '可以是支部，实际是党委'],
      ['many', '超出', '最多 1，实有 2'],
      ['little', '超出', '最多 1，实有 2（共 20）'],
      ['quiet', '超出', '最多 0'],
      ['enough', '达到', ''],
    ],
  );
});

test('every state of a standard, a quota and a deadline has its words', () => {
  const facts = ['done', 'size'].map((id) => ({ id, of: 'org', type: id === 'done' ? 'date' : 'number' }));
  const norms = [{ id: 'n', posts: { fact: 'size', size: 'size', least: '1' } }];
  const { ruleset, scoring } = toldOf({ facts, norms }, ORGS);
  const states = ['met', 'missed', 'over', 'open', 'excused', 'n/a', 'held'] as const;
  const quota = { id: 'q', org: 'X', grade: '优秀', slots: 1, in: ['a'], contested: ['b'], out: ['c'] };
  const deadline = { id: 'year/report', window: '2026', due: '2027-01-31' };
  const records = recordsOf(ruleset, {
    ...scoring,
    results: {
      ...scoring.results,
      norms: states.map((status) => ({ id: 'n', org: 'X', window: '2026', status })),
      quotas: [quota, { ...quota, pending: 2 }],
      deadlines: [deadline, { ...deadline, provisional: true }, { ...deadline, done: '2027-02-01', late: true }],
    },
  });
  assert.deepEqual(
    records.norms.map((one) => [one.status, one.missed, one.over]),
    [
      ['没有达到', true, false],
      ['超出', false, true],
      ['没有报来', false, false],
      ['还没有到期', false, false],
      ['经批准例外', false, false],
      ['达到', false, false],
      ['不适用', false, false],
    ],
  );
  assert.deepEqual(
    records.quotas.map((one) => [one.org, one.grade, one.slots, one.in, one.contested, one.out, one.pending]),
    [0, 2].map((pending) => ['虚构一支部', '优秀', 1, ['甲示范'], ['乙示范'], ['丙示范'], pending]),
  );
  assert.deepEqual(
    records.deadlines.map((one) => [one.due, one.state, one.late]),
    [
      ['2027-01-31', '只列日期，不用报', false],
      ['2027-01-31', '期限暂定', false],
      ['2027-01-31', '超期完成', true],
    ],
  );
});
