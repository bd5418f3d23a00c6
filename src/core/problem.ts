/** How much a problem weighs: an error stops the work, a warning does not, a note only tells (提示). */
export type Severity = 'error' | 'warning' | 'note';

/**
 * Something wrong with what people gave us, as a value; a bug throws instead.
 * `at` is a path (`items.纪律-1.max`) or a place in a workbook (`台账!C5`); `clause` the id of the clause it concerns;
 * the Chinese sentence for `code` stands in `text/`.
 */
export type Problem = {
  readonly code: string;
  readonly severity: Severity;
  readonly at: string;
  readonly clause?: string;
  readonly data: Readonly<Record<string, string>>;
};

/** A value, or every reason why there is none. Warnings and notes may come with a value. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** An error at a place. */
export function problem(code: string, at: string, data: Readonly<Record<string, string>> = {}): Problem {
  return { code, severity: 'error', at, data };
}

/** Puts a value and what was noticed on the way together; any error makes the whole a failure. */
export function resultOf<T>(value: T, problems: readonly Problem[]): Result<T> {
  return problems.some((p) => p.severity === 'error') ? { ok: false, problems } : { ok: true, value, problems };
}
