import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import { gateWaits } from './gate-waits.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';

const scheme: Blocks = {
  facts: [
    { id: 'hours', label: '学时', type: 'number' },
    { id: 'open', label: '民主测评', type: 'flag', missing: 'hold' },
    { id: 'penalty', label: '处分', type: 'flag', sensitive: true },
  ],
  score: [{ id: 'total', label: '总分', const: '60' }],
  outcomes: [{ id: 'talk', do: '谈话', when: { fact: 'hours', lt: '20' } }],
  gates: [
    {
      id: 'best',
      label: '评优',
      when: {
        all: [
          { fact: 'hours', gte: '20' },
          { node: 'total', gte: '60' },
        ],
      },
    },
    { id: 'clean', label: '推荐', when: { not: { fact: 'penalty' } } },
    { id: 'after', label: '晋级', when: { any: [{ outcome: 'talk' }, { fact: 'hours', gt: '40' }] } },
    { id: 'waits', label: '候选', when: { fact: 'open' } },
  ],
};
const gatesOf = (facts: Blocks, more: Blocks = {}): readonly string[] =>
  toldOf({ ...scheme, ...more }, { subjects: [{ id: 'm1', facts }] })
    .explain('m1')
    .gates.map((one) => `${one.what}（${one.clause}）`);

test('who may be put forward is told with the facts that decided it, discipline aside; of open gates what they wait for', () => {
  assert.deepEqual(gatesOf({ hours: '24', penalty: true }), [
    '评优：有资格，依据：学时 24（条件是不少于 20）、总分 60（条件是不少于 60）（一）',
    '推荐：没有资格（一）',
    '晋级：没有资格，依据：学时 24（条件是超过 40）（一）',
    '候选：待定，民主测评没有报告（一）',
  ]);
  // The consequence alone opens the last one; what did not is left out.
  assert.deepEqual(gatesOf({ hours: '12' }), [
    '评优：没有资格，依据：学时 12（条件是不少于 20）（一）',
    '推荐、晋级：有资格（一）',
    '候选：待定，民主测评没有报告（一）',
  ]);
});

test('what shuts all gates is told instead', () => {
  const barred = '没有资格，一票否决（一）';
  const vetoes = [{ id: 'v', label: '受处分', effect: 'bar-from-award', when: { fact: 'penalty' } }];
  assert.deepEqual(gatesOf({ hours: '24', penalty: true }, { vetoes }), [`评优、推荐、晋级、候选：${barred}`]);
  const exempt = [{ id: 'x', label: '免评', when: { fact: 'hours' }, path: 'none', awards: false, clause: 'c' }];
  const one = gatesOf(
    { hours: '24' },
    { scope: { exempt: exempt.map((rule) => ({ ...rule, when: { fact: 'penalty', is: false } })) } },
  );
  assert.equal(one[0], '评优、推荐、晋级、候选：没有资格，免评不参加评优（一）');
});

test('whether a veto bars nobody says while its effect is not written, not of whom it has hit either', () => {
  const more = {
    vetoes: [{ id: 'v', label: '一票否决', effect: 'hold', when: { fact: 'open' } }],
    gates: [
      { id: 'free', label: '评优', when: { not: { veto: ['v'] } } },
      { id: 'hours', label: '推荐', when: { fact: 'hours', gte: '20' } },
    ],
  };
  const waits = '评优：待定，一票否决的后果没有写明（一）';
  assert.deepEqual(gatesOf({ hours: '24', open: true }, more), [waits, '推荐：待定，总分还没有定（一）']);
  assert.deepEqual(gatesOf({ hours: '24', open: false }, more), [
    '推荐：有资格，依据：学时 24（条件是不少于 20）（一）',
    waits,
  ]);
});

test('before the period is over nobody is called fit, and it is said until when', () => {
  const asOf = '2026-09-30';
  const told = toldOf(scheme, { asOf, subjects: [{ id: 'm1', facts: { hours: '24', open: true } }, { id: 'm2' }] });
  const lines = told.explain('m1').gates.map((one) => one.what);
  assert.deepEqual(lines, [
    '晋级：没有资格，依据：学时 24（条件是超过 40）',
    '评优、推荐、候选：待定，本期到 2026-12-31 才完',
  ]);
  assert.deepEqual(gateWaits(told.report, told.scoring).get('small'), [
    '评优待定：本期到 2026-12-31 才完〔一〕　m1',
    '推荐待定：本期到 2026-12-31 才完〔一〕　全体',
    '候选待定：本期到 2026-12-31 才完〔一〕　m1',
    '评优待定：学时没有报告〔一〕　m2',
    '晋级待定：学时没有报告〔一〕　m2',
    '候选待定：民主测评没有报告〔一〕　m2',
  ]);
});

test('a scheme without gates tells of none', () => assert.deepEqual(gatesOf({}, { gates: [] }), []));
