import type { Problem } from '../core/problem.ts';
import { sentence, visible } from '../core/text/sentence.ts';
import { programVersion } from '../service/release.ts';

/**
 * What a command has to say. `text` and `json` tell the same; main prints one of them. `asides` go to standard error
 * beside the text, never beside JSON.
 */
export type Answer = {
  readonly exit: 0 | 1 | 2;
  readonly json: unknown;
  readonly text: string;
  readonly asides: readonly string[];
};

/** A problem as the contract gives it, its sentence in `message`. */
export function toldProblem({ code, severity, at, clause, data }: Problem): object {
  return { code, severity, at, ...(clause === undefined ? {} : { clause }), message: sentence({ code, data }) };
}

/** Which program this is: the release, and a digest of what computes, as bundles name it. */
export function versionAnswer(): Answer {
  const { release, evaluator } = programVersion();
  return { exit: 0, json: { release, evaluator }, text: `公评 ${release}（计算程序 ${evaluator}）`, asides: [] };
}

/** The answer that there were problems and nothing else. */
export function refused(problems: readonly Problem[], exit: 1 | 2 = 1): Answer {
  return { exit, json: { problems: problems.map(toldProblem) }, text: '', asides: problemLines(problems) };
}

const WEIGHTS = { error: '错误', warning: '提醒', note: '提示' } as const;
/** More places than this with one and the same sentence are counted instead of listed. */
const PLACES = 8;

/** Problems for people: heavy ones first, the same sentence once with all its places. */
export function problemLines(problems: readonly Problem[]): readonly string[] {
  const [only] = problems;
  if (only !== undefined && problems.length === 1) return [`${placesText(problems)}${sentence(only)}`];
  return (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const groups = Map.groupBy(
      problems.filter((one) => one.severity === severity),
      (one) => sentence(one),
    );
    if (groups.size === 0) return [];
    const lines = [...groups].map(([text, ones]) => `  ${placesText(ones)}${text}`);
    const count = problems.filter((one) => one.severity === severity).length;
    return [`${WEIGHTS[severity]} ${count} 处`, ...lines];
  });
}

function placesText(ones: readonly Problem[]): string {
  const places = [...new Set(ones.map((one) => visible(one.at)).filter((at) => at !== ''))];
  if (places.length === 0) return '';
  const rest = places.length > PLACES ? `……共 ${places.length} 处` : '';
  return `${places.slice(0, PLACES).join('、')}${rest}：`;
}
