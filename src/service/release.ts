import { evaluatorVersion } from '../store/release.ts';

/** Which release of the program this is, and by which evaluator it computes. */
export function programVersion(): { readonly release: string; readonly evaluator: string } {
  const evaluator = evaluatorVersion();
  return { release: evaluator.split('+')[0] ?? '', evaluator };
}
