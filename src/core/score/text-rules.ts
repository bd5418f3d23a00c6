import { compare, divide, whole, type Exact } from '../number.ts';
import type { Amount } from '../scheme/condition.ts';
import type { TextRule } from '../scheme/norm.ts';
import { missingOf } from './conditions.ts';
import { factOf } from './book/fact-value.ts';
import type { NormResult } from './results.ts';
import { idOf } from './book/roster.ts';
import { percentFigure } from './figures.ts';
import { scopeFor, type Run } from './run.ts';

/** Every limit of length and proportion, for everyone whose text it speaks of (文字要求). */
export function textsOf(run: Run): readonly NormResult[] {
  const { book, plan } = run;
  return plan.scheme.texts.flatMap((rule) => {
    const owners = rule.of === 'org' ? book.orgs.map((org) => book.people.length + org.index) : book.subjects;
    return owners.map((owner): NormResult => {
      const who = owner >= book.people.length ? { org: idOf(book, owner) } : { subject: idOf(book, owner) };
      return { id: rule.id, ...who, window: book.period.id, ...judged(run, rule, owner) };
    });
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function judged(run: Run, rule: TextRule, owner: number): Omit<NormResult, 'id' | 'org' | 'subject' | 'window'> {
  const value = read(run, rule.fact, owner);
  const texts = typeof value === 'string' ? [value] : value;
  // A fact of another kind has no length.
  if (!isTexts(texts)) return { status: 'held' };
  const lengths = texts.map(lengthOf);
  const all = lengths.reduce((sum, one) => sum + one, 0);
  const over: string[] = [];
  if (rule.most !== undefined) {
    const most = rule.most;
    if (rule.each) lengths.forEach((n, i) => n > most && over.push(`第${i + 1}条${n}字，多${n - most}字`));
    else if (all > most) over.push(`合计${all}字，多${all - most}字`);
  }
  if (rule.count?.most !== undefined && texts.length > rule.count.most)
    over.push(`共${texts.length}条，多${texts.length - rule.count.most}条`);
  const aspects = aspectFaults(run, rule, owner);
  if (aspects === undefined || rule.parts.some((part) => isUnset(run, part.least) || isUnset(run, part.most)))
    return { status: 'held' };
  const missing = [...tooFew(rule, texts.length), ...partFaults(run, rule, owner, all), ...aspects];
  if (missing.length > 0) return { status: 'missed', missing: [...missing, ...over] };
  return over.length > 0 ? { status: 'over', missing: over } : { status: 'met' };
}

function isUnset(run: Run, amount: Amount | undefined): boolean {
  return amount !== undefined && run.plan.amounts(amount) === undefined;
}

function tooFew(rule: TextRule, n: number): readonly string[] {
  const least = rule.count?.least ?? 0;
  return n < least ? [`共${n}条，少${least - n}条`] : [];
}

/** Characters, blanks not counted (字数). */
export function lengthOf(text: string): number {
  return Array.from(text.replace(/\s/gu, '')).length;
}

function read(run: Run, id: string, owner: number): unknown {
  const rule = run.plan.env.facts.get(id);
  return rule === undefined
    ? undefined
    : factOf(rule, scopeFor(run.plan, run.book, owner, run.book.end), rule.of, run.plan.env.facts);
}

/** Shares of parts in the whole: a part is a text, or its length told as a number. */
function partFaults(run: Run, rule: TextRule, owner: number, all: number): readonly string[] {
  if (all === 0) return [];
  return rule.parts.flatMap((part): readonly string[] => {
    const value = read(run, part.fact, owner);
    if (value === undefined) return [`${part.label}没有报告`];
    const length: Exact = typeof value === 'string' ? whole(lengthOf(value)) : (value as Exact);
    const share = divide(length, whole(all));
    const [least, most] = [run.plan.amounts(part.least), run.plan.amounts(part.most)];
    const told = `占 ${percentFigure(share)}`;
    if (least !== undefined && compare(share, least) < 0)
      return [`${part.label}偏少，${told}，应不少于 ${percentFigure(least)}`];
    return most !== undefined && compare(share, most) > 0
      ? [`${part.label}偏多，${told}，应不超过 ${percentFigure(most)}`]
      : [];
  });
}

/** The aspects that a text leaves out; undefined while nobody said which it covers. */
function aspectFaults(run: Run, rule: TextRule, owner: number): readonly string[] | undefined {
  const declared = rule.aspectFact === undefined ? undefined : run.plan.env.facts.get(rule.aspectFact);
  if (declared === undefined) return [];
  const value = read(run, declared.id, owner);
  if (value === undefined && missingOf(declared) === 'hold') return undefined;
  return rule.aspects.filter((aspect) => !(value instanceof Set && value.has(aspect))).map((aspect) => `缺${aspect}`);
}
