import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../bin/launch.mjs';
import { readScheme, shippedSchemes } from '../../src/store/scheme.ts';
import { gongping, json, PROGRAM, temporaryFolder, told } from './run.ts';

const folder = temporaryFolder();
const here = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

test('every shipped scheme is listed, with what it rates and whether it is complete', () => {
  const list = json<readonly { id: string; title: string; subject: string; complete: boolean }[]>(
    gongping(['schemes', '--json'], folder),
  );
  assert.deepEqual(
    list.map((one) => one.id),
    shippedSchemes(),
  );
  assert.equal(list.find((one) => one.id === 'fuling-standard')?.complete, true);
  assert.equal(list.find((one) => one.id === 'employee-ab')?.complete, false);
  const { out, exit } = gongping(['schemes'], folder);
  assert.equal(exit, 0);
  for (const { id, title } of list) assert.ok(out.includes(id) && out.includes(title), id);
});

type IdRow = { readonly id: string; readonly label: string; readonly [key: string]: unknown };
type Ids = Readonly<Record<string, readonly IdRow[]>>;

/** An overlay writes parameters as values; those of its parents have their rows there. */
function listedIn(block: unknown): readonly IdRow[] {
  return Array.isArray(block) ? (block as readonly IdRow[]) : [];
}

for (const id of shippedSchemes()) {
  test(`schemes ${id} names every id of the document`, () => {
    const ids = json<Ids>(gongping(['schemes', id, '--json'], folder));
    const document = readScheme(id) as Readonly<Record<string, readonly IdRow[] | undefined>>;
    for (const block of [
      'items',
      'facts',
      'ballots',
      'inputs',
      'readings',
      'outcomes',
      'norms',
      'clauses',
      'params',
    ] as const) {
      const known = new Set(ids[block]?.map((one) => one.id));
      const listed = listedIn(document[block]);
      const lost = listed.filter((one) => !known.has(one.id)).map((one) => one.id);
      assert.deepEqual(lost, [], block);
    }
    for (const [block, rows] of Object.entries(ids)) {
      for (const row of listedIn(rows)) assert.match(row.label, /\S/u, `${block} ${row.id}`);
    }
  });
}

test('a reading tells its options, the one in force, and whether it is decided', () => {
  const { readings } = json<Ids>(gongping(['schemes', 'soe-joint', '--json'], folder));
  const one = readings?.find((reading) => reading.id === 'third-repeat');
  assert.deepEqual(
    {
      choice: one?.['choice'],
      decided: one?.['decided'],
      options: listedIn(one?.['options']).map((each) => each.id),
    },
    { choice: 'flat', decided: false, options: ['flat', 'step', 'compound'] },
  );
});

test('a document that puts several schemes together says to which each id belongs', () => {
  const { facts } = json<Ids>(gongping(['schemes', 'taiji-office', '--json'], folder));
  assert.ok(facts?.every((one) => ['fuling-member', 'fuling-secretary', 'fuling-org'].includes(String(one['part']))));
});

test('check finds nothing wrong with a shipped scheme, and says what keeps it from being published', () => {
  const checked = gongping(['check', 'office-80-20'], folder);
  assert.equal(checked.exit, 0);
  assert.match(checked.out, /还有 \d+ 处要先处理，才能公布。/);
  const { problems } = json<{ problems: readonly Record<string, string>[] }>(
    gongping(['check', 'office-80-20', '--json'], folder),
  );
  for (const one of problems)
    assert.deepEqual(
      Object.keys(one).filter((key) => key !== 'clause'),
      ['code', 'severity', 'at', 'message'],
    );
});

