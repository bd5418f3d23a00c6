import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gongping, json, temporaryFolder, told, type Outcome } from './run.ts';

const SCHEME = 'vanguard-index-demo';
const folder = temporaryFolder();

/** Two branches of a made-up office, two people of one name. */
const FACTS = {
  period: '2026',
  orgs: [
    { id: 'X', name: '虚构一支部' },
    { id: 'Y', name: '虚构二支部' },
  ],
  subjects: [
    { id: 'm1', name: '王示范', org: 'X', facts: { 'party-education': '2', 'attendance-rate': '1' } },
    { id: 'm2', name: '王示范', org: 'Y', facts: { 'party-education': '2', 'attendance-rate': '1' } },
    { id: 'm3', name: '李 示范', org: 'X', facts: { 'party-education': '2' } },
  ],
  entries: [
    { id: 'e1', subject: 'm1', item: '正向-*/4', on: '2026-03-02', points: '4.5' },
    { id: 'e2', subject: 'm1', item: '纪律-1/2', on: '2026-03-03', count: '2' },
  ],
};

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

function scored(facts: unknown, ...rest: readonly string[]): Outcome {
  return gongping(['score', SCHEME, file('facts.json', facts), ...rest], folder);
}

type Scored = {
  readonly scheme: string;
  readonly version: string;
  readonly subjects: Readonly<
    Record<string, { status: string; score: string | null; held: readonly { what: string }[] }>
  >;
  readonly explained?: { readonly name: string; readonly org: string };
};

test('facts in JSON come out as results in JSON', () => {
  const outcome = scored(FACTS, '--json');
  assert.deepEqual([outcome.exit, outcome.err], [0, '']);
  const results = json<Scored>(outcome);
  assert.match(results.version, /^[0-9a-f]{64}$/u);
  assert.deepEqual(
    Object.entries(results.subjects).map(([id, one]) => [id, one.status, one.score]),
    [
      ['m1', 'scored', '80.5'],
      ['m2', 'scored', '80'],
      ['m3', 'held', null],
    ],
  );
});

test('for people there is an aligned table, what is missing, and what is proposed', () => {
  const { exit, out } = scored(FACTS);
  assert.equal(exit, 0);
  const lines = out.split('\n');
  const heads = lines.find((line) => line.startsWith('名次')) ?? '';
  assert.match(heads, /姓名 +组织 +基本指数 +正向加分指数 +反向扣分指数 +得分 +等次/u);
  assert.match(lines.at(lines.indexOf(heads) + 3) ?? '', /李 示范 +虚构一支部.*待定/u);
  assert.match(out, /待定事项　1 个对象\n  没有出分\n    参会率没有报告〔三（三）4〕\n      虚构一支部　李 示范/u);
});

for (const [typed, name, org] of [
  ['m2', '王示范', '虚构二支部'],
  ['虚构二支部 王示范', '王示范', '虚构二支部'],
  ['王示范（虚构一支部）', '王示范', '虚构一支部'],
  ['李示范', '李 示范', '虚构一支部'],
  ['李　示 范', '李 示范', '虚构一支部'],
] as const) {
  test(`--explain ${typed} is understood`, () => {
    const { explained } = json<Scored>(scored(FACTS, '--explain', typed, '--json'));
    assert.deepEqual([explained?.name, explained?.org], [name, org]);
  });
}

test('--explain prints every step with its figures', () => {
  const { out } = scored(FACTS, '--explain', 'm1');
  assert.match(out, /^王示范（虚构一支部）的得分依据\n/u);
  assert.match(out, /满分 10 - 4 = 6\n\s+2026-03-03  -4  无故旷会  -2×2次    台账 e2/u);
  assert.match(out, /等次　合格党员\n  分数在「合格党员」这一档（60 分以上、到 89 分）/u);
});

