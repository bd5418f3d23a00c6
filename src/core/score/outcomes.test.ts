import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../test/told.ts';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../test/small-scheme.ts';

const base: Blocks = {
  params: [{ id: 'open' }, { id: 'fine', value: '50' }],
  facts: [
    { id: 'joined', type: 'date' },
    { id: 'level', label: '级别', type: 'number' },
    { id: 'told', type: 'date', of: 'org' },
  ],
  roles: [{ id: 'secretary' }, { id: 'superior' }],
  items: [
    {
      id: 'A',
      rules: [
        { id: 'A/1', points: '1' },
        { id: 'A/2', points: '1' },
      ],
    },
  ],
  score: [{ id: 'total', const: '50' }],
};

/** Lines of one outcome for m1, as `who what …`. */
function linesOf(outcome: Blocks, facts: Blocks = {}, more: Blocks = {}): readonly string[] {
  const { subjects, orgs } = resultsOf(
    { ...base, outcomes: [{ id: 'o', when: { node: 'total', lt: '60' }, ...outcome }], ...more },
    facts,
  );
  const lines = outcome['level'] === 'org' ? orgs['X']?.outcomes : subjects['m1']?.outcomes;
  return (lines ?? []).map((one) =>
    [one.on, one.due, one.until, one.by, one.note].filter((part) => part !== undefined).join(' '),
  );
}

const branch: Blocks = {
  orgs: [{ id: 'X' }, { id: 'Y' }],
  subjects: [
    { id: 'm1', org: 'X', roles: { secretary: 'l1' }, leadership: true },
    { id: 'm2', org: 'X', roles: { superior: 'b', secretary: 'l1' } },
    { id: 'l1', org: 'X', leadership: true },
    { id: 'l2', org: 'X', leadership: [{ value: true, to: '2026-06-30' }] },
    { id: 'l3', org: 'Y', leadership: true },
    { id: 'b' },
  ],
};

const on: readonly (readonly [on: readonly string[] | undefined, who: readonly string[]])[] = [
  [undefined, ['m1']],
  [['subject'], ['m1']],
  [['org'], ['X']],
  [['leaders'], ['l1']],
  [['secretary'], ['l1']],
  // Nobody holds it for the person: whoever holds it for the people of the branch.
  [['superior'], ['b']],
  [
    ['subject', 'secretary', 'org'],
    ['m1', 'l1', 'X'],
  ],
];

for (const [target, who] of on) {
  test(`an outcome on ${target?.join(' and ') ?? 'whoever is rated'} concerns ${who.join(' ')}`, () => {
    assert.deepEqual(linesOf({ on: target }, branch), who);
  });
}

test('where nobody is found it concerns whoever is rated', () => {
  assert.deepEqual(linesOf({ on: ['superior'] }), ['m1']);
  assert.deepEqual(linesOf({ on: ['org'] }), ['m1']);
});

test('an outcome for organisations', () => {
  const counted = { level: 'org', when: { entries: { items: ['A'] }, gte: '1' } };
  const facts = { ...branch, entries: [{ item: 'A/1' }] };
  assert.deepEqual(linesOf({ ...counted, on: ['subject'] }, facts), ['X']);
  assert.deepEqual(linesOf({ ...counted, on: ['org'] }, facts), ['X']);
  assert.deepEqual(linesOf({ ...counted, on: ['leaders'] }, facts), ['m1', 'l1']);
  assert.deepEqual(linesOf({ ...counted, on: ['secretary'] }, facts), ['l1']);
});

test('an organisation that is rated speaks of itself', () => {
  const blocks = {
    ...base,
    subject: 'org',
    outcomes: [{ id: 'o', when: { node: 'total', lt: '60' }, on: ['org', 'leaders'] }],
  };
  const { subjects } = resultsOf(blocks, {
    orgs: [{ id: 'X' }],
    subjects: [],
    people: [{ id: 'l', org: 'X', leadership: true }],
  });
  assert.deepEqual(
    subjects['X']?.outcomes.map((one) => one.on),
    ['X', 'l'],
  );
});

