import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { allText, explained, find, scoringOf, HEAD } from '../../../test/disclosed.ts';
import { readScheme, shippedSchemes } from '../../store/scheme.ts';
import { resolveScheme } from '../scheme/resolve.ts';
import { scoreRuleset } from '../score/evaluate.ts';
import { examplesOf } from '../score/example.ts';
import { parseFacts } from '../score/book/facts.ts';
import { reportOf } from '../score/telling/report.ts';
import { disclose, type Looker } from './disclose.ts';

const clause = 'c';
const exactly = { members: 'exact', board: 'exact' };

/** Everything that can be kept back, each under its own number. */
const SCHEME = {
  ...HEAD,
  facts: [
    { id: 'penalty', label: '党纪处分', type: 'number', decimals: 5, sensitive: true, clause: 'd', missing: 'hold' },
    { id: 'inquiry', label: '正在核查', type: 'flag', sensitive: true, clause: 'd', missing: 'hold' },
  ],
  ballots: [
    {
      id: 'vote',
      label: '测评',
      clause,
      options: [
        { id: '好', value: '100' },
        { id: '差', value: '0' },
      ],
      missing: 'exclude',
    },
  ],
  inputs: [
    { id: 'duty', label: '履职分', clause, range: ['0', '50'], by: '支委会', decimals: 5, missing: 'zero' },
    { id: 'talk', label: '谈话分', clause, range: ['0', '50'], by: '上级', decimals: 5, missing: 'zero' },
    {
      id: 'study',
      label: '学习分',
      clause,
      range: ['0', '50'],
      by: '支委会',
      decimals: 5,
      per: 'quarter',
      missing: 'zero',
    },
  ],
  sections: [{ id: 'S', label: '加分', clause }],
  items: [{ id: 'A', label: '获奖', clause, section: 'S', rules: [{ id: 'A/1', label: '一次', points: '3' }] }],
  score: [
    { id: 'total', label: '总分', sum: ['work', 'plus', 'vote', 'talk', 'penalty'], disclosure: exactly },
    { id: 'work', label: '工作', sum: ['duty', 'year'], disclosure: exactly },
    { id: 'duty', label: '履职', input: 'duty', disclosure: exactly },
    { id: 'year', label: '全年学习', over: { unit: 'quarter', node: 'study', combine: 'sum' } },
    { id: 'study', label: '本季学习', input: 'study' },
    { id: 'plus', label: '加分', section: 'S' },
    { id: 'vote', label: '测评', ballot: 'vote', times: '0.01' },
    { id: 'talk', label: '谈话', input: 'talk', disclosure: { self: 'hidden', members: 'hidden', board: 'hidden' } },
    { id: 'penalty', label: '处分', fact: 'penalty', times: '-1' },
  ],
  grade: {
    clause,
    ladder: ['好', '差'],
    tables: [{ id: 't', bands: [{ grade: '好', from: '60' }], otherwise: { grade: '差' } }],
    overrides: [{ id: 'o', when: { fact: 'inquiry' }, grade: '差', clause: 'd' }],
  },
  outcomes: [
    { id: 'praise', clause, when: { grade: ['好'] }, do: '表扬', force: 'should' },
    { id: 'talk-to', clause: 'd', when: { fact: 'inquiry' }, do: '约谈', force: 'must' },
  ],
};

/** Facts of one member, every number one that occurs nowhere else. */
function member(id: string, facts: object = { penalty: '2.71829', inquiry: false }): object {
  return { id, name: `示范${id}`, org: 'X', facts };
}
const INPUTS = { duty: '31.41592', talk: '14.14213', study: { '2026Q1': '1.61803', '2026Q2': '0' } };
const ONE = {
  orgs: [{ id: 'X', name: '虚构支部' }],
  subjects: [member('m1')],
  entries: [{ id: 'e1', subject: 'm1', item: 'A/1', on: '2026-03-02' }],
  inputs: { m1: INPUTS },
  ballots: { m1: { vote: { 好: 9, 差: 3 } } },
};

const board: Looker = { audience: 'board' };
const self: Looker = { audience: 'self', subject: 'm1' };
const superior: Looker = { audience: 'superior' };

