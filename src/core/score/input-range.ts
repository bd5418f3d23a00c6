import { compare, isDecimal, shareOf, type Exact } from '../number.ts';
import { problem, type Problem } from '../problem.ts';
import { PAPER_COUNTS, type BallotRule, type InputRule } from '../scheme/ballot.ts';
import type { Book, Tallies } from './book/book.ts';
import type { Amounts } from './book/catalogue.ts';
import { factOf } from './book/fact-value.ts';
import type { Plan } from './plan.ts';
import { scopeFor } from './run.ts';
import { idOf } from './book/roster.ts';
import { own } from '../own.ts';

/** Scores outside the range a body may give, and papers with options that the vote does not have (区间校验). */
export function checkInputs(plan: Plan, book: Book, out: Problem[]): void {
  for (const rule of plan.scheme.inputs) {
    for (const [person, row] of rowsOf(book.inputs, rule.id)) {
      const at = `inputs.${idOf(book, person)}.${rule.id}`;
      const given =
        typeof row === 'string'
          ? [[at, row] as const]
          : Object.entries(row.byPeriod).map(([id, text]) => [`${at}.${id}`, text] as const);
      const asked = { ...rule, range: rangeFor(plan, book, rule, person) };
      for (const [place, text] of given) checkOne(asked, plan.amounts, text, place, out);
    }
  }
  checkTwice(plan, book, out);
  for (const rule of plan.scheme.ballots) {
    for (const [person, row] of rowsOf(book.ballots, rule.id)) {
      const at = `ballots.${idOf(book, person)}.${rule.id}`;
      const given = isParted(row)
        ? Object.entries(row.byPeriod).map(([id, papers]) => [`${at}.${id}`, papers] as const)
        : [[at, row] as const];
      for (const [place, papers] of given) checkPapers(plan, rule, place, papers, out);
    }
  }
}

/** Two reports for a node that takes whichever there is contradict each other (两处都报). */
function checkTwice(plan: Plan, book: Book, out: Problem[]): void {
  for (const node of plan.scheme.score) {
    if (!('either' in node)) continue;
    const sources = node.either.flatMap((id) => sourceOf(plan, book, id) ?? []);
    for (const person of book.subjects) {
      const given = sources.flatMap((one) => {
        const row = one.rows.get(person);
        return row === undefined ? [] : [{ ...one, times: timesOf(row) }];
      });
      const twice = given.find((one, at) => given.some((other, i) => i < at && meet(one.times, other.times)));
      if (twice === undefined) continue;
      const at = `${twice.block}.${idOf(book, person)}.${twice.id}`;
      const list = given.map((one) => one.label).join('、');
      out.push(problem('reported-twice', at, { label: node.label, list }));
    }
  }
}

type Source = {
  readonly block: 'inputs' | 'ballots';
  readonly id: string;
  readonly label: string;
  readonly rows: ReadonlyMap<number, unknown>;
};

function sourceOf(plan: Plan, book: Book, id: string): Source | undefined {
  const node = plan.scheme.score.find((one) => one.id === id);
  if (node === undefined) return undefined;
  const { label } = node;
  if ('input' in node) return { block: 'inputs', id: node.input, label, rows: rowsOf(book.inputs, node.input) };
  if (!('ballot' in node)) return undefined;
  return { block: 'ballots', id: node.ballot, label, rows: rowsOf(book.ballots, node.ballot) };
}

/** What was reported for an input or a ballot; nothing for one that is not declared. */
function rowsOf<T>(tallies: Tallies<T>, id: string): NonNullable<ReturnType<Tallies<T>['get']>> {
  return tallies.get(id) ?? new Map<number, never>();
}

type Papers = Readonly<Record<string, string>>;

/** Whether papers came by sub-periods: then a word stands for papers, not for a number of them. */
function isParted(
  row: Papers | { readonly byPeriod: Readonly<Record<string, Papers>> },
): row is { readonly byPeriod: Readonly<Record<string, Papers>> } {
  return 'byPeriod' in row && typeof row.byPeriod === 'object';
}

