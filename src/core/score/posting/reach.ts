import type { Scheme } from '../../scheme/scheme.ts';
import type { Book } from '../book/book.ts';
import { isWithin, peopleIn } from '../book/roster.ts';

type Rule = Scheme['derived']['rules'][number];

/** What a posting starts from: whose it is, and when. */
type Source = { readonly owner: number; readonly day: number };

/** The subjects who belonged to the organisation, or to one below it, on the day. */
export function membersOf(book: Book, rule: Rule, cause: Source): readonly number[] {
  const org = cause.owner - book.people.length;
  if (org < 0) return [];
  const orgs = rule.members === 'direct' ? [org] : [...book.everIn.keys()].filter((own) => isWithin(book, own, org));
  return orgs.flatMap((own) => peopleIn(book, own, cause.day)).filter((person) => book.people[person]?.subject);
}
