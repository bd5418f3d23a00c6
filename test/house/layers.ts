import { posix } from 'node:path';
import type { Import } from './imports.ts';

/** What a layer may import: other layers by name, some of them for their types only. */
export type Layer = { readonly mayImport: ReadonlyMap<string, 'all' | 'types'> };
/** Imports of every source file, by its path such as `src/core/date.ts`. */
export type Sources = ReadonlyMap<string, readonly Import[]>;

/** Reads the rows of the layer table in ARCHITECTURE.md. */
export function readLayers(rows: readonly (readonly string[])[]): ReadonlyMap<string, Layer> {
  return new Map(rows.map(([name = '', allowed = '']) => [name, { mayImport: readAllowed(allowed) }]));
}

function readAllowed(cell: string): ReadonlyMap<string, 'all' | 'types'> {
  if (cell === '–') return new Map();
  return new Map(
    cell.split(',').map((part) => {
      const words = part.trim().split(' ');
      const name = words.at(-1) ?? '';
      return [name, words.length > 1 ? 'types' : 'all'] as const;
    }),
  );
}

/** Every import that breaks the table, in words; empty when all is well. */
export function wrongImports(layers: ReadonlyMap<string, Layer>, sources: Sources): readonly string[] {
  return [...sources].flatMap(([path, imports]) => {
    const name = layerOf(path);
    const layer = layers.get(name);
    if (layer === undefined) return [`${path}: src/${name} is not a layer of ARCHITECTURE.md`];
    return imports.flatMap((one) => {
      const reason = whyWrong(name, layer, path, one);
      return reason === null ? [] : [`${path} imports ${one.from}: ${reason}`];
    });
  });
}

function whyWrong(name: string, layer: Layer, path: string, { from, typesOnly }: Import): string | null {
  if (!from.startsWith('.')) {
    return name === 'core' ? 'core imports no package and no node:' : null;
  }
  const target = resolve(path, from);
  if (!target.startsWith('src/')) return 'it is outside src';
  if (/\.test\.tsx?$/.test(target)) return 'it is a test';
  const other = layerOf(target);
  if (other === name) return null;
  const allowed = layer.mayImport.get(other);
  if (allowed === undefined) return `${name} may not import ${other}`;
  return allowed === 'types' && !typesOnly ? `${name} may import only types of ${other}` : null;
}

/** Import cycles, each as the path around it; an import of a type counts like any other. */
export function importCycles(sources: Sources): readonly string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), path].join(' → '));
    if (seenAt >= 0 || done.has(path)) return;
    for (const { from } of sources.get(path) ?? []) {
      if (from.startsWith('.')) visit(resolve(path, from), [...trail, path]);
    }
    done.add(path);
  };
  for (const path of sources.keys()) visit(path, []);
  return cycles;
}

function resolve(path: string, from: string): string {
  return posix.join(posix.dirname(path), from);
}

function layerOf(path: string): string {
  return path.split('/')[1] ?? '';
}
