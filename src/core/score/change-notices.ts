import { printDay } from '../date.ts';
import { problem, type Problem } from '../problem.ts';
import { conditionPlaces, leavesOf } from '../scheme/check/places.ts';
import type { Condition } from '../scheme/condition.ts';
import { childrenOf } from '../scheme/node.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { categoryChanges, factChange } from './changed-facts.ts';
import { idOf, type nameOf } from './book/roster.ts';
import { scopeFor, type Run } from './run.ts';

/**
 * People who changed within the period where the scheme looks at its last day only, to choose among parts of the score or
 * tables of grades, or to see which items apply: no clause says that the last day speaks for the whole (类别中途变了).
 */
export function changeNotices(run: Run, called: typeof nameOf): readonly Problem[] {
  const { plan, book } = run;
  const leaves = askedAtTheEnd(plan.scheme).flatMap(leavesOf);
  const asksCategory = leaves.some((leaf) => 'category' in leaf);
  const ids = new Set(leaves.flatMap((leaf) => ('fact' in leaf && leaf.of !== 'org' ? leaf.fact : [])));
  const rules = [...ids].flatMap((id) => plan.env.facts.get(id) ?? []).filter((rule) => rule.of === 'subject');
  const base = plan.scheme.subject === 'org' ? 'orgs' : 'subjects';
  return run.standings.flatMap(({ person, status }) => {
    if (status === 'exempt') return [];
    const scope = scopeFor(plan, book, person, book.end);
    const direct = rules.map((rule) => ({ label: rule.label, text: factChange(rule, scope) }));
    const changes = [...direct, ...(asksCategory ? categoryChanges(plan, scope) : [])];
    const texts = new Map(changes.filter((one) => one.text !== '').map(({ label, text }) => [label, text]));
    return [...texts].map(([label, text]) => {
      const data = { who: called(book, person), label, change: text, day: printDay(book.end) };
      return problem('changed-within', `${base}.${idOf(book, person)}`, data);
    });
  });
}

/** What is asked once for the whole period; what a sub-period asks looks at its own last day. */
function askedAtTheEnd(scheme: Scheme): readonly Condition[] {
  const reached = new Set(scheme.score.slice(0, 1));
  for (const node of reached) {
    const children = 'over' in node ? [] : childrenOf(node);
    for (const child of scheme.score) if (children.includes(child.id)) reached.add(child);
  }
  const parted = [...reached].some((node) => 'over' in node);
  const selects = [...reached].flatMap((node) => ('select' in node ? node.select.cases.map((one) => one.when) : []));
  const others = conditionPlaces(scheme).filter(
    ({ at }) => /^grade\.tables\.[^.]+\.when$/u.test(at) || (!parted && /^items\.[^.]+\.appliesWhen$/u.test(at)),
  );
  return [...selects, ...others.map((one) => one.condition)];
}
