import { pushAll } from '../core/push-all.ts';
import { readdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument, type YAMLError, type YAMLWarning } from 'yaml';
import { nearest } from '../core/nearest.ts';
import { problem, type Problem, type Result } from '../core/problem.ts';
import { readBytes, textOf } from './file.ts';

const SHIPPED = fileURLToPath(new URL('../../schemes/', import.meta.url));
const EXTENSION = '.yaml';

/** A scheme document, and where its parents are found: shipped ones, then beside it. */
export type SchemeFile = {
  readonly document: unknown;
  readonly documents: (id: string) => unknown;
  /** What was wrong with parents that could not be read. */
  readonly faults: readonly Problem[];
};

/** The ids of the shipped scheme documents, sorted. */
export function shippedSchemes(): readonly string[] {
  return readdirSync(SHIPPED)
    .filter((name) => name.endsWith(EXTENSION))
    .map((name) => name.slice(0, -EXTENSION.length))
    .toSorted();
}

/** Opens a scheme document by the id of a shipped one, or by its path. */
export function openSchemeFile(idOrPath: string): Result<SchemeFile> {
  const shipped = shippedPath(idOrPath);
  if (shipped === undefined && !isPath(idOrPath)) return unknownScheme(idOrPath);
  const path = shipped ?? idOrPath;
  const read = readDocument(path);
  if (!read.ok) return read;
  const faults: Problem[] = [];
  const known = new Map<string, unknown>();
  const readParent = (id: string): unknown => {
    const parent = shippedPath(id) ?? join(dirname(path), `${id}${extname(path)}`);
    const found = readDocument(parent);
    if (found.ok) return found.value;
    pushAll(
      faults,
      found.problems.filter((one) => one.code !== 'file-missing'),
    );
    return undefined;
  };
  const documents = (id: string): unknown => {
    if (!known.has(id)) known.set(id, readParent(id));
    return known.get(id);
  };
  return { ok: true, value: { document: read.value, documents, faults }, problems: [] };
}

/** A scheme document by id or path; undefined where there is none that can be read. */
export function readScheme(idOrPath: string): unknown {
  const opened = openSchemeFile(idOrPath);
  return opened.ok ? opened.value.document : undefined;
}

function shippedPath(id: string): string | undefined {
  return shippedSchemes().includes(id) ? join(SHIPPED, `${id}${EXTENSION}`) : undefined;
}

function isPath(text: string): boolean {
  return /[\\/]/u.test(text) || ['.yaml', '.yml', '.json'].includes(extname(text).toLowerCase());
}

/** A name that nearly is one of ours is said, so that a slip of the finger costs no search. */
function unknownScheme(id: string): Result<SchemeFile> {
  const parts = shippedSchemes().filter((one) => one.includes(id) || id.includes(one));
  const near = parts.length > 0 ? parts.join('、') : nearest(id, shippedSchemes());
  const data: Problem['data'] = near === undefined ? { id } : { id, kind: 'near', near };
  return { ok: false, problems: [problem('unknown-scheme', '', data)] };
}

function readDocument(path: string): Result<unknown> {
  const bytes = readBytes(path);
  const text = bytes.ok ? textOf(path, bytes.value) : bytes;
  return text.ok ? parse(path, text.value) : text;
}

function parse(path: string, text: string): Result<unknown> {
  try {
    // The failsafe schema leaves every number as the text it is: 0.10 stays 0.10.
    const document = parseDocument(text, { schema: 'failsafe', customTags: ['bool', 'null'], uniqueKeys: true });
    // A tag asks for something to be made of the text, even to be run: nothing here is.
    const tags = document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
    const [fault] = [...document.errors, ...tags];
    if (fault !== undefined) return { ok: false, problems: [broken(path, fault)] };
    return { ok: true, value: document.toJS({ maxAliasCount: 10_000 }) as unknown, problems: [] };
  } catch (error) {
    // Nested deeper than the stack is, or aliases that would fill the memory.
    const reason = error instanceof RangeError ? TOO_DEEP : '引用展开后太大';
    return { ok: false, problems: [problem('yaml-broken', path, { line: '1', column: '1', reason })] };
  }
}

const TOO_DEEP = '嵌套太深';

const REASONS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同一处把一个名称写了两次',
  BAD_INDENT: '缩进不齐',
  TAB_AS_INDENT: '用了制表符缩进',
  MISSING_CHAR: '少了引号、逗号或括号',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAG_RESOLVE_FAILED: '用了标签（! 开头的记号），方案里只写文字',
  MULTIPLE_DOCS: '一个文件里有两份文档',
};

function broken(path: string, { code, linePos }: YAMLError | YAMLWarning): Problem {
  const [at] = linePos ?? [{ line: 1, col: 1 }];
  const reason = REASONS[code] ?? '写法不对';
  return problem('yaml-broken', path, { line: String(at.line), column: String(at.col), reason });
}