test('a superior sees all, boards and members what is stated', () => {
  const scoring = scoringOf(SCHEME, ONE);
  const full = scoring.results.subjects['m1'];
  assert.deepEqual(disclose(scoring, superior).subjects['m1'], full);
  assert.deepEqual(disclose(scoring, board).subjects['m1'], {
    status: 'scored',
    score: full?.score,
    nodes: { total: full?.nodes['total'] },
    grade: '差',
    outcomes: [],
    held: [],
  });
});

test('beside a hidden part nothing else of the sum is shown, nor what it is made of', () => {
  const { subjects } = disclose(scoringOf(SCHEME, ONE), board);
  assert.deepEqual(Object.keys(subjects['m1']?.nodes ?? {}), ['total']);
  const open = { ...SCHEME, score: SCHEME.score.filter((node) => !['talk', 'penalty', 'vote'].includes(node.id)) };
  const sum = {
    ...open,
    score: open.score.map((node) => (node.id === 'total' ? { ...node, sum: ['work', 'plus'] } : node)),
  };
  assert.deepEqual(Object.keys(disclose(scoringOf(sum, ONE), board).subjects['m1']?.nodes ?? {}), [
    'total',
    'work',
    'duty',
  ]);
});

test('a canary in a hidden number is found nowhere in what is filtered', () => {
  const scoring = scoringOf(SCHEME, ONE);
  assert.match(allText(scoring, superior), /14\.14213/);
  assert.match(allText(scoring, superior), /2\.71829/);
  for (const looker of [board, { audience: 'members' } as const]) {
    const text = allText(scoring, looker);
    for (const canary of ['14.14213', '2.71829', '31.41592', '1.61803', '"75"', '0.75'])
      assert.ok(!text.includes(canary), `${looker.audience} ${canary}`);
  }
  assert.ok(!allText(scoring, self).includes('14.14213'));
});

test('two worlds that differ only in what is kept back look the same', () => {
  const world = (talk: string, study: string): string => {
    const inputs = { m1: { ...INPUTS, talk, study: { '2026Q1': study } } };
    return allText(scoringOf(SCHEME, { ...ONE, inputs }), board);
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), (talk) => {
      assert.equal(world(String(talk), String(50 - talk)), world('0', '50'));
    }),
    { numRuns: 30 },
  );
});

const votes: readonly (readonly [cast: string, papers: object, shown: boolean])[] = [
  ['four papers', { 好: 3, 差: 1 }, false],
  ['nine papers', { 好: 7, 差: 2 }, false],
  ['ten papers', { 好: 7, 差: 3 }, true],
];
const OPEN = {
  ...SCHEME,
  score: SCHEME.score
    .filter((node) => !['talk', 'penalty'].includes(node.id))
    .map((node) => (node.id === 'total' ? { ...node, sum: ['work', 'plus', 'vote'] } : node)),
};

for (const [cast, papers, shown] of votes) {
  test(`an anonymous vote of ${cast} is ${shown ? '' : 'not '}shown as a number to the person it is on`, () => {
    const scoring = scoringOf(OPEN, { ...ONE, ballots: { m1: { vote: papers } } });
    const { nodes, score } = disclose(scoring, self).subjects['m1'] ?? { nodes: {}, score: null };
    assert.equal('vote' in nodes, shown);
    assert.notEqual(score, null);
    assert.ok('vote' in (disclose(scoring, superior).subjects['m1']?.nodes ?? {}));
  });
}

test('of four papers only the total is left, of nine one number beside it is kept back', () => {
  const names = (papers: object): readonly string[] => {
    const scoring = scoringOf(OPEN, { ...ONE, ballots: { m1: { vote: papers } } });
    return Object.keys(disclose(scoring, self).subjects['m1']?.nodes ?? {});
  };
  assert.deepEqual(names({ 好: 3, 差: 1 }), ['total']);
  const few = names({ 好: 7, 差: 2 });
  assert.ok(few.includes('work') && !few.includes('plus') && !few.includes('A'), few.join(' '));
  const named = { ...OPEN, ballots: OPEN.ballots.map((one) => ({ ...one, anonymity: 'named' })) };
  const scoring = scoringOf(named, { ...ONE, ballots: { m1: { vote: { 好: 3, 差: 1 } } } });
  assert.ok('vote' in (disclose(scoring, self).subjects['m1']?.nodes ?? {}));
});

