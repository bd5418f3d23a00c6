import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { templateBook } from '../../src/forms/template.ts';
import { readWorkbook, type Sheet } from '../../src/forms/workbook-read.ts';
import { writeWorkbook } from '../../src/forms/workbook-write.ts';
import { openScheme } from '../../src/service/scheme.ts';
import { examplesOf } from '../../src/core/score/example.ts';
import { readScheme } from '../../src/store/scheme.ts';
import { testWith } from '../program.ts';
import { gongping, gongpingBeside, json, PROGRAM, temporaryFolder, told } from './run.ts';

const SCHEME = 'vanguard-index-demo';
const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

type Scored = {
  readonly version: string;
  readonly subjects: Readonly<
    Record<
      string,
      {
        readonly score: string | null;
        readonly grade?: string | null;
        readonly nodes: Readonly<Record<string, string>>;
      }
    >
  >;
};

/** Facts of a worked case of a shipped scheme. */
function factsOf(scheme: string, example: string): string {
  const found = examplesOf(readScheme(scheme)).find((one) => one.id === example);
  assert.ok(found !== undefined);
  const name = `${scheme}-${example}.json`;
  const choices = { readings: found.readings, params: found.params };
  writeFileSync(at(name), JSON.stringify({ ...(found.facts as object), ...choices }));
  return name;
}

async function sheetsOf(name: string): Promise<ReadonlyMap<string, Sheet>> {
  const book = await readWorkbook(readFileSync(at(name)));
  assert.ok(book.ok);
  return new Map(book.sheets.map((sheet) => [sheet.name, sheet]));
}

/** The rows of a sheet as texts, from the row that holds a header on. */
function table(sheet: Sheet | undefined, header: string): readonly Readonly<Record<string, string>>[] {
  const rows = (sheet?.rows ?? []).map((row) =>
    [...row.cells].filter(([, cell]) => cell.kind !== 'merged').map(([i, cell]) => [i, cell.text] as const),
  );
  const head = rows.findIndex((row) => row.some(([, text]) => text === header));
  assert.ok(head >= 0, `no header ${header}`);
  const names = new Map(rows[head]);
  const foot = rows.findIndex((row) => row[0]?.[1].startsWith('参评 '));
  return rows
    .slice(head + 1, foot < 0 ? undefined : foot)
    .map((row) => Object.fromEntries(row.map(([i, text]) => [names.get(i) ?? '', text])));
}

for (const [scheme, example] of [
  ['office-80-20', 'training'],
  ['employee-ab', 'every-rule'],
  ['vanguard-index', 'base-amounts'],
  ['company-quarterly', 'formula'],
  ['fuling-standard', 'two-years'],
  ['soe-joint', 'repeat-and-office'],
  ['bureau-hundred', 'bands'],
] as const) {
  test(`the workbook of ${scheme} says what the JSON says`, async () => {
    const facts = factsOf(scheme, example);
    const outcome = gongping(['score', scheme, facts, '-o', `${scheme}.xlsx`, '--json'], folder);
    assert.deepEqual([outcome.exit, outcome.err], [0, '']);
    const { subjects, version } = json<Scored>(outcome);
    const sheets = await sheetsOf(`${scheme}.xlsx`);
    assert.deepEqual(
      ['结果', '明细', '待定', '建议', '读法'].filter((name) => !sheets.has(name)),
      [],
    );
    const rows = table(sheets.get('结果'), '得分').filter((row) => row['得分'] !== undefined);
    const names = rows.map((row) => row['姓名'] ?? row['组织'] ?? '');
    assert.deepEqual(names.toSorted(), Object.keys(subjects).toSorted());
    for (const [i, row] of rows.entries()) {
      const one = subjects[names[i] as string];
      if (one?.score?.includes('/') === false) assert.equal(row['得分'], one.score);
      if (one?.score === null) assert.equal(row['得分'], '待定');
      if (typeof one?.grade === 'string') assert.equal(row['等次']?.startsWith(one.grade), true);
    }
    const steps = table(sheets.get('明细'), '怎样算');
    for (const [id, one] of Object.entries(subjects)) {
      const total = steps.find((row) => row['姓名'] === id && row['步骤'] === undefined);
      assert.equal(total?.['分值'], one.score ?? '待定', id);
      assert.notEqual(total?.['条款'], undefined, id);
    }
    assert.ok(
      [...(sheets.get('读法')?.rows ?? [])].some((row) =>
        [...row.cells.values()].some((cell) => cell.text.includes(version)),
      ),
    );
  });
}

