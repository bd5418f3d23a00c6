import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

const items = [
  {
    id: 'A',
    group: 'g',
    rules: [
      { id: 'A/1', effect: 'deduct', judged: { by: '支部' } },
      { id: 'A/2', judged: { by: '支部' } },
      { id: 'A/3', effect: 'deduct', points: '1' },
    ],
  },
  { id: 'B', rules: [{ id: 'B/1', judged: { by: '支部' }, caps: [{ max: '3', per: 'year' }] }] },
];

/** m1 < m2 (secretary) < m3 (superior); m4 is a deputy of m1, m5 stands beside them all. */
const people = [
  { id: 'm1', roles: { secretary: 'm2', deputy: 'm4', all: ['m2', 'm4'] } },
  { id: 'm2', roles: { secretary: 'm3' } },
  { id: 'm3' },
  { id: 'm4', roles: { secretary: 'm2' } },
  { id: 'm5' },
];

type Rules = readonly Blocks[];

/** What came to everybody by derived rules, `m2 3 m4 1` for short. */
function derived(rules: Rules, entries: readonly Blocks[], policy: Blocks = {}, more: Blocks = {}): string {
  const ids = rules.map((one) => one['id']);
  const { subjects } = resultsOf(
    {
      facts: [{ id: 'office', type: 'flag' }],
      roles: [{ id: 'secretary' }, { id: 'deputy' }, { id: 'all' }, { id: 'vacant' }],
      items,
      derived: { ...policy, rules },
      score: [{ id: 'total', derived: ids }],
      ...more,
    },
    { subjects: people, entries: entries.map((one) => ({ item: 'A/1', ...one })) },
  );
  return Object.entries(subjects)
    .filter(([, one]) => one.score !== '0')
    .map(([id, one]) => `${id} ${one.score}`)
    .join(' ');
}

const up = (more: Blocks = {}): Blocks => ({
  id: 'up',
  groups: ['g'],
  to: [{ roles: ['secretary'], share: '50%' }],
  ...more,
});
const to = (...target: readonly Blocks[]): Blocks => ({ to: target });

const rows: readonly (readonly [name: string, rule: Blocks, entries: Rules, result: string])[] = [
  ['half of it to the secretary', up(), [{ points: '4' }], 'm2 -2'],
  ['each entry by itself', up(), [{ points: '4' }, { points: '2' }], 'm2 -3'],
  ['additions as well', up(), [{ item: 'A/2', points: '4' }], 'm2 2'],
  ['named by item', up({ groups: [], items: ['A'] }), [{ points: '4' }], 'm2 -2'],
  ['named by rule', up({ groups: [], items: ['A/2'] }), [{ points: '4' }, { item: 'A/2', points: '6' }], 'm2 3'],
  ['not of other groups', up(), [{ item: 'B/1', points: '4' }], ''],
  ['not of what was taken back', up(), [{ points: '4' }, { reverses: 'e1' }], ''],
  ['nobody holds the role', up(to({ roles: ['vacant'], share: '1' })), [{ points: '4' }], ''],
  [
    'the first role that is held',
    up(to({ roles: ['vacant', 'deputy', 'secretary'], share: '1' })),
    [{ points: '4' }],
    'm4 -4',
  ],
  [
    'all roles, each person once',
    up(to({ roles: ['secretary', 'deputy', 'all'], choose: 'all', share: '1' })),
    [{ points: '4' }],
    'm2 -4 m4 -4',
  ],
  [
    'several receivers',
    up(to({ roles: ['secretary'], share: '50%' }, { roles: ['deputy'], share: '25%' })),
    [{ points: '4' }],
    'm2 -2 m4 -1',
  ],
  [
    'fixed points, by the count',
    up(to({ roles: ['secretary'], points: '-0.5' })),
    [{ item: 'A/3', count: '3' }],
    'm2 -1.5',
  ],
  ['not to oneself', up(to({ roles: ['secretary'], share: '1' })), [{ points: '4', subject: 'm3' }], ''],
  // triggers
  ['over', up({ trigger: { gt: '3' } }), [{ points: '3' }], ''],
  ['over, reached', up({ trigger: { gt: '3' } }), [{ points: '3.1' }], 'm2 -1.55'],
  ['from', up({ trigger: { gte: '3' } }), [{ points: '3' }], 'm2 -1.5'],
  ['from, not reached', up({ trigger: { gte: '3' } }), [{ points: '2.9' }], ''],
  ['below', up({ trigger: { gte: '1', below: '3' } }), [{ points: '3' }], ''],
  ['below, within', up({ trigger: { gte: '1', below: '3' } }), [{ points: '2' }], 'm2 -1'],
  ['up to', up({ trigger: { belowOrAt: '3' } }), [{ points: '3' }], 'm2 -1.5'],
  ['up to, passed', up({ trigger: { belowOrAt: '3' } }), [{ points: '3.1' }], ''],
  ['additions are measured by size too', up({ trigger: { gt: '3' } }), [{ item: 'A/2', points: '4' }], 'm2 2'],
  // totals
  [
    'the total of a month, once',
    up({ trigger: { gte: '5', scope: 'month-total' } }),
    [{ points: '2' }, { points: '3', on: '2026-03-31' }, { points: '4', on: '2026-04-01' }],
    'm2 -2.5',
  ],
  [
    'the total of a year, once',
    up({ trigger: { gte: '5', scope: 'year-total' } }),
    [{ points: '2' }, { points: '3', on: '2026-03-31' }, { points: '4', on: '2026-04-01' }],
    'm2 -4.5',
  ],
];