test('what it says of itself is passed on', () => {
  const [line] = resultOf({
    ...base,
    outcomes: [{ id: 'o', when: { all: [] }, do: '谈话', force: 'should', by: '支部', note: '十日内' }],
  }).outcomes;
  assert.deepEqual(line, { id: 'o', on: 'm1', do: '谈话', force: 'should', by: '支部', clause: 'c', note: '十日内' });
});

test('one that cannot be told is held, in its own words', () => {
  const result = resultOf({ ...base, outcomes: [{ id: 'o', do: '谈话', when: { fact: 'level', gt: '1' } }] });
  assert.deepEqual([result.outcomes, heldOf(result)], [[], ['谈话：级别没有报告']]);
});

const until: readonly (readonly [rule: Blocks, own: Blocks, day: string])[] = [
  [{ until: { years: 1 } }, {}, '2027-12-31'],
  [{ until: { months: 2 } }, {}, '2027-02-28'],
  [{ until: { years: 1, months: 6 } }, {}, '2028-06-30'],
  [{ until: { years: 1, from: 'joined' } }, { joined: '2026-05-04' }, '2027-05-04'],
  [{ extends: { fact: 'joined', months: 6 } }, { joined: '2026-08-31' }, '2027-02-28'],
  // The day it runs from is not known.
  [{ until: { years: 1, from: 'joined' } }, {}, ''],
  [{ until: { years: 1, from: 'gone' } }, {}, ''],
];

for (const [rule, own, day] of until) {
  test(`${JSON.stringify(rule)} of ${JSON.stringify(own)} lasts until ${day || 'a day not known yet'}`, () => {
    assert.deepEqual(linesOf(rule, { subjects: [{ id: 'm1', facts: own }] }), [`m1 ${day}`.trim()]);
  });
}

const each: readonly (readonly [each: Blocks, entries: readonly Blocks[], lines: readonly string[]])[] = [
  [{ items: ['A'] }, [], []],
  [{ items: ['A/1'] }, [{ item: 'A/2' }], []],
  [{ items: ['A'] }, [{ item: 'A/1', count: '2' }, { item: 'A/2' }], ['m1 共3次']],
  [{ items: ['A'], amount: '20' }, [{ item: 'A/1', count: '2' }], ['m1 共2次，合计40']],
  [{ items: ['A'], amount: { param: 'fine' } }, [{ item: 'A/1' }], ['m1 共1次，合计50']],
  [{ items: ['A'], amount: { param: 'open' } }, [{ item: 'A/1' }], ['m1 共1次']],
  [{ items: ['A'] }, [{ item: 'A/1' }, { item: 'A/1', reverses: 'e1' }], []],
];

for (const [rule, entries, lines] of each) {
  test(`for each ${JSON.stringify(rule)} of ${JSON.stringify(entries)}: ${lines.join() || 'nothing'}`, () => {
    assert.deepEqual(linesOf({ each: rule }, { entries }), lines);
  });
}

test('for each of a whole organisation', () => {
  const facts = {
    ...branch,
    entries: [
      { item: 'A/1' },
      { item: 'A/1', subject: 'm2' },
      { item: 'A/1', subject: 'X' },
      { item: 'A/1', subject: 'l3' },
    ],
  };
  const rule = {
    level: 'org',
    when: { entries: { items: ['A'] }, gte: '1' },
    each: { items: ['A'], amount: '1' },
    note: '按次',
  };
  assert.deepEqual(linesOf(rule, facts), ['X 按次；共3次，合计3']);
});

test('credits go to their account when the outcome comes about', () => {
  const outcome = (amount: unknown, when: Blocks) => ({
    outcomes: [{ id: 'o', when, credit: { account: 'leave', amount } }],
  });
  const account = (blocks: Blocks) => resultOf({ ...base, ...blocks }).account;
  assert.deepEqual(account(outcome('2', { all: [] })), { leave: '2' });
  assert.deepEqual(account(outcome('2', { any: [] })), { leave: '0' });
  const open = resultOf({ ...base, ...outcome({ param: 'open' }, { all: [] }) });
  assert.deepEqual(heldOf(open), ['o：记入多少没有填写']);
});

