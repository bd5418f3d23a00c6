import { problem, type Problem } from '../problem.ts';
import { mayStart } from './posting/derive.ts';
import { amountOf, COUNTS, GOES_TO_OTHER } from './posting/posted.ts';
import { ownerOf } from './book/ledger.ts';
import { holders, type nameOf } from './book/roster.ts';
import type { Run } from './run.ts';
import { firstFew } from '../text/first-few.ts';

/** People named one by one. */
const NAMED = 5;

/**
 * Points that go to whoever holds a role, while nobody on the roster holds any such role, or nobody does for some: nothing
 * was handed on, and nobody would notice (关系没有填).
 */
export function roleNotices(run: Run, called: typeof nameOf): readonly Problem[] {
  return [...derivedToNobody(run, called), ...givenToNobody(run)].map((one) => ({ ...one, severity: 'warning' }));
}

function derivedToNobody({ plan, book, posts }: Run, called: typeof nameOf): readonly Problem[] {
  const people = book.ledger.start[book.people.length] as number;
  return plan.derive.rules.flatMap((one, index) => {
    const causes: number[] = [];
    for (let e = 0; e < people; e += 1) {
      const own = plan.derive.byLine[book.ledger.line[e] as number] as readonly number[];
      if (own.includes(index) && posts.drop[e] === COUNTS && mayStart(one, amountOf(posts, e))) causes.push(e);
    }
    if (causes.length === 0) return [];
    const roles = unheld({ plan, book }, [...new Set(one.rule.to.flatMap((to) => to.roles))]);
    if (roles !== undefined) return [told(one.rule.label, roles, causes.length)];
    return one.rule.to.flatMap((to) => lacking({ plan, book }, one.rule.label, to.roles, causes, called));
  });
}

type Roles = readonly string[];

/** People for whom nobody holds any of the roles that points of theirs go to, while somebody does for others (有人漏填). */
function lacking(
  { plan, book }: Pick<Run, 'plan' | 'book'>,
  label: string,
  roles: Roles,
  causes: readonly number[],
  called: typeof nameOf,
): readonly Problem[] {
  const { ledger } = book;
  const isHeld = (e: number): boolean =>
    roles.some((role) => holders(book, ownerOf(ledger, e), role, ledger.on[e] as number).length > 0);
  const lost = roles.length === 0 ? [] : causes.filter((e) => !isHeld(e));
  if (lost.length === 0) return [];
  const names = [...new Set(lost.map((e) => called(book, ownerOf(ledger, e))))];
  const data = { label, roles: labelled(plan, roles), count: String(lost.length), list: firstFew(names, NAMED, '人') };
  return [problem('role-lacking', '', data)];
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
  return roles.length === 0 || isHeld ? undefined : labelled(plan, roles);
}

function labelled({ scheme }: Run['plan'], roles: Roles): string {
  return scheme.roles
    .filter((role) => roles.includes(role.id))
    .map((role) => role.label)
    .join('、');
}

function told(label: string, roles: string, count: number): Problem {
  return problem('role-held-by-nobody', '', { label, roles, count: String(count) });
}
