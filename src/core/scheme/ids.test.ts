import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleScheme } from '../../../test/sample-scheme.ts';
import { readScheme, shippedSchemes } from '../../store/scheme.ts';
import { idGroups } from './ids.ts';
import { resolveScheme, type Ruleset } from './resolve.ts';

function rulesOf(document: unknown): Ruleset {
  const resolved = resolveScheme(document, readScheme);
  assert.ok(resolved.ok);
  return resolved.value;
}

test('every kind of id is listed with its label, its clause and what may be written', () => {
  const groups = new Map(idGroups(rulesOf(sampleScheme)).map((group) => [group.key, group.rows]));
  const lines = (key: string): readonly string[] =>
    (groups.get(key) ?? []).flatMap((one) => [
      `${one.id} ${one.label} ${one.detail} ${one.clause ?? ''}`.trim(),
      ...one.inside.map((inner) => `  ${inner.id} ${inner.label} ${inner.detail}`.trimEnd()),
    ]);
  assert.deepEqual(lines('items'), [
    'A-1 学习 满分 10，从满分起扣 c',
    '  A-1/1 缺课 扣 1',
    '  A-1/2 缺学时 扣 1',
    'B-1 奖励  c',
    '  B-1/1 获奖 加 2',
    'V 否决情形  c',
    '  V/1 严重违纪 只登记',
  ]);
  assert.deepEqual(lines('ballots'), ['vote 测评  c', '  好 好 100 分', '  差 差 0 分']);
  assert.deepEqual(lines('inputs'), ['superior 上级评分 0—100，由上级给 c']);
  assert.deepEqual(lines('readings'), [
    'gap 空档归哪一档？ 已定，现用 low',
    '  low 归低的 现用'.replace('归低的', '低的'),
    '  high 高的',
  ]);
  assert.deepEqual(lines('grades'), ['优 优  c', '良 良  c', '差 差  c']);
  assert.deepEqual(lines('tracks'), ['year 年度考核', '  publish 公示', '  object 提异议']);
  assert.deepEqual(lines('clauses'), ['c 一 样例条款']);
});

test('points that nobody enters, and points without bounds, are told for what they are', () => {
  const items = idGroups(rulesOf(readScheme('employee-ab'))).find((group) => group.key === 'items')?.rows ?? [];
  const details = new Map(items.flatMap((one) => one.inside.map((rule) => [rule.id, rule.detail] as const)));
  assert.deepEqual(
    ['A1-12/1', 'A3-1/2', 'A1-4/1'].map((id) => details.get(id)),
    ['由程序结算', '扣分，由制度委员会、总经办定', '加 5—20，由部门负责人定'],
  );
});

test('nothing that a scheme declares is left out', () => {
  for (const id of shippedSchemes()) {
    const ruleset = rulesOf(readScheme(id));
    const listed = new Set(
      idGroups(ruleset).flatMap((group) => group.rows.flatMap((one) => [one, ...one.inside]).map((one) => one.id)),
    );
    const declared = ruleset.parts.flatMap((part) =>
      [
        part.items,
        part.facts,
        part.roles,
        part.ballots,
        part.inputs,
        part.score,
        part.outcomes,
        part.norms,
        part.texts,
        part.carry,
        part.gates,
        part.readings,
        part.params,
        part.slots,
        part.rankings,
        part.vetoes,
        part.incomplete,
      ].flatMap((list) => list.map((one) => one.id)),
    );
    assert.deepEqual(
      declared.filter((one) => !listed.has(one)),
      [],
      id,
    );
  }
});

test('where several schemes are put together each id says to which it belongs', () => {
  const rows = idGroups(rulesOf(readScheme('taiji-office'))).flatMap((group) => group.rows);
  assert.deepEqual(
    [...new Set(rows.map((one) => one.part))].toSorted((a, b) => String(a).localeCompare(String(b))),
    ['fuling-member', 'fuling-org', 'fuling-secretary'],
  );
});
