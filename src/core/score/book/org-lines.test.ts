import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const blocks: Blocks = {
  items: [
    {
      id: 'A',
      rules: [
        { id: 'A/1', effect: 'deduct', points: '2' },
        { id: 'A/2', points: '3' },
        { id: 'A/3', points: '1' },
        { id: 'A/4', points: '1' },
      ],
    },
  ],
  derived: { rules: [{ id: 'shared', items: ['A/2'], members: 'direct' }] },
  norms: [{ id: 'n', count: { item: 'A/3', least: '1' } }],
  outcomes: [{ id: 'o', level: 'org', when: { entries: { items: ['A/4'] }, gte: '1' } }],
  score: [{ id: 'total', items: ['A'] }],
};
const facts = (item: string, subject: string): Blocks => ({
  orgs: [{ id: 'X' }],
  subjects: [{ id: 'm1', org: 'X' }],
  entries: [{ item, subject }],
});

test('an entry about an organisation needs a rule that does something with it', () => {
  assert.deepEqual(problemsOf(blocks, facts('A/1', 'X')), ['entry-not-for-org entries.e1.subject']);
  assert.deepEqual(problemsOf(blocks, facts('A/1', 'm1')), []);
  for (const item of ['A/2', 'A/3', 'A/4']) assert.deepEqual(problemsOf(blocks, facts(item, 'X')), []);
  assert.equal(resultOf(blocks, facts('A/2', 'X')).score, '3');
});