test('how papers were spread is told from twenty on, where no option has fewer than three', () => {
  const how = (papers: object, anonymity = 'anonymous'): string => {
    const scheme = { ...OPEN, ballots: OPEN.ballots.map((one) => ({ ...one, anonymity })) };
    const told = explained(scoringOf(scheme, { ...ONE, ballots: { m1: { vote: papers } } }), 'm1', self);
    return find(told?.steps, 'vote')?.how ?? 'gone';
  };
  assert.equal(how({ 好: 16, 差: 3 }), '');
  assert.equal(how({ 好: 18, 差: 2 }), '');
  assert.match(how({ 好: 17, 差: 3 }), /17/);
  assert.match(how({ 好: 3, 差: 1 }, 'named'), /3/);
});

test('the papers behind a middle one are told like any others', () => {
  const how = (papers: object, looker: Looker): string => {
    const [first, ...rest] = OPEN.ballots;
    const median = { ...first, options: [], scores: ['0', '100'], combine: 'median' };
    const scoring = scoringOf({ ...OPEN, ballots: [median, ...rest] }, { ...ONE, ballots: { m1: { vote: papers } } });
    return find(explained(scoring, 'm1', looker)?.steps, 'vote')?.how ?? 'gone';
  };
  assert.equal(how({ 80: 17, 60: 2 }, self), '');
  assert.match(how({ 80: 17, 60: 2 }, { audience: 'superior' }), /2张×60、17张×80/);
  assert.match(how({ 80: 17, 60: 3 }, self), /3张×60、17张×80/);
});

test('an explanation keeps names and clauses, and loses what is kept back', () => {
  const told = explained(scoringOf(SCHEME, ONE), 'm1', board);
  assert.equal(find(told?.steps, 'talk'), undefined);
  assert.equal(find(told?.steps, 'penalty'), undefined);
  const plus = find(told?.steps, 'plus');
  assert.deepEqual([plus?.value, plus?.withheld, plus?.how, plus?.label], [null, true, '', '加分']);
  assert.equal(told?.steps?.how, '');
  // Nor how it came about: that full marks were kept is the number itself.
  const kept = { ...SCHEME, items: [{ ...SCHEME.items[0], start: 'full', max: '3' }] };
  const kindFor = (looker: Looker): unknown =>
    find(explained(scoringOf(kept, { ...ONE, entries: [] }), 'm1', looker)?.steps, 'A')?.kind;
  assert.deepEqual([kindFor(superior), kindFor(board)], ['full', undefined]);
  assert.deepEqual(told?.grading, []);
  const text = allText(scoringOf(SCHEME, ONE), board);
  assert.match(text, /加分　不公开/);
  assert.match(text, /"value":"不公开","kind":"text"/);
  const own = explained(scoringOf(OPEN, ONE), 'm1', self);
  assert.deepEqual([find(own?.steps, 'A')?.value, find(own?.steps, 'A')?.entries.length], ['3', 1]);
  assert.ok((own?.grading.length ?? 0) > 0);
  assert.equal(find(explained(scoringOf(OPEN, ONE), 'm1', board)?.steps, 'work')?.entries.length, 0);
});

test('why somebody is exempt is told to themselves, but not of discipline, and to nobody else', () => {
  const told = (when: object, looker: Looker) => {
    const clauses = [...SCHEME.clauses, { id: 'x', no: '三', text: '免评条款' }];
    const exempt = [{ id: 'x', label: '免评', clause: 'x', when, path: 'none' }];
    const facts = [...SCHEME.facts, { id: 'away', label: '外出', type: 'flag' }];
    const scoring = scoringOf({ ...SCHEME, clauses, facts, scope: { exempt } }, ONE);
    return explained(scoring, 'm1', looker)?.standing.length;
  };
  const discipline = { fact: 'penalty', known: true };
  assert.deepEqual([told(discipline, superior), told(discipline, self), told(discipline, board)], [1, 0, 0]);
  const away = { fact: 'away', is: false };
  assert.deepEqual([told(away, superior), told(away, self), told(away, board)], [1, 1, 0]);
});

