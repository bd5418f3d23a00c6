import { isRecord } from '../../scheme/shape.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { FactRule } from '../../scheme/fact.ts';
import { factOf } from '../book/fact-value.ts';
import { nameOf } from '../book/roster.ts';
import type { Scored } from '../scored.ts';
import { scopeFor } from '../run.ts';

/** A number that nobody reported, and that the scheme takes as not there: full marks may rest on nobody having asked. */
export type ReportAssumed = {
  readonly label: string;
  readonly clause: string;
  /** Of how many people, out of how many. */
  readonly count: number;
  readonly of: number;
  readonly names: readonly string[];
};

/** Numbers that rules of the catalogue and vetoes act by, not reported and taken as 没有 (没有报来，按没有算). */
export function assumedOf({ run }: Scored, clauses: (id: string | undefined) => string): readonly ReportAssumed[] {
  const { book, plan } = run;
  const asked = factsIn(plan.scheme);
  const people = run.standings.filter((one) => one.status !== 'exempt').map((one) => one.person);
  return plan.scheme.facts
    .filter((rule) => asked.has(rule.id) && isAssumed(rule))
    .flatMap((rule) => {
      const without = people.filter(
        (person) => factOf(rule, scopeFor(plan, book, person, book.end), rule.of, plan.env.facts) === undefined,
      );
      if (without.length === 0) return [];
      const names = without.map((person) => nameOf(book, person));
      return [{ label: rule.label, clause: clauses(rule.clause), count: without.length, of: people.length, names }];
    });
}

/** Where a flag, a choice or a set is not reported there is mostly nothing to report. */
function isAssumed({ type, missing, sensitive }: FactRule): boolean {
  return type === 'number' && missing === 'no' && !sensitive;
}

/** The facts that something in the catalogue, or a veto, looks at. */
function factsIn({ items, vetoes }: Scheme): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (!isRecord(value)) return;
    if (typeof value['fact'] === 'string') found.add(value['fact']);
    Object.values(value).forEach(look);
  };
  [items, vetoes].forEach(look);
  return found;
}
