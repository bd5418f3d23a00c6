/** How many tests ran, by how they ended. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** How one stage of the check ended; a stage that is not tests has no counts. */
export type StageEnd = { readonly name: string; readonly ok: boolean; readonly counts?: Counts };

/** Sums tests over stages. A stage that failed without a failed test in it is one failure: it never passes in silence. */
export function tally(ends: readonly StageEnd[]): Counts {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const { ok, counts } of ends) {
    const failedTests = counts?.failed ?? 0;
    passed += counts?.passed ?? 0;
    skipped += counts?.skipped ?? 0;
    failed += ok ? failedTests : Math.max(1, failedTests);
  }
  return { passed, failed, skipped };
}

/** The last line of every check, alone on its line. */
export function closingLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