test('a member sees their own line only', () => {
  const two = { ...ONE, subjects: [member('m1'), member('m2')] };
  const scoring = scoringOf(SCHEME, two);
  assert.deepEqual(Object.keys(disclose(scoring, self).subjects), ['m1']);
  assert.equal(explained(scoring, 'm2', self), undefined);
  assert.deepEqual(Object.keys(disclose(scoring, board).subjects), ['m1', 'm2']);
});

test('whoever is called like a thing that every object has is left out like anybody else', () => {
  const names = ['constructor', 'toString', '__proto__'];
  const scoring = scoringOf(SCHEME, { orgs: ONE.orgs, subjects: ['m1', ...names].map((id) => member(id)) });
  const own = disclose(scoring, self);
  const report = reportOf(scoring.ruleset, { ...scoring, results: own });
  assert.deepEqual(
    report.parts.flatMap((part) => part.rows.map((row) => row.id)),
    ['m1'],
  );
  for (const id of names) {
    assert.equal(Object.hasOwn(disclose(scoring, { audience: 'self', subject: id }).subjects, id), true);
    assert.equal(explained(scoring, id, self), undefined);
  }
});

test('what is held because of discipline or investigation says 待定 without the reason', () => {
  const scoring = scoringOf(SCHEME, { ...ONE, subjects: [member('m1', {})] });
  const told = JSON.stringify(scoring.results.subjects['m1']?.held);
  assert.match(told, /党纪处分/);
  assert.match(told, /正在核查/);
  for (const looker of [board, self, { audience: 'members' } as const]) {
    const text = allText(scoring, looker);
    assert.ok(!/党纪处分|正在核查|约谈|纪律条款/.test(text), looker.audience);
    assert.equal(disclose(scoring, looker).subjects['m1']?.status, 'held');
  }
  assert.deepEqual(disclose(scoring, self).subjects['m1']?.held.slice(-1), [{ what: '待定' }]);
  assert.deepEqual(disclose(scoring, board).subjects['m1']?.held, []);
  assert.match(allText(scoring, superior), /党纪处分/);
});

test('an ordinary reason is told to the person, not to others', () => {
  const strict = { ...SCHEME, inputs: SCHEME.inputs.map((one) => ({ ...one, missing: 'block' })) };
  const scoring = scoringOf(strict, { ...ONE, inputs: {} });
  assert.match(JSON.stringify(disclose(scoring, self).subjects['m1']?.held), /履职分没有报来/);
  assert.ok(!allText(scoring, board).includes('没有报来'));
});

test('proposals on account of an investigation are shown to the superior only', () => {
  const scoring = scoringOf(SCHEME, { ...ONE, subjects: [member('m1', { penalty: '0', inquiry: true })] });
  assert.match(allText(scoring, superior), /约谈/);
  for (const looker of [board, self]) assert.ok(!/约谈|核查|〔二〕/.test(allText(scoring, looker)), looker.audience);
  assert.match(JSON.stringify(explained(scoring, 'm1', superior)?.grading), /差/);
});

/** Members of the three organisations: who is in X, Y (under X) and Z. */
function branches(sizes: Readonly<Record<string, number>>): object {
  const subjects = Object.entries(sizes).flatMap(([org, size]) =>
    Array.from({ length: size }, (_, at) => ({ ...member(`${org}${at}`), org })),
  );
  return { orgs: Object.keys(sizes).map((id) => ({ id })), subjects };
}

test('the mean of an organisation is shown where ten people stand behind it', () => {
  const closed = { ...SCHEME, score: SCHEME.score.map((node) => ({ ...node, disclosure: undefined })) };
  const { orgs } = disclose(scoringOf(closed, branches({ X: 10, Y: 9 })), board);
  assert.ok(orgs['X']?.mean !== null);
  assert.deepEqual(orgs['Y'], { sum: null, mean: null, outcomes: [] });
  assert.ok(disclose(scoringOf(closed, branches({ X: 10, Y: 9 })), superior).orgs['Y']?.mean !== null);
  // Where every total is on the board anyway, the mean adds nothing.
  assert.ok(disclose(scoringOf(SCHEME, branches({ X: 2 })), board).orgs['X']?.mean !== null);
  // One knows one's own score: of ten, nine are left.
  const own = disclose(scoringOf(closed, branches({ X: 10 })), { audience: 'self', subject: 'X0' });
  assert.equal(own.orgs['X']?.mean, null);
});