testWith('soffice', 'LibreOffice reads the same scores', () => {
  const facts = factsOf('office-80-20', 'training');
  const { subjects } = json<Scored>(gongping(['score', 'office-80-20', facts, '-o', 'lo.xlsx', '--json'], folder));
  mkdirSync(at('csv'), { recursive: true });
  const profile = `-env:UserInstallation=file://${at('profile')}`;
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1';
  const { status } = spawnSync('soffice', [
    profile,
    '--headless',
    '--convert-to',
    filter,
    '--outdir',
    at('csv'),
    at('lo.xlsx'),
  ]);
  assert.equal(status, 0);
  const [csv = ''] = readdirSync(at('csv'));
  const lines = readFileSync(join(at('csv'), csv), 'utf8').split('\n');
  for (const [id, { score }] of Object.entries(subjects)) {
    const line = lines.find((one) => one.split(',')[1] === id)?.split(',') ?? [];
    assert.equal(line[6], score, id);
  }
});

test('a score just below a line never looks as if it were on it', async () => {
  const facts = {
    period: '2026',
    orgs: [{ id: 'X', name: '虚构支部' }],
    subjects: [{ id: '甲示范', org: 'X', facts: { 'party-education': '2', 'attendance-rate': '1' } }],
    entries: [
      { id: 'e1', subject: '甲示范', item: '品行-1/7', on: '2026-02-01' },
      { id: 'e2', subject: '甲示范', item: '信念-1/3', on: '2026-02-02' },
      { id: 'e3', subject: '甲示范', item: '反向-其他/1', on: '2026-02-03', points: '0.001', approval: 'approved' },
    ],
  };
  writeFileSync(at('line.json'), JSON.stringify(facts));
  const outcome = gongping(['score', SCHEME, 'line.json', '-o', 'line.xlsx'], folder);
  assert.match(outcome.out, /甲示范.* 59\.999 +警示党员/u);
  assert.equal(table((await sheetsOf('line.xlsx')).get('结果'), '得分')[0]?.['得分'], '59.999');
});

test('the blank form is written, read back, and says what to fill in', async () => {
  assert.deepEqual(gongping(['template', SCHEME, '-o', '空白表.xlsx'], folder), {
    exit: 0,
    out: '写好了：空白表.xlsx\n',
    err: '',
  });
  const sheets = await sheetsOf('空白表.xlsx');
  for (const name of ['填写说明', '读法', '组织', '名册', '情况', '台账']) assert.ok(sheets.has(name), name);
  const outcome = gongping(['score', SCHEME, '空白表.xlsx', '--json'], folder);
  assert.equal(outcome.exit, 1);
  assert.ok(told(outcome).includes('period-missing 读法!D5'), outcome.out);
});

async function filledForm(name: string, score: string): Promise<void> {
  const ruleset = openScheme(SCHEME);
  assert.ok(ruleset.ok);
  const book = templateBook(ruleset.value, {
    读法: [{ id: 'period', value: '2026' }],
    组织: [{ org: '虚构支部' }],
    名册: [{ name: '甲示范', org: '虚构支部' }],
    情况: [{ name: '甲示范', 'fact.status': '正式党员', 'fact.party-education': '2', 'fact.attendance-rate': '1' }],
    台账: [{ id: '1', name: '甲　示范', item: '正向-*/4 急难险重任务', on: '2026-08-03', points: score }],
  });
  writeFileSync(at(name), await writeWorkbook(book));
}