for (const [what, name, text, code] of [
  ['text that is no YAML', '坏.yaml', 'scheme: a\n  title: [b\n', 'yaml-broken'],
  ['a tag that would run something', '签.yaml', 'scheme: !!js/function "return 1"\n', 'yaml-broken'],
  ['a name written twice', '重.yaml', 'scheme: a\nscheme: b\n', 'yaml-broken'],
  ['lists nested without end', '深.yaml', '['.repeat(50_000), 'yaml-broken'],
  ['a document without anything', '空.yaml', '{}', 'missing-key'],
  ['a parent that is not there', '细则.yaml', 'scheme: a\ntitle: 细则\nextends: [nothing]\n', 'unknown-scheme'],
  ['a parent that is itself', '环.yaml', 'scheme: 环\ntitle: 细则\nextends: [环]\n', 'circular-extends'],
] as const) {
  test(`check refuses ${what}`, () => {
    const checked = gongping(['check', here(name, text), '--json'], folder);
    assert.equal(checked.exit, 1);
    assert.ok(
      json<{ problems: readonly { code: string }[] }>(checked).problems.some((one) => one.code === code),
      checked.out,
    );
    assert.doesNotMatch(checked.out + gongping(['check', name], folder).out, /\bat .*\.ts:|Error:/u);
  });
}

for (const [what, name] of [
  ['a scheme that is not there', 'nosuch'],
  ['a file that is not there', '没有.yaml'],
  ['a file that cannot be read', here('读不出.yaml', 'scheme: a\n  title: [b\n')],
  ['a file with a parent that cannot be read', here('下级.yaml', 'scheme: 下级\ntitle: 细则\nextends: [读不出]\n')],
  ['a file with another thing in it', here('一句话.yaml', '一句话\n')],
] as const) {
  test(`of ${what} nothing is said of publishing`, () => {
    const { exit, out } = gongping(['check', name], folder);
    assert.equal(exit, 1);
    assert.doesNotMatch(out, /公布/u);
  });
}

test('check finds a scheme that reads its own results', () => {
  const circle = structuredClone(readScheme('fuling-secretary')) as {
    scheme: string;
    score: { from?: { scheme: string } }[];
  };
  circle.score.find((one) => one.from !== undefined)!.from!.scheme = circle.scheme;
  const checked = gongping(['check', here('circle.json', JSON.stringify(circle)), '--json'], folder);
  assert.ok(
    told(checked).some((one) => one.startsWith('circular-from')),
    checked.out,
  );
  assert.equal(checked.exit, 1);
});

test('a local document beside its own parent is found', () => {
  here('parent.yaml', 'scheme: parent\ntitle: 上级的细则\nextends: [office-80-20]\n');
  here('child.yaml', 'scheme: child\ntitle: 支部的细则\nextends: [parent]\n');
  assert.equal(json<{ title: string }>(gongping(['schemes', 'child.yaml', '--json'], folder)).title, '支部的细则');
});

for (const [args, said] of [
  [[], /^公评：.*\n[^]*score 方案 填好的表/u],
  [['--help'], /退出码/u],
  [['help', 'score'], /^用法：gongping score/u],
  [['score', '--help'], /--explain 姓名/u],
  [['template', '-h'], /-o, --output/u],
] as const) {
  test(`help: gongping ${args.join(' ')}`, () => {
    const outcome = gongping(args, folder);
    assert.deepEqual([outcome.exit, outcome.err], [0, '']);
    assert.match(outcome.out, said);
  });
}

