// 把方案文档的 JSON Schema 写到 docs/scheme.schema.json，再用 npm run format 排版；test/house/schema.test.ts 查它没有过时。
import { writeFileSync } from 'node:fs';
import { schemeSchema } from '../src/core/scheme/parse.ts';

writeFileSync('docs/scheme.schema.json', `${JSON.stringify(schemeSchema())}\n`);