test('a filled form is scored, and its problems name the cell', async () => {
  await filledForm('填好的表.xlsx', '4.5');
  const scored = gongping(['score', SCHEME, '填好的表.xlsx', '--json', '-o', '结果.xlsx'], folder);
  assert.deepEqual([scored.exit, scored.err], [0, '']);
  assert.deepEqual(
    Object.values(json<Scored>(scored).subjects).map((one) => one.score),
    ['84.5'],
  );
  await filledForm('填错的表.xlsx', '7');
  const refused = gongping(['score', SCHEME, '填错的表.xlsx', '-o', '没有.xlsx'], folder);
  assert.deepEqual([refused.exit, refused.out], [1, '']);
  assert.match(refused.err, /^台账!H5：.*不能给 7 分，允许的是1—5/u);
  assert.ok(!existsSync(at('没有.xlsx')));
});

for (const [what, output, code] of [
  ['a folder that is not there', '没有/结果.xlsx', 'write-no-folder'],
  ['a folder', '文件夹.xlsx', 'write-onto-folder'],
  ['a folder with no such ending', '.', 'write-onto-folder'],
  ['the facts themselves', '事实.xlsx', 'write-onto-input'],
  ['a form that somebody filled in', '别人填的.xlsx', 'write-onto-filled'],
  ['a workbook of somebody else', '别的.xlsx', 'write-onto-other'],
  ['a file that is no workbook', '乱码.xlsx', 'write-onto-other'],
  ['another kind of file', '结果.pdf', 'write-not-xlsx'],
] as const) {
  test(`nothing is written onto ${what}`, async () => {
    await filledForm('事实.xlsx', '2');
    await filledForm('别人填的.xlsx', '3');
    await foreignBook('别的.xlsx');
    writeFileSync(at('乱码.xlsx'), '旧的内容');
    mkdirSync(at('文件夹.xlsx'), { recursive: true });
    const kept = ['事实.xlsx', '别人填的.xlsx', '别的.xlsx', '乱码.xlsx'];
    const before = kept.map((name) => readFileSync(at(name)));
    for (const args of [
      ['score', SCHEME, '事实.xlsx', '-o', output],
      ['template', SCHEME, '-o', output],
    ]) {
      if (args[0] === 'template' && output === '事实.xlsx') continue;
      const outcome = gongping([...args, '--json'], folder);
      assert.deepEqual([outcome.exit, told(outcome)], [1, [code]]);
    }
    assert.deepEqual(
      kept.map((name) => readFileSync(at(name))),
      before,
    );
  });
}

/** A workbook that somebody keeps beside the forms. */
async function foreignBook(name: string): Promise<void> {
  const columns = [{ header: '姓名', kind: 'text' as const }];
  writeFileSync(at(name), await writeWorkbook({ sheets: [{ name: '结果', columns, rows: [{ cells: ['赵示范'] }] }] }));
}

test('only the same blank form is written over by a blank form', async () => {
  const template = (...args: readonly string[]) =>
    told(gongping(['template', ...args, '-o', '表.xlsx', '--json'], folder));
  assert.deepEqual([template(SCHEME), template(SCHEME)], [[], []]);
  assert.deepEqual(template('office-80-20'), ['write-onto-other']);
  await filledForm('表.xlsx', '1');
  assert.deepEqual(template(SCHEME), ['write-onto-filled']);
  // Readings that somebody has chosen, and results, are not blank either.
  const opened = openScheme(SCHEME);
  assert.ok(opened.ok);
  writeFileSync(
    at('表.xlsx'),
    await writeWorkbook(templateBook(opened.value, { 读法: [{ id: 'period', value: '2026' }] })),
  );
  assert.deepEqual(template(SCHEME), ['write-onto-other']);
});