for (const [name, rule, entries, result] of rows) {
  test(`derived: ${name}`, () => {
    assert.equal(derived([rule], entries), result);
  });
}

test('totals and single entries may be looked at side by side', () => {
  const rules = [
    up({ trigger: { gte: '5', scope: 'year-total' } }),
    up({ id: 'each', to: [{ roles: ['deputy'], share: '1' }] }),
  ];
  assert.equal(derived(rules, [{ points: '2' }, { points: '3' }]), 'm2 -2.5 m4 -5');
});

test('to oneself where the scheme says so', () => {
  const rule = up(to({ roles: ['self'], share: '50%' }));
  const { subjects } = resultsOf(
    {
      roles: [{ id: 'self' }],
      items,
      derived: { self: 'include', rules: [rule] },
      score: [{ id: 'total', derived: ['up'] }],
    },
    { subjects: [{ id: 'm1', roles: { self: 'm1' } }], entries: [{ item: 'A/1', points: '4' }] },
  );
  assert.equal(subjects['m1']?.score, '-2');
});

test('one cause by two rules to one person: the larger, or both', () => {
  const rules = [up(), up({ id: 'more', to: [{ roles: ['all'], share: '75%' }] })];
  assert.equal(derived(rules, [{ points: '4' }], { samePerson: 'max' }), 'm2 -3 m4 -3');
  assert.equal(derived(rules, [{ points: '4' }], { samePerson: 'sum' }), 'm2 -5 m4 -3');
  assert.equal(derived(rules.toReversed(), [{ points: '4' }], { samePerson: 'max' }), 'm2 -3 m4 -3');
});

const office = {
  combine: 'add',
  rules: [
    { id: 'again', groups: ['g'], rate: '100%', repeat: { window: 'year', growth: 'flat' } },
    { id: 'office', groups: ['g'], rate: '20%', when: { fact: 'office' } },
  ],
};

