import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { CELL_KINDS } from './workbook-read-sheet.ts';
import type { CellKind, PackedBook, PackedResult, PackedSheet } from './workbook-read-sheet.ts';
import { DEFAULT_LIMITS } from './zip-guard.ts';
import type { BookLimits, BookProblem } from './zip-guard.ts';

/**
 * A cell as people wrote it, before anybody interprets it. `number`: shortest decimal at 15 significant digits;
 * `date`: yyyy-mm-dd; `bool`: TRUE or FALSE; `formula`: with its `=`; `error`: such as #DIV/0!;
 * `merged`: covered by a merge and not its first cell, `text` is the range of the merge.
 */
export type Cell = { readonly kind: CellKind; readonly text: string };

/** A row with its Excel number, and its filled cells by column from 0, in order. */
export type Row = { readonly number: number; readonly cells: ReadonlyMap<number, Cell> };

/** A sheet: the rows that hold anything, in order; `merges` are ranges such as A1:C1. */
export type Sheet = {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly merges: readonly string[];
  readonly hidden: boolean;
};

export type { BookProblem } from './zip-guard.ts';

export type Workbook =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly problems: readonly BookProblem[] };

const ROWS_A_TURN = 20_000;

async function unpackSheet(sheet: PackedSheet, cells: readonly Cell[]): Promise<Sheet> {
  const rows: Row[] = [];
  let at = 0;
  for (const [i, number] of sheet.rows.entries()) {
    const row = new Map<number, Cell>();
    for (const end = sheet.ends[i]!; at < end; at += 1) row.set(sheet.columns[at]!, cells[sheet.cells[at]!]!);
    rows.push({ number, cells: row });
    // A server has others to answer while a large book is taken over.
    if (i % ROWS_A_TURN === ROWS_A_TURN - 1) await turn();
  }
  return { name: sheet.name, rows, merges: sheet.merges, hidden: sheet.hidden };
}

async function unpack({ sheets, kinds, texts }: PackedBook): Promise<readonly Sheet[]> {
  const cells = texts.map((text, i): Cell => ({ kind: CELL_KINDS[kinds[i]!]!, text }));
  const unpacked: Sheet[] = [];
  for (const sheet of sheets) unpacked.push(await unpackSheet(sheet, cells));
  return unpacked;
}

/** Runs the reading thread under a limit of time and memory; its death is a problem of the file, never ours. */
async function readApart(bytes: Uint8Array, limits: BookLimits): Promise<PackedResult> {
  const worker = new Worker(new URL('./workbook-read-worker.ts', import.meta.url), {
    workerData: { bytes, limits },
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
  });
  const failed = (code: string, data: Readonly<Record<string, string>> = {}): PackedResult => ({
    ok: false,
    problems: [{ code, at: '', data }],
  });
  const { promise, resolve } = Promise.withResolvers<PackedResult>();
  const seconds = String(Math.round(limits.milliseconds / 1000));
  const timer = setTimeout(() => resolve(failed('read-timeout', { seconds })), limits.milliseconds);
  worker.once('message', resolve);
  worker.once('error', (error: NodeJS.ErrnoException) => {
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    resolve(outOfMemory ? failed('read-memory') : failed('read-failed', { reason: error.message.slice(0, 200) }));
  });
  worker.once('exit', (status) => resolve(failed('read-failed', { reason: `exit ${status}` })));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** Reads an xlsx workbook; a file that cannot be read whole and safely gives problems instead of part of its rows. */
export async function readWorkbook(bytes: Uint8Array, limits: Partial<BookLimits> = {}): Promise<Workbook> {
  const read = await readApart(bytes, { ...DEFAULT_LIMITS, ...limits });
  return read.ok ? { ok: true, sheets: await unpack(read.book) } : read;
}
