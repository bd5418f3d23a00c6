// One size of measure-growth.ts in a process of its own: growth-child.ts SCHEME MEMBERS, figures as JSON on standard output.
import { fileURLToPath } from 'node:url';
import { finish } from '../../src/core/score/evaluate.ts';
import { subjectResult } from '../../src/core/score/subject-result.ts';
import { readScheme } from '../../src/store/scheme.ts';
import { cpuSeconds } from './clock.ts';
import { crowdOf, type CrowdName } from './crowd.ts';
import { opened, rulesetOf } from './opened.ts';

/** Processor seconds by step, and the most memory the process held, in MiB. */
export type Grown = {
  readonly members: number;
  readonly open: number;
  readonly score: number;
  readonly results: number;
  readonly peak: number;
};

function grow(name: CrowdName, members: number): Grown {
  const ruleset = rulesetOf(readScheme(name));
  const facts = crowdOf(name, members, 50);
  const before = cpuSeconds();
  const { plan, book } = opened(ruleset, facts);
  const open = cpuSeconds();
  const scored = finish(plan, book, []);
  const score = cpuSeconds();
  // Results are handed on one by one, as a file is written; nobody holds a million of them.
  for (const standing of scored.run.standings) JSON.stringify(subjectResult(scored, standing));
  const results = cpuSeconds();
  const peak = process.resourceUsage().maxRSS / 1024;
  return { members, open: open - before, score: score - open, results: results - score, peak };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, members] = process.argv.slice(2) as [CrowdName, string];
  console.log(JSON.stringify(grow(name, Number(members))));
}
