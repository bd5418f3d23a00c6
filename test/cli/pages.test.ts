import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS, LATER } from '../../src/cli/usage.ts';
import { readProjectFile } from '../house/project-files.ts';
import { gongping, temporaryFolder } from './run.ts';

const page = readProjectFile('docs/command-line.md');
const readme = readProjectFile('README.md');
const folder = temporaryFolder();

test('docs/command-line.md tells of every command, and of those that are not there yet', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  assert.deepEqual(
    rows.map((row) => /`([a-z-]+)/u.exec(row)?.[1] ?? '').toSorted(),
    COMMANDS.map((one) => one.name).toSorted(),
  );
  for (const { name } of LATER) assert.ok(page.includes(`\`${name}\``), name);
});

test('the facts in docs/command-line.md can be scored', () => {
  const [, facts = ''] = /```json\n([^]*?)```/u.exec(page) ?? [];
  writeFileSync(join(folder, 'facts.json'), facts);
  assert.equal(gongping(['score', 'office-80-20', 'facts.json'], folder).err, '');
});

test('the commands of README.md can be typed as they stand', () => {
  const typed = [...readme.matchAll(/npx gongping ([^#`\n]+)/gu)].map((match) => (match[1] ?? '').trim().split(/\s+/u));
  const filled = [
    '{"period": "2026",',
    '"orgs": [{"id": "X"}], "subjects": [{"id": "m", "name": "赵示范", "org": "X"}]}',
  ];
  writeFileSync(join(folder, '事实.json'), filled.join('\n'));
  writeFileSync(join(folder, '细则.yaml'), 'scheme: 细则\ntitle: 支部细则\nextends: [office-80-20]\n');
  assert.ok(typed.length >= 5);
  for (const words of typed.filter((one) => !one.includes('SCHEME'))) {
    const args = words.map((word) => (words[0] === 'score' && word === '空白表.xlsx' ? '事实.json' : word));
    const { exit, err } = gongping(args, folder);
    assert.deepEqual([exit, err], [0, ''], words.join(' '));
  }
});
