import { divide, sign, whole } from '../../number.ts';
import type { Grading } from '../../scheme/grade.ts';
import { numberFigure, percentFigure } from '../figures.ts';
import { countOf, papersIn, type Count } from '../nodes/ballot.ts';
import type { Run, Standing } from '../run.ts';

/** One line about the papers of a vote. */
export type VoteLine = { readonly ballot: string; readonly what: string };

/** The papers behind a grade by vote: what each option got, its share, and what decides (票决依据). */
export function voteLines(run: Run, { person, status }: Standing): readonly VoteLine[] {
  if (status === 'exempt') return [];
  const votes = run.plan.tables.flatMap(({ table }) => table.vote ?? []);
  return votes.flatMap((vote) => {
    const rule = run.plan.scheme.ballots.find((one) => one.id === vote.ballot);
    const papers = rule && papersIn(run.book, rule, person, undefined);
    if (rule === undefined || papers === undefined) return [];
    const count = countOf(rule, papers);
    return [papersText(rule.label, count), ...shareText(vote, count)].map((what) => ({ ballot: rule.id, what }));
  });
}

function papersText(label: string, { options, valid, cast, issued }: Count): string {
  const each = [...options].map(([option, votes]) => `${option} ${numberFigure(votes)} 票`);
  const totals = [
    `有效 ${numberFigure(valid)}`,
    `收回 ${numberFigure(cast)}`,
    ...(issued === undefined ? [] : [`发出 ${numberFigure(issued)}`]),
  ];
  return `${label}：${[...each, ...totals].join('，')}`;
}

type Vote = NonNullable<Grading['tables'][number]['vote']>;

/** Shares of what the clause compares with: the papers cast where more than half is asked, else the valid ones. */
function shareText({ rule, otherwise }: Vote, { options, valid, cast }: Count): readonly string[] {
  const base = rule === 'majority' ? cast : valid;
  if (sign(base) === 0) return [];
  const shares = [...options].map(([option, votes]) => `${option} ${percentFigure(divide(votes, base))}`);
  const half = divide(cast, whole(2));
  return [
    rule === 'majority'
      ? `占收回票：${shares.join('，')}；要超过一半（多于 ${numberFigure(half)} 票），没有时${otherwise}`
      : `占有效票：${shares.join('，')}；得票最多的为准，并列时${otherwise}`,
  ];
}
