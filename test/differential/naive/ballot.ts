// Votes to numbers, and votes to grades.
import type { Window } from './days.ts';
import { add, cmp, div, mul, q, read, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { amount, HELD, missingAs, number } from './world.ts';
import type { Score, World } from './world.ts';

const RESERVED = ['issued', 'returned', 'invalid'];

type Tally = Readonly<Record<string, string>>;

export function tallyOf(w: World, id: string, subject: string, scope: Window): Tally | undefined {
  const found = w.facts.ballots[subject]?.[id];
  if (found === undefined) return undefined;
  const nested = Object.values(found).some((one) => typeof one === 'object');
  if (nested) return found[scope.id] as Tally | undefined;
  const whole = scope.id === w.period.id || w.scheme.ballots.find((one) => one.id === id)?.per === undefined;
  return whole ? (found as Tally) : undefined;
}

type Paper = { readonly value: Q | undefined; readonly option: string; readonly count: Q; readonly isOpen: boolean };

function papersOf(w: World, id: string, tally: Tally): readonly Paper[] {
  const rule = w.scheme.ballots.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no ballot ${id}`);
  const skip = [...RESERVED, ...rule.abstain];
  if (rule.scores !== undefined) {
    return Object.entries(tally)
      .filter(([option]) => !skip.includes(option))
      .map(([option, count]) => ({ option, value: read(option), count: read(count), isOpen: false }));
  }
  return rule.options
    .filter((one) => tally[one.id] !== undefined && !rule.abstain.includes(one.id))
    .map((one) => ({
      option: one.id,
      value: one.value === undefined ? undefined : amount(w, one.value),
      count: read(tally[one.id] ?? '0'),
      isOpen: one.value !== undefined && amount(w, one.value) === undefined,
    }));
}

const countOf = (tally: Tally, key: string): Q => (tally[key] === undefined ? ZERO : read(tally[key]));

function castPapers(w: World, id: string, tally: Tally): Q {
  if (tally['returned'] !== undefined) return read(tally['returned']);
  const abstained = (w.scheme.ballots.find((one) => one.id === id)?.abstain ?? []).map((one) => countOf(tally, one));
  return sum([...papersOf(w, id, tally).map((one) => one.count), ...abstained, countOf(tally, 'invalid')]);
}

export function ballotScore(
  w: World,
  id: string,
  override: 'block' | 'zero' | 'exclude' | undefined,
  subject: string,
  scope: Window,
): Score {
  const rule = w.scheme.ballots.find((one) => one.id === id);
  const tally = tallyOf(w, id, subject, scope);
  const missing = missingAs(override ?? rule?.missing ?? 'block');
  if (rule === undefined || tally === undefined) return missing;
  const papers = papersOf(w, id, tally);
  const valid = sum(papers.map((one) => one.count));
  if (cmp(valid, ZERO) === 0) return missing;
  if (cmp(valid, q(rule.leastVoters)) < 0) return HELD;
  if (rule.scores !== undefined && rule.combine !== 'mean') {
    const each = papers
      .flatMap((one) => Array.from({ length: Number(one.count.n) }, () => one.value ?? ZERO))
      .toSorted(cmp);
    const low = each[0];
    if (low === undefined) return missing;
    if (rule.combine === 'lowest') return number(low);
    const left = each[Math.floor((each.length - 1) / 2)] ?? low;
    const right = each[Math.floor(each.length / 2)] ?? low;
    return number(div(add(left, right), q(2)));
  }
  if (papers.some((one) => one.isOpen && cmp(one.count, ZERO) > 0)) return HELD;
  if (rule.denominator === 'issued' && tally['issued'] === undefined) return HELD;
  const divisor =
    rule.denominator === 'valid'
      ? valid
      : rule.denominator === 'cast'
        ? castPapers(w, id, tally)
        : countOf(tally, 'issued');
  if (cmp(divisor, ZERO) === 0) return missing;
  return number(div(sum(papers.map((one) => mul(one.count, one.value ?? ZERO))), divisor));
}

/** The grade that the vote gives: one, or those among which a body must choose; `none` had more than half; undefined when too few voted. */
export function votedGrade(
  w: World,
  id: string,
  rule: 'plurality' | 'majority',
  subject: string,
): readonly string[] | 'none' | undefined {
  const tally = tallyOf(w, id, subject, w.period);
  const ballot = w.scheme.ballots.find((one) => one.id === id);
  if (tally === undefined || ballot === undefined) return undefined;
  const papers = papersOf(w, id, tally);
  const valid = sum(papers.map((one) => one.count));
  if (cmp(valid, ZERO) === 0 || cmp(valid, q(ballot.leastVoters)) < 0) return undefined;
  const most = papers.map((one) => one.count).reduce((a, b) => (cmp(a, b) >= 0 ? a : b));
  if (rule === 'majority' && cmp(mul(most, q(2)), castPapers(w, id, tally)) <= 0) return 'none';
  return papers.filter((one) => cmp(one.count, most) === 0).map((one) => one.option);
}
