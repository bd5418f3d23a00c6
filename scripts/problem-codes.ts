// 由句子表重写 docs/problem-codes.md 的表。
import { readFileSync, writeFileSync } from 'node:fs';
import { problemTexts } from '../src/core/text/sentence.ts';

const path = 'docs/problem-codes.md';
const head = readFileSync(path, 'utf8').split(/^\| `/m)[0] ?? '';
const rows = problemTexts.map(({ code, severity, text }) => `| \`${code}\` | ${severity} | ${text} |\n`);
writeFileSync(path, head + rows.join(''));
