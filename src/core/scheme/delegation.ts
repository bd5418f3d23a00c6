import { problem, type Problem } from '../problem.ts';
import type { Overlay } from './scheme.ts';
import { isRecord } from './shape.ts';

/** Blocks that a local document always writes itself: its own clauses and cases, what it lacks, what it does not score. */
const OWN: ReadonlySet<string> = new Set(['clauses', 'examples', 'incomplete', 'notScored', 'effective']);

/**
 * What a local document changes of its parent beyond what the parent leaves to it: paths it delegates, parameters,
 * slots, readings, and what it says is missing (本地细则的权限). `raw` is the parent as a document; one problem for each
 * change, at its place in the overlay.
 */
export function beyondDelegation(raw: unknown, over: Overlay, parent: string): readonly Problem[] {
  const allowed = allowedPaths(raw);
  const refuse = (at: string, path: string): readonly Problem[] =>
    isAllowed(allowed, path) ? [] : [problem('overlay-not-allowed', at, { path, parent })];
  const own = (key: string): string | undefined => ownKey(over, parent, key);
  const set = Object.entries(over.set).flatMap(([key, value]) => {
    const path = own(key);
    return path === undefined || isFilling(path, value) ? [] : refuse(`set.${key}`, path);
  });
  const add = Object.keys(over.add).flatMap((key) => {
    const block = own(key);
    return block === undefined ? [] : refuse(`add.${key}`, `${block}.+`);
  });
  return [...set, ...add];
}

/** The key without its parent's name; undefined when it is meant for another parent. */
export function ownKey(over: Overlay, parent: string, key: string): string | undefined {
  if (key.startsWith(`${parent}/`)) return key.slice(parent.length + 1);
  return over.extends.some((one) => key.startsWith(`${one}/`)) ? undefined : key;
}

/** A gap that is struck out because the document fills it. */
function isFilling(path: string, value: unknown): boolean {
  return value === null && (path.startsWith('incomplete.') || path.endsWith('.incomplete'));
}

function allowedPaths(raw: unknown): readonly string[] {
  const rows = (block: string): readonly Readonly<Record<string, unknown>>[] => {
    const list = isRecord(raw) ? raw[block] : undefined;
    return Array.isArray(list) ? list.filter(isRecord) : [];
  };
  const words = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  return [
    ...rows('delegates').map((one) => String(one['path'])),
    ...rows('incomplete').flatMap((one) => words(one['fills'])),
    ...rows('slots').map((one) => `${String(one['into'])}.+`),
    ...rows('params').map((one) => `params.${String(one['id'])}.value`),
  ];
}

function isAllowed(allowed: readonly string[], path: string): boolean {
  const [block = ''] = path.split('.');
  if (OWN.has(block)) return true;
  return allowed.some((one) => path === one || path.startsWith(`${one}.`));
}
