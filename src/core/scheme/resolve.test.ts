import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedDocument, sampleScheme, type Changes } from '../../../test/sample-scheme.ts';
import type { Problem, Result } from '../problem.ts';
import { draftScheme, resolveScheme, type Choices, type Ruleset } from './resolve.ts';
import type { Scheme } from './scheme.ts';

const delegates = ['score', 'items', 'roles', 'grade', 'readings', 'facts'].map((path) => ({ path, clause: 'c' }));
const library: Readonly<Record<string, unknown>> = {
  sample: changedDocument({ delegates }),
  other: changedDocument({ scheme: 'other', 'score.plus.cap': '3', delegates }),
  broken: { scheme: 'broken' },
};
const read = (id: string): unknown => library[id];
const overlay = (more: object): object => ({ scheme: 'local', title: '细则', extends: ['sample'], ...more });

function told({ problems }: { readonly problems: readonly Problem[] }): readonly string[] {
  return problems.map((one) => `${one.code} ${one.at}`);
}

function parts(result: Result<Ruleset>): readonly Scheme[] {
  assert.ok(result.ok, JSON.stringify(result.problems));
  return result.value.parts;
}

function capOf(result: Result<Ruleset>, part = 0): unknown {
  return parts(result)[part]?.score.find((one) => one.id === 'plus')?.cap;
}

test('a document by itself is one part, with its readings and its text', () => {
  const result = resolveScheme(sampleScheme, read);
  assert.ok(result.ok);
  const { id, title, readings, text } = result.value;
  assert.deepEqual(
    { id, title, readings },
    { id: 'sample', title: '样例', readings: { gap: { choice: 'low', decided: true } } },
  );
  assert.equal(text, (resolveScheme(structuredClone(sampleScheme), read) as { readonly value: Ruleset }).value.text);
});

test('the text differs as soon as a reading, a parameter or an overlay differs', () => {
  const params = changedDocument({
    params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c' }],
    'score.plus.cap': { param: 'p' },
  });
  const texts = [
    resolveScheme(sampleScheme, read),
    resolveScheme(sampleScheme, read, { readings: { gap: 'high' } }),
    resolveScheme(overlay({ set: { 'score.plus.cap': '4' } }), read),
    resolveScheme(params, read, { params: { p: '4' } }),
    resolveScheme(params, read, { params: { p: '5' } }),
  ].map((one) => (one.ok ? one.value.text : ''));
  assert.equal(new Set(texts).size, 5);
});

test('a chosen option is written in, and counts as decided only where the body decided the same', () => {
  const result = resolveScheme(sampleScheme, read, { readings: { gap: 'high' } });
  assert.equal(parts(result)[0]?.grade?.tables[0]?.gaps, 'upper-band');
  assert.deepEqual(result.ok && result.value.readings, { gap: { choice: 'high', decided: false } });
});

test('what is decided after the day of the report is not decided yet', () => {
  const decided = { by: '支委会', on: '2026-03-02' };
  const readings = { gap: { choice: 'high', decided } };
  const on = (until: string | undefined) => {
    const result = resolveScheme(sampleScheme, read, { readings, until });
    return [result.ok && result.value.readings['gap']?.decided, result.problems.map((one) => `${one.code} ${one.at}`)];
  };
  assert.deepEqual(on(undefined), [true, []]);
  assert.deepEqual(on('2026-03-02'), [true, []]);
  assert.deepEqual(on('2026-03-01'), [false, ['reading-decided-later readings.gap.decided.on']]);
});

test('who decided a reading may be said with the choice; it belongs to the version', () => {
  const decided = { by: '支委会', on: '2026-03-02' };
  const chosen = (choice: string) => resolveScheme(sampleScheme, read, { readings: { gap: { choice, decided } } });
  for (const choice of ['low', 'high']) {
    const result = chosen(choice);
    assert.deepEqual(result.ok && result.value.readings, { gap: { choice, decided: true } });
    assert.deepEqual(parts(result)[0]?.readings[0]?.decided, decided);
  }
  const trial = resolveScheme(sampleScheme, read, { readings: { gap: { choice: 'high' } } });
  assert.deepEqual(trial.ok && trial.value.readings, { gap: { choice: 'high', decided: false } });
  const texts = [trial, chosen('high')].map((one) => one.ok && one.value.text);
  assert.notEqual(texts[0], texts[1]);
});

