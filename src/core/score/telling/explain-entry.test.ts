import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explanationOf, type Blocks } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';

const facts = [
  { id: 'yes', type: 'flag' },
  { id: 'hours', label: '学时', type: 'number' },
  { id: 'secret', label: '处分', type: 'number', sensitive: true },
  { id: 'monthly', label: '次数', type: 'number', source: { kind: 'meetings', window: 'month' } },
];

/** The lines under the item A in the explanation: `what how amount ✗dropped`. */
function linesOf(
  rule: Blocks,
  entries: readonly Blocks[],
  more: Blocks = {},
  told: Blocks = {},
  item: Blocks = {},
): readonly string[] {
  const rules = [
    { id: 'A/1', label: '甲', points: '2', ...rule },
    { id: 'A/2', label: '乙', points: '3' },
  ];
  const tree = explanationOf(
    {
      facts,
      params: [{ id: 'open' }],
      roles: [{ id: 'secretary', label: '书记' }],
      items: [
        { id: 'A', label: '项目', ...item, rules },
        { id: 'B', label: '别的', rules: [{ id: 'B/1', label: '丙', judged: { by: '支部' } }] },
      ],
      score: [{ id: 'total', items: ['A'] }],
      ...more,
    },
    { entries: entries.map((one) => ({ item: 'A/1', ...one })), ...told },
  );
  return (tree.parts[0]?.entries ?? []).map((one) =>
    [one.what, one.how, one.amount, one.dropped === undefined ? '' : `✗${one.dropped}`]
      .filter((part) => part !== '')
      .join(' '),
  );
}

const counted: readonly (readonly [rule: Blocks, entry: Blocks, line: string])[] = [
  [{}, {}, '甲 +2'],
  [{}, { count: '3' }, '甲 2×3次 +6'],
  [{ unit: '学时' }, { count: '1.5' }, '甲 2×1.5学时 +3'],
  [{ effect: 'deduct' }, { count: '3' }, '甲 -2×3次 -6'],
  [{ effect: 'forfeit', points: undefined }, {}, '甲 该项不得分 0'],
  [{ effect: 'record', points: undefined }, {}, '甲 只登记 0'],
  [{ points: undefined, tiers: [{ id: '县', points: '5' }] }, { tier: '县' }, '甲（县） +5'],
  [{ points: undefined, roles: [{ id: '带头', points: '5' }] }, { role: '带头', count: '2' }, '甲（带头） 5×2次 +10'],
  [{ points: undefined, judged: { by: '支部' } }, { points: '1.5', count: '2' }, '甲 1.5×2次；支部酌定 +3'],
  [{ points: undefined, judged: { from: '1', to: '5', by: '支部' } }, { points: '2.5' }, '甲 支部在 1—5 内酌定 +2.5'],
  [{ points: undefined, judged: { to: '5', by: '支部' } }, { points: '2.5' }, '甲 支部在 0—5 内酌定 +2.5'],
  [{ points: undefined, judged: { from: '1', by: '支部' } }, { points: '2.5' }, '甲 支部在 1 以上酌定 +2.5'],
  [
    { points: undefined, tiers: [{ id: '县', from: '3', to: '5' }] },
    { tier: '县', points: '4' },
    '甲（县） 在 3—5 内酌定 +4',
  ],
  [{ every: { step: '500', rounding: 'down' }, unit: '分' }, { count: '1234' }, '甲 1234 ÷ 500 取整 = 2，2×2 +4'],
  [{ every: { step: '500', rounding: 'up' } }, { count: '1234' }, '甲 1234 ÷ 500 进一取整 = 3，2×3 +6'],
  [{ every: { step: '500', rounding: 'none' } }, { count: '1000' }, '甲 1000 ÷ 500 = 2，2×2 +4'],
];

for (const [rule, entry, line] of counted) {
  test(`${JSON.stringify(rule)} × ${JSON.stringify(entry)} reads ${line}`, () => {
    assert.deepEqual(linesOf(rule, [entry]), [line]);
  });
}

