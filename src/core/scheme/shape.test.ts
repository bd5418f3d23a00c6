import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../problem.ts';
import {
  anything,
  decimal,
  either,
  flag,
  id,
  isoDate,
  isRecord,
  lazy,
  list,
  mapOf,
  oneOf,
  opt,
  or,
  pair,
  record,
  share,
  text,
  variant,
  whole,
  type Shape,
} from './shape.ts';

/** What comes out, or the problems with what they quote. */
function read(shape: Shape<unknown>, value: unknown): unknown {
  const out: Problem[] = [];
  const got = shape.parse(value, 'x', out);
  if (out.length === 0) return got;
  return out.map(({ code, at, data }) => [code, at, ...Object.values(data)].join(' '));
}

type Row = readonly [value: unknown, expected: unknown];
const long = '很'.repeat(50);
const member = record({ id, name: text, age: opt(whole()), role: or(oneOf('member', 'secretary'), 'member') });
const step = variant({ id, times: opt(share) }, { const: share, sum: list(id, 1) });
type Tree = { readonly leaf: string } | { readonly twigs: readonly Tree[] };
const tree: Shape<Tree> = variant({}, { leaf: text, twigs: list(lazy<Tree>('tree', () => tree)) }) as Shape<Tree>;

const tables: Readonly<Record<string, readonly [shape: Shape<unknown>, rows: readonly Row[]]>> = {
  text: [
    text,
    [
      ['党员', '党员'],
      ['两行\n字', '两行\n字'],
      ['𠮷', '𠮷'],
      ['', ['not-text x ']],
      [8, ['not-text x 8 number']],
      [null, ['not-text x null']],
      [undefined, ['not-text x 空']],
      [{ a: 1 }, ['not-text x {"a":1}']],
      [[long], [`not-text x ["${'很'.repeat(38)}…`]],
      ['a\u0000', ['not-text x a\u0000 unseen 2']],
      ['\ud800', ['not-text x \ud800 half 1']],
      // Of a long text what stands around the fault.
      [`${long}\udc00${long}`, [`not-text x ${'很'.repeat(10)}\udc00${'很'.repeat(10)} half 51`]],
      [Infinity, ['not-text x 大得读不出的数']],
    ],
  ],
  id: [
    id,
    [
      ['纪律-1/3', '纪律-1/3'],
      ['a b', ['not-an-id x a b']],
      ['a.b', ['not-an-id x a.b']],
      ['', ['not-an-id x ']],
      [1, ['not-an-id x 1']],
      ['constructor', ['not-an-id x constructor']],
      ['__proto__', ['not-an-id x __proto__']],
      ['constructors', 'constructors'],
    ],
  ],
  decimal: [
    decimal,
    [
      ['0.10', '0.10'],
      [-8, '-8'],
      [0.5, ['number-not-quoted x 0.5']],
      [1.5e-7, ['number-not-quoted x 0.00000015']],
      [-1.5e22, ['number-not-quoted x -15000000000000000000000']],
      [1e30, [`number-too-large x 1${'0'.repeat(30)}`]],
      [2 ** 53, ['number-not-quoted x 9007199254740992']],
      ['15%', ['not-a-decimal x 15%']],
      [Infinity, ['number-too-large x 大得读不出的数']],
      [-Infinity, ['number-too-large x 大得读不出的数']],
      [true, ['not-a-decimal x true']],
    ],
  ],
  share: [
    share,
    [
      ['15%', '15%'],
      ['1/3', '1/3'],
      [1, '1'],
      ['1/0', ['not-a-share x 1/0']],
      [0.15, ['number-not-quoted x 0.15']],
      [null, ['not-a-share x null']],
    ],
  ],
  'a whole number': [
    whole(),
    [
      [0, 0],
      ['12', 12],
      [-1, ['not-a-whole-number x -1']],
      [1.5, ['not-a-whole-number x 1.5']],
      ['1.5', ['not-a-whole-number x 1.5']],
      ['1234567890', ['not-a-whole-number x 1234567890']],
      [null, ['not-a-whole-number x null']],
    ],
  ],
  'a whole number from 2': [
    whole(2),
    [
      [2, 2],
      ['02', 2],
      [1, ['not-a-whole-number x 1']],
      ['01', ['not-a-whole-number x 01']],
    ],
  ],
  flag: [
    flag,
    [
      [true, true],
      [false, false],
      ['true', ['not-a-flag x true']],
      [1, ['not-a-flag x 1']],
    ],
  ],
  day: [
    isoDate,
    [
      ['2026-02-28', '2026-02-28'],
      ['2026-02-30', ['not-a-date x 2026-02-30 none']],
      ['2026-2-3', ['not-a-date x 2026-2-3']],
      [20260228, ['not-a-date x 20260228']],
    ],
  ],
  word: [
    oneOf('must', 'may'),
    [
      ['may', 'may'],
      ['should', ['not-in-list x should must、may']],
      [1, ['not-in-list x 1 must、may']],
    ],
  ],
  anything: [
    anything,
    [
      [{ a: [1] }, { a: [1] }],
      [undefined, null],
    ],
  ],
  list: [
    list(member, 1),
    [
      [[{ id: 'a', name: '甲' }], [{ id: 'a', name: '甲', role: 'member' }]],
      [[], ['list-too-short x 1']],
      [{}, ['not-a-list x {}']],
      [
        [
          { id: 'a', name: '甲' },
          { id: 'a', name: '乙' },
        ],
        ['duplicate-id x.a a 1 2'],
      ],
      [
        [8, { id: 8, name: '甲' }, null],
        ['not-a-record x.0 8', 'not-an-id x.1.id 8', 'not-a-record x.2 null'],
      ],
    ],
  ],
  'a list of words': [
    list(text),
    [
      [
        ['甲', '甲'],
        ['甲', '甲'],
      ],
    ],
  ],
  map: [
    mapOf(share),
    [
      [
        { a: '1', b: '15%' },
        { a: '1', b: '15%' },
      ],
      [{ a: 'x', b: '1', c: 'y' }, ['not-a-share x.a x', 'not-a-share x.c y']],
      [[], ['not-a-record x []']],
    ],
  ],
  pair: [
    pair(share),
    [
      [
        ['0', '100'],
        ['0', '100'],
      ],
      [['0'], ['not-a-pair x ["0"]']],
      [
        ['a', '1', 'b'],
        ['not-a-pair x ["a","1","b"]', 'not-a-share x.0 a', 'not-a-share x.2 b'],
      ],
      ['0—100', ['not-a-pair x 0—100']],
      [
        ['a', 'b'],
        ['not-a-share x.0 a', 'not-a-share x.1 b'],
      ],
      [['0', 'b'], ['not-a-share x.1 b']],
    ],
  ],
  record: [
    member,
    [
      [
        { id: 'a', name: '甲', age: 40, role: 'secretary' },
        { id: 'a', name: '甲', age: 40, role: 'secretary' },
      ],
      [
        { id: 'a', name: '甲', age: null },
        { id: 'a', name: '甲', role: 'member' },
      ],
      [{ id: 'a', nane: '甲' }, ['unknown-key x.nane nane id、name、age、role', 'missing-key x.name name']],
      [{ id: null, name: '甲' }, ['missing-key x.id id']],
      [{ id: 'a', name: '甲', role: '书记' }, ['not-in-list x.role 书记 member、secretary']],
      ['甲', ['not-a-record x 甲']],
    ],
  ],
  'a choice of kinds': [
    step,
    [
      [
        { id: 'a', const: '8' },
        { id: 'a', const: '8' },
      ],
      [
        { id: 'a', sum: ['b'], times: '2' },
        { id: 'a', sum: ['b'], times: '2' },
      ],
      [{ id: 'a' }, ['not-one-kind x const、sum 无']],
      [{ id: 'a', const: '8', sum: ['b'] }, ['not-one-kind x const、sum const、sum']],
      [{ id: 'a', const: '8', sum: null }, ['not-one-kind x const、sum const、sum']],
      [
        { id: '.', const: 'x', sum: 'b' },
        ['not-one-kind x const、sum const、sum', 'not-an-id x.id .', 'not-a-share x.const x', 'not-a-list x.sum b'],
      ],
      [{ id: '.', times: 'x' }, ['not-one-kind x const、sum 无', 'not-an-id x.id .', 'not-a-share x.times x']],
      [{ id: 'a', sum: 'b', mean: 1 }, ['unknown-key x.mean mean id、times、const、sum', 'not-a-list x.sum b']],
      [{ const: 'x' }, ['missing-key x.id id', 'not-a-share x.const x']],
      [8, ['not-a-record x 8']],
    ],
  ],
  'one or the other': [
    either(share, record({ param: id })),
    [
      ['8', '8'],
      [{ param: 'p' }, { param: 'p' }],
      ['viel', ['not-a-share x viel']],
      [{ para: 'p' }, ['unknown-key x.para para param', 'missing-key x.param param']],
      [[], ['not-a-share x []']],
    ],
  ],
  'the nearer of two': [
    either(record({ a: whole(), b: whole() }), record({ a: whole(), c: whole() })),
    [
      [{ a: 1, c: 'x' }, ['not-a-whole-number x.c x']],
      [{ a: 'x', b: 1 }, ['not-a-whole-number x.a x']],
    ],
  ],
  'a shape within itself': [
    tree,
    [
      [{ twigs: [{ leaf: '一' }, { twigs: [] }] }, { twigs: [{ leaf: '一' }, { twigs: [] }] }],
      [{ twigs: [{ twigs: [{ leaf: '' }] }] }, ['not-text x.twigs.0.twigs.0.leaf ']],
    ],
  ],
};

