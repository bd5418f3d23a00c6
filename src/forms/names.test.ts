import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../core/problem.ts';
import { sentence } from '../core/text/sentence.ts';
import type { SubjectKind } from './form-rules.ts';
import { namesOf, type Named } from './names.ts';

function person(id: string, name: string, org: string, more: Partial<Named> = {}): Named {
  return { id, name, kind: 'member', rated: true, orgs: new Set([org]), memberships: [], home: undefined, ...more };
}

const names = namesOf(new Set(['一支部', '二支部', '三支部']), [
  person('王芳@一支部', '王芳', '一支部'),
  person('王芳@二支部', '王芳', '二支部'),
  person('李强', '李强', '一支部'),
  person('李强（书记）', '李强', '二支部', { kind: 'secretary', home: '一支部' }),
]);

function ask(name: string, org?: string, kinds: readonly SubjectKind[] = []): string {
  const out: Problem[] = [];
  const found = names.person({ name, org }, kinds, { name: '评分!B5', org: '评分!C5' }, out);
  assert.equal(found === undefined, out.length > 0);
  return found?.id ?? out.map((one) => `${one.at} ${sentence(one)}`).join('');
}

test('a name and a branch say who is meant', () => {
  assert.equal(ask('王芳', '二支部'), '王芳@二支部');
  assert.equal(ask('李强', undefined, ['member']), '李强');
  assert.equal(ask('李强', undefined, ['secretary']), '李强（书记）');
});

test('an office is found by the branch of the office, else by that of the membership', () => {
  assert.equal(ask('李强', '二支部', ['secretary']), '李强（书记）');
  assert.equal(ask('李强', '一支部', ['secretary']), '李强');
});

test('the same name twice asks for the branch', () => {
  assert.equal(ask('王芳'), '评分!B5 叫「王芳」的不止一人（一支部、二支部），请写明所在支部。');
});

test('an unknown name or branch is told with what was probably meant', () => {
  assert.equal(ask('王方'), '评分!B5 名册里没有「王方」，相近的有：王芳，请核对姓名。');
  assert.equal(ask('欧阳修'), '评分!B5 名册里没有「欧阳修」，请先加进名册，或核对姓名。');
  assert.equal(ask('王芳', '三支部'), '评分!B5 「王芳」不在「三支部」，名册里在：一支部、二支部，请核对支部。');
  assert.equal(ask('王芳', '三支'), '评分!C5 组织表里没有「三支」，相近的有：三支部，请核对名称。');
});

test('of many names only the alike ones are named', () => {
  const many = namesOf(
    new Set(),
    ['赵', '钱', '孙', '李', '周', '吴'].map((surname) => person(surname, `${surname}示范`, '')),
  );
  const out: Problem[] = [];
  const at = { name: '名册!B5', org: '名册!C5' };
  many.person({ name: '孙示', org: undefined }, [], at, out);
  many.person({ name: '完全不同', org: undefined }, [], at, out);
  assert.deepEqual(
    out.map((one) => one.data['list']),
    ['孙示范', undefined],
  );
});
