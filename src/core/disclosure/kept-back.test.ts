import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allText, explained, find, scoringOf, type Ran, HEAD } from '../../../test/disclosed.ts';
import { disclose, type Looker } from './disclose.ts';

const clause = 'c';
const shown = { members: 'exact', board: 'exact' };
const kept = { self: 'hidden', members: 'hidden', board: 'hidden' };
const graded = { members: 'band', board: 'band' };

const board: Looker = { audience: 'board' };
const members: Looker = { audience: 'members' };
const self: Looker = { audience: 'self', subject: 'm1' };

const input = (id: string): object => ({ id, label: id, clause, range: ['0', '100'], by: '支委会' });

/** A scheme of a year with the inputs a, b, c and q (by quarter), one sensitive flag, and whatever a test needs. */
function scheme(score: readonly object[], rest: object = {}): object {
  return {
    ...HEAD,
    facts: [
      { id: 'inquiry', label: '正在核查', type: 'flag', sensitive: true, clause: 'd' },
      { id: 'retired', label: '退休', type: 'flag' },
    ],
    inputs: [input('a'), input('b'), input('c'), { ...input('q'), per: 'quarter', missing: 'exclude' }],
    score,
    ...rest,
  };
}

const node = (id: string, of: object, disclosure?: object): object => ({
  id,
  label: id,
  ...of,
  ...(disclosure === undefined ? {} : { disclosure }),
});
const A = { a: '11', b: '22', c: '33' };

function ran(document: object, facts: object = {}): Ran {
  const subject = { id: 'm1', name: '示范甲', org: 'X' };
  return scoringOf(document, { orgs: [{ id: 'X' }], subjects: [subject], inputs: { m1: A }, ...facts });
}

function names(of: Ran, looker: Looker): string {
  return Object.keys(disclose(of, looker).subjects['m1']?.nodes ?? {}).join(' ');
}

const trees: readonly (readonly [what: string, score: readonly object[], board: string, facts?: object])[] = [
  [
    'all is stated to be shown',
    [node('t', { sum: ['a', 'b'] }, shown), node('a', { input: 'a' }, shown), node('b', { input: 'b' }, shown)],
    't a b',
  ],
  [
    'a node that says nothing is not listed, and not guarded either',
    [node('t', { sum: ['a', 'b'] }, shown), node('a', { input: 'a' }, shown), node('b', { input: 'b' })],
    't a',
  ],
  [
    'one stated as a grade is guarded',
    [node('t', { sum: ['a', 'b'] }, shown), node('a', { input: 'a' }, shown), node('b', { input: 'b' }, graded)],
    't',
  ],
  [
    'beside a number of the scheme a guarded part would follow',
    [node('t', { sum: ['k', 'b'] }, shown), node('k', { const: '60' }), node('b', { input: 'b' }, graded)],
    '',
  ],
  [
    'a number of the scheme may be stated as kept back, and is known all the same',
    [node('t', { sum: ['k', 'b'] }, shown), node('k', { const: '60' }, graded), node('b', { input: 'b' }, shown)],
    't b',
  ],
  [
    'weights are undone like sums',
    [
      node(
        't',
        {
          weighted: [
            { node: 'a', weight: '60' },
            { node: 'b', weight: '40' },
          ],
        },
        shown,
      ),
      node('a', { input: 'a' }, shown),
      node('b', { input: 'b' }, graded),
    ],
    't',
  ],
  [
    'a choice gives away the one that was chosen, and with it the other',
    [
      node('t', { sum: ['p', 'z'] }, shown),
      node('p', { select: { cases: [{ when: { fact: 'retired' }, node: 'b' }], otherwise: 'a' } }, shown),
      node('z', { sum: ['a', 'b'] }, shown),
      node('a', { input: 'a' }, graded),
      node('b', { input: 'b' }, graded),
    ],
    '',
  ],
  [
    'of the last of two quarters that quarter follows',
    [node('t', { over: { unit: 'quarter', node: 'q', combine: 'last' } }, shown), node('q', { input: 'q' }, graded)],
    '',
    { inputs: { m1: { q: { '2026Q1': '10', '2026Q2': '20' } } } },
  ],
  [
    'of the sum of two quarters neither follows',
    [node('t', { over: { unit: 'quarter', node: 'q', combine: 'sum' } }, shown), node('q', { input: 'q' }, graded)],
    't',
    { inputs: { m1: { q: { '2026Q1': '10', '2026Q2': '20' } } } },
  ],
  [
    'of one quarter alone it does',
    [node('t', { over: { unit: 'quarter', node: 'q', combine: 'sum' } }, shown), node('q', { input: 'q' }, graded)],
    '',
    { inputs: { m1: { q: { '2026Q1': '10' } } } },
  ],
];

