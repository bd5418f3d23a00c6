import type { Bundle } from '../core/bundle/bundle.ts';
import { verifyBundleFile } from '../service/bundle.ts';
import { writeBundle } from '../service/publish.ts';
import { problemLines, refused, toldProblem, type Answer } from './answer.ts';

/** Seals facts and results into a bundle file. */
export async function sealed(scheme: string, facts: string, output: string): Promise<Answer> {
  const written = await writeBundle(scheme, facts, output);
  if (!written.ok) return refused(written.problems);
  const lines = [`写好了：${output}`, ...headLines(written.value)];
  const json = { file: output, ...headOf(written.value), problems: written.problems.map(toldProblem) };
  return { exit: 0, json, text: lines.join('\n'), asides: problemLines(written.problems) };
}

/** Says whether a bundle is whole. */
export function verified(path: string, hash: string | undefined): Answer {
  const { bundle, problems } = verifyBundleFile(path, hash);
  if (bundle === undefined) return refused(problems);
  const whole = problems.length === 0;
  const outputs = bundle.head.draft ? '包里的一致，但这是试算，不是公布的结果。' : '公布的一致。';
  const said = whole ? `完好：每一处校验码都对，重新计算的结果与${outputs}` : '有问题，见下。';
  return {
    exit: whole ? 0 : 1,
    json: { ...headOf(bundle), problems: problems.map(toldProblem) },
    text: [said, ...headLines(bundle)].join('\n'),
    asides: problemLines(problems),
  };
}

function headOf({ hash, head }: Bundle): object {
  return { hash, scheme: head.scheme, draft: head.draft, evaluator: head.evaluator };
}

function headLines({ hash, head }: Bundle): readonly string[] {
  return [
    ...(head.draft ? ['试算　　还有读法没有组织定，不能公布'] : []),
    `校验码　${hash}`,
    `方案　　${head.scheme.id}　${head.scheme.hash}`,
    `计算程序　${head.evaluator}`,
  ];
}
