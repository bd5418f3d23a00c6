import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoringOf } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';
import { readScheme } from '../../../store/scheme.ts';
import { resolveScheme } from '../../scheme/resolve.ts';
import { recordsOf } from './report-records.ts';

test('standards are told once of everybody who takes part, the misses first', () => {
  const document = readScheme('taiji-office');
  const rules = resolveScheme(document, readScheme);
  assert.ok(rules.ok);
  const facts = {
    period: '2026H1',
    orgs: [{ id: 'X', name: '一支部', facts: { level: '党支部' } }],
    subjects: [
      { id: 'm1', name: '甲', kind: 'member', org: 'X', facts: { status: '正式党员', 'badge-worn': true } },
      { id: 'm2', name: '乙', kind: 'member', org: 'X', facts: { status: '正式党员', 'badge-worn': false } },
      {
        id: 'm3',
        name: '丙',
        kind: 'member',
        org: 'X',
        facts: { status: '正式党员', retired: true, 'badge-worn': false },
      },
      { id: 's1', name: '甲', kind: 'secretary', org: 'X', person: 'm1' },
    ],
    inputs: {},
  };
  const records = recordsOf(rules.value, scoringOf(document, facts, readScheme));
  const badges = records.norms.filter((one) => one.label === '亮身份');
  assert.deepEqual(
    badges.map((one) => [one.owner, one.status]),
    [
      ['乙', '没有达到'],
      ['甲', '达到'],
    ],
  );
});

test('of many talks that are missing the first are told with how many there are, and all where there is room', () => {
  const people = Array.from({ length: 10 }, (_, at) => ({ id: `m${at}`, name: `第${at}示范`, org: 'X' }));
  const { records } = toldOf(
    {
      items: [{ id: 'T', rules: [{ id: 'T/1', effect: 'record' }] }],
      norms: [
        { id: 'talks', label: '谈心谈话', pairs: { item: 'T/1', from: 'leadership', cover: 'each-pair', least: '1' } },
        { id: 'once', label: '每人谈一次', pairs: { item: 'T/1', from: 'leadership', cover: 'together', least: '1' } },
      ],
    },
    {
      orgs: [{ id: 'X', name: '虚构支部' }],
      subjects: people.map((one, at) => ({ ...one, leadership: at < 5 })),
    },
  );
  const [talks, once] = records.norms;
  const five = [1, 2, 3, 4, 5].map((at) => `第0示范与第${at}示范`).join('、');
  assert.equal(talks?.detail, `还差${five}等 45 对`);
  assert.deepEqual(
    talks?.full?.map((text) => [text.split('、').length, text.slice(text.indexOf('（'))]),
    [
      [40, '（第 1—40 对，共 45 对）'],
      [5, '（第 41—45 对，共 45 对）'],
    ],
  );
  assert.equal(once?.detail, '还差第0示范、第1示范、第2示范、第3示范、第4示范等 10 人');
});