for (const [what, score, left, facts] of trees) {
  test(`on the board: ${what}`, () => assert.equal(names(ran(scheme(score), facts), board), left));
}

test('who may see more sees what those see who may see less', () => {
  const open = (disclosure: object): Ran => ran(scheme([node('t', { input: 'a' }, disclosure)]));
  const onBoard = open({ self: 'hidden', members: 'hidden', board: 'exact' });
  assert.deepEqual([names(onBoard, board), names(onBoard, members), names(onBoard, self)], ['t', 't', 't']);
  const among = open({ self: 'hidden', members: 'exact', board: 'hidden' });
  assert.deepEqual([names(among, board), names(among, members), names(among, self)], ['', 't', 't']);
});

test('an item with a rule on a sensitive fact does not follow from its section', () => {
  const section = { sections: [{ id: 'S', label: '部分', clause }] };
  const score = [node('t', { sum: ['s', 'a'] }, shown), node('s', { section: 'S' }, shown), node('a', { input: 'a' })];
  const item = (rule: object): object => ({
    id: 'I',
    label: '守纪',
    clause,
    section: 'S',
    rules: [{ id: 'I/1', label: '一次', points: '5', ...rule }],
  });
  const of = (rule: object): Ran => ran(scheme(score, { ...section, items: [item(rule)] }));
  assert.equal(names(of({}), board), 't s');
  assert.equal(names(of({ when: { not: { fact: 'inquiry' } } }), board), 't');
  assert.equal(names(of({ when: { not: { fact: 'inquiry' } } }), self), 't s a I');
});

test('the mean of a few other people is not shown beside the total', () => {
  const score = [
    node('t', { sum: ['a', 'm'] }, shown),
    node('a', { input: 'a' }, shown),
    node('m', { from: { scheme: 'other', of: 'members' } }, shown),
  ];
  const others = (size: number): object => ({
    results: {
      other: Object.fromEntries(Array.from({ length: size }, (_, at) => [`p${at}`, { score: `${70 + at}`, org: 'X' }])),
    },
  });
  assert.equal(names(ran(scheme(score), others(4)), board), 't');
  assert.equal(names(ran(scheme(score), others(9)), board), 't');
  assert.equal(names(ran(scheme(score), others(10)), board), 't a m');
  // The figures name every one of them.
  const large = ran(scheme(score), others(12));
  assert.equal(find(explained(large, 'm1', self)?.steps, 'm')?.how, '');
  assert.notEqual(find(explained(large, 'm1', { audience: 'superior' })?.steps, 'm')?.how, '');
  const own = [node('t', { from: { scheme: 'other', of: 'own' } }, shown)];
  const result = ran(scheme(own), { results: { other: { m1: { score: '80' } } } });
  assert.equal(names(result, board), 't');
});

test('the highest of others is not told', () => {
  const document = scheme([node('t', { ofHighest: 'a' }, shown), node('a', { input: 'a' }, shown)]);
  const subjects = ['m1', 'm2'].map((id) => ({ id, org: 'X' }));
  const two = ran(document, { subjects, inputs: { m1: { a: '40' }, m2: { a: '80' } } });
  assert.ok(!JSON.stringify(explained(two, 'm1', self)?.steps).includes('80'));
  assert.match(JSON.stringify(explained(two, 'm1', { audience: 'superior' })?.steps), /80/);
});

