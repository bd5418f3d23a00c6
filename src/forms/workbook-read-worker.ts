import { parentPort, workerData } from 'node:worker_threads';
import { readPackedBook } from './workbook-read-sheet.ts';
import type { PackedResult } from './workbook-read-sheet.ts';
import { openZip, refusedProblem } from './zip-guard.ts';
import type { BookLimits } from './zip-guard.ts';

/** The reading thread: one file, one answer; whatever happens in here, the thread that asked lives on. */
async function read(bytes: Uint8Array, limits: BookLimits): Promise<PackedResult> {
  const opened = await openZip(bytes, limits);
  if (!opened.ok) return opened;
  try {
    return readPackedBook(opened.zip, limits);
  } catch (error) {
    const problem = refusedProblem(error);
    if (!problem) throw error;
    return { ok: false, problems: [problem] };
  }
}

const task = workerData as { readonly bytes: Uint8Array; readonly limits: BookLimits };
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(await read(task.bytes, task.limits));