const gates: readonly (readonly [when: Blocks, gates: unknown])[] = [
  [{ node: 'total', gte: '50' }, { g: true }],
  [{ node: 'total', gt: '50' }, { g: false }],
  [{ fact: 'level', gt: '1' }, {}],
  [{ outcome: 'o' }, { g: true }],
];

for (const [when, answer] of gates) {
  test(`a gate ${JSON.stringify(when)} is ${JSON.stringify(answer)}`, () => {
    const blocks = { ...base, gates: [{ id: 'g', when }], outcomes: [{ id: 'o', when: { all: [] } }] };
    assert.deepEqual(resultOf(blocks).gates, answer);
  });
}

test('a gate that asks for the whole year waits for its end', () => {
  const halves: Blocks = {
    period: { unit: 'half-year' },
    score: [{ id: 'total', const: '70' }],
    carry: [{ id: 'mean', label: '全年平均', kind: 'mean', node: 'total', over: 'year' }],
    gates: [{ id: 'g', when: { not: { carry: 'mean', lt: '60' } } }],
  };
  assert.deepEqual(resultOf(halves, { period: '2026H1' }).gates, {});
  const second = { period: '2026H2', history: { m1: [{ period: '2026H1', score: '70' }] } };
  assert.deepEqual(resultOf(halves, second).gates, { g: true });
});

const shown: readonly (readonly [name: string, blocks: Blocks, facts: Blocks, gate: boolean | undefined])[] = [
  ['at the end of the period', {}, {}, true],
  ['before the end of the period', {}, { asOf: '2026-12-30' }, undefined],
  ['somebody whose score waits', { score: [{ id: 'total', input: 'x' }], inputs: [{ id: 'x' }] }, {}, undefined],
  ['somebody the scheme is not for', { scope: { who: { any: [] } } }, {}, undefined],
  [
    'somebody exempt',
    { scope: { exempt: [{ id: 'e', label: '免评', path: 'none', when: { all: [] }, clause: 'c' }] } },
    {},
    undefined,
  ],
  ['a gate that is shut, before the end', { gates: [{ id: 'g', when: { any: [] } }] }, { asOf: '2026-06-30' }, false],
];

for (const [name, blocks, facts, gate] of shown) {
  test(`a gate as it is shown: ${name}`, () => {
    const { report } = toldOf({ ...base, gates: [{ id: 'g', when: { all: [] } }], ...blocks }, facts);
    assert.deepEqual(report.parts[0]?.rows[0]?.gates, [gate]);
  });
}

test('a scheme without gates says nothing of them', () => {
  assert.equal('gates' in resultOf(base), false);
});

/** When something is due after an event. */
function dueOf(due: Blocks, facts: Blocks = {}, more: Blocks = {}): string {
  return linesOf({ due }, facts, more).join();
}

const told = { subjects: [{ id: 'm1', facts: { joined: '2026-03-30' } }] };

const dues: readonly (readonly [due: Blocks, day: string])[] = [
  [{}, '2026-12-31'],
  [{ after: 'period-start' }, '2026-01-01'],
  [{ days: 10 }, '2027-01-10'],
  [{ days: 10, sameDay: true }, '2027-01-09'],
  [{ after: 'joined', days: 3 }, '2026-04-02'],
  // 30 March 2026 is a Monday.
  [{ after: 'joined', workingDays: 5 }, '2026-04-06'],
  [{ after: 'joined', months: 1 }, '2026-04-30'],
  [{ after: 'joined', months: 11, days: 1 }, '2027-03-01'],
  [{ after: 'joined', years: 1 }, '2027-03-30'],
  [{ after: 'joined', dayOfMonth: 10 }, '2026-03-10'],
  [{ after: 'joined', months: 1, dayOfMonth: 31 }, '2026-04-30'],
  [{ after: 'joined', monthDay: '12-16' }, '2026-12-16'],
  [{ after: 'joined', monthDay: '01-20', nextYear: true }, '2027-01-20'],
  [{ after: 'joined', monthDay: '02-29', nextYear: true }, '2027-02-28'],
  [{ after: 'joined', monthDay: '02-30' }, ''],
  [{ after: 'joined', days: 0, sameDay: true }, '2026-03-30'],
  [{ after: 'joined', workingDays: 0 }, '2026-03-30'],
  [{ after: 'gone', days: 3 }, ''],
];

