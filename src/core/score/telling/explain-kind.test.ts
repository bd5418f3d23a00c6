import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { Explained } from './explain.ts';

function steps(tree: Explained): readonly Explained[] {
  return [tree, ...tree.parts.flatMap(steps)];
}

test('a step says by what it got its value', () => {
  const rulesOf = (id: string): object => ({ rules: [{ id: `${id}/1`, effect: 'deduct', points: '1' }] });
  const full = (id: string): object => ({ id, start: 'full', max: '10', ...rulesOf(id) });
  const { steps: tree } = toldOf(
    {
      facts: [{ id: 'gone', type: 'set' }],
      notApplicable: { fact: 'gone', effect: 'full-marks' },
      roles: [{ id: 'secretary' }],
      derived: { rules: [{ id: 'up', label: '连带', items: ['lost'], to: [{ roles: ['secretary'], share: '50%' }] }] },
      inputs: [{ id: 'x', missing: 'exclude' }],
      items: [
        full('away'),
        full('lost'),
        full('kept'),
        { id: 'given', max: '10', judgedBy: '考评组', ...rulesOf('given') },
      ],
      score: [
        { id: 'total', sum: ['sum', 'either', 'up'] },
        { id: 'sum', items: ['away', 'lost', 'kept', 'given'] },
        { id: 'either', either: ['x', 'sum'] },
        { id: 'x', input: 'x' },
        { id: 'up', derived: ['up'] },
      ],
    },
    {
      subjects: [{ id: 'm1', facts: { gone: ['away'] } }],
      entries: [{ item: 'lost/1' }, { item: 'given', points: '8' }],
    },
  ).explain('m1');
  assert.ok(tree !== undefined);
  const kinds = new Map(steps(tree).map((one) => [one.id, one.kind]));
  assert.deepEqual(Object.fromEntries(kinds), {
    total: undefined,
    sum: undefined,
    away: 'away',
    lost: undefined,
    kept: 'full',
    given: 'given',
    either: 'chosen',
    up: 'nothing',
  });
});