const dropped: readonly (readonly [
  rule: Blocks,
  entries: readonly Blocks[],
  more: Blocks,
  lines: readonly string[],
])[] = [
  [{}, [{ approval: 'rejected' }], {}, ['甲 0 ✗审批没有通过']],
  [{}, [{}, { reverses: 'e1' }], {}, ['甲 0 ✗已冲回', '甲 0 ✗已冲回']],
  [{ onlyWhen: { fact: 'yes' } }, [{}], {}, ['甲 0 ✗不符合计分条件，依据：yes没有报告']],
  [{ approval: { routes: [{ by: ['支部'] }] } }, [{}], {}, ['甲 0 ✗待审批']],
  [{ once: 'year' }, [{}, {}], {}, ['甲 +2', '甲 0 ✗同一时段只计一次']],
  [{ free: { n: 1, per: 'year' } }, [{}], {}, ['甲 0 ✗在免计的次数以内']],
  [{ free: { n: 1, per: 'year' } }, [{ count: '3' }], {}, ['甲 免 1 次，2×2次 +4']],
  [{ points: { param: 'open' } }, [{}], {}, ['甲 0 ✗待定：甲（e1）的分值没有填写']],
  [{ onlyWhen: { fact: 'hours', gt: '1' } }, [{}], {}, ['甲 0 ✗待定：学时没有报告']],
  [{ to: { role: 'secretary' } }, [{}], {}, ['甲 0 ✗记给别人，对方不参评，没有记']],
  [
    {},
    [{}, { item: 'A/2' }],
    { sameFacts: [{ id: 's', items: ['A/1', 'A/2'], counts: 'first' }] },
    ['甲 +2', '乙 0 ✗同一件事已在别的条款计算'],
  ],
  [{ highest: 'item' }, [{}, { count: '2' }], {}, ['甲 0 ✗同类只取最高的一条', '甲 2×2次 +4']],
  [
    { points: undefined, judged: { by: '支部' }, every: { step: '500', rounding: 'down' } },
    [{ count: '1200', points: '3' }],
    {},
    ['甲 1200 ÷ 500 取整 = 2，3×2；支部酌定 +6'],
  ],
  [{ caps: [{ max: '3', per: 'month' }] }, [{ count: '2' }], {}, ['甲 2×2次；每月最多 3，这一条计 3 +3']],
];

for (const [rule, entries, more, lines] of dropped) {
  test(`${JSON.stringify(rule)} with ${JSON.stringify(entries)} reads ${lines.join(' | ')}`, () => {
    assert.deepEqual(linesOf(rule, entries, more), lines);
  });
}

test('points for somebody else say whether that one is scored, and never who it is', () => {
  const to = (roles: Blocks, scope: Blocks = {}): readonly string[] =>
    linesOf({ to: { role: 'secretary' } }, [{ subject: 'm1' }], scope, {
      subjects: [
        { id: 'm1', roles },
        { id: 'm2', facts: { yes: true } },
      ],
    });
  assert.deepEqual(to({ secretary: 'm2' }), ['甲 0 ✗记给别人']);
  const exempt = { exempt: [{ id: 'x', label: '不参加', clause: 'c', when: { fact: 'yes' }, path: 'none' }] };
  assert.deepEqual(to({ secretary: 'm2' }, { scope: exempt }), ['甲 0 ✗记给别人，对方不参评，没有记']);
});

test('an entry that a finding called false says so', () => {
  const findings = { findings: { clause: 'c', results: [{ id: '不实', label: '不实', cancels: true }] } };
  const told = { findings: [{ entry: 'e1', on: '2026-06-01', result: '不实' }] };
  assert.deepEqual(linesOf({}, [{}], findings, told), ['甲 0 ✗检查认定不实，取消']);
});

test('an entry of the period before is only counted, and so not shown in this one', () => {
  const modifiers = {
    combine: 'add',
    rules: [{ id: 'm', label: '重复', groups: ['A'], rate: '50%', repeat: { window: 'lifetime', growth: 'flat' } }],
  };
  assert.deepEqual(linesOf({}, [{ on: '2025-12-31' }, {}], { modifiers }), ['甲 2×（1+50%重复） +3']);
});

