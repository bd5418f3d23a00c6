import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

const score = [{ id: 'total', items: ['A'] }];
const rules = [
  { id: 'A/1', effect: 'deduct', points: '3' },
  { id: 'A/2', points: '4' },
  { id: 'A/3', effect: 'forfeit' },
];

const rows: readonly (readonly [item: Blocks, entries: readonly Blocks[], score: string | null])[] = [
  // full: from the top down, never below 0
  [{ start: 'full', max: '10' }, [], '10'],
  [{ start: 'full', max: '10' }, [{ item: 'A/1' }], '7'],
  [{ start: 'full', max: '10' }, [{ item: 'A/1', count: '4' }], '0'],
  [{ start: 'full', max: '10' }, [{ item: 'A/1' }, { item: 'A/2' }], '10'],
  [{ start: 'full', max: '10', floor: '-5' }, [{ item: 'A/1', count: '4' }], '-2'],
  [{ start: 'full', max: '10', floor: '-5' }, [{ item: 'A/1', count: '9' }], '-5'],
  // zero: no floor without a top, 0 with one
  [{}, [], '0'],
  [{}, [{ item: 'A/1', count: '4' }], '-12'],
  [{ max: '10' }, [{ item: 'A/1' }], '0'],
  [{ max: '10' }, [{ item: 'A/2', count: '3' }], '10'],
  [{ floor: '-5' }, [{ item: 'A/1', count: '4' }], '-5'],
  // judged: nothing until a body has said
  [{ start: 'judged', max: '10' }, [], null],
  [{ start: 'judged', max: '10' }, [{ item: 'A', points: '8' }], '8'],
  [{ start: 'judged', max: '10' }, [{ item: 'A', points: '8' }, { item: 'A/1' }], '5'],
  [{ start: 'judged' }, [{ item: 'A', points: '80' }], '80'],
  // the last one given stands: by the day, then the day posted, then the order
  [
    { start: 'judged', max: '10' },
    [
      { item: 'A', points: '8', on: '2026-05-01' },
      { item: 'A', points: '3', on: '2026-04-01' },
    ],
    '8',
  ],
  [
    { start: 'judged', max: '10' },
    [
      { item: 'A', points: '8', posted: '2026-03-09' },
      { item: 'A', points: '3', posted: '2026-03-08' },
    ],
    '8',
  ],
  [
    { start: 'judged', max: '10' },
    [
      { item: 'A', points: '8' },
      { item: 'A', points: '3' },
    ],
    '3',
  ],
  [
    { start: 'judged', max: '10' },
    [
      { item: 'A', points: '8' },
      { item: 'A', reverses: 'e1', points: '8' },
    ],
    null,
  ],
  // given directly to an item with a top
  [{ start: 'full', max: '10' }, [{ item: 'A', points: '6' }], '6'],
  [{ start: 'full', max: '10' }, [{ item: 'A', points: '6' }, { item: 'A/2' }], '10'],
  [{ max: '10' }, [{ item: 'A', points: '6' }, { item: 'A/1' }], '3'],
  // forfeit
  [{ start: 'full', max: '10' }, [{ item: 'A/3' }], '0'],
  [{ start: 'judged', max: '10' }, [{ item: 'A', points: '8' }, { item: 'A/3' }], '0'],
  [{ floor: '-20' }, [{ item: 'A/1' }, { item: 'A/3' }], '0'],
  [{ start: 'full', max: '10' }, [{ item: 'A/3' }, { item: 'A/3', reverses: 'e1' }], '10'],
];

for (const [item, entries, expected] of rows) {
  test(`${JSON.stringify(item)} with ${JSON.stringify(entries)} is ${expected ?? 'held'}`, () => {
    assert.equal(resultOf({ score, items: [{ id: 'A', rules, ...item }] }, { entries }).score, expected);
  });
}

const facts = [
  { id: 'retired', type: 'flag' },
  { id: 'grade', label: '级别', type: 'number' },
  { id: 'hours', label: '学时', type: 'number' },
  { id: 'absent', label: '缺席', type: 'number', missing: 'no' },
];

/** One item that starts at 10 and has one more rule, for somebody with these facts. */
function autoOf(rule: Blocks, own: Blocks, entries: readonly Blocks[] = [], item: Blocks = {}, more: Blocks = {}) {
  const items = [{ id: 'A', start: 'full', max: '10', rules: [{ id: 'A/1', effect: 'deduct', ...rule }], ...item }];
  const result = resultOf({ score, facts, items, ...more }, { subjects: [{ id: 'm1', facts: own }], entries });
  return result.score ?? heldOf(result).join();
}

const short = (more: Blocks = {}): Blocks => ({ points: '2', shortage: { fact: 'hours', need: '8', ...more } });