test('a parameter takes the value that was chosen', () => {
  const document = changedDocument({
    params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c', range: ['1', '5'], value: '2' }],
    'score.plus.cap': { param: 'p' },
  });
  assert.equal(parts(resolveScheme(document, read, { params: { p: '4' } }))[0]?.params[0]?.value, '4');
  assert.deepEqual(told(resolveScheme(document, read, { params: { p: '6' } })), ['param-out-of-range params.p']);
  assert.ok(resolveScheme(document, read, { params: { p: '5' } }).ok);
});

const overlays: readonly (readonly [what: string, over: object, cap: unknown])[] = [
  ['sets a value by path', { set: { 'score.plus.cap': '4' } }, '4'],
  ['sets a value for its parent by name', { set: { 'sample/score.plus.cap': '4' } }, '4'],
  [
    'chooses an option and says who decided',
    { choices: { gap: { choice: 'high', decided: { by: '支部', on: '2026-02-01' } } } },
    undefined,
  ],
  ['chooses an option', { choices: { gap: { choice: 'high' } } }, undefined],
  ['takes effect at another time', { effective: { from: '2026-07-01' } }, undefined],
  ['adds elements', { add: { roles: [{ id: 'deputy', label: '副书记' }] } }, undefined],
  ['adds clauses', { clauses: [{ id: 'd', no: '二', text: '细则条款' }] }, undefined],
];

for (const [what, over, cap] of overlays) {
  test(`an overlay ${what}`, () => assert.equal(capOf(resolveScheme(overlay(over), read)), cap));
}

test('what an overlay adds stands behind what its parent has', () => {
  const result = resolveScheme(
    overlay({
      clauses: [{ id: 'd', no: '二', text: '细则条款' }],
      add: { roles: [{ id: 'deputy', label: '副书记' }] },
      effective: { from: '2026-07-01' },
    }),
    read,
  );
  const [part] = parts(result);
  assert.deepEqual(
    [part?.clauses.map((one) => one.id), part?.roles.map((one) => one.id)],
    [
      ['c', 'd'],
      ['secretary', 'deputy'],
    ],
  );
  assert.equal(part?.effective.from, '2026-07-01');
  assert.deepEqual(part?.examples, []);
});