test('surcharges are written out, added or multiplied', () => {
  const modifiers = (combine: string) => ({
    modifiers: {
      combine,
      rules: [
        { id: 'a', label: '重大', groups: ['A'], rate: '50%' },
        { id: 'b', label: '职务', groups: ['A'], rate: '10%' },
      ],
    },
  });
  assert.deepEqual(linesOf({}, [{ count: '2' }], modifiers('add')), ['甲 2×2次×（1+50%重大+10%职务） +6.4']);
  assert.deepEqual(linesOf({}, [{}], modifiers('multiply')), ['甲 2×（1+50%重大）×（1+10%职务） +3.3']);
  assert.deepEqual(linesOf({ free: { n: 1, per: 'year' } }, [{ count: '3' }], modifiers('add')), [
    '甲 免 1 次，2×2次×（1+50%重大+10%职务） +6.4',
  ]);
  assert.deepEqual(linesOf({ every: { step: '2', rounding: 'down' } }, [{ count: '5' }], modifiers('add')), [
    '甲 5 ÷ 2 取整 = 2，2×2×（1+50%重大+10%职务） +6.4',
  ]);
});

test('a score given directly says by whom', () => {
  const item = { start: 'judged', max: '10', judgedBy: '支委会' };
  assert.deepEqual(linesOf({}, [{ item: 'A', points: '8' }], {}, {}, item), ['项目 支委会在 0—10 内评定 8']);
  const people = { subjects: [{ id: 'm1' }], people: [{ id: 'p', name: '李四' }] };
  assert.deepEqual(linesOf({}, [{ item: 'A', points: '8', by: 'p' }], {}, people, item), ['项目 李四在 0—10 内评定 8']);
  assert.deepEqual(linesOf({}, [{ item: 'A', points: '8' }], {}, {}, { start: 'judged' }), ['项目 评定 8']);
});

test('a rule that acts by itself says what it read', () => {
  const auto = (rule: Blocks, own: Blocks, more: Blocks = {}) =>
    linesOf(
      { effect: 'deduct', ...rule },
      [],
      more,
      { subjects: [{ id: 'm1', facts: own }] },
      { start: 'full', max: '100' },
    );
  const short = (more: Blocks = {}) => ({ shortage: { fact: 'hours', need: '8', ...more } });
  assert.deepEqual(auto(short(), { hours: '5' }), ['甲 学时 5，应有 8，少 3，2×3 -6']);
  assert.deepEqual(auto(short(), { hours: '5.5' }), ['甲 学时 5.5，应有 8，少 2.5，÷ 1 取整 = 2，2×2 -4']);
  assert.deepEqual(auto(short({ step: '2', rounding: 'up' }), { hours: '5' }), [
    '甲 学时 5，应有 8，少 3，÷ 2 进一取整 = 2，2×2 -4',
  ]);
  assert.deepEqual(auto(short({ rounding: 'any' }), { hours: '5' }), ['甲 学时 5，应有 8，少 3，有缺就算 = 1，2×1 -2']);
  assert.deepEqual(auto({ counted: { fact: 'hours' } }, { hours: '5' }), ['甲 学时 5，2×5 -10']);
  assert.deepEqual(auto({ counted: { fact: 'hours' }, every: { step: '2', rounding: 'down' } }, { hours: '5' }), [
    '甲 学时 5，5 ÷ 2 取整 = 2，2×2 -4',
  ]);
  assert.deepEqual(auto({ counted: { fact: 'secret' } }, { secret: '1' }), ['甲 由登记的情况得出 -2']);
  assert.deepEqual(auto({ when: { fact: 'yes' } }, { yes: true }), ['甲 情况符合，依据：yes：是 -2']);
  assert.deepEqual(auto({ when: { fact: 'yes' }, effect: 'forfeit', points: undefined }, { yes: true }), [
    '甲 该项不得分，依据：yes：是 0',
  ]);
});

test('a rule that acts month by month says in which', () => {
  const rule = { when: { fact: 'yes' }, each: 'month' };
  const told = { asOf: '2026-02-28', subjects: [{ id: 'm1', facts: { yes: true } }] };
  assert.deepEqual(linesOf(rule, [], {}, told), [
    '甲 2026年1月 情况符合，依据：yes：是 +2',
    '甲 2026年2月 情况符合，依据：yes：是 +2',
  ]);
  const months = [
    { value: '3', from: '2026-01-01', to: '2026-01-31' },
    { value: '1', from: '2026-02-01', to: '2026-02-28' },
  ];
  const counts = { asOf: '2026-02-28', subjects: [{ id: 'm1', facts: { monthly: months } }] };
  assert.deepEqual(linesOf({ counted: { fact: 'monthly' }, each: 'month' }, [], {}, counts), [
    '甲 次数 3，2×3 +6',
    '甲 次数 1，2×1 +2',
  ]);
});

