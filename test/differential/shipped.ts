// The shipped documents and the facts of their worked cases.
import { parse } from 'yaml';
import type { Documents } from '../../src/core/scheme/resolve.ts';
import { projectFiles, readProjectFile } from '../house/project-files.ts';
import type { JsonRecord } from './json.ts';

function textOf(record: JsonRecord, key: string): string {
  const value = record[key];
  if (typeof value !== 'string') throw new Error(`no ${key}`);
  return value;
}

const shipped: ReadonlyMap<string, JsonRecord> = new Map(
  projectFiles()
    .filter((path) => /^schemes\/.*\.yaml$/.test(path))
    .map((path) => {
      const document = parse(readProjectFile(path), {
        schema: 'failsafe',
        customTags: ['bool', 'null'],
        maxAliasCount: -1,
      }) as JsonRecord;
      return [textOf(document, 'scheme'), document];
    }),
);

export const documents: Documents = (id) => shipped.get(id);

export type ShippedCase = { readonly name: string; readonly scheme: JsonRecord; readonly facts: JsonRecord };

/** Every worked case of every shipped document, with the readings and parameters it chooses. */
export function shippedCases(): readonly ShippedCase[] {
  return [...shipped].flatMap(([id, scheme]) =>
    (scheme['examples'] as readonly JsonRecord[]).map((example) => ({
      name: `${id}#${textOf(example, 'id')}`,
      scheme,
      facts: {
        ...(example['facts'] as JsonRecord),
        readings: example['readings'] ?? {},
        params: example['params'] ?? {},
      } as JsonRecord,
    })),
  );
}