test('a held number is told as held, its reason only to the person', () => {
  const waits = ran(
    scheme([node('t', { sum: ['a', 'b'] }, shown), node('a', { input: 'a' }, shown), node('b', { input: 'b' }, shown)]),
    { inputs: {} },
  );
  assert.deepEqual(disclose(waits, board).subjects['m1']?.nodes, { t: null, a: null, b: null });
  assert.match(allText(waits, self), /没有报来/);
  assert.ok(!allText(waits, board).includes('没有报来'));
  const asked = scheme(
    [
      node('t', { select: { cases: [{ when: { fact: 'inquiry' }, node: 'a' }], otherwise: 'b' } }, shown),
      node('a', { input: 'a' }),
      node('b', { input: 'b' }),
    ],
    {
      facts: [{ id: 'inquiry', label: '正在核查', type: 'flag', sensitive: true, clause: 'd', missing: 'hold' }],
    },
  );
  assert.match(allText(ran(asked), { audience: 'superior' }), /正在核查/);
  assert.ok(!/正在核查|〔二〕/.test(allText(ran(asked), self)));
  assert.match(JSON.stringify(explained(ran(asked), 'm1', self)?.steps), /待定/);
});

const BASE = [node('t', { sum: ['a', 'b'] }, shown), node('a', { input: 'a' }), node('b', { input: 'b' })];

test('a category that follows from a sensitive fact is not on the board', () => {
  const by = (when: object): object =>
    scheme(BASE, {
      scope: {
        categories: [
          { id: '甲', label: '甲', when },
          { id: '乙', label: '乙' },
        ],
      },
    });
  const category = (when: object, looker: Looker): unknown => disclose(ran(by(when)), looker).subjects['m1']?.category;
  assert.equal(category({ fact: 'inquiry' }, board), undefined);
  assert.equal(category({ fact: 'inquiry' }, self), '乙');
  assert.equal(category({ fact: 'retired' }, board), '乙');
});

test('of proposals the person sees those on themself, of gates those without a sensitive fact', () => {
  const document = scheme(BASE, {
    roles: [{ id: 'head', label: '组长' }],
    outcomes: [
      { id: 'o1', clause, when: { node: 't', gte: '0' }, do: '表扬', force: 'should' },
      { id: 'o2', clause, when: { node: 't', gte: '0' }, do: '通知', on: ['head'], force: 'should' },
    ],
    gates: [
      { id: 'g1', label: '评优', clause, when: { node: 't', gte: '0' } },
      { id: 'g2', label: '提名', clause, when: { not: { fact: 'inquiry' } } },
    ],
  });
  const led = ran(document, {
    subjects: [
      { id: 'm1', org: 'X', roles: { head: 'm2' } },
      { id: 'm2', org: 'X' },
    ],
  });
  const own = disclose(led, self).subjects['m1'];
  assert.deepEqual(
    own?.outcomes.map((one) => one.do),
    ['表扬'],
  );
  assert.deepEqual(own?.gates, { g1: true });
  const all = disclose(led, { audience: 'superior' }).subjects['m1'];
  assert.deepEqual([all?.outcomes.length, Object.keys(all?.gates ?? {}).length], [2, 2]);
  assert.deepEqual(disclose(led, board).subjects['m1']?.gates, undefined);
});

test('accounts and what is carried over are shown only where nothing is kept back', () => {
  const carry = [
    { id: 'B', label: '账户', clause, kind: 'account', add: ['a'] },
    { id: 'n', label: '次数', clause, kind: 'count', when: { node: 't', gte: '0' } },
  ];
  const open = disclose(ran(scheme(BASE, { carry })), self).subjects['m1'];
  assert.deepEqual([open?.account, open?.carry], [{ B: '11' }, { n: '1' }]);
  const less = [node('t', { sum: ['a', 'b'] }, shown), node('a', { input: 'a' }, kept), node('b', { input: 'b' })];
  const closed = disclose(ran(scheme(less, { carry })), self).subjects['m1'];
  assert.deepEqual([closed?.account, closed?.carry], [undefined, undefined]);
  assert.equal(disclose(ran(scheme(BASE, { carry })), board).subjects['m1']?.account, undefined);
});