test('an earlier result is written over by score, and by nothing else', async () => {
  await filledForm('填好的表.xlsx', '4.5');
  const score = () => told(gongping(['score', SCHEME, '填好的表.xlsx', '-o', '算过.xlsx', '--json'], folder));
  assert.deepEqual([score(), score()], [[], []]);
  const blank = gongping(['template', SCHEME, '-o', '算过.xlsx', '--json'], folder);
  assert.deepEqual(told(blank), ['write-onto-other']);
});

test('results of several kinds of subjects are known again like those of one kind', async () => {
  const facts = factsOf('taiji-office', 'together');
  const score = (given: string, output: string) =>
    told(gongping(['score', 'taiji-office', given, '-o', output, '--json'], folder));
  assert.deepEqual([score(facts, '三种.xlsx'), score(facts, '三种.xlsx')], [[], []]);
  assert.deepEqual([...(await sheetsOf('三种.xlsx')).keys()].slice(0, 4), [
    '结果·党员',
    '结果·书记',
    '结果·组织',
    '明细',
  ]);
  assert.deepEqual(score('三种.xlsx', '又一份.xlsx'), ['result-book 三种.xlsx']);
});

test('a name that no disk takes is refused before anything is scored', async () => {
  await filledForm('填好的表.xlsx', '4.5');
  const output = `${'长'.repeat(100)}.xlsx`;
  const refused = gongping(['score', SCHEME, '填好的表.xlsx', '-o', output], folder);
  assert.deepEqual([refused.exit, refused.out], [1, '']);
  assert.match(refused.err, /「长+\.xlsx」这个文件名太长/u);
});

