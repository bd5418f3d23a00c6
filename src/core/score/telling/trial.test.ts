import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainedLines } from '../../../cli/explained-text.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';

const reading = (id: string, clause: string, sets: readonly Blocks[]): Blocks => ({
  id,
  clause,
  question: `${id}怎样算？`,
  choice: '0',
  options: ['这样', '那样', '再一样'].slice(0, sets.length + 1).map((text, at) => {
    return { id: String(at), text, ...(at === 0 ? {} : { set: sets[at - 1] }) };
  }),
});
const points = (value: string): Blocks => ({ 'items.late.rules.late/1.points': value });
const scheme: Blocks = {
  clauses: [
    { id: 'c', no: '一', text: '计分' },
    { id: 'late', no: '二', text: '迟到' },
    { id: 'away', no: '三', text: '旷会' },
  ],
  items: ['late', 'away'].map((id) => ({
    id,
    clause: id,
    rules: [{ id: `${id}/1`, clause: id, effect: 'deduct', points: '1' }],
  })),
  roles: [{ id: 'leader', label: '负责人' }],
  derived: { rules: [{ id: 'joint', label: '连带', groups: ['away'], to: [{ roles: ['leader'], share: '1/2' }] }] },
  score: [
    { id: 'total', label: '年度积分', clause: 'c', sum: ['base', 'own', 'joint'] },
    { id: 'base', label: '基准分', const: '60' },
    { id: 'own', label: '本人扣分', items: ['late', 'away'] },
    { id: 'joint', label: '连带扣分', derived: ['joint'] },
  ],
  gates: [{ id: 'award', label: '评先资格', when: { node: 'total', gte: '59' } }],
  readings: [
    reading('迟到', 'late', [points('2'), points('3')]),
    reading('连带', 'c', [{ 'derived.rules.joint.to': [{ roles: ['leader'], share: '1' }] }]),
    reading('公布', 'c', [{ 'score.total.disclosure': { board: 'hidden' } }]),
  ],
};
const subjects = [{ id: 'm1', roles: { leader: 'm2' } }, { id: 'm2' }];
const entries = [{ item: 'late/1' }, { item: 'away/1' }];
const told = (more: Blocks = {}): ReturnType<typeof toldOf> => toldOf(scheme, { subjects, entries, ...more });

test('a reading concerns whoever would come out otherwise, and it is said how; that of the others nothing changes', () => {
  assert.deepEqual(told().tried('m1'), {
    open: 3,
    related: [
      {
        what: '迟到怎样算？先按「这样」',
        clause: '二',
        changes: [
          '改选「那样」：「本人扣分」从 -2 变为 -3，总分从 58 变为 57',
          '改选「再一样」：「本人扣分」从 -2 变为 -4，总分从 58 变为 56',
        ],
      },
    ],
  });
});

test('it may act through others: nothing of it is in the clauses of who is explained', () => {
  assert.deepEqual(
    told()
      .tried('m2')
      ?.related?.map((one) => [one.what, ...one.changes]),
    [['连带怎样算？先按「这样」', '改选「那样」：「连带扣分」从 -0.5 变为 -1，总分从 59.5 变为 59']],
  );
});

test('what is decided is not tried; where every reading is decided it is no trial', () => {
  const decided = { choice: '0', decided: { by: '支部委员会', on: '2026-03-02' } };
  assert.deepEqual(told({ readings: { 迟到: decided } }).tried('m1'), { open: 2, related: [] });
  const readings = { 迟到: decided, 连带: decided, 公布: decided };
  assert.equal(told({ readings }).tried('m1'), undefined);
  assert.equal(told({ readings }).explain('m1').trial, undefined);
});

test('where the facts are too many nothing is tried and nothing is claimed', () => {
  // Four other options, two subjects and two entries.
  assert.deepEqual(told().tried('m1', 15), { open: 3 });
  assert.equal(told().tried('m1', 16)?.related?.length, 1);
});

test('the screen says what was tried, and no more', () => {
  const last = (most?: number): readonly string[] => {
    const trial = told().tried('m1', most);
    assert.ok(trial !== undefined);
    const lines = explainedLines({ ...told().explain('m1'), trial });
    return lines.slice(lines.findIndex((line) => line.startsWith('试算')));
  };
  assert.deepEqual(last(), [
    '试算　3 处读法还没有组织定，定下以前不能公布',
    '  迟到怎样算？先按「这样」〔二〕',
    '    改选「那样」：「本人扣分」从 -2 变为 -3，总分从 58 变为 57',
    '    改选「再一样」：「本人扣分」从 -2 变为 -4，总分从 58 变为 56',
    '  其余 2 处逐一改选，各算了一遍，这里的结果都不变',
  ]);
  assert.deepEqual(last(0), [
    '试算　3 处读法还没有组织定，定下以前不能公布',
    '  人和台账太多，没有逐处改选来算；想知道哪一处有影响，在「读法」里改选，再算一遍',
  ]);
});