test('before or after surcharges, as the rule says', () => {
  const twice = [{ points: '4' }, { points: '4' }];
  // 4 and 8: half of it.
  assert.equal(derived([up()], twice, {}, { modifiers: office }), 'm2 -6');
  assert.equal(derived([up({ base: 'standard' })], twice, {}, { modifiers: office }), 'm2 -4');
  assert.equal(derived([up({ trigger: { gt: '4' } })], twice, {}, { modifiers: office }), 'm2 -4');
  assert.equal(derived([up({ trigger: { gt: '4', value: 'standard' } })], twice, {}, { modifiers: office }), '');
});

test('how far it goes on: one hop, as long as each is large enough, or what came together once', () => {
  const rule = up({ trigger: { gte: '2' } });
  const big = [{ points: '8' }];
  // 8 → 4 → 2, and 2 is still enough but nobody is above m3.
  assert.equal(derived([rule], big), 'm2 -4');
  assert.equal(derived([rule], big, { cascade: 'per-event' }), 'm2 -4 m3 -2');
  assert.equal(derived([rule], [{ points: '3' }], { cascade: 'per-event' }), 'm2 -1.5');
  // 1.5 and 1.5 come to m2 together: 3, of which half goes on to m3.
  const two = [{ points: '3' }, { points: '3' }];
  assert.equal(derived([rule], two, { cascade: 'per-event' }), 'm2 -3');
  assert.equal(derived([rule], two, { cascade: 'accumulated' }), 'm2 -3 m3 -1.5');
});

test('what came together stands on the project of what was reported last, whoever it was reported of', () => {
  const rule = up({ items: ['A'], groups: undefined, to: [{ roles: ['secretary'], share: '1/2' }], into: 'P/1' });
  const subjects = ['m1', 'm4', 'm5', 'm2', 'm3'].map((id) => ({
    id,
    roles: id === 'm3' ? {} : { secretary: id === 'm1' || id === 'm4' ? 'm2' : 'm3' },
  }));
  const ofThird = (entries: readonly Blocks[]): string | null | undefined => {
    const blocks = {
      roles: [{ id: 'secretary' }],
      items: [
        { id: 'A', rules: [{ id: 'A/1', points: '4' }] },
        { id: 'P', rules: [{ id: 'P/1', highest: 'project' }] },
      ],
      derived: { cascade: 'accumulated', rules: [rule] },
      score: [{ id: 'total', items: ['P'] }],
    };
    const { subjects: all } = resultsOf(blocks, { subjects, entries: entries.map((one) => ({ item: 'A/1', ...one })) });
    return all['m3']?.score;
  };
  const [bare, named, other] = [{ subject: 'm4' }, { subject: 'm1', project: 'w' }, { subject: 'm5', project: 'w' }];
  // m2 has 4 of which 2 go on: on project w they stand beside the 2 from m5, on none they stand alone.
  assert.deepEqual([ofThird([bare, named, other]), ofThird([named, bare, other])], ['2', '4']);
});

test('what somebody has from themselves does not go on', () => {
  const rule = up(to({ roles: ['self', 'secretary'], choose: 'all', share: '1' }));
  const { subjects } = resultsOf(
    {
      roles: [{ id: 'self' }, { id: 'secretary' }],
      items,
      derived: { self: 'include', cascade: 'per-event', rules: [rule] },
      score: [{ id: 'total', derived: ['up'] }],
    },
    {
      subjects: [{ id: 'm1', roles: { self: 'm1', secretary: 'm2' } }, { id: 'm2' }],
      entries: [{ item: 'A/1', points: '4' }],
    },
  );
  assert.deepEqual([subjects['m1']?.score, subjects['m2']?.score], ['-4', '-4']);
});

test('a circle of roles ends', () => {
  const rule = up(to({ roles: ['secretary'], share: '1' }));
  const { subjects } = resultsOf(
    {
      roles: [{ id: 'secretary' }],
      items,
      derived: { cascade: 'per-event', rules: [rule] },
      score: [{ id: 'total', derived: ['up'] }],
    },
    {
      subjects: [
        { id: 'm1', roles: { secretary: 'm2' } },
        { id: 'm2', roles: { secretary: 'm1' } },
      ],
      entries: [{ item: 'A/1', points: '4' }],
    },
  );
  // It came from m1 and does not come back (经过的人不重复).
  assert.deepEqual([subjects['m1']?.score, subjects['m2']?.score], ['0', '-4']);
});

