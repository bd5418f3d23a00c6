import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';

const SHIPPED = fileURLToPath(new URL('../../schemes/', import.meta.url));

/** The ids of the shipped scheme documents, sorted. */
export function shippedSchemes(): readonly string[] {
  return readdirSync(SHIPPED)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .toSorted();
}

/** Reads a scheme document by its id or path; undefined when there is no such file. Throws on text that is no YAML. */
export function readScheme(idOrPath: string): unknown {
  const shipped = join(SHIPPED, `${idOrPath}.yaml`);
  const file = !/[\\/]/u.test(idOrPath) && existsSync(shipped) ? shipped : idOrPath;
  if (!existsSync(file)) return undefined;
  // The failsafe schema leaves every number as the text it is: 0.10 stays 0.10.
  const document = parseDocument(readFileSync(file, 'utf8'), {
    schema: 'failsafe',
    customTags: ['bool', 'null'],
    uniqueKeys: true,
  });
  const [fault] = document.errors;
  if (fault !== undefined) throw new Error(`${idOrPath}：${fault.message}`);
  return document.toJS({ maxAliasCount: 10_000 }) as unknown;
}
