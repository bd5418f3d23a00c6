import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book.ts';
import { everIn, holders, isWithin, orgOf } from './roster.ts';

type Rule = Scheme['derived']['rules'][number];

/** What a posting starts from: whose it is, and when. */
type Source = { readonly owner: number; readonly day: number };

/** Where derived postings look for people; `subjects` are those ever in an organisation, made when first asked for. */
export type PeopleByOrg = { readonly book: Book; subjects: ReadonlyMap<number, readonly number[]> | undefined };

/** Those whom the roles of a rule name for a posting. */
export function rolesOf(book: Book, rule: Rule, cause: Source): readonly number[] {
  return rule.to.flatMap(({ roles, choose }) => {
    const held = roles.map((role) => holders(book, cause.owner, role, cause.day)).filter((people) => people.length > 0);
    return held.slice(0, choose === 'first' ? 1 : held.length).flat();
  });
}

/** The subjects who belonged to the organisation, or to one below it, on the day. */
export function membersOf(among: PeopleByOrg, rule: Rule, cause: Source): readonly number[] {
  const { book } = among;
  const org = cause.owner - book.people.length;
  if (org < 0) return [];
  among.subjects ??= subjectsByOrg(book);
  const { subjects } = among;
  const orgs = rule.members === 'direct' ? [org] : [...subjects.keys()].filter((own) => isWithin(book, own, org));
  return orgs.flatMap((own) => (subjects.get(own) ?? []).filter((person) => orgOf(book, person, cause.day) === own));
}

function subjectsByOrg(book: Book): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const person of book.subjects) {
    for (const org of everIn(book, person)) {
      const list = found.get(org);
      if (list === undefined) found.set(org, [person]);
      else list.push(person);
    }
  }
  return found;
}