test('what lands in a rule is held to its caps with the rest', () => {
  const { subjects } = resultsOf(
    {
      roles: [{ id: 'secretary' }, { id: 'deputy' }, { id: 'all' }],
      items,
      derived: { rules: [up({ into: 'B/1' })] },
      score: [{ id: 'total', items: ['B'] }],
    },
    {
      subjects: people,
      entries: [
        { item: 'A/2', points: '4' },
        { item: 'B/1', points: '2', subject: 'm2' },
      ],
    },
  );
  assert.equal(subjects['m2']?.score, '3');
});

const orgs = [{ id: 'X' }, { id: 'Y', superior: 'X' }, { id: 'Z' }];
const inOrgs = [
  { id: 'm1', org: 'X' },
  {
    id: 'm2',
    org: [
      { value: 'Y', to: '2026-06-30' },
      { value: 'Z', from: '2026-07-01' },
    ],
  },
  { id: 'm3', org: 'Z' },
];

/** A rule for the entries of organisations, and an entry about X on a day. */
function aboutX(rule: Blocks, on = '2026-03-01'): readonly [Blocks, Blocks] {
  return [
    {
      roles: [{ id: 'secretary' }],
      items,
      derived: { rules: [{ id: 'own', groups: ['g'], ...rule }] },
      score: [{ id: 'total', items: ['A', 'B'] }],
    },
    { orgs, subjects: inOrgs, entries: [{ item: 'A/2', subject: 'X', points: '2', on }] },
  ];
}

/** What the entry about X brings to the three. */
function toMembers(rule: Blocks, on?: string) {
  const { subjects } = resultsOf(...aboutX(rule, on));
  return inOrgs.map((one) => subjects[one.id]?.score);
}

test('an organisation’s entry goes on to its members, or to those below as well', () => {
  assert.deepEqual(toMembers({ members: 'direct' }), ['2', '0', '0']);
  assert.deepEqual(toMembers({ members: 'subtree' }), ['2', '2', '0']);
  assert.deepEqual(toMembers({ members: 'subtree' }, '2026-07-01'), ['2', '0', '0']);
  assert.deepEqual(toMembers({ members: 'direct', into: 'B/1' }), ['2', '0', '0']);
  assert.deepEqual(toMembers({ members: 'direct', trigger: { gt: '2' } }), ['0', '0', '0']);
});

test('without a rule for members it would count for nobody, so somebody’s name has been left out', () => {
  assert.deepEqual(problemsOf(...aboutX(to({ roles: ['secretary'], share: '1' }))), [
    'entry-not-for-org entries.e1.subject',
  ]);
});

test('somebody’s entry is not one of the organisation', () => {
  const { subjects } = resultsOf(
    {
      items,
      derived: { rules: [{ id: 'own', groups: ['g'], members: 'direct' }] },
      score: [{ id: 'total', items: ['A'] }],
    },
    { orgs, subjects: inOrgs, entries: [{ item: 'A/2', points: '2', subject: 'm3' }] },
  );
  assert.deepEqual(
    inOrgs.map((one) => subjects[one.id]?.score),
    ['0', '0', '2'],
  );
});

test('a score given to an item is not shared', () => {
  const given = [{ id: 'A', max: '10', group: 'g', rules: items[0]?.rules }, items[1] as Blocks];
  const blocks = { items: given, score: [{ id: 'total', derived: ['up'] }] };
  assert.equal(derived([up()], [{ item: 'A', points: '8' }], {}, blocks), '');
});

