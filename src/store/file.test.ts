import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readBytes, textOf, unwritable, writeWhole } from './file.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongping-file-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const onLinux = process.platform === 'linux';
const at = (name: string): string => join(folder, name);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

writeFileSync(at('事实.json'), '{}');
linkSync(at('事实.json'), at('同一份.json'));
symlinkSync(at('事实.json'), at('快捷方式.json'));
mkdirSync(at('文件夹'));
execFileSync('mkfifo', [at('管道')]);

for (const [what, path, code] of [
  ['a file that is not there', at('没有.json'), 'file-missing'],
  ['a file below a file', at('事实.json/里面'), 'file-missing'],
  ['a folder', at('文件夹'), 'file-is-folder'],
  ['a pipe', at('管道'), 'file-not-regular'],
  ['a device that never ends', '/dev/zero', 'file-not-regular'],
  ['a name that no file can have', at('零\u0000'), 'file-unreadable'],
] as const) {
  test(`not read: ${what}`, () => {
    const read = readBytes(path);
    assert.deepEqual([read.ok, read.problems.map((one) => one.code)], [false, [code]]);
  });
}

test('text in another encoding is refused, a byte order mark is dropped', () => {
  assert.equal(textOf('x', new Uint8Array([0xb9, 0xab, 0xc6, 0xbd])).ok, false);
  assert.deepEqual(textOf('x', bytes('\ufeff公平')), { ok: true, value: '公平', problems: [] });
});

for (const [what, path, code] of [
  ['a new file', at('新.xlsx'), undefined],
  ['a file that is there', at('旧.xlsx'), undefined],
  ['a folder that is not there', at('没有/新.xlsx'), 'write-no-folder'],
  ['a folder', at('文件夹'), 'write-onto-folder'],
  ['a device', '/dev/null', 'write-not-a-file'],
  ['the input', at('事实.json'), 'write-onto-input'],
  ['the input by another name', at('同一份.json'), 'write-onto-input'],
  ['the input through a link', at('快捷方式.json'), 'write-onto-input'],
] as const) {
  test(`to be written: ${what}`, { skip: process.platform === 'win32' && what === 'a device' }, () => {
    writeFileSync(at('旧.xlsx'), '旧');
    assert.equal(unwritable(path, [at('事实.json')])?.code, code);
  });
}

test('a place where nothing can be made, or a name too long, is refused before', { skip: !onLinux }, () => {
  assert.equal(unwritable('/proc/新.xlsx', [])?.code, 'write-failed');
  assert.equal(unwritable(at(`${'长'.repeat(100)}.xlsx`), [])?.code, 'write-name-too-long');
  const longest = at(`${'长'.repeat(83)}.xlsx`);
  assert.equal(unwritable(longest, []), undefined);
  assert.ok(!existsSync(longest));
  assert.equal(writeWhole(longest, bytes('新')), undefined);
  assert.equal(readFileSync(longest, 'utf8'), '新');
});

test(
  'a file that may not be written is refused',
  { skip: process.getuid?.() === 0 || process.platform === 'win32' },
  () => {
    writeFileSync(at('只读.xlsx'), '旧');
    chmodSync(at('只读.xlsx'), 0o444);
    assert.equal(unwritable(at('只读.xlsx'), [])?.code, 'write-not-allowed');
  },
);

test('a file is replaced whole, keeps its rights, and nothing is left beside it', () => {
  writeFileSync(at('结果.xlsx'), '很长很长的旧内容');
  chmodSync(at('结果.xlsx'), 0o640);
  assert.equal(writeWhole(at('结果.xlsx'), bytes('新')), undefined);
  assert.equal(readFileSync(at('结果.xlsx'), 'utf8'), '新');
  if (process.platform !== 'win32') assert.equal(statSync(at('结果.xlsx')).mode & 0o777, 0o640);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('a link is followed', () => {
  writeFileSync(at('目标.xlsx'), '旧');
  symlinkSync(at('目标.xlsx'), at('链接.xlsx'));
  assert.equal(writeWhole(at('链接.xlsx'), bytes('新')), undefined);
  assert.equal(readFileSync(at('目标.xlsx'), 'utf8'), '新');
});

test('what cannot be written leaves nothing behind', () => {
  assert.equal(writeWhole(at('文件夹'), bytes('新'))?.code, 'write-failed');
  assert.equal(writeWhole(at('没有/新.xlsx'), bytes('新'))?.code, 'write-failed');
  assert.ok(!existsSync(at('没有')));
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.tmp')),
    [],
  );
});
