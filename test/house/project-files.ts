import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bin/launch.mjs';

/** Where packages are installed, at the top and beside the measurements. */
const INSTALLED = 'node_modules';

/** Top-level folders that are not the project: installed, produced, or data of a running system. */
const NOT_OURS = new Set(['.git', INSTALLED, 'data', 'dist', 'coverage', 'tmp']);

/** Every file of the project, as paths from its root. It does not ask git, so a file not yet added counts as well. */
export function projectFiles(): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(entry.name) : [entry.name]))
    .toSorted();
}

function filesUnder(folder: string): readonly string[] {
  const own = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.name !== INSTALLED);
  return own.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

export function readProjectFile(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The source files of the program, without tests. */
export function sourceFiles(): readonly string[] {
  return projectFiles().filter((path) => /^src\/.*\.tsx?$/.test(path) && !isTest(path));
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** The rows of the first Markdown table whose header row contains `header`, cells trimmed. */
export function markdownTable(markdown: string, header: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith('|') && line.includes(header));
  if (start < 0) throw new Error(`no table with the header ${header}`);
  const after = lines.slice(start + 2);
  const end = after.findIndex((line) => !line.startsWith('|'));
  return after.slice(0, end < 0 ? after.length : end).map(cells);
}

function cells(row: string): readonly string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
