import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book.ts';
import { holders, isWithin, peopleIn } from './roster.ts';

type Rule = Scheme['derived']['rules'][number];

/** What a posting starts from: whose it is, and when. */
type Source = { readonly owner: number; readonly day: number };

/** Those whom the roles of a rule name for a posting. */
export function rolesOf(book: Book, rule: Rule, cause: Source): readonly number[] {
  return rule.to.flatMap(({ roles, choose }) => {
    const held = roles.map((role) => holders(book, cause.owner, role, cause.day)).filter((people) => people.length > 0);
    return held.slice(0, choose === 'first' ? 1 : held.length).flat();
  });
}

/** The subjects who belonged to the organisation, or to one below it, on the day. */
export function membersOf(book: Book, rule: Rule, cause: Source): readonly number[] {
  const org = cause.owner - book.people.length;
  if (org < 0) return [];
  const orgs = rule.members === 'direct' ? [org] : [...book.everIn.keys()].filter((own) => isWithin(book, own, org));
  return orgs.flatMap((own) => peopleIn(book, own, cause.day)).filter((person) => book.people[person]?.subject);
}