test('scores that could not be written into a workbook are shown, and the last line says so', async () => {
  await filledForm('填好的表.xlsx', '4.5');
  // The shell lets nobody write more than so many blocks, as a full disk would.
  const full = (...more: readonly string[]) => {
    const call = [process.execPath, PROGRAM, 'score', SCHEME, '填好的表.xlsx', '-o', '满.xlsx', ...more];
    const { status, stdout, stderr } = spawnSync('sh', ['-c', 'ulimit -f 2; exec "$@"', 'sh', ...call], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { exit: status, out: stdout, err: stderr };
  };
  const shown = full();
  assert.equal(shown.exit, 1);
  assert.match(shown.out, /甲示范.* 84\.50[^]*\n没有写成：满\.xlsx\n$/u);
  assert.doesNotMatch(shown.out, /写好了/u);
  assert.match(shown.err, /(?:^|\n)写不了「满\.xlsx」（EFBIG）[^\n]*\n$/u);
  const asJson = full('--json');
  assert.deepEqual([asJson.exit, told(asJson)], [1, ['write-failed']]);
  assert.equal(Object.keys(json<Scored>(asJson).subjects).length, 1);
  assert.ok(!existsSync(at('满.xlsx')));
});

test('a bundle is never written over', async () => {
  await filledForm('填好的表.xlsx', '4.5');
  const seal = () => told(gongping(['bundle', SCHEME, '填好的表.xlsx', '-o', '封存.json', '--json'], folder));
  const sealed = gongping(['bundle', SCHEME, '填好的表.xlsx', '-o', '封存.json'], folder);
  assert.deepEqual([sealed.exit, sealed.err], [0, '']);
  assert.match(sealed.out, /^写好了：封存.json\n校验码　/u);
  assert.match(gongping(['verify', '封存.json'], folder).out, /^完好：.*与公布的一致。\n校验码　/u);
  const before = readFileSync(at('封存.json'));
  assert.deepEqual([seal(), readFileSync(at('封存.json'))], [['write-onto-other'], before]);
});

test('a bundle with a reading that nobody decided says that it is a trial', () => {
  const facts = factsOf('village-discipline', 'gap-upper');
  const sealed = gongping(['bundle', 'village-discipline', facts, '-o', '试算.json'], folder);
  assert.match(sealed.out, /^写好了：试算.json\n试算　　还有读法没有组织定，不能公布\n校验码　/u);
  const verified = gongping(['verify', '试算.json'], folder);
  assert.equal(verified.exit, 0);
  assert.match(verified.out, /^完好：.*与包里的一致，但这是试算，不是公布的结果。\n试算　　/u);
});

test('an older result is replaced whole; two who write at once leave one of the two', async () => {
  await filledForm('一.xlsx', '1');
  await filledForm('二.xlsx', '2');
  assert.equal(gongping(['score', SCHEME, '一.xlsx', '-o', '同时.xlsx'], folder).exit, 0);
  const outcomes = await Promise.all(
    ['一.xlsx', '二.xlsx', '一.xlsx', '二.xlsx'].map((name) =>
      gongpingBeside(['score', SCHEME, name, '-o', '同时.xlsx'], folder),
    ),
  );
  for (const outcome of outcomes) assert.deepEqual([outcome.exit, outcome.err], [0, '']);
  const [row] = table((await sheetsOf('同时.xlsx')).get('结果'), '得分');
  assert.ok(['81', '82'].includes(row?.['得分'] ?? ''), JSON.stringify(row));
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('the demonstration fills in a form, scores it and explains one score', async () => {
  mkdirSync(at('示范'), { recursive: true });
  const outcome = gongping(['demo'], at('示范'));
  assert.deepEqual([outcome.exit, outcome.err], [0, '']);
  assert.match(outcome.out, /^虚构示范：以下单位、人员和事实都是编造的。/u);
  assert.match(outcome.out, /吴示范 +虚构中心第一支部.* 59\.90 +警示党员/u);
  assert.match(outcome.out, /吴示范（虚构中心第一支部）的得分依据/u);
  const [form, results] = ['示范/demo/填好的表.xlsx', '示范/demo/结果.xlsx'];
  const again = gongping(['score', SCHEME, form, '--json'], folder);
  assert.equal(again.exit, 0);
  const first = statSync(at(results)).ino;
  assert.equal(gongping(['demo', '--json'], at('示范')).exit, 0);
  assert.notEqual(statSync(at(results)).ino, first);
  const invented = [...(await sheetsOf(results)).values()].filter((sheet) =>
    sheet.rows.slice(0, 4).some((row) => [...row.cells.values()].some((cell) => cell.text.includes('编造'))),
  );
  assert.equal(invented.length, (await sheetsOf(results)).size);
  await filledForm(form, '3');
  const edited = readFileSync(at(form));
  const refusal = gongping(['demo', '--json'], at('示范'));
  assert.deepEqual([refusal.exit, told(refusal), readFileSync(at(form))], [1, ['write-onto-filled'], edited]);
});

test('a grade that the score alone would not have given says why, on the screen and in the workbook', async () => {
  const someone = (id: string): object => ({
    id,
    org: 'X',
    facts: { 'party-education': '2', 'attendance-rate': '1' },
  });
  const facts = {
    period: '2026',
    orgs: [{ id: 'X', name: '虚构支部' }],
    subjects: [someone('甲'), someone('乙')],
    entries: [{ id: 'e1', subject: '甲', item: '否决/3', on: '2026-03-02' }],
  };
  writeFileSync(at('vetoed.json'), JSON.stringify(facts));
  const { out } = gongping(['score', SCHEME, 'vetoed.json', '-o', 'vetoed.xlsx'], folder);
  assert.match(out, /得分、等次另有依据\n {2}甲（虚构支部）　一票否决，定为「不合格党员」〔三（四）〕\n\n/u);
  const rows = table((await sheetsOf('vetoed.xlsx')).get('结果'), '得分');
  const remark = (name: string): string => rows.find((row) => row['姓名'] === name)?.['说明'] ?? '';
  assert.match(remark('甲'), /^一票否决，定为「不合格党员」；/u);
  assert.notEqual(remark('乙'), '');
  assert.doesNotMatch(remark('乙'), /定为/u);
});
