import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemTexts, sentence, severityOf, visible } from './sentence.ts';

test('a code has one sentence', () => {
  const codes = problemTexts.map((one) => one.code);
  assert.deepEqual(
    codes.filter((code, index) => codes.indexOf(code) !== index),
    [],
  );
});

test('every sentence is one Chinese sentence', () => {
  const odd = problemTexts.filter(
    ({ text }) => !/^[^。？！]*\p{Script=Han}[^。？！]*[。？]$|^公布以前请先定下：\{question\}$/u.test(text),
  );
  assert.deepEqual(
    odd.map((one) => one.code),
    [],
  );
});

test('codes are kebab-case', () => {
  assert.deepEqual(
    problemTexts.filter(({ code }) => !/^[a-z0-9]+(-[a-z0-9]+)*(:[a-z]+)?$/.test(code)),
    [],
  );
});

const rows: readonly (readonly [
  what: string,
  code: string,
  data: Readonly<Record<string, string>>,
  expected: string,
])[] = [
  [
    'what the problem carries is filled in',
    'not-a-date',
    { got: '2026-13-02' },
    '「2026-13-02」不是日期，请写成 2026-03-02 这样。',
  ],
  [
    'words of the language are told in Chinese',
    'posting-not-shorter',
    { posting: 'half-year', unit: 'quarter' },
    '平时记分的小周期（半年）不比考核周期（季度）短，请改短或删去。',
  ],
  [
    'what somebody wrote stays as it is',
    'unknown-subject',
    { id: 'month' },
    '名册里没有「month」，请先加进名册，或核对姓名和支部。',
  ],
  ['a kind has its own advice', 'file-not-xlsx', { kind: 'pdf' }, '这是 PDF，不能读出表格，请用原来的 .xlsx 文件。'],
  [
    'a kind nobody foresaw gets the common advice',
    'file-not-xlsx',
    { kind: 'odt' },
    '这不是 .xlsx 表格，请用表格软件打开，另存为 .xlsx 后再传。',
  ],
  [
    'what is missing is said',
    'too-many-rows',
    { limit: '300000' },
    '「（未写）」行数太多（最多 300000 行），请分成几份。',
  ],
  [
    'a list of suggestions is told',
    'cell-not-choice',
    { header: '身份', got: '正事', list: '正式、预备' },
    '「身份」填了「正事」，不在可选的里面，可选的有：正式、预备，请从下拉里选。',
  ],
  [
    'a list with nothing in it is not',
    'cell-not-choice',
    { header: '身份', got: '正事', list: '' },
    '「身份」填了「正事」，不在可选的里面，请从下拉里选。',
  ],
  [
    'nor one of what the scheme does not have at all',
    'unknown-finding',
    { got: '属实', list: '' },
    '这个方案没有检查这一项，「属实」用不上，请删去这一条。',
  ],
  [
    'a word of the program is left as it is',
    'unknown-key',
    { key: 'constructor', list: 'id、name' },
    '这里没有「constructor」这一栏，可以写的有：id、name；请核对拼写，或删去。',
  ],
  [
    'what nobody can see is told by its number, and stays on its line',
    'unknown-key',
    { key: 'a\u0000b\u001b[31m\u202ec\n\td', list: 'id' },
    '这里没有「a〈U+0000〉b〈U+001B〉[31m〈U+202E〉c d」这一栏，可以写的有：id；请核对拼写，或删去。',
  ],
  [
    'a code without a sentence is passed on',
    'never-heard-of',
    {},
    '发现一个问题（never-heard-of），请把它告诉管理员。',
  ],
];

for (const [what, code, data, expected] of rows) {
  test(what, () => assert.equal(sentence({ code, data }), expected));
}

test('no character that nobody sees is shown as it is', () => {
  const unseen = [
    '00AD',
    '061C',
    '0085',
    '180E',
    '200B',
    '202E',
    '2066',
    '206A',
    'D800',
    'DFFF',
    'FEFF',
    'FFF9',
    'E0041',
  ];
  for (const code of unseen)
    assert.equal(visible(`a${String.fromCodePoint(Number.parseInt(code, 16))}b`), `a〈U+${code}〉b`);
  for (const broken of ['\n', '\r\n', '\t', '\v', '\f', '\u2028', '\u2029'])
    assert.equal(visible(`a${broken}b`), 'a b');
  assert.equal(visible('王 芳·😀'), '王 芳·😀');
});

test('a code weighs what its table says', () => {
  assert.equal(severityOf('no-such-node'), 'error');
  assert.equal(severityOf('band-overlap'), 'warning');
  assert.equal(severityOf('band-gap'), 'note');
  assert.throws(() => severityOf('nothing' as 'band-gap'), /no sentence/);
});
