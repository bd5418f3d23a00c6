import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoringOf, smallFacts, smallScheme, type Blocks } from '../../../test/small-scheme.ts';
import { sentence } from '../text/sentence.ts';

const scheme = smallScheme({
  facts: [
    { id: 'meetings', label: '开会的季度数', type: 'number', unit: '季' },
    { id: 'secret', label: '处分', type: 'number', sensitive: true, missing: 'no' },
  ],
  items: [
    {
      id: 'A',
      label: '三会一课',
      start: 'full',
      max: '4',
      rules: [
        { id: 'A/1', effect: 'deduct', points: '1', shortage: { fact: 'meetings', need: '4' } },
        { id: 'A/2', effect: 'deduct', points: '1', counted: { fact: 'secret' } },
      ],
    },
    { id: 'B', label: '资料', start: 'full', max: '4' },
  ],
  score: [{ id: 'total', items: ['A', 'B'] }],
});

function noticesFor(facts: Blocks, entries: readonly Blocks[]): readonly (readonly [at: string, said: string])[] {
  const document = smallFacts({ subjects: [{ id: 'm1', facts }], entries });
  return scoringOf(scheme, document).notices.map((one) => [one.at, sentence(one)]);
}

const given = (item: string, points: string): Blocks => ({ id: 'e', item, points });

test('a score that was given against the facts is told at both places', () => {
  const said =
    '「三会一课」给m1直接打了 4 分，照报来的情况（开会的季度数 3 季）应是 3 分；直接打的作准，两处有一处不对，请核对。';
  assert.deepEqual(noticesFor({ meetings: '3' }, [given('A', '4')]), [
    ['entries.e.points', said],
    ['subjects.m1.facts.meetings', said],
  ]);
});

test('what agrees, is not known, or has no facts to go by is not told, nor are facts on discipline', () => {
  assert.deepEqual(noticesFor({ meetings: '3' }, [given('A', '3')]), []);
  assert.deepEqual(noticesFor({}, [given('A', '4')]), []);
  assert.deepEqual(noticesFor({ meetings: '3' }, [given('B', '1')]), []);
  assert.deepEqual(noticesFor({ meetings: '3' }, []), []);
  const places = noticesFor({ meetings: '4', secret: '1' }, [given('A', '4')]).map(([at]) => at);
  assert.deepEqual(places, ['entries.e.points', 'subjects.m1.facts.meetings']);
});
