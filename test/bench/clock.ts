/** Seconds of processor time this process has used; what others do on the machine does not count. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Something that is measured beside others: how many members a run of it scores, and the run. */
export type Runner = { readonly name: string; readonly members: number; readonly run: () => unknown };

/** Processor seconds for one member, one figure for each round. */
export type Lap = { readonly name: string; readonly members: number; readonly perMember: readonly number[] };

/**
 * Runs all runners in turn, round after round, so that whatever else goes on meets them alike. The first rounds only
 * warm up. A garbage collection before each run keeps one runner from paying for another.
 */
export async function rounds(runners: readonly Runner[], warm: number, measured: number): Promise<readonly Lap[]> {
  const laps = runners.map(({ name, members }) => ({ name, members, perMember: [] as number[] }));
  for (let round = 0; round < warm + measured; round += 1) {
    for (const [at, runner] of runners.entries()) {
      globalThis.gc?.();
      const before = cpuSeconds();
      await runner.run();
      const used = cpuSeconds() - before;
      if (round >= warm) laps[at]?.perMember.push(used / runner.members);
    }
  }
  return laps;
}

/** How many times as fast one is as another: the median of the rounds' ratios. */
export function timesAsFast(one: Lap, other: Lap): number {
  return median(one.perMember.map((seconds, round) => (other.perMember[round] as number) / seconds));
}

/** Rows as a plain table; Chinese characters take two columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] as number) - widthOf(cell))).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

function widthOf(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffef]/gu)?.length ?? 0);
}

/** A number with about three figures that count. */
export function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3);
}
