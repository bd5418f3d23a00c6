import { parseSync } from 'oxc-parser';

/** One import of a file, in any form: static, re-export, `import()` in code or in a type. */
export type Import = { readonly from: string; readonly typesOnly: boolean };

/** All imports of a source text. A text that does not parse throws: a wrong import must not hide behind it. */
export function importsOf(path: string, source: string): readonly Import[] {
  const { module, program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const found: Import[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    // A bare `import './x.ts'` has no entries and runs the file.
    found.push({ from: moduleRequest.value, typesOnly: entries.length > 0 && entries.every((entry) => entry.isType) });
  }
  for (const { moduleRequest, isType } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest !== null && moduleRequest !== undefined)
      found.push({ from: moduleRequest.value, typesOnly: isType });
  }
  collectInner(program, path, found);
  return found;
}

function collectInner(node: unknown, path: string, found: Import[]): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, source } = node as { readonly type?: unknown; readonly source?: { readonly value?: unknown } | null };
  if (type === 'ImportExpression' || type === 'TSImportType') {
    if (typeof source?.value !== 'string') throw new Error(`${path}: the target of import() must be a plain string`);
    found.push({ from: source.value, typesOnly: type === 'TSImportType' });
  }
  for (const child of Object.values(node)) collectInner(child, path, found);
}

/** Names of the types and interfaces a source text exports. */
export function exportedTypes(path: string, source: string): readonly string[] {
  return parseSync(path, source)
    .module.staticExports.flatMap(({ entries }) => entries)
    .filter((entry) => entry.isType && entry.moduleRequest === null)
    .flatMap(({ exportName }) => exportName.name ?? []);
}