test('a place stands on the board only beside the score, a grade only where the score is not hidden', () => {
  const of = (disclosure: object | undefined): object =>
    scheme([node('t', { sum: ['a', 'b'] }, disclosure), node('a', { input: 'a' }), node('b', { input: 'b' })], {
      rankings: [{ id: 'r', label: '名次', clause, node: 't' }],
      grade: {
        clause,
        ladder: ['好', '差'],
        tables: [{ id: 'g', bands: [{ grade: '好', from: '10', pending: ['好', '差'] }], otherwise: { grade: '差' } }],
      },
    });
  const line = (disclosure: object | undefined, looker: Looker): readonly unknown[] => {
    const { rank, grade, options } = disclose(ran(of(disclosure)), looker).subjects['m1'] ?? {};
    return [rank, grade, options?.length];
  };
  assert.deepEqual(line(shown, board), [1, null, undefined]);
  assert.deepEqual(line(undefined, board), [undefined, null, undefined]);
  assert.deepEqual(line(kept, board), [undefined, undefined, undefined]);
  assert.deepEqual(line(undefined, self), [1, null, 2]);
  assert.deepEqual(line(kept, self), [undefined, undefined, undefined]);
  assert.deepEqual(explained(ran(of(kept)), 'm1', self)?.grading, []);
});

test('problems, quotas and norms go to the superior only; the person keeps their own norms', () => {
  const plain = ran(scheme(BASE));
  const problems = [{ code: 'x', severity: 'note', at: '', data: { got: '31' } }];
  const norms = ['m1', 'm2'].map((subject) => ({ id: 'n', subject, window: '2026', status: 'met' as const }));
  const quotas = [{ id: 'q', org: 'X', grade: '好', slots: 1, in: ['m1'], contested: [], out: ['m2'] }];
  const full = { ...plain, results: { ...plain.results, problems, norms, quotas } };
  const [open, own, all] = [board, self, { audience: 'superior' } as const].map((looker) => disclose(full, looker));
  assert.deepEqual([open?.problems, open?.norms, open?.quotas], [[], [], []]);
  assert.deepEqual([own?.problems, own?.norms, own?.quotas], [[], norms.slice(0, 1), []]);
  assert.deepEqual([all?.problems, all?.norms, all?.quotas], [problems, norms, quotas]);
});

test('entries behind a number on the board are not there', () => {
  const document = scheme(
    [node('t', { sum: ['j', 'a'] }, shown), node('j', { derived: ['joint'] }, shown), node('a', { input: 'a' })],
    {
      roles: [{ id: 'head', label: '组长' }],
      items: [
        { id: 'I', label: '违规', clause, rules: [{ id: 'I/1', label: '一次', effect: 'deduct', points: '10' }] },
      ],
      derived: {
        rules: [{ id: 'joint', label: '连带', clause, items: ['I'], to: [{ roles: ['head'], share: '50%' }] }],
      },
    },
  );
  const led = ran(document, {
    subjects: [
      { id: 'm1', org: 'X' },
      { id: 'm2', name: '示范乙', org: 'X', roles: { head: 'm1' } },
    ],
    entries: [{ id: 'e1', subject: 'm2', item: 'I/1', on: '2026-03-02' }],
    inputs: { m1: A, m2: A },
  });
  assert.equal(find(explained(led, 'm1', self)?.steps, 'j')?.entries.length, 1);
  assert.equal(find(explained(led, 'm1', board)?.steps, 'j')?.value, '-5');
  assert.deepEqual(find(explained(led, 'm1', board)?.steps, 'j')?.entries, []);
});