for (const id of shippedSchemes()) {
  test(`every worked case of ${id} can be shown to everybody, and boards get no more than the scheme states`, () => {
    const document = readScheme(id);
    // A few cases are enough here: the rules of showing depend on the scheme.
    for (const example of examplesOf(document).slice(0, 4)) {
      const parsed = parseFacts({ ...(example.facts as object), readings: example.readings, params: example.params });
      const rules = resolveScheme(document, readScheme, { readings: example.readings, params: example.params });
      const scoring = parsed.ok && rules.ok ? scoreRuleset(rules.value, parsed.value, () => '') : undefined;
      if (scoring?.ok !== true || !rules.ok) continue;
      const stated = new Set(
        rules.value.parts.flatMap((part) =>
          part.score.flatMap((node) => (node.disclosure?.board === 'exact' ? [node.id] : [])),
        ),
      );
      const shown = disclose(scoring.value, board);
      for (const [subject, one] of Object.entries(shown.subjects)) {
        for (const name of Object.keys(one.nodes))
          assert.ok(stated.has(name.split('@')[0] ?? ''), `${subject} ${name}`);
        assert.deepEqual([one.held, one.outcomes], [[], []]);
      }
      assert.deepEqual([shown.norms, shown.quotas, shown.problems], [[], [], []]);
      const [subject] = Object.keys(shown.subjects);
      if (subject === undefined) continue;
      const told = explained({ ...scoring.value, ruleset: rules.value }, subject, { audience: 'self', subject });
      assert.equal(told?.id, subject);
    }
  });
}

test('that places are open is told to whoever is in the group and to the superior', () => {
  const orgs = [{ id: 'X' }, { id: 'Y' }];
  const subjects = ['X', 'X', 'Y', 'Y'].map((org, at) => ({ id: `m${at + 1}`, org }));
  const scheme = { ...SCHEME, rankings: [{ id: 'place', label: '名次', clause, node: 'total' }] };
  const waiting = { facts: { penalty: '0', inquiry: false } };
  const scoring = scoringOf(scheme, {
    period: '2026',
    orgs,
    subjects: subjects.map((one) => ({ ...one, ...waiting })),
  });
  const open = scoringOf(scheme, { period: '2026', orgs, subjects });
  const told = (looker: Looker) => disclose(open, looker).openRanks.map((one) => one.org);
  assert.deepEqual(disclose(scoring, { audience: 'superior' }).openRanks, []);
  assert.deepEqual(told({ audience: 'superior' }), ['X', 'Y']);
  assert.deepEqual(told({ audience: 'self', subject: 'm3' }), ['Y']);
  assert.deepEqual(told({ audience: 'self', subject: 'nobody' }), []);
  assert.deepEqual(told({ audience: 'board' }), []);
});

test('how few papers were spread is told to the superior alone', () => {
  const options = [{ id: '优' }, { id: '良' }];
  const { period, clauses } = SCHEME;
  const scheme = {
    scheme: 'voted',
    title: '票决',
    subject: 'member',
    source: '票决',
    effective: { from: '2026-01-01' },
    period,
    clauses,
    ballots: [{ id: 'b', label: '评议票', clause, options }],
    grade: {
      clause,
      ladder: ['优', '良'],
      tables: [{ id: 't', bands: [], vote: { ballot: 'b', rule: 'plurality', otherwise: '由支委会审定', clause } }],
    },
  };
  const told = (votes: object, looker: Looker) =>
    explained(scoringOf(scheme, { subjects: [{ id: 'm1' }], ballots: { m1: { b: votes } } }), 'm1', looker)?.votes
      .length;
  const [few, many] = [
    { 优: 3, 良: 1 },
    { 优: 20, 良: 5 },
  ];
  assert.deepEqual([told(few, { audience: 'superior' }), told(few, { audience: 'self', subject: 'm1' })], [2, 0]);
  assert.deepEqual([told(many, { audience: 'self', subject: 'm1' }), told(many, { audience: 'board' })], [2, 0]);
});
