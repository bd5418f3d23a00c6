import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedParts, plainText, tightText, writtenText } from './plain-text.ts';

const IDEOGRAPHIC_SPACE = '\u3000';

test('names and headers are the same however they are spaced and whichever signs they use', () => {
  const pairs: readonly (readonly [string, string])[] = [
    [`王${IDEOGRAPHIC_SPACE}芳`, '王芳'],
    ['王 芳', '王芳'],
    [' 王芳\n', '王芳'],
    ['王\u200b芳', '王芳'],
    ...['\u00ad', '\u061c', '\u180e', '\u2066', '\u2069', '\u206a', '\ufff9', '\u{e0041}', '\ud800', '\u0007'].map(
      (unseen) => [`王${unseen}芳`, '王芳'] as const,
    ),
    ['王\u2028芳', '王芳'],
    ['王芳（１）', '王芳(1)'],
    ['ＡＢ－１２', 'AB-12'],
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ['阿依古丽・买买提', '阿依古丽·买买提'],
    ['第一 党支部', '第一党支部'],
  ];
  for (const [typed, meant] of pairs) assert.equal(tightText(typed), meant, typed);
});

test('what is compared loses width and extra blanks, but not its words', () => {
  assert.equal(plainText(`${IDEOGRAPHIC_SPACE}技能　竞赛  ２０２６\u00a0`), '技能 竞赛 2026');
});

test('what is only shown stays as it was written', () => {
  assert.equal(writtenText('  长期驻外，成绩突出……①\r\n第二行 '), '长期驻外，成绩突出……①\n第二行');
  assert.equal(writtenText('一\u2028二\u2029三\u061c'), '一\n二\n三');
});

test('several things in one cell', () => {
  assert.deepEqual(listedParts('李强、赵敏，孙丽；周杰\n吴磊;郑爽,'), ['李强', '赵敏', '孙丽', '周杰', '吴磊', '郑爽']);
  assert.deepEqual(listedParts(' 、，'), []);
});
