#!/usr/bin/env node
import { launch } from './launch.mjs';

await launch('src/cli/main.ts', process.argv.slice(2), { dev: false });
