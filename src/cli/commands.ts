import type { Problem } from '../core/problem.ts';
import { blocksPublication } from '../core/scheme/check/gates.ts';
import type { Explained } from '../core/score/explain.ts';
import type { Results } from '../core/score/results.ts';
import { sentence } from '../core/text.ts';
import { DEMO_FACTS, DEMO_SCHEME, DEMO_SUBJECT } from '../service/demo.ts';
import { checkDocument, listSchemes, openScheme } from '../service/scheme.ts';
import { explain, readFacts, scoreFacts } from '../service/score.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Problems as the contract gives them, the sentence in `message`. */
function withMessages(problems: readonly Problem[]): readonly object[] {
  return problems.map(({ code, severity, at, clause, data }) => ({
    code,
    severity,
    at,
    ...(clause === undefined ? {} : { clause }),
    message: sentence({ code, data }),
  }));
}

function tell(problems: readonly Problem[]): void {
  for (const one of problems) process.stderr.write(`${one.at === '' ? '' : `${one.at}：`}${sentence(one)}\n`);
}

function failed(problems: readonly Problem[], json: boolean): number {
  if (json) printJson({ problems: withMessages(problems) });
  else tell(problems);
  return 1;
}

/** 列出方案，或一份方案用到的全部编号。 */
export function schemes(id: string | undefined, json: boolean): number {
  if (id === undefined) {
    const list = listSchemes();
    if (json) printJson(list);
    else for (const one of list) print(`${one.id.padEnd(22)}${one.complete ? '完整' : '有缺'}  ${one.title}`);
    return 0;
  }
  const opened = openScheme(id);
  if (!opened.ok) return failed(opened.problems, json);
  const parts = opened.value.parts.map(({ clauses, examples, process: tracks, ...ids }) => ({
    ...ids,
    tracks: tracks.tracks.map((track) => ({ id: track.id, steps: track.steps.map((step) => step.id) })),
    clauseCount: clauses.length,
    exampleCount: examples.length,
  }));
  if (json) printJson(parts.length === 1 ? parts[0] : { scheme: opened.value.id, parts });
  else
    for (const part of parts)
      print(
        `${part.scheme}  ${part.title}：积分项目 ${part.items.length}，事实 ${part.facts.length}，读法 ${part.readings.length}`,
      );
  return 0;
}

/** 检查一份方案。 */
export function check(id: string, json: boolean): number {
  const problems = checkDocument(id);
  if (json) printJson({ problems: withMessages(problems) });
  else tellFindings(problems);
  return problems.some((one) => one.severity === 'error') ? 1 : 0;
}

function tellFindings(problems: readonly Problem[]): void {
  for (const one of problems) print(`${one.severity.padEnd(8)}${one.at}：${sentence(one)}`);
  const blocking = problems.filter(blocksPublication).length;
  print(blocking === 0 ? '可以公布。' : `还有 ${blocking} 处要先处理，才能公布。`);
}

/** 按方案给一份事实计分。 */
export function score(
  id: string,
  path: string,
  options: { readonly json: boolean; readonly explain: string | undefined },
): number {
  const facts = readFacts(path);
  return facts.ok ? scoreAndPrint(id, facts.value, options) : failed(facts.problems, options.json);
}

/** 虚构示范：算一个组织，讲一个人的分。 */
export function demo(): number {
  print('虚构示范：以下单位、人员和事实都是编造的。\n');
  return scoreAndPrint(DEMO_SCHEME, DEMO_FACTS, { json: false, explain: DEMO_SUBJECT });
}

function scoreAndPrint(
  id: string,
  facts: unknown,
  options: { readonly json: boolean; readonly explain: string | undefined },
): number {
  const scoring = scoreFacts(id, facts);
  if (!scoring.ok) return failed(scoring.problems, options.json);
  const tree = options.explain === undefined ? undefined : explain(scoring.value, options.explain);
  if (options.json)
    printJson(tree === undefined ? scoring.value.results : { ...scoring.value.results, explained: tree });
  else printTable(scoring.value.results);
  if (!options.json && tree !== undefined) printTree(tree, 0);
  if (options.explain !== undefined && tree === undefined)
    process.stderr.write(`没有找到可以讲解的对象：${options.explain}\n`);
  return 0;
}

function printTable(results: Results): void {
  for (const [id, one] of Object.entries(results.subjects)) {
    const grade = one.grade ?? one.proposed ?? '待定';
    print(`${id}\t${one.score ?? '待定'}\t${grade}\t${one.outcomes.map((line) => line.do).join('、')}`);
    for (const held of one.held) print(`\t待定：${held.what}`);
  }
}

function printTree(tree: Explained, depth: number): void {
  const pad = '  '.repeat(depth);
  const window = tree.window === undefined ? '' : `（${tree.window}）`;
  print(`${pad}${tree.label}${window} ${tree.value ?? '待定'}  ［${tree.clause ?? '—'}］ ${tree.how}`);
  for (const note of tree.notes) print(`${pad}  · ${note}`);
  for (const entry of tree.entries) {
    print(
      `${pad}  · ${entry.on} ${entry.what} ${entry.how}${entry.dropped === undefined ? '' : `（不计：${entry.dropped}）`}`,
    );
  }
  for (const part of tree.parts) printTree(part, depth + 1);
}