for (const [due, day] of dues) {
  test(`${JSON.stringify(due)} is due on ${day || 'a day not known yet'}`, () => {
    assert.equal(dueOf(due, told), `m1 ${day}`.trim());
  });
}

test('the day of the event may be the first one for the whole scheme', () => {
  const process = { countFirstDay: true, tracks: [] };
  assert.equal(dueOf({ after: 'joined', days: 3 }, told, { process }), 'm1 2026-04-01');
});

test('one that cannot be told leaves open what asks about it', () => {
  const open = { id: 'o', when: { fact: 'level', gt: '1' } };
  const result = resultOf({
    ...base,
    outcomes: [open, { id: 'then', when: { outcome: 'o' } }],
    gates: [{ id: 'g', when: { not: { outcome: 'o' } } }],
  });
  assert.deepEqual(
    [result.outcomes, heldOf(result), result.gates],
    [[], ['o：级别没有报告', 'then：级别没有报告'], {}],
  );
});

test('whoever is meant twice is told once', () => {
  const both = { ...branch, subjects: [{ id: 'm1', org: 'X', roles: { secretary: 'm1' } }] };
  assert.deepEqual(linesOf({ on: ['subject', 'secretary'] }, both), ['m1']);
});

test('an organisation is none of its own leadership', () => {
  const facts = {
    orgs: [{ id: 'X' }, { id: 'Y' }],
    subjects: [
      { id: 'Y', org: 'X', leadership: true },
      { id: 'l1', org: 'X', leadership: true },
    ],
  };
  assert.deepEqual(linesOf({ level: 'org', when: { all: [] }, on: ['leaders'] }, facts), ['l1']);
});

test('an organisation that is rated counts what was entered about it, wherever it belongs', () => {
  const facts = {
    orgs: [{ id: 'X' }, { id: 'Y' }],
    subjects: [{ id: 'X', org: 'Y' }],
    entries: [{ item: 'A/1', subject: 'X' }],
  };
  const rule = { level: 'org', when: { entries: { items: ['A'] }, gte: '1' }, each: { items: ['A'] } };
  assert.deepEqual(linesOf(rule, facts), ['X 共1次']);
});

test('credits do not make a balance of what is not known', () => {
  const result = resultOf({
    ...base,
    score: [
      { id: 'total', const: '50' },
      { id: 'in', input: 'given' },
    ],
    inputs: [{ id: 'given' }],
    carry: [{ id: 'leave', kind: 'account', add: ['in'] }],
    outcomes: [{ id: 'o', when: { all: [] }, credit: { account: 'leave', amount: '2' } }],
  });
  assert.deepEqual(result.account ?? {}, {});
});

test('of the exempt there is no score and no account to ask about', () => {
  const blocks = {
    ...base,
    facts: [{ id: 'away', type: 'flag' }],
    scope: { exempt: [{ id: 'x', label: '外出', when: { fact: 'away' }, clause: 'c', path: 'none' }] },
    score: [
      { id: 'total', sum: ['part'] },
      { id: 'part', const: '50' },
    ],
    carry: [{ id: 'B', kind: 'account', add: ['part'] }],
    gates: ['total', 'part']
      .map((node): Blocks => ({ id: node, when: { node, gte: '0' } }))
      .concat({ id: 'B', when: { account: 'B', gte: '0' } }),
  };
  const of = (away: boolean) => resultOf(blocks, { subjects: [{ id: 'm1', facts: { away } }] }).gates;
  assert.deepEqual(of(false), { total: true, part: true, B: true });
  assert.deepEqual(of(true), { total: false, part: false, B: false });
});
