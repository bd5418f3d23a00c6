import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../../bin/launch.mjs';
import { readProjectFile, sourceFiles } from './project-files.ts';

/** What core must not do, one line each; every one must be refused there, and the first ones only there. */
const TRAPS: readonly string[] = [
  'export const a = new Date(0);',
  'export const b = Date.now();',
  'export const c = Math.random();',
  'export const d = performance.now();',
  'export const e = process.env;',
  'setTimeout(() => 0, 1);',
  'export const g = crypto.randomUUID();',
  `export const h = fetch('http://localhost');`,
  'export const i = globalThis;',
  'console.log(1);',
  `export const k = parseFloat('0.1');`,
  `export const l = Number.parseFloat('0.1');`,
  'export const m = (0.1).toFixed(2);',
  'export const n = (0.1).toPrecision(2);',
  `export const o = 'a'.localeCompare('b');`,
  'export const p = (1).toLocaleString();',
  'export const q = new Intl.Collator();',
];
/** What no source file may do. */
const HABITS: readonly string[] = [
  'export default 1;',
  'export const r: any = 1;',
  `export const s = eval('1');`,
  `export function t(x: number) {\n${'  console.log(x);\n'.repeat(60)}}`,
  `${'// a line\n'.repeat(401)}export const u = 1;`,
  'export function v(x: number) {\n  if (x > 1) {\n    if (x > 2) {\n      if (x > 3) {\n        if (x > 4) return x;\n      }\n    }\n  }\n  return 0;\n}',
];

const folder = mkdtempSync(join(tmpdir(), 'gongping-lint-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The files of a folder with our lint settings in which oxlint finds an error. */
function refusedFiles(samples: Readonly<Record<string, string>>): ReadonlySet<string> {
  const settings = JSON.parse(readProjectFile('.oxlintrc.json')) as { readonly options: object };
  // Rules that read types need an installed checker beside the files; the samples do without.
  const options = { ...settings.options, typeAware: false };
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...settings, options }));
  for (const [path, text] of Object.entries(samples)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const program = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [program, '--format=unix', '.'], { cwd: folder, encoding: 'utf8' });
  return new Set(stdout.split('\n').flatMap((line) => /^(?:\.\/)?([^:]+):\d+:\d+:/.exec(line)?.[1] ?? []));
}

const samples = Object.fromEntries([
  ...TRAPS.flatMap((text, index) => [
    [`src/core/score/trap-${index}.ts`, `${text}\nexport const z = 1;\n`],
    [`src/service/trap-${index}.ts`, `${text}\nexport const z = 1;\n`],
    [`src/core/trap-${index}.test.ts`, `${text}\nexport const z = 1;\n`],
  ]),
  ...HABITS.map((text, index) => [`src/store/habit-${index}.ts`, `${text}\n`]),
  [
    'src/core/good.ts',
    'export type Params = { readonly process: number };\nexport const double = (params: Params) => params.process * 2;\n',
  ],
]) as Readonly<Record<string, string>>;
const refused = refusedFiles(samples);

for (const [index, text] of TRAPS.entries()) {
  test(`refused in core: ${text}`, () => assert.ok(refused.has(`src/core/score/trap-${index}.ts`)));
  test(`let through elsewhere: ${text}`, () => {
    assert.ok(!refused.has(`src/service/trap-${index}.ts`));
    assert.ok(!refused.has(`src/core/trap-${index}.test.ts`));
  });
}

for (const [index, text] of HABITS.entries()) {
  test(`refused everywhere: ${text.slice(0, 30).replaceAll('\n', ' ')}…`, () =>
    assert.ok(refused.has(`src/store/habit-${index}.ts`)));
}

test('a property named process is no trap', () => assert.ok(!refused.has('src/core/good.ts')));

/** A check may be switched off outside core, for one line, for one named rule, with the reason beside it. */
function switchesOff(path: string, text: string): boolean {
  const any = /(oxlint|eslint)-(disable|enable)|@ts-(ignore|nocheck|expect-error)|node:coverage|oxfmt-ignore/;
  const excused = /\/\/ oxlint-disable-next-line [\w/-]+ -- .{10,}/g;
  return any.test(path.startsWith('src/core/') ? text : text.replaceAll(excused, ''));
}

test('no source file switches a check off', () => {
  assert.deepEqual(
    sourceFiles().filter((path) => switchesOff(path, readProjectFile(path))),
    [],
  );
});

for (const [path, text, off] of [
  ['src/core/a.ts', '// oxlint-disable-next-line eqeqeq -- a reason that is long enough', true],
  ['src/store/a.ts', '// oxlint-disable-next-line eqeqeq -- a reason that is long enough', false],
  ['src/store/a.ts', '// oxlint-disable-next-line eqeqeq', true],
  ['src/store/a.ts', '/* oxlint-disable eqeqeq -- a reason that is long enough */', true],
  ['src/store/a.ts', '// @ts-expect-error -- a reason that is long enough', true],
] as const) {
  test(`${off ? 'refused' : 'let through'} in ${path}: ${text.slice(0, 45)}`, () =>
    assert.equal(switchesOff(path, text), off));
}
