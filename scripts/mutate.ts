import { checkScheme, overParts } from '../src/core/scheme/check/check.ts';
import { mutants, numbersOf, type Mutant } from '../src/core/scheme/mutation.ts';
import { draftScheme, type Documents } from '../src/core/scheme/resolve.ts';
import { canonicalJson } from '../src/core/json.ts';
import { examplesOf, runExample } from '../src/core/score/example.ts';

/** One number that can be changed without anything noticing, and how. */
export type FreeNumber = { readonly path: string; readonly changes: readonly string[] };

/** How well a document is held by its worked examples (变异覆盖). */
export type MutationReport = {
  readonly scheme: string;
  readonly numbers: number;
  /** Numbers of which some step is noticed by the check only. */
  readonly byCheck: readonly FreeNumber[];
  /** Numbers of which some step is noticed by nothing. */
  readonly free: readonly FreeNumber[];
};

/**
 * Changes every number of a document by one step and sees who notices: an example that came out before and does not any
 * more, else a finding of the check that comes or goes. `pick` takes a sample of the changes.
 */
export function mutationOf(
  scheme: string,
  documents: Documents,
  pick: (index: number) => boolean = () => true,
): MutationReport {
  const document = documents(scheme);
  let before: string | undefined;
  const examples = examplesIn(document, documents);
  const byCheck = new Map<string, readonly string[]>();
  const free = new Map<string, readonly string[]>();
  [...mutants(document)]
    .filter((_, index) => pick(index))
    .forEach((mutant) => {
      if (isNoticed(mutant, documents, examples)) return;
      before ??= findings(document, documents);
      note(findings(mutant.document, documents) === before ? free : byCheck, mutant);
    });
  return { scheme, numbers: numbersOf(document).length, byCheck: listed(byCheck), free: listed(free) };
}

function note(into: Map<string, readonly string[]>, { place, changed }: Mutant): void {
  into.set(place.path, [...(into.get(place.path) ?? []), `${place.text} → ${changed}`]);
}

function listed(map: ReadonlyMap<string, readonly string[]>): readonly FreeNumber[] {
  return [...map].map(([path, changes]) => ({ path, changes }));
}

/** What the check says of a document; nothing when it does not even parse. */
function findings(document: unknown, documents: Documents): string {
  const draft = draftScheme(document, documents);
  if (!draft.ok) return '';
  // Sentences quote the numbers themselves; only which finding stands where counts.
  return canonicalJson(overParts(draft.value.parts, checkScheme).map(({ code, at }) => `${code} ${at}`));
}

type Example = ReturnType<typeof examplesOf>[number];

/** The examples of a document, and whether one comes out as the document stands: one that does not notices nothing. */
type Examples = { readonly list: Example[]; readonly comesOut: (one: Example) => boolean };

function examplesIn(document: unknown, documents: Documents): Examples {
  const known = new Map<Example, boolean>();
  const comesOut = (one: Example): boolean => {
    const before = known.get(one) ?? runExample(document, documents, one).length === 0;
    known.set(one, before);
    return before;
  };
  return { list: [...examplesOf(document)], comesOut };
}

/** The last example to notice is asked first next time. */
function isNoticed({ document }: Mutant, documents: Documents, { list, comesOut }: Examples): boolean {
  const at = list.findIndex((one) => runExample(document, documents, one).length > 0 && comesOut(one));
  if (at < 0) return false;
  list.unshift(...list.splice(at, 1));
  return true;
}