test('what comes together goes on together: fixed points once', () => {
  const fixed = up({ to: [{ roles: ['secretary'], points: '-2' }], trigger: { gte: '2', scope: 'year-total' } });
  assert.equal(derived([fixed], [{ item: 'A/3' }, { item: 'A/3' }]), 'm2 -2');
});

test('by every rule of where it came from, though another looks at totals', () => {
  const rules = [up(), up({ id: 'all', trigger: { gt: '3', scope: 'year-total' } })];
  // m2 has half of 8 by each rule, m3 half of both of them by each rule.
  assert.equal(derived(rules, [{ points: '8' }], { cascade: 'per-event', samePerson: 'sum' }), 'm2 -8 m3 -8');
});

test('surcharges of office are those of what is shared, combined as the scheme says', () => {
  const rate = { rate: '50%', when: { fact: 'office' } };
  const modifiers = (combine: string) => ({
    combine,
    rules: [
      { id: 'one', groups: ['g'], ...rate },
      { id: 'two', groups: ['g'], ...rate },
      { id: 'other', groups: ['B'], ...rate },
    ],
  });
  const of = (combine: string) =>
    derivedTo(
      [
        { id: 'm1', roles: { secretary: 'm2' } },
        { id: 'm2', facts: { office: true } },
      ],
      {
        derived: { surcharged: true, rules: [up()] },
        modifiers: modifiers(combine),
      },
    );
  // 2, once and a half times two: added, or multiplied.
  assert.deepEqual([of('add'), of('multiply')], ['-4', '-4.5']);
});

/** What comes to m2 from an entry of 4 points about m1. */
function derivedTo(subjects: readonly Blocks[], more: Blocks): string | null {
  const blocks = {
    facts: [
      { id: 'office', type: 'flag' },
      { id: 'level', type: 'number' },
    ],
    roles: [{ id: 'secretary' }],
    items,
    score: [{ id: 'total', derived: ['up'] }],
    ...more,
  };
  return resultsOf(blocks, { subjects, entries: [{ item: 'A/1', points: '4' }] }).subjects['m2']?.score ?? null;
}

test('where nobody can tell what was shared, nobody can tell what goes on from there', () => {
  const open = { id: 'A', group: 'g', rules: [{ id: 'A/1', points: '1', onlyWhen: { fact: 'level', gt: '1' } }] };
  const chain = [{ id: 'm1', roles: { secretary: 'm2' } }, { id: 'm2', roles: { secretary: 'm3' } }, { id: 'm3' }];
  const of = (cascade: string) => {
    const { subjects } = resultsOf(
      {
        facts: [{ id: 'level', type: 'number' }],
        roles: [{ id: 'secretary' }],
        items: [open],
        derived: { cascade, rules: [up()] },
        score: [{ id: 'total', derived: ['up'] }],
      },
      { subjects: chain, entries: [{ item: 'A/1' }] },
    );
    return ['m2', 'm3'].map((id) => subjects[id]?.score);
  };
  assert.deepEqual(['stop', 'per-event', 'accumulated'].map(of), [
    [null, '0'],
    [null, null],
    [null, null],
  ]);
});

test('a share that nobody filled in is open to whoever it is for, and to nobody else', () => {
  const rule = up({
    to: [
      { roles: ['secretary'], share: '1' },
      { roles: ['deputy'], share: { param: 'open' } },
    ],
  });
  const { subjects } = resultsOf(
    {
      params: [{ id: 'open' }],
      roles: [{ id: 'secretary' }, { id: 'deputy' }],
      items,
      derived: { rules: [rule] },
      score: [{ id: 'total', derived: ['up'] }],
    },
    {
      subjects: [{ id: 'm1', roles: { secretary: 'm2', deputy: 'm4' } }, { id: 'm2' }, { id: 'm4' }],
      entries: [{ item: 'A/1', points: '4' }],
    },
  );
  assert.deepEqual(
    ['m2', 'm4'].map((id) => subjects[id]?.score),
    ['-4', null],
  );
});

