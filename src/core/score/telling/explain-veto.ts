import { printDay } from '../../date.ts';
import type { Line } from '../book/catalogue.ts';
import { entryId, entryMark } from '../book/ledger.ts';
import { testOf } from '../conditions.ts';
import type { Plan } from '../plan.ts';
import { scopeFor, type Run, type Standing } from '../run.ts';
import { vetoEntries, vetoNames } from '../veto.ts';
import { readText, type Reader } from './read-text.ts';
import type { ReportLine } from './report-held.ts';

type VetoPlan = Plan['vetoes'][number];

/** The vetoes that have come about for somebody. */
export function vetoesFor({ plan }: Run, { vetoes }: Standing): readonly VetoPlan[] {
  return plan.vetoes.filter(({ veto }) => vetoes.get(veto.id) === true);
}

/** A veto by the term itself and what the scheme calls it: `一票否决：清除全年积分`. */
export function vetoName(label: string): string {
  const { term, own } = vetoNames([label]);
  return [term, ...own].join('：');
}

/** By what a veto came about: entries with their place, as `2026-05-06「旷会」（台账第 9 行）`, and facts where they alone suffice. */
export function vetoCauses(reader: Reader, { person }: Standing, { veto, byLine }: VetoPlan): string {
  const { run } = reader;
  const scope = scopeFor(run.plan, run.book, person, run.book.end);
  const byFacts = veto.when !== undefined && testOf(veto.when, run.plan.env)(scope) === true;
  const facts = byFacts ? readText(reader, veto.when, scope) : '';
  return [...entriesOf(run, person, byLine), facts].filter((one) => one !== '').join('、');
}

function entriesOf(run: Run, person: number, byLine: Uint8Array | undefined): readonly string[] {
  if (byLine === undefined) return [];
  const { lines } = run.book.catalogue;
  return vetoEntries(run, person, byLine).map(({ entry, line, day }) => {
    const mark = entry < 0 ? '' : entryMark(entryId(run.book.ledger, entry));
    return `${printDay(day)}「${(lines[line] as Line).label}」${mark === '' ? '' : `（${mark}）`}`;
  });
}

/** Why a score is zero whatever was earned, for those who keep the results. */
export function zeroedLines(
  run: Run,
  standing: Standing,
  clauses: (id: string | undefined) => string,
): readonly ReportLine[] {
  return vetoesFor(run, standing)
    .filter(({ veto }) => veto.effect === 'year-zero' || veto.effect === 'period-zero')
    .map((one) => {
      const causes = vetoCauses({ run, all: true }, standing, one);
      const by = causes === '' ? '' : `，依据：${causes}`;
      return { what: `${vetoName(one.veto.label)}${by}`, clause: clauses(one.veto.clause) };
    });
}
