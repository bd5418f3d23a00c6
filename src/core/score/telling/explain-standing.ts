import { isAway } from '../book/roster.ts';
import { on } from '../book/timeline.ts';
import { scopeFor, type Standing } from '../run.ts';
import { readIn, type Reader } from './read-text.ts';
import type { ReportLine } from './report-held.ts';

/** By which facts somebody is in a category, exempt or outside the scheme (分类、免评依据); what the roster says needs none. */
export function standingLines(
  reader: Reader,
  standing: Standing,
  clauses: (id: string | undefined) => string,
): readonly ReportLine[] {
  const { run } = reader;
  const { categories, who, clause } = run.plan.scheme.scope;
  const scope = scopeFor(run.plan, run.book, standing.person, run.book.end);
  const line = (what: string, id: string | undefined): ReportLine => ({ what, clause: clauses(id) });
  const { exemption, outside, category } = standing;
  const rule = categories.find((one) => one.id === category && one.when !== undefined);
  const own =
    rule === undefined || isTold(reader, standing)
      ? []
      : [line(`类别：${rule.label}${readIn(reader, rule.when, scope)}`, clause)];
  const away = isAway(run.book, standing.person);
  const out = outside === undefined ? [] : [outside];
  return [
    ...own,
    ...out.map((what) => (away ? { what, clause: '' } : line(`${what}${readIn(reader, who, scope)}`, clause))),
    ...(exemption === undefined
      ? []
      : [line(`${exemption.label}${readIn(reader, exemption.when, scope)}`, exemption.clause)]),
  ];
}

/** Whether the roster or a decision names the category, so that no fact decided it. */
function isTold({ run: { book } }: Reader, { person }: Standing): boolean {
  const rostered = book.people[person]?.category;
  const decided = book.decisions.get(person)?.category;
  return decided !== undefined || (rostered !== undefined && on(rostered, book.end) !== undefined);
}