/** The sub-periods that were reported; undefined for the whole period. */
function timesOf(row: unknown): readonly string[] | undefined {
  const parted = typeof row === 'object' && row !== null && 'byPeriod' in row ? row.byPeriod : undefined;
  return typeof parted === 'object' && parted !== null ? Object.keys(parted) : undefined;
}

function meet(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === undefined || b === undefined || a.some((one) => b.includes(one));
}

/** One reported score, by the rule with the range that holds for whom it is about. */
function checkOne(rule: InputRule, amounts: Amounts, text: string, at: string, out: Problem[]): void {
  const value = shareOf(text);
  const [low, high] = rule.range.map(amounts);
  const below = low !== undefined && compare(value, low) < 0;
  const above = high !== undefined && compare(value, high) > 0;
  if (below || above) {
    const range = rule.range.map((one) => (typeof one === 'string' ? one : `参数${one.param}`)).join('—');
    out.push(problem('not-allowed-points', at, { got: text, item: rule.label, range }));
  }
  const places = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  if (places > rule.decimals)
    out.push(problem('too-many-decimals', at, { label: rule.label, got: text, most: String(rule.decimals) }));
}

function rangeFor(plan: Plan, book: Book, rule: InputRule, person: number): InputRule['range'] {
  const by = rule.rangeBy;
  const fact = by === undefined ? undefined : plan.env.facts.get(by.fact);
  if (by === undefined || fact === undefined) return rule.range;
  const word = factOf(fact, scopeFor(plan, book, person, book.end), fact.of, plan.env.facts);
  return (typeof word === 'string' ? own(by.ranges, word) : undefined) ?? rule.range;
}

function checkPapers(plan: Plan, rule: BallotRule, at: string, row: Papers, out: Problem[]): void {
  const known = new Set([...rule.options.map((one) => one.id), ...rule.abstain, ...PAPER_COUNTS]);
  for (const [option, votes] of Object.entries(row)) {
    const place = `${at}.${option}`;
    if (rule.options.length === 0 && isDecimal(option)) checkScore(plan, rule, option, place, out);
    else if (!known.has(option))
      out.push(problem('unknown-option-vote', place, { got: option, list: [...known].join('、') }));
    if (!WHOLE.test(votes)) out.push(problem('votes-not-whole', place, { got: votes }));
  }
  checkTotals(rule, at, row, out);
}

const WHOLE = /^\d{1,9}$/;

/** More votes than papers came back, or more papers back than were given out, cannot be (票数对不上). */
function checkTotals(rule: BallotRule, at: string, row: Papers, out: Problem[]): void {
  const number = (key: string): number | undefined =>
    row[key] !== undefined && WHOLE.test(row[key]) ? Number(row[key]) : undefined;
  const votes = Object.keys(row).filter((key) => key !== 'issued' && key !== 'returned');
  const counted = votes.reduce((sum, key) => sum + (number(key) ?? 0), 0);
  const [issued, returned] = [number('issued'), number('returned')];
  const most = returned ?? issued;
  if (most !== undefined && counted > most) {
    const papers = returned === undefined ? '发出票' : '收回票';
    out.push(problem('votes-too-many', at, { label: rule.label, got: String(counted), papers, most: String(most) }));
  }
  if (issued !== undefined && returned !== undefined && returned > issued)
    out.push(
      problem('returned-too-many', `${at}.returned`, {
        label: rule.label,
        got: String(returned),
        most: String(issued),
      }),
    );
}

function checkScore(plan: Plan, rule: BallotRule, option: string, at: string, out: Problem[]): void {
  const value: Exact = shareOf(option);
  const scores = rule.scores ?? [];
  const [low, high] = scores.map((one) => plan.amounts(one));
  const outside = (low !== undefined && compare(value, low) < 0) || (high !== undefined && compare(value, high) > 0);
  if (outside)
    out.push(
      problem('not-allowed-points', at, {
        got: option,
        item: rule.label,
        range: scores.map(String).join('—'),
      }),
    );
}