const autos: readonly (readonly [rule: Blocks, own: Blocks, score: string])[] = [
  [short(), { hours: '8' }, '10'],
  [short(), { hours: '9' }, '10'],
  [short(), { hours: '6' }, '6'],
  // 8 − 6.5 = 1.5: one whole hour is missing, two are begun.
  [short(), { hours: '6.5' }, '8'],
  [short({ rounding: 'up' }), { hours: '6.5' }, '6'],
  [short({ rounding: 'none' }), { hours: '6.5' }, '7'],
  [short({ rounding: 'any' }), { hours: '1' }, '8'],
  [short({ rounding: 'any' }), { hours: '8' }, '10'],
  [short({ step: '4' }), { hours: '0' }, '6'],
  [short(), {}, '学时没有报告'],
  [{ points: '1', counted: { fact: 'hours' } }, { hours: '3' }, '7'],
  [{ points: '1', counted: { fact: 'hours' } }, { hours: '0' }, '10'],
  [{ points: '1', counted: { fact: 'hours' }, every: { step: '2', rounding: 'down' } }, { hours: '5' }, '8'],
  [{ points: '1', counted: { fact: 'hours' } }, {}, '学时没有报告'],
  [{ points: '1', counted: { fact: 'absent' } }, {}, '10'],
  [{ points: '1', counted: { fact: 'absent' } }, { absent: 2 }, '8'],
  [{ points: '4', when: { fact: 'retired' } }, { retired: true }, '6'],
  [{ points: '4', when: { fact: 'retired' } }, { retired: false }, '10'],
  [{ points: '4', when: { fact: 'retired' } }, {}, '10'],
  [{ points: '4', when: { fact: 'grade', gt: '1' } }, {}, '级别没有报告'],
  [{ effect: 'forfeit', when: { fact: 'retired' } }, { retired: true }, '0'],
  [{ effect: 'record', when: { fact: 'retired' } }, { retired: true }, '10'],
  // A shortage and a condition: only for those for whom it holds.
  [{ ...short(), when: { fact: 'retired' } }, { retired: true, hours: '7' }, '8'],
  [{ ...short(), when: { fact: 'retired' } }, { retired: false }, '10'],
  [{ ...short(), when: { fact: 'grade', gt: '1' } }, { hours: '7' }, '级别没有报告'],
  [{ points: '1', counted: { fact: 'gone' } }, {}, '没有声明的事实 gone'],
  [{ points: '1', counted: { fact: 'hours' }, when: { fact: 'retired' } }, { hours: '3' }, '10'],
];

for (const [rule, own, expected] of autos) {
  test(`${JSON.stringify(rule)} for ${JSON.stringify(own)} leaves ${expected}`, () => {
    assert.equal(autoOf(rule, own), expected);
  });
}

test('a rule that was entered by hand does not act by itself as well', () => {
  assert.equal(autoOf(short(), { hours: '0' }, [{ item: 'A/1' }]), '8');
  assert.equal(autoOf(short(), {}, [{ item: 'A/1' }]), '8');
});

test('a score given directly stops the rules that act by themselves', () => {
  assert.equal(autoOf(short(), { hours: '0' }, [{ item: 'A', points: '9' }]), '9');
});

test('what a rule posts by itself is not raised', () => {
  const modifiers = { combine: 'add', rules: [{ id: 'm', groups: ['A'], rate: '50%' }] };
  assert.equal(autoOf(short(), { hours: '7' }, [], {}, { modifiers }), '8');
  assert.equal(autoOf(short(), { hours: '7' }, [{ item: 'A/1' }], {}, { modifiers }), '7');
});

test('a need or price that nobody filled in holds the item', () => {
  const params = [{ id: 'open' }];
  const open = { param: 'open' };
  assert.equal(
    autoOf(short({ need: open }), { hours: '7' }, [], {}, { params }),
    '方案参数「open」（由支部填）没有填写',
  );
  const none = [{ id: 'open', value: '0' }];
  assert.equal(autoOf(short({ step: open }), { hours: '7' }, [], {}, { params: none }), '除数是0，不能除');
  assert.equal(autoOf({ ...short(), points: open }, { hours: '7' }, [], {}, { params }), 'A/1的分值没有填写');
  assert.equal(autoOf({ ...short(), points: open }, { hours: '8' }, [], {}, { params }), '10');
  assert.equal(autoOf(short(), { hours: '8' }, [], { max: open }, { params }), 'A的满分没有填写');
});

test('what forfeits or only records needs no steps to be filled in', () => {
  const params = [{ id: 'open' }];
  const every = { step: { param: 'open' }, rounding: 'down' };
  const of = (effect: string) =>
    autoOf({ effect, when: { fact: 'retired' }, every }, { retired: true }, [], {}, { params });
  assert.deepEqual([of('forfeit'), of('record')], ['0', '10']);
});

