import { parse } from 'yaml';
import { projectFiles, readProjectFile } from './project-files.ts';

/** A worked example as a scheme document writes it: which cases it is, by id. */
export type ShippedExample = { readonly id: string; readonly cases: readonly string[] };

/** Every document in schemes/, by its id. */
export function shippedDocuments(): readonly (readonly [id: string, document: unknown])[] {
  return projectFiles()
    .filter((path) => /^schemes\/.*\.yaml$/.test(path))
    .map((path) => [path.slice('schemes/'.length, -'.yaml'.length), readDocument(path)]);
}

function readDocument(path: string): unknown {
  return parse(readProjectFile(path), { schema: 'failsafe', customTags: ['bool', 'null'], maxAliasCount: -1 });
}

/** The examples of every document in schemes/, by scheme. */
export function shippedExamples(): ReadonlyMap<string, readonly ShippedExample[]> {
  const paths = projectFiles().filter((path) => /^schemes\/.*\.yaml$/.test(path));
  return new Map(paths.map((path) => examplesOf(readProjectFile(path))));
}

function examplesOf(text: string): readonly [string, readonly ShippedExample[]] {
  const document = parse(text, { schema: 'failsafe', maxAliasCount: -1 }) as {
    readonly scheme: string;
    readonly examples?: readonly { readonly id: string; readonly cases?: readonly string[] }[];
  };
  return [document.scheme, (document.examples ?? []).map(({ id, cases }) => ({ id, cases: cases ?? [] }))];
}

/** What a cell of a page puts in backticks. */
export function quoted(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

/** The examples a cell points to, written `scheme#example`. */
export function references(cell: string): readonly { readonly scheme: string; readonly example: string }[] {
  return quoted(cell).flatMap((word) => {
    const [scheme, example, ...more] = word.split('#');
    return scheme === undefined || example === undefined || more.length > 0 ? [] : [{ scheme, example }];
  });
}
