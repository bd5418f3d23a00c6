// Limits of length and proportion of texts (文字要求).
import type { TextRule } from '../../../src/core/scheme/norm.ts';
import { cmp, div, q, read } from './fraction.ts';
import type { Q } from './fraction.ts';
import type { NormLine } from './norm.ts';
import { absentMeansNo, amount, factValue, orgOf, subjectOf } from './world.ts';
import type { Who, World } from './world.ts';

export function textsOf(w: World): readonly NormLine[] {
  return w.scheme.texts.flatMap((rule) => {
    const owners =
      rule.of === 'org' ? w.facts.orgs.map((one) => orgOf(one.id)) : w.facts.subjects.map((one) => subjectOf(one.id));
    return owners.map((who) => ({
      id: rule.id,
      ...(who.org ? { org: who.id } : { subject: who.id }),
      window: w.period.id,
      status: statusOf(w, rule, who),
    }));
  });
}

const told = (w: World, fact: string, who: Who): unknown => factValue(w, fact, who, { window: w.period });
const lengthOf = (text: string): number => Array.from(text.replaceAll(/\s/gu, '')).length;

function statusOf(w: World, rule: TextRule, who: Who): NormLine['status'] {
  const value = told(w, rule.fact, who);
  if (value === undefined) return 'held';
  const texts: readonly string[] = typeof value === 'string' ? [value] : (value as readonly string[]);
  const lengths = texts.map(lengthOf);
  const all = lengths.reduce((a, b) => a + b, 0);
  const aspects = lacksAspect(w, rule, who);
  if (aspects === undefined) return 'held';
  if (texts.length < (rule.count?.least ?? 0) || aspects || partsFail(w, rule, who, all)) return 'missed';
  const { most } = rule;
  const tooLong = most !== undefined && (rule.each ? lengths.some((one) => one > most) : all > most);
  return tooLong || texts.length > (rule.count?.most ?? texts.length) ? 'over' : 'met';
}

function lacksAspect(w: World, rule: TextRule, who: Who): boolean | undefined {
  if (rule.aspectFact === undefined) return false;
  const value = told(w, rule.aspectFact, who);
  if (value === undefined && !absentMeansNo(w.scheme.facts.find((one) => one.id === rule.aspectFact))) return undefined;
  return rule.aspects.some((aspect) => !(Array.isArray(value) && value.includes(aspect)));
}

function partsFail(w: World, rule: TextRule, who: Who, all: number): boolean {
  if (all === 0) return false;
  return rule.parts.some((part) => {
    const value = told(w, part.fact, who);
    if (typeof value !== 'string') return true;
    const isNumber = w.scheme.facts.find((one) => one.id === part.fact)?.type === 'number';
    const share: Q = div(isNumber ? read(value) : q(lengthOf(value)), q(all));
    const least = part.least === undefined ? undefined : amount(w, part.least);
    const most = part.most === undefined ? undefined : amount(w, part.most);
    return (least !== undefined && cmp(share, least) < 0) || (most !== undefined && cmp(share, most) > 0);
  });
}