test('an overlay fills a parameter', () => {
  const documents = (): unknown =>
    changedDocument({ params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c' }] });
  assert.equal(parts(resolveScheme(overlay({ params: { p: '4' } }), documents))[0]?.params[0]?.value, '4');
});

test('an overlay of an overlay changes last', () => {
  const documents = (id: string): unknown =>
    id === 'middle' ? { ...overlay({ set: { 'score.plus.cap': '4' } }), scheme: 'middle' } : library['sample'];
  const result = resolveScheme({ ...overlay({ set: { 'score.plus.floor': '1' } }), extends: ['middle'] }, documents);
  assert.equal(capOf(result), '4');
  assert.equal(parts(result)[0]?.score.find((one) => one.id === 'plus')?.floor, '1');
});

test('an overlay of several documents changes each, or the one it names', () => {
  const both = resolveScheme(
    { ...overlay({ set: { 'other/score.plus.cap': '9' } }), extends: ['sample', 'other'] },
    read,
  );
  assert.deepEqual([capOf(both, 0), capOf(both, 1)], [undefined, '9']);
  assert.equal(parts(both).length, 2);
});

const refused: readonly (readonly [what: string, document: unknown, choices: Choices, expected: readonly string[]])[] =
  [
    ['not a document', 'x', {}, ['not-a-record ']],
    ['an option that is not there', sampleScheme, { readings: { gap: 'middle' } }, ['unknown-option readings.gap']],
    ['a reading that is not there', sampleScheme, { readings: { x: 'low' } }, ['unknown-reading readings.x']],
    ['a parameter that is not there', sampleScheme, { params: { x: '1' } }, ['unknown-param params.x']],
    [
      'a parameter that is none',
      { ...sampleScheme, params: ['x'] },
      { params: { x: '1' } },
      ['not-a-record params.0', 'unknown-param params.x'],
    ],
    ['a parent that is not there', overlay({ extends: ['x'] }), {}, ['unknown-scheme extends']],
    ['a path that leads nowhere', overlay({ set: { 'score.x.cap': '1' } }), {}, ['path-not-found set.score.x.cap']],
    [
      'a choice that is not there',
      overlay({ choices: { x: { choice: 'low' } } }),
      {},
      ['path-not-found set.readings.x.choice'],
    ],
    ['an overlay with a key too many', overlay({ sets: {} }), {}, ['unknown-key sets']],
    ['a value that does not fit', overlay({ set: { 'score.plus.cap': 'viel' } }), {}, ['not-a-share score.plus.cap']],
    [
      'a fault in one of several parents',
      overlay({ extends: ['sample', 'broken'] }),
      {},
      [
        'missing-key broken:title',
        'missing-key broken:subject',
        'missing-key broken:source',
        'missing-key broken:effective',
        'missing-key broken:period',
        'missing-key broken:clauses',
      ],
    ],
    [
      'a name that leads nowhere',
      changedDocument({ 'score.total.sum': ['base', 'x'] }),
      {},
      ['no-such-node score.total'],
    ],
    [
      'a step of nothing',
      changedDocument({ 'items.A-1.rules.A-1/2.shortage.step': '0' }),
      {},
      ['step-not-positive items.A-1.rules.A-1/2'],
    ],
    [
      'an option whose path leads nowhere',
      changedDocument({ 'readings.gap.options.high.set': { 'score.x.cap': '1' } }),
      { readings: { gap: 'high' } },
      ['path-not-found readings.gap.options.high.set.score.x.cap'],
    ],
    [
      'an option that does not parse',
      changedDocument({ 'readings.gap.options.high.set': { 'grade.tables.t.gaps': 'middle' } }),
      { readings: { gap: 'high' } },
      ['not-in-list grade.tables.t.gaps'],
    ],
    [
      'everything at once',
      overlay({ set: { 'score.x.cap': '1', 'score.y.cap': '1' } }),
      { readings: { x: 'y' } },
      ['path-not-found set.score.x.cap', 'path-not-found set.score.y.cap', 'unknown-reading readings.x'],
    ],
  ];

for (const [what, document, choices, expected] of refused) {
  test(`refused: ${what}`, () => {
    const result = resolveScheme(document, read, choices);
    assert.equal(result.ok, false);
    assert.deepEqual(told(result), expected);
  });
}

test('documents that change each other in a circle are refused', () => {
  const circle: Changes = { a: overlay({ scheme: 'a', extends: ['b'] }), b: overlay({ scheme: 'b', extends: ['a'] }) };
  assert.deepEqual(told(resolveScheme(circle['a'], (id) => circle[id])), ['circular-extends extends']);
});

test('a draft may hold what cannot be computed', () => {
  const document = changedDocument({ 'score.total.sum': ['base', 'x'] });
  assert.ok(draftScheme(document, read).ok);
  assert.equal(resolveScheme(document, read).ok, false);
});

test('what is wrong with a document that changes others is told with what it changes wrongly', () => {
  const document = {
    ...overlay({
      set: { 'score.x.cap': '1' },
      params: { p: 0.5 },
      choices: { gap: { choice: 'middle', decided: { by: '支部' } }, x: { choice: 'low', note: '' } },
    }),
    zz: 1,
  };
  assert.deepEqual(
    new Set(told(resolveScheme(document, read))),
    new Set([
      'unknown-key zz',
      'number-not-quoted params.p',
      'missing-key choices.gap.decided.on',
      'unknown-key choices.x.note',
      'path-not-found set.score.x.cap',
      'path-not-found set.readings.x.choice',
      'unknown-option readings.gap',
    ]),
  );
});

test('an overlay chooses a reading of one parent alone', () => {
  const choices = { 'other/gap': { choice: 'high' } };
  const both = { scheme: 'local', title: '两份', extends: ['sample', 'other'], choices };
  const gaps = parts(resolveScheme(both, read)).map((part) => part.grade?.tables[0]?.gaps);
  assert.deepEqual(gaps, ['lower-band', 'upper-band']);
});
