import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../bin/launch.mjs';
import { coreFiles } from '../../scripts/test-files.ts';

// Coverage counts only files that were loaded; without this, a file no test touches would raise the percentage.
test('every file of core loads', async () => {
  for (const path of coreFiles()) await import(pathToFileURL(join(root, path)).href);
});