test('one name that two people bear is asked about; a name nobody bears is said', () => {
  assert.deepEqual(told(scored(FACTS, '--explain', '王示范', '--json')), ['several-to-explain']);
  const { exit, err } = scored(FACTS, '--explain', '王示范');
  assert.equal(exit, 1);
  assert.match(err, /王示范（虚构一支部，编号 m1）、王示范（虚构二支部，编号 m2）/u);
  assert.deepEqual(told(scored(FACTS, '--explain', '张示范', '--json')), ['nobody-to-explain']);
});

test('a name of which only part was typed: what may be meant is said', () => {
  const { err } = scored(
    {
      ...FACTS,
      subjects: [
        { id: 'm1', name: '张伟（1）' },
        { id: 'm2', name: '张伟（2）' },
      ],
      entries: [],
    },
    '--explain',
    '张伟',
  );
  assert.match(err, /没有「张伟」，相近的有：张伟（1）、张伟（2），请写全姓名。/u);
});

const [one, two] = FACTS.entries;

/** Each fault by itself, and what is said of it. */
const FAULTS: readonly (readonly [what: string, change: object, expected: string])[] = [
  ['an unknown key', { ledger: [] }, 'unknown-key ledger'],
  ['an unknown key deep inside', { entries: [{ ...one, date: '2026-01-01' }] }, 'unknown-key entries.e1.date'],
  ['an unknown item', { entries: [{ ...one, item: '正向-9' }] }, 'unknown-item entries.e1.item'],
  [
    'an item with several rules',
    { entries: [{ ...one, item: '纪律-1', points: null }] },
    'ambiguous-item entries.e1.item',
  ],
  ['an unknown subject', { entries: [{ ...one, subject: 'm9' }] }, 'unknown-subject entries.e1.subject'],
  ['an unknown tier', { entries: [{ ...two, item: '正向-*/1', tier: '国家级' }] }, 'unknown-tier entries.e2.tier'],
  ['an unknown organisation', { subjects: [{ id: 'm1', org: 'Z' }], entries: [] }, 'unknown-org subjects.m1.org'],
  [
    'an organisation above itself',
    {
      orgs: [
        { id: 'X', superior: 'Y' },
        { id: 'Y', superior: 'X' },
      ],
    },
    'circular-org orgs.X.superior',
  ],
  [
    'an unknown fact',
    { subjects: [{ id: 'm1', facts: { age: '3' } }], entries: [] },
    'unknown-fact subjects.m1.facts.age',
  ],
  [
    'an option that a fact does not have',
    { subjects: [{ id: 'm1', facts: { discipline: '记过' } }], entries: [] },
    'fact-not-choice subjects.m1.facts.discipline',
  ],
  ['two entries of one id', { entries: [one, { ...two, id: 'e1' }] }, 'duplicate-id entries.e1'],
  ['two subjects of one id', { subjects: [...FACTS.subjects, FACTS.subjects[0]] }, 'duplicate-id subjects.m1'],
  ['a day that does not exist', { entries: [{ ...one, on: '2026-02-30' }] }, 'not-a-date entries.e1.on'],
  ['a day out of the period', { entries: [{ ...one, on: '2027-01-01' }] }, 'date-out-of-period entries.e1.on'],
  ['a negative count', { entries: [{ ...two, count: '-1' }] }, 'negative-count entries.e2.count'],
  ['a count that is no number', { entries: [{ ...two, count: '两次' }] }, 'not-a-decimal entries.e2.count'],
  [
    'a number with a point and without quotes',
    { entries: [{ ...two, count: 0.5 }] },
    'number-not-quoted entries.e2.count',
  ],
  ['points outside the judged range', { entries: [{ ...one, points: '5.5' }] }, 'not-allowed-points entries.e1.points'],
  ['points of which there are none', { entries: [{ ...one, points: null }] }, 'points-missing entries.e1.points'],
  [
    'a reversed entry that is not there',
    { entries: [{ ...two, reverses: 'e9' }] },
    'unknown-reversed entries.e2.reverses',
  ],
  [
    'an entry reversed twice',
    { entries: [two, { ...two, id: 'r1', reverses: 'e2' }, { ...two, id: 'r2', reverses: 'e2' }] },
    'reversed-twice entries.r2.reverses',
  ],
  ['a reading that the scheme does not have', { readings: { nothing: 'x' } }, 'unknown-reading readings.nothing'],
  ['a choice that a reading does not have', { readings: { 'band-gap': 'middle' } }, 'unknown-option readings.band-gap'],
  ['a parameter that the scheme does not have', { params: { nothing: '1' } }, 'unknown-param params.nothing'],
  ['another kind of period', { period: '2026Q1' }, 'wrong-period period'],
  ['no period', { period: null }, 'missing-key period'],
  ['an input that the scheme does not have', { inputs: { m1: { party: '90' } } }, 'unknown-input inputs.m1.party'],
];

