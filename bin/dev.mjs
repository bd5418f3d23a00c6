// For working on the project: node bin/dev.mjs scripts/some.ts [argument…]; development dependencies are installed first.
import { launch } from './launch.mjs';

const [entry = 'scripts/check.ts', ...args] = process.argv.slice(2);
await launch(entry, args, { dev: true });