const staff = {
  subjects: [
    { id: 'm1', name: '张一', roles: { secretary: 'm2' } },
    { id: 'm2', name: '王二' },
  ],
};

/** The lines of a node that takes what was derived to m2. */
function derivedTo(
  rule: Blocks,
  entries: readonly Blocks[],
  policy: Blocks = {},
  node: Blocks = { derived: ['up'] },
): readonly string[] {
  const tree = explanationOf(
    {
      roles: [{ id: 'secretary' }],
      items: [
        { id: 'A', label: '项目', rules: [{ id: 'A/1', label: '甲', effect: 'deduct', judged: { by: '支部' } }] },
        { id: 'B', rules: [{ id: 'B/1', label: '连带分', judged: { by: '支部' } }] },
      ],
      derived: {
        ...policy,
        rules: [{ id: 'up', label: '连带', items: ['A'], to: [{ roles: ['secretary'], share: '50%' }], ...rule }],
      },
      score: [{ id: 'total', ...node }],
    },
    { ...staff, entries: entries.map((one) => ({ item: 'A/1', ...one })) },
    'm2',
  );
  return [...tree.entries, ...tree.parts.flatMap((part) => part.entries)].map(
    (one) => `${one.what} ${one.how} ${one.amount}`,
  );
}

test('what came from others says from whom, of what, and which share', () => {
  const four = [{ points: '4' }];
  assert.deepEqual(derivedTo({}, four), ['连带 因张一「甲」-4 × 50%（secretary） -2']);
  assert.deepEqual(derivedTo({ to: [{ roles: ['secretary'], points: '-1' }] }, four), [
    '连带 因张一「甲」-4，按 -1 计（secretary） -1',
  ]);
  assert.deepEqual(derivedTo({ trigger: { gte: '5', scope: 'month-total' } }, [...four, { points: '2' }]), [
    '连带 因张一「甲」-2等，当月合计 -6 × 50%（secretary） -3',
  ]);
  assert.deepEqual(derivedTo({ trigger: { gte: '5', scope: 'year-total' } }, [...four, { points: '2' }]), [
    '连带 因张一「甲」-2等，当年合计 -6 × 50%（secretary） -3',
  ]);
  assert.deepEqual(derivedTo({ into: 'B/1' }, four, {}, { items: ['B'] }), [
    '连带分 因张一「甲」-4 × 50%（secretary），连带 -2',
  ]);
});

/** A price that a second time raises, handed to a superior in one of two roles. */
const JOINT: Blocks = {
  facts: [{ id: 'office', type: 'flag' }],
  roles: [
    { id: 'boss', label: '分管领导' },
    { id: 'liaison', label: '联系点领导' },
  ],
  items: [{ id: 'A', label: '项目', group: 'd', rules: [{ id: 'A/1', label: '甲', effect: 'deduct', points: '4' }] }],
  score: [{ id: 'total', derived: ['up'] }],
};
const REPEAT = { id: 'r', label: '再犯', groups: ['d'], rate: '20%', repeat: { window: 'year', growth: 'flat' } };
const OFFICE = { id: 'o', label: '任职', groups: ['d'], rate: '10%', when: { fact: 'office' } };

function jointHow(roles: Blocks, rule: Blocks = {}, more: Blocks = {}): readonly string[] {
  const to = [
    { roles: ['boss'], share: '20%' },
    { roles: ['liaison'], share: '10%' },
  ];
  const blocks = {
    ...JOINT,
    modifiers: { combine: 'add', rules: [REPEAT, OFFICE] },
    derived: { rules: [{ id: 'up', label: '连带', items: ['A'], to, ...rule }], ...more },
  };
  const subjects = [
    { id: 'm1', name: '张一', roles },
    { id: 'm2', facts: { office: true } },
  ];
  const entries = [
    { item: 'A/1', on: '2026-05-10' },
    { item: 'A/1', on: '2026-03-10' },
  ];
  return explanationOf(blocks, { subjects, entries }, 'm2').entries.map((one) => `${one.on} ${one.how} ${one.amount}`);
}