test('a bound that is passed decides, though another was not filled in', () => {
  const of = (trigger: Blocks) =>
    derivedTo([{ id: 'm1', roles: { secretary: 'm2' } }, { id: 'm2' }], {
      params: [{ id: 'open' }],
      derived: { rules: [up({ trigger })] },
    });
  const open = { param: 'open' };
  assert.deepEqual([of({ gt: '4', below: open }), of({ gt: '3', below: open }), of({ gte: open })], ['0', null, null]);
});

test('an amount of thirds that nobody shares stays where it is', () => {
  const thirds = { items: [...items, { id: 'C', rules: [{ id: 'C/1', points: '1/3' }] }] };
  assert.equal(derived([up()], [{ item: 'C/1' }, { points: '4' }], {}, thirds), 'm2 -2');
});

test('a worth before surcharges that nobody filled in is open to whoever it would reach', () => {
  const priced = { id: 'A', group: 'g', rules: [{ id: 'A/1', points: { param: 'open' } }] };
  const modifiers = { combine: 'add', rules: [{ id: 'm', groups: ['g'], rate: '50%', when: { fact: 'office' } }] };
  const more = { params: [{ id: 'open' }], items: [priced], modifiers };
  const { subjects } = resultsOf(
    {
      facts: [{ id: 'office', type: 'flag' }],
      roles: [{ id: 'secretary' }],
      derived: { rules: [up({ base: 'standard' })] },
      score: [{ id: 'total', derived: ['up'] }],
      ...more,
    },
    { subjects: [{ id: 'm1', roles: { secretary: 'm2' } }, { id: 'm2' }, { id: 'm3' }], entries: [{ item: 'A/1' }] },
  );
  assert.deepEqual([subjects['m2']?.score, subjects['m3']?.score], [null, '0']);
});

test('a total goes to whoever holds the role on the day of its latest entry, an earlier one being in doubt', () => {
  const doubtful = { id: 'A/2', judged: { by: '支部' }, onlyWhen: { fact: 'level', gt: '1' } };
  const secretary = [
    { value: 'm2', to: '2026-03-05' },
    { value: 'm3', from: '2026-03-06' },
  ];
  const { subjects } = resultsOf(
    {
      facts: [{ id: 'level', type: 'number' }],
      roles: [{ id: 'secretary' }],
      items: [{ id: 'A', group: 'g', rules: [{ id: 'A/1', judged: { by: '支部' } }, doubtful] }],
      derived: { rules: [up({ trigger: { gte: '1', scope: 'year-total' } })] },
      score: [{ id: 'total', derived: ['up'] }],
    },
    {
      subjects: [{ id: 'm1', roles: { secretary } }, { id: 'm2' }, { id: 'm3' }],
      entries: [
        { item: 'A/1', points: '5', on: '2026-03-10' },
        { item: 'A/2', points: '3', on: '2026-03-02' },
      ],
    },
  );
  assert.deepEqual([subjects['m2']?.score, subjects['m3']?.score], ['0', null]);
});

test('an entry of an organisation goes to its members, and to nobody by a role', () => {
  const shared = { id: 'shared', items: ['A/2'], members: 'direct' };
  const { subjects } = resultsOf(
    {
      roles: [{ id: 'secretary' }],
      items,
      derived: { rules: [shared, up({ groups: [], items: ['A/2'] })] },
      score: [
        { id: 'total', sum: ['own', 'more'] },
        { id: 'own', items: ['A'] },
        { id: 'more', derived: ['up'] },
      ],
    },
    {
      orgs: [{ id: 'X' }],
      subjects: [{ id: 'm1', org: 'X', roles: { secretary: 'm2' } }, { id: 'm2' }],
      entries: [{ item: 'A/2', points: '3', subject: 'X' }],
    },
  );
  assert.deepEqual([subjects['m1']?.score, subjects['m2']?.score], ['3', '0']);
});
