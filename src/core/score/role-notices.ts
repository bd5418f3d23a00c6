import { problem, type Problem } from '../problem.ts';
import { mayStart } from './posting/derive.ts';
import { amountOf, COUNTS, GOES_TO_OTHER } from './posting/posted.ts';
import type { Run } from './run.ts';

/**
 * Points that go to whoever holds a role, while nobody on the roster holds any such role: nothing was handed on, and
 * nobody would notice (关系一条也没有填).
 */
export function roleNotices(run: Run): readonly Problem[] {
  return [...derivedToNobody(run), ...givenToNobody(run)].map((one) => ({ ...one, severity: 'warning' }));
}

function derivedToNobody({ plan, book, posts }: Run): readonly Problem[] {
  const people = book.ledger.start[book.people.length] as number;
  return plan.derive.rules.flatMap((one, index) => {
    const roles = unheld({ plan, book }, [...new Set(one.rule.to.flatMap((to) => to.roles))]);
    if (roles === undefined) return [];
    let causes = 0;
    for (let e = 0; e < people; e += 1) {
      const own = plan.derive.byLine[book.ledger.line[e] as number] as readonly number[];
      if (own.includes(index) && posts.drop[e] === COUNTS && mayStart(one, amountOf(posts, e))) causes += 1;
    }
    return causes === 0 ? [] : [told(one.rule.label, roles, causes)];
  });
}

/** Rules whose points go to the holder of a role. */
function givenToNobody({ plan, book, posts }: Run): readonly Problem[] {
  return book.catalogue.lines.flatMap(({ rule, index, label }) => {
    const roles = typeof rule?.to === 'object' ? unheld({ plan, book }, [rule.to.role]) : undefined;
    if (roles === undefined) return [];
    const given = book.ledger.line.reduce(
      (n, line, e) => n + Number(line === index && posts.drop[e] === GOES_TO_OTHER),
      0,
    );
    return given === 0 ? [] : [told(label, roles, given)];
  });
}

/** The labels of some roles that nobody holds for anybody; nothing where somebody does. */
function unheld({ plan, book }: Pick<Run, 'plan' | 'book'>, roles: readonly string[]): string | undefined {
  const isHeld = roles.some((role) => book.roles.get(role)?.some((held) => held !== undefined) === true);
  if (roles.length === 0 || isHeld) return undefined;
  return plan.scheme.roles
    .filter((role) => roles.includes(role.id))
    .map((role) => role.label)
    .join('、');
}

function told(label: string, roles: string, count: number): Problem {
  return problem('role-held-by-nobody', '', { label, roles, count: String(count) });
}