for (const [name, [shape, rows]] of Object.entries(tables)) {
  for (const [value, expected] of rows) {
    test(`${name}: ${JSON.stringify(value)?.slice(0, 60)}`, () => assert.deepEqual(read(shape, value), expected));
  }
}

test('a name that JavaScript keeps for itself is a name like any other', () => {
  const value: unknown = JSON.parse('{"__proto__": "1", "constructor": "2"}');
  assert.deepEqual(Object.entries(read(mapOf(share), value) as object), Object.entries(value as object));
});

test('at the top of a document a key stands by itself', () => {
  const out: Problem[] = [];
  member.parse({ nane: '甲' }, '', out);
  assert.deepEqual(
    out.map((one) => one.at),
    ['nane', 'id', 'name'],
  );
});

test('only a record is one', () => {
  assert.deepEqual(
    [{}, [], null, 'x', undefined].map((one) => isRecord(one)),
    [true, false, false, false, false],
  );
});

test('no id is a name that every object has', () => {
  const taken = Object.getOwnPropertyNames(Object.prototype);
  assert.deepEqual(
    taken.filter((one) => id.parse(one, '', []) !== undefined),
    [],
  );
});

test('a list of many faults in one field is told whole', () => {
  const out: Problem[] = [];
  const many = Array.from({ length: 200_000 }, () => ({ a: 'x' }));
  either(list(record({ a: whole() })), text).parse(many, 'x', out);
  assert.equal(out.length, 200_000);
});