for (const [what, change, expected] of FAULTS) {
  test(`refused, with its place: ${what}`, () => {
    const outcome = scored({ ...FACTS, ...change }, '--json', '-o', 'never.xlsx');
    assert.deepEqual([outcome.exit, outcome.err], [1, '']);
    assert.ok(told(outcome).includes(expected), outcome.out);
    for (const { message } of json<{ problems: readonly { message: string }[] }>(outcome).problems)
      assert.doesNotMatch(message, /[{}]|（未写）/u);
    assert.ok(!existsSync(join(folder, 'never.xlsx')));
  });
}

test('everything that is wrong is told at once', () => {
  const outcome = scored(
    {
      ...FACTS,
      ledger: [],
      readings: { 'band-gap': 'middle' },
      inputs: { m1: { party: '90' } },
      entries: [
        { ...one, on: '2026-02-30' },
        { ...two, item: '没有' },
        { ...two, id: 'e3', subject: 'm9', count: '-1' },
      ],
    },
    '--json',
  );
  assert.deepEqual(told(outcome).toSorted(), [
    'negative-count entries.e3.count',
    'not-a-date entries.e1.on',
    'unknown-input inputs.m1.party',
    'unknown-item entries.e2.item',
    'unknown-key ledger',
    'unknown-option readings.band-gap',
    'unknown-subject entries.e3.subject',
  ]);
});

mkdirSync(join(folder, '文件夹'));

for (const [what, path, code] of [
  ['a file that is not there', '没有.json', 'file-missing'],
  ['a folder', '文件夹', 'file-is-folder'],
  ['an empty file', file('空.json', ''), 'file-empty'],
  ['half a file', file('半.json', '{"period": "2026",'), 'json-broken'],
  ['text that is no JSON', file('字.json', '不是 JSON'), 'json-broken'],
  ['a name written twice', file('重.json', '{"period": "2026", "period": "2027"}'), 'json-key-twice'],
  ['a list', file('列.json', '[]'), 'not-a-record'],
  ['brackets in brackets', file('深.json', '['.repeat(100_000) + ']'.repeat(100_000)), 'json-too-deep'],
  ['a table as text', file('表.csv', '姓名,分\n王示范,9\n'), 'file-not-xlsx'],
  ['a workbook that is none', file('假.xlsx', 'PK\u0003\u0004nothing'), 'file-damaged'],
] as const) {
  test(`not scored: ${what}`, () => {
    const outcome = gongping(['score', SCHEME, path, '--json'], folder);
    assert.deepEqual([outcome.exit, outcome.err], [1, '']);
    const codes = told(outcome).map((each) => each.split(' ')[0]);
    assert.ok(codes.includes(code) || (code === 'file-damaged' && codes.includes('file-truncated')), outcome.out);
    const { err } = gongping(['score', SCHEME, path], folder);
    assert.match(err, /。/u);
    assert.doesNotMatch(err, /\bat .*\.ts:|Error:/u);
  });
}
