import { add, compare, divide, exact, isDecimal, multiply, sign, whole, ZERO, type Exact } from '../../number.ts';
import { PAPER_COUNTS, type Absence, type BallotRule } from '../../scheme/ballot.ts';
import type { Book } from '../book/book.ts';
import type { Amounts } from '../book/catalogue.ts';
import { hold, type Value } from '../value.ts';
import { absentValue } from './constant.ts';
import { inWindow } from '../book/scope.ts';
import type { Evaluate, NodeContext, Part } from './node-context.ts';

type Papers = Readonly<Record<string, string>>;

/** Papers of a vote sorted out: what each option got, and the three denominators. */
export type Count = {
  readonly options: ReadonlyMap<string, Exact>;
  readonly valid: Exact;
  readonly cast: Exact;
  readonly issued: Exact | undefined;
};

/** A vote as a number: worth of the papers by the denominator of the scheme (测评换算). */
export function ballot(rule: BallotRule, amounts: Amounts, missing: Absence): Evaluate {
  const values = new Map(rule.options.map((one) => [one.id, amounts(one.value)]));
  const unset = rule.options.filter((one) => one.value !== undefined && amounts(one.value) === undefined);
  return (context, parts) => {
    const papers = papersOf(rule, context);
    const none = (): Value =>
      absentValue(missing, `${rule.label}没有有效票${inWindow(context.scope.window)}`, rule.clause);
    if (papers === undefined) return none();
    const count = countOf(rule, papers);
    if (sign(count.valid) === 0) return none();
    if (compare(count.valid, whole(rule.leastVoters)) < 0)
      return hold(`${rule.label}人数不足${rule.leastVoters}人`, rule.clause);
    if (rule.options.length === 0 && rule.combine !== 'mean') return ordered(rule.combine, count);
    if (unset.some((one) => sign(count.options.get(one.id) ?? ZERO) > 0))
      return hold(`${rule.label}的票值没有填写`, rule.clause);
    const divisor = rule.denominator === 'issued' ? count.issued : count[rule.denominator];
    if (divisor === undefined) return hold(`${rule.label}没有报发出票数`, rule.clause);
    return divide(worthOf(rule, count, values, parts), divisor);
  };
}

function worthOf(
  rule: BallotRule,
  count: Count,
  values: ReadonlyMap<string, Exact | undefined>,
  parts: Part[] | undefined,
): Exact {
  let total: Exact = ZERO;
  for (const [option, number] of count.options) {
    const value = rule.options.length === 0 ? exact(option) : (values.get(option) ?? ZERO);
    parts?.push({ text: `${option}票`, times: number, value });
    total = add(total, multiply(number, value));
  }
  return total;
}

/** The middle or lowest of the scores on the papers. */
function ordered(combine: 'median' | 'lowest', count: Count): Value {
  const given = [...count.options]
    .filter(([, number]) => sign(number) > 0)
    .map(([option, number]) => [exact(option), number] as const)
    .toSorted(([a], [b]) => compare(a, b));
  if (combine === 'lowest') return (given[0] as Given)[0];
  return divide(add(middleOf(given, count.valid), middleOf(given.toReversed(), count.valid)), exact('2'));
}

type Given = readonly [score: Exact, number: Exact];

/** The first score at which half of the papers, counted from this end, are through. */
function middleOf(given: readonly Given[], valid: Exact): Exact {
  let through: Exact = ZERO;
  const [score] = given.find(([, number]) => {
    through = add(through, number);
    return compare(add(through, through), valid) >= 0;
  }) as Given;
  return score;
}

export function papersOf(rule: BallotRule, { book, scope }: NodeContext): Papers | undefined {
  return papersIn(book, rule, scope.owner, scope.window.whole ? undefined : scope.window.id);
}

/** The papers on somebody, in the whole period or in a sub-period. */
export function papersIn(book: Book, rule: BallotRule, person: number, window: string | undefined): Papers | undefined {
  const row = book.ballots.get(rule.id)?.get(person);
  if (row === undefined) return undefined;
  if (!('byPeriod' in row) || typeof row['byPeriod'] === 'string')
    return window === undefined || rule.per === undefined ? (row as Papers) : undefined;
  return window === undefined ? undefined : (row.byPeriod as Readonly<Record<string, Papers>>)[window];
}

/** Sorts papers out: options, abstentions, invalid ones (有效、收回、发出). */
export function countOf(rule: BallotRule, papers: Papers): Count {
  const options = new Map<string, Exact>();
  let [valid, abstained]: [Exact, Exact] = [ZERO, ZERO];
  for (const [key, text] of Object.entries(papers)) {
    if (PAPER_COUNTS.includes(key) || !isDecimal(text)) continue;
    if (rule.abstain.includes(key)) abstained = add(abstained, exact(text));
    else {
      options.set(key, exact(text));
      valid = add(valid, exact(text));
    }
  }
  const number = (key: string): Exact | undefined => (papers[key] === undefined ? undefined : exact(papers[key]));
  const cast = number('returned') ?? add(add(valid, abstained), number('invalid') ?? ZERO);
  return { options, valid, cast, issued: number('issued') };
}