test('once in each month on the roster, where the scheme says so', () => {
  const rule = { points: '1', when: { fact: 'retired' }, each: 'month' };
  const subject = { id: 'm1', facts: { retired: [{ value: true, from: '2026-03-15', to: '2026-06-30' }] } };
  const blocks = { score, facts, items: [{ id: 'A', rules: [{ id: 'A/1', ...rule }] }] };
  // True on the last days of March, April, May and June.
  assert.equal(resultOf(blocks, { subjects: [subject] }).score, '4');
  const orgs = [{ id: 'X' }];
  const moved = { ...subject, org: [{ value: 'X', from: '2026-05-01' }] };
  assert.equal(resultOf(blocks, { orgs, subjects: [moved] }).score, '2');
  // On 31 May neither June nor the rest has come.
  assert.equal(resultOf(blocks, { asOf: '2026-05-31', subjects: [subject] }).score, '3');
});

test('a count per month is asked for each month', () => {
  const counts = [{ id: 'missed', label: '缺会', type: 'number', source: { kind: 'meetings', window: 'month' } }];
  const items = [
    {
      id: 'A',
      start: 'full',
      max: '10',
      rules: [{ id: 'A/1', effect: 'deduct', points: '1', counted: { fact: 'missed' }, each: 'month' }],
    },
  ];
  const told = (months: number) =>
    Array.from({ length: months }, (_, i) => {
      const month = String(i + 1).padStart(2, '0');
      return {
        value: '1',
        from: `2026-${month}-01`,
        to: i === 1 ? '2026-02-28' : `2026-${month}-${[3, 5, 8, 10].includes(i) ? 30 : 31}`,
      };
    });
  const subject = { id: 'm1', facts: { missed: told(3) } };
  assert.equal(resultOf({ score, facts: counts, items }, { asOf: '2026-03-31', subjects: [subject] }).score, '7');
  const open = resultOf({ score, facts: counts, items }, { asOf: '2026-04-30', subjects: [subject] });
  assert.deepEqual([open.score, heldOf(open)], [null, ['缺会没有报告']]);
});

test('a rule for the whole year acts in the last of the months that are scored by themselves', () => {
  const blocks = {
    facts,
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1', when: { fact: 'retired' } }] }],
    score: [
      { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
      { id: 'month', items: ['A'] },
    ],
  };
  const result = resultOf(blocks, { subjects: [{ id: 'm1', facts: { retired: true } }] });
  assert.deepEqual([result.score, result.nodes['month@2026-11'], result.nodes['month@2026-12']], ['1', '0', '1']);
});

const away = (effect: string): Blocks => ({
  facts: [{ id: 'gone', type: 'set' }],
  notApplicable: { fact: 'gone', effect },
  items: [
    { id: 'A', start: 'full', max: '30', rules: [{ id: 'A/1', effect: 'deduct', points: '1' }] },
    { id: 'B', start: 'full', max: '70', rules: [{ id: 'B/1', effect: 'deduct', points: '1' }] },
  ],
  score: [{ id: 'total', items: ['A', 'B'], ...(effect === 'redistribute' ? { rescaleTo: '100' } : {}) }],
});
const gone = {
  subjects: [{ id: 'm1', facts: { gone: ['A'] } }],
  entries: [{ item: 'B/1', count: '7' }, { item: 'A/1' }],
};

test('an item that cannot occur: full marks, spread over the rest, or waiting for who judges it', () => {
  assert.equal(resultOf(away('full-marks'), gone).score, '93');
  // 63 of 70 is 90 of 100.
  assert.equal(resultOf(away('redistribute'), gone).score, '90');
  assert.equal(resultOf(away('judged'), gone).score, null);
  const given = { ...gone, entries: [...gone.entries, { item: 'A', points: '25' }] };
  assert.equal(resultOf(away('judged'), given).score, '87');
});

test('full marks of an item without any are nothing', () => {
  const items = [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }];
  const blocks = { ...away('full-marks'), items, score };
  assert.equal(resultOf(blocks, { ...gone, entries: [{ item: 'A/1' }] }).score, '0');
});

test('where the items that cannot occur are worth all there is, nothing is scaled up', () => {
  const blocks = { ...away('redistribute'), score: [{ id: 'total', items: ['A', 'B'], rescaleTo: '30' }] };
  assert.equal(resultOf(blocks, gone).score, '63');
});

test('where nothing is left to spread over, there is no score, and that is said', () => {
  const facts1 = { subjects: [{ id: 'm1', facts: { gone: ['A', 'B'] } }] };
  const { score, held } = resultOf(away('redistribute'), facts1);
  assert.deepEqual([score, held.map((one) => one.what)], [null, ['没有一个部分计分']]);
});

test('where everything can occur nothing is spread', () => {
  assert.equal(resultOf(away('redistribute'), { entries: [{ item: 'B/1', count: '7' }] }).score, '93');
});

