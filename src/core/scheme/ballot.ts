import { amount, periodUnit } from './condition.ts';
import { id, list, mapOf, oneOf, opt, or, pair, record, text, whole, type Of } from './shape.ts';

/** What is done where a part was not reported (缺项). */
export const absence = oneOf('block', 'zero', 'exclude');
export type Absence = Of<typeof absence>;

/** What is counted of the papers themselves, beside the votes for each option: 发出票, 收回票, 无效票. */
export const PAPER_COUNTS: readonly string[] = ['issued', 'returned', 'invalid'];

/** A vote and how its papers become a number or a grade (测评). */
export const ballot = record({
  id,
  label: text,
  clause: id,
  /** Options in order; `value` is what one paper with this option is worth. Empty when papers carry scores. */
  options: or(list(record({ id: text, value: opt(amount) })), []),
  /** Papers that carry a score themselves: allowed range. */
  scores: opt(pair(amount)),
  combine: or(oneOf('mean', 'median', 'lowest'), 'mean'),
  abstain: or(list(text), ['弃权']),
  /** valid: 有效票; cast: 收回票; issued: 发出票. */
  denominator: or(oneOf('valid', 'cast', 'issued'), 'valid'),
  voters: or(list(record({ body: text, channel: opt(text) })), []),
  leastVoters: or(whole(), 1),
  anonymity: or(oneOf('anonymous', 'named'), 'anonymous'),
  per: opt(periodUnit),
  missing: or(absence, 'block'),
});
export type BallotRule = Of<typeof ballot>;

/** A score given by a named body within a range (评分). */
export const input = record({
  id,
  label: text,
  clause: id,
  range: pair(amount),
  decimals: or(whole(), 2),
  by: text,
  basis: or(list(text), []),
  per: opt(periodUnit),
  missing: or(absence, 'block'),
  /** The range allowed for each value of a choice fact (等次→分值区间). */
  rangeBy: opt(record({ fact: id, ranges: mapOf(pair(amount)) })),
});
export type InputRule = Of<typeof input>;
