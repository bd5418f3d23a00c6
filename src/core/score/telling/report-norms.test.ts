import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoringOf } from '../../../../test/small-scheme.ts';
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