test('an item for others does not count, and an undecided one holds', () => {
  const item = { start: 'full', max: '10', appliesWhen: { fact: 'grade', gt: '1' }, rules: [] };
  const blocks = { score, facts, items: [{ id: 'A', ...item }] };
  const of = (own: Blocks) => resultOf(blocks, { subjects: [{ id: 'm1', facts: own }] });
  assert.deepEqual(
    [of({ grade: 2 }), of({ grade: 1 }), of({})].map((one) => [one.score, one.nodes['A']]),
    [
      ['10', '10'],
      [null, undefined],
      [null, null],
    ],
  );
});

test('a bound that nobody filled in holds the item', () => {
  const params = [{ id: 'open' }];
  const of = (item: Blocks) => heldOf(resultOf({ params, score, items: [{ id: 'A', label: '纪律', ...item }] }));
  assert.deepEqual(of({ max: { param: 'open' } }), ['纪律的满分没有填写']);
  assert.deepEqual(of({ floor: { param: 'open' } }), ['纪律的封底没有填写']);
});

test('what only records holds nothing, known or not', () => {
  const auto = { id: 'A/1', when: { fact: 'grade', gt: '1' } };
  const of = (effect: Blocks) =>
    resultOf({ score, facts, items: [{ id: 'A', rules: [{ ...auto, ...effect }] }] }).score;
  assert.deepEqual([of({ effect: 'record' }), of({ points: '1' })], ['0', null]);
});

test('a step that nobody filled in holds the rule that counts by it', () => {
  const rule = { id: 'A/1', label: '工时', points: '1', counted: { fact: 'grade' } };
  const every = { step: { param: 'open' }, rounding: 'down' };
  const result = resultOf(
    { params: [{ id: 'open' }], score, facts, items: [{ id: 'A', rules: [{ ...rule, every }] }] },
    { subjects: [{ id: 'm1', facts: { grade: 3 } }] },
  );
  assert.deepEqual(heldOf(result), ['工时的分值没有填写']);
});

test('what lands on a rule that only records brings no points', () => {
  const blocks = {
    roles: [{ id: 'secretary' }],
    derived: { rules: [{ id: 'up', groups: ['A'], to: [{ roles: ['secretary'], share: '50%' }], into: 'B/1' }] },
    items: [
      { id: 'A', rules: [{ id: 'A/1', points: '4' }] },
      { id: 'B', rules: [{ id: 'B/1', effect: 'record' }] },
    ],
    score: [{ id: 'total', items: ['B'] }],
  };
  const subjects = [{ id: 'm1', roles: { secretary: 'm2' } }, { id: 'm2' }];
  assert.equal(resultOf(blocks, { subjects, entries: [{ item: 'A/1' }] }, 'm2').score, '0');
});

test('a step or a divisor of zero is as good as none', () => {
  const of = (rule: Blocks) =>
    resultOf(
      {
        facts: [{ id: 'n', type: 'number' }],
        items: [{ id: 'A', rules: [{ id: 'A/1', points: '1', ...rule }] }],
        score: [
          { id: 'total', over: { unit: 'month', node: 'part', combine: 'mean', divisor: 'every' in rule ? '1' : '0' } },
          { id: 'part', items: ['A'] },
        ],
      },
      { subjects: [{ id: 'm1', facts: { n: '3' } }], entries: 'shortage' in rule ? [] : [{ item: 'A/1' }] },
    ).score;
  assert.deepEqual(
    [of({ every: { step: '0', rounding: 'none' } }), of({ shortage: { fact: 'n', need: '5', step: '0' } }), of({})],
    [null, null, null],
  );
});

test('on one day what others brought and what is one’s own are cut as the ledger has them', () => {
  const items = [
    {
      id: 'A',
      caps: [{ max: '3', per: 'project' }],
      rules: [{ id: 'A/1', points: '3', to: 'actor', caps: [{ max: '4', per: 'period' }] }],
    },
  ];
  const blocks = { items, score: [{ id: 'total', items: ['A'] }] };
  const own = { id: 'own', subject: 'm1', item: 'A/1', on: '2026-05-07', by: 'm1' };
  const other = { id: 'other', subject: 'm2', item: 'A/1', on: '2026-05-07', by: 'm1', count: '2' };
  const total = (...entries: readonly Blocks[]): string | null | undefined =>
    resultsOf(blocks, { subjects: [{ id: 'm1' }, { id: 'm2' }], entries }).subjects['m1']?.score;
  assert.equal(total(own, other), '4');
  assert.equal(total(other, own), '3');
  assert.equal(total({ ...own, posted: '2026-05-12' }, other), '3');
  assert.equal(total(other, { ...own, on: '2026-05-06' }), '4');
});