test('in which role, by which rate, and how the cause was raised is told in the order of days', () => {
  assert.deepEqual(jointHow({ liaison: 'm2' }), [
    '2026-03-10 因张一「甲」-4 × 10%（联系点领导） -0.4',
    '2026-05-10 因张一「甲」-4.8 × 10%（联系点领导）；-4.8 = -4×（1+20%再犯） -0.48',
  ]);
  // Who is both is told by the rate that counted.
  assert.match(jointHow({ boss: 'm2', liaison: 'm2' })[0] ?? '', /× 20%（分管领导） -0.8$/u);
  assert.match(
    jointHow({ boss: 'm2' }, { base: 'standard' })[1] ?? '',
    /「甲」-4\.8，标准分 -4 × 20%（分管领导）；-4\.8 = -4×（1\+20%再犯） -0\.8$/u,
  );
  assert.match(jointHow({ boss: 'm2' }, {}, { surcharged: true })[0] ?? '', /-4 × 20% × 1\.1（分管领导） -0\.88$/u);
});

test('what was handed to somebody, and what came to an organisation, says so', () => {
  const blocks: Blocks = {
    roles: [{ id: 'secretary' }],
    items: [
      {
        id: 'A',
        rules: [
          { id: 'A/1', label: '甲', points: '2', to: { role: 'secretary' } },
          { id: 'A/2', label: '乙', points: '2' },
        ],
      },
    ],
    derived: { rules: [{ id: 'own', label: '集体', items: ['A/2'], members: 'direct' }] },
    score: [{ id: 'total', items: ['A'] }],
  };
  const facts1 = {
    orgs: [{ id: 'X', name: '甲支部' }],
    subjects: [
      { id: 'm1', name: '张一', roles: { secretary: 'm2' } },
      { id: 'm2', org: 'X' },
    ],
  };
  const tree = explanationOf(blocks, { ...facts1, entries: [{ item: 'A/1' }, { item: 'A/2', subject: 'X' }] }, 'm2');
  assert.deepEqual(
    tree.parts[0]?.entries.map((one) => `${one.what} ${one.how} ${one.amount}`),
    ['甲 因张一「甲」+2，记给本人 +2', '乙 因甲支部「乙」+2，集体 +2'],
  );
});

test('a settlement says of which window, and whether all was given', () => {
  const blocks: Blocks = {
    facts: [{ id: 'yes', type: 'flag' }],
    roles: [{ id: 'boss' }],
    items: [
      { id: 'A', rules: [{ id: 'A/1', points: '1' }] },
      { id: 'B', rules: [{ id: 'B/1', label: '任务', points: '1' }] },
    ],
    taskQuotas: [
      {
        id: 'q',
        label: '任务分',
        giver: { fact: 'yes' },
        subordinates: 'boss',
        window: 'year',
        give: [{ effect: 'add', each: '1' }],
        met: '5',
        unmet: '-5',
        into: 'B/1',
      },
    ],
    score: [{ id: 'total', items: ['B'] }],
  };
  const tree = explanationOf(blocks, {
    subjects: [
      { id: 'm1', facts: { yes: true } },
      { id: 'm2', roles: { boss: 'm1' } },
    ],
  });
  assert.deepEqual(
    tree.parts[0]?.entries.map((one) => `${one.what} ${one.how} ${one.amount}`),
    ['任务 任务分 2026 未发完 -5'],
  );
});

test('what is undecided is gone through once, however many entries are', () => {
  const items = [{ id: 'A', rules: [{ id: 'A/1', label: '甲', points: { param: 'open' } }] }];
  const blocks = { params: [{ id: 'open' }], items, score: [{ id: 'total', items: ['A'] }] };
  const { scoring, explain } = toldOf(blocks, { entries: Array.from({ length: 5 }, () => ({ item: 'A/1' })) });
  const open = scoring.scored[0]?.run.posts.open;
  assert.ok(open !== undefined);
  let times = 0;
  open.values = () => {
    times += 1;
    return Map.prototype.values.call(open) as ReturnType<typeof open.values>;
  };
  const { steps } = explain('m1');
  assert.equal(steps?.parts[0]?.entries.length, 5);
  assert.match(steps.parts[0].entries[4]?.dropped ?? '', /^待定：甲（e5）的分值没有填写$/u);
  assert.equal(times, 1);
});
