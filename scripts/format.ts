// Formats every source file in place.
import { packageProgram } from './stages.ts';

process.exitCode = packageProgram('oxfmt', 'oxfmt', ['.']) ? 0 : 1;