for (const [args, code, said] of [
  [['tempalte'], 'unknown-command', /是不是 template/u],
  [['发布'], 'unknown-command', /gongping --help/u],
  [['check'], 'argument-missing', /还差「方案」/u],
  [['check', 'soe-joint', 'extra'], 'argument-extra', /「extra」是多写的/u],
  [['score', 'soe-joint'], 'argument-missing', /填好的表/u],
  [['score', 'soe-joint', 'f.json', '--explian', '王'], 'unknown-switch', /是不是 --explain/u],
  [['score', 'soe-joint', 'f.json', '--explain'], 'switch-needs-value', /姓名/u],
  [['score', 'soe-joint', ''], 'argument-missing', /还差「填好的表」/u],
  [['check', ''], 'argument-missing', /还差「方案」/u],
  [['template', 'soe-joint', '-o', ''], 'switch-needs-value', /文件/u],
  [['template', 'soe-joint', '-o', 'a.xlsx', '--output', 'b.xlsx'], 'switch-twice', /-o 写了两次/u],
  [['check', 'soe-joint', '-o', 'x.xlsx'], 'unknown-switch', /没有 -o 这个选项/u],
  [['score', '填好的.xlsx', 'soe-joint'], 'arguments-swapped', /gongping score soe-joint 填好的\.xlsx/u],
  [['bundle', '事实.json', 'soe-joint', '-o', '包.json'], 'arguments-swapped', /gongping bundle soe-joint/u],
  [['template', 'soe-joint'], 'argument-missing', /-o 和文件名/u],
  [['serve'], 'command-later', /还没有做好/u],
  [['import', 'x'], 'command-later', /还没有做好/u],
  [['backup'], 'command-later', /还没有做好/u],
  [['restore'], 'command-later', /还没有做好/u],
  [['dry-run'], 'command-later', /还没有做好/u],
] as const) {
  test(`wrong usage: gongping ${args.join(' ')}`, () => {
    const outcome = gongping(args, folder);
    assert.deepEqual([outcome.exit, outcome.out], [2, '']);
    assert.match(outcome.err, said);
    const asJson = gongping([...args, '--json'], folder);
    assert.deepEqual([asJson.exit, asJson.err], [2, '']);
    assert.ok(
      told(asJson).some((one) => one.startsWith(code)),
      asJson.out,
    );
  });
}

for (const [id, said] of [
  ['offce-80-20', /名称相近的有：office-80-20/u],
  ['office', /office-80-20/u],
  ['没有的方案', /gongping schemes/u],
  ['./没有.yaml', /没有「\.\/没有\.yaml」这个文件/u],
  ['.', /找不到方案/u],
  ['./', /是文件夹/u],
] as const) {
  test(`a scheme that cannot be opened: ${id}`, () => {
    for (const args of [
      ['schemes', id],
      ['check', id],
      ['score', id, here('空.json', '{"period":"2026"}')],
      ['template', id, '-o', 'x.xlsx'],
    ]) {
      const outcome = gongping([...args, '--json'], folder);
      assert.deepEqual([outcome.exit, outcome.err], [1, ''], args.join(' '));
      assert.match(outcome.out, said);
    }
  });
}

test('--version says which release it is, and by which evaluator it computes', () => {
  const { out, exit } = gongping(['--version'], folder);
  assert.equal(exit, 0);
  assert.match(out, /^公评 \d+\.\d+\.\d+（计算程序 \d+\.\d+\.\d+\+[0-9a-f]{16}）\n$/u);
  const asJson = json<{ readonly evaluator: string }>(gongping(['-V', '--json'], folder));
  assert.ok(out.includes(asJson.evaluator));
});

test('a switch that is on or off takes no value', () => {
  assert.deepEqual(told(gongping(['check', 'soe-joint', '--json=yes'], folder)), ['switch-takes-no-value']);
});

test('whoever stops reading, as head does, is no fault', { skip: process.platform === 'win32' }, () => {
  const program = join(root, 'bin', 'gongping.mjs');
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', `"${process.execPath}" "${program}" schemes employee-ab | head -1`],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  assert.equal(stdout.split('\n')[0]?.startsWith('employee-ab'), true);
  assert.equal(stderr, '');
});

test('npx and npm run start the program from the checkout, and paths are those of where one stands', () => {
  here('empty.json', '{"period": "2026"}');
  const env = { ...process.env, npm_lifecycle_event: undefined, INIT_CWD: undefined };
  const run = (program: string, args: readonly string[], cwd: string): string =>
    spawnSync(program, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' }).stdout;
  assert.match(run('npx', ['gongping', 'schemes'], root), /^方案/u);
  const scored = run(
    'npm',
    ['run', '-s', '--prefix', root, 'gongping', '--', 'score', 'office-80-20', 'empty.json', '--json'],
    folder,
  );
  assert.deepEqual((JSON.parse(scored) as { subjects: object }).subjects, {});
});

test('what cannot be printed to its end says so', { skip: process.platform !== 'linux' }, () => {
  const full = openSync('/dev/full', 'w');
  try {
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'schemes'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [1, '结果没有印完（ENOSPC），请换一个地方再试。\n']);
  } finally {
    closeSync(full);
  }
});
