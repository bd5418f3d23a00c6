import type { Problem } from '../../problem.ts';
import { found } from '../check/found.ts';
import type { Item, ItemRule } from '../item.ts';
import type { Scheme } from '../scheme.ts';
import { basisData } from './basis.ts';
import { structuralSigns } from './signs.ts';
import { WORD_SIGNS, type WordSign } from './words.ts';

/** Something that is scored or asked for, with the words it is known by. */
type Line = {
  readonly at: string;
  readonly label: string;
  readonly words: string;
  readonly evidence: string;
  readonly clause?: string | undefined;
  /** Whether the clause it rests on is about it, so that the clause may say what the label is too short for. */
  readonly isScored: boolean;
};

/**
 * Warns of clauses that recent rules on fingertip formalism and on relief for the grass roots discourage. It never
 * blocks: the text is what the body decided. Each finding carries its basis, to whom it applies, and that the wording
 * must be checked with the issuing body (减负提醒).
 */
export function lintBurden(scheme: Scheme): readonly Problem[] {
  const lines = linesOf(scheme);
  return [...WORD_SIGNS.flatMap((sign) => wordSigns(sign, scheme, lines)), ...structuralSigns(scheme)];
}

function wordSigns(sign: WordSign, scheme: Scheme, lines: readonly Line[]): readonly Problem[] {
  const named = lines.filter(
    (line) => matches(sign, line.words) || (sign.evidence === true && matches(sign, line.evidence)),
  );
  const told = new Set(named.map((line) => line.clause));
  // Where labels are too short to say it, the clause itself does.
  const clauses = new Set(
    scheme.clauses.filter((one) => !told.has(one.id) && matches(sign, one.text)).map((one) => one.id),
  );
  const flagged = [...named, ...lines.filter(({ clause = '', isScored }) => isScored && clauses.has(clause))];
  const first = flagged.filter(
    (line, index) => flagged.findIndex((one) => itemOf(one.at) === itemOf(line.at)) === index,
  );
  return first.map((line) =>
    found(sign.code, line.at, { item: line.label, ...basisData(sign.basis, scheme.subject) }, line.clause),
  );
}

function matches(sign: WordSign, text: string): boolean {
  return sign.pattern.test(sign.except === undefined ? text : text.replaceAll(sign.except, ''));
}

/** One finding of a kind for each item is enough; steps stand by themselves. */
function itemOf(at: string): string {
  return at.startsWith('process.') ? at : at.split('.').slice(0, 2).join('.');
}

function linesOf(scheme: Scheme): readonly Line[] {
  return [
    ...scheme.items.flatMap((item) => [itemLine(item), ...item.rules.map((rule) => ruleLine(item, rule, scheme))]),
    ...scheme.norms.map((one) => ({
      at: `norms.${one.id}`,
      label: one.label,
      words: one.label,
      evidence: '',
      clause: one.clause,
      isScored: true,
    })),
    ...scheme.process.tracks.flatMap((track) =>
      track.steps.map(({ id, label, form, clause }) => ({
        at: `process.tracks.${track.id}.steps.${id}`,
        label,
        words: '',
        evidence: [label, form].join('；'),
        clause,
        isScored: false,
      })),
    ),
  ];
}

function itemLine(item: Item): Line {
  return {
    at: `items.${item.id}`,
    label: item.label,
    words: item.label,
    evidence: item.evidence ?? '',
    clause: item.clause,
    isScored: true,
  };
}

function ruleLine(item: Item, rule: ItemRule, scheme: Scheme): Line {
  const fact = scheme.facts.find((one) => one.id === (rule.counted?.fact ?? rule.shortage?.fact));
  return {
    at: `items.${item.id}.rules.${rule.id}`,
    label: `${item.label}：${rule.label}`,
    words: [rule.label, rule.unit, fact?.label ?? ''].join('；'),
    evidence: rule.evidence ?? '',
    clause: rule.clause ?? item.clause,
    isScored: true,
  };
}
