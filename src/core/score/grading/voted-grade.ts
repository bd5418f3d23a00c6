import { compare, equals, multiply, print, sign, whole } from '../../number.ts';
import type { Grading } from '../../scheme/grade.ts';
import { heldGrade, NO_GRADE, pending, stepped, type Draft } from './grade.ts';
import { countOf, papersIn } from '../nodes/ballot.ts';
import type { Run, Standing } from '../run.ts';
import { hold } from '../value.ts';

type Vote = NonNullable<Grading['tables'][number]['vote']>;

/** A grade by vote: the most papers, or more than half of those cast (票决). */
export function votedGrade(run: Run, ladder: readonly string[], vote: Vote, standing: Standing): Draft {
  const rule = run.plan.scheme.ballots.find((one) => one.id === vote.ballot);
  if (rule === undefined) return heldGrade(hold(`没有声明的票 ${vote.ballot}`, vote.clause));
  const papers = papersIn(run.book, rule, standing.person, undefined);
  const count = papers && countOf(rule, papers);
  if (count === undefined || sign(count.valid) === 0) return heldGrade(hold(`${rule.label}没有有效票`, vote.clause));
  if (compare(count.valid, whole(rule.leastVoters)) < 0)
    return heldGrade(hold(`${rule.label}人数不足${rule.leastVoters}人`, vote.clause));
  const most = [...count.options.values()].reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  const leaders = [...count.options].filter(([, votes]) => equals(votes, most)).map(([option]) => option);
  if (vote.rule === 'majority' && compare(multiply(most, whole(2)), count.cast) <= 0) {
    return pending(NO_GRADE, ladder, `没有等次过半，${vote.otherwise}`, vote.clause);
  }
  const [only] = leaders;
  if (leaders.length === 1 && only !== undefined)
    return stepped({ ...NO_GRADE, grade: only }, `票决：「${only}」得 ${print(most)} 票，最多`, vote.clause);
  return pending(
    NO_GRADE,
    ladder.filter((one) => leaders.includes(one)),
    `得票并列，${vote.otherwise}`,
    vote.clause,
  );
}
