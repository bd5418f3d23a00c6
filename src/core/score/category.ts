import type { Scheme } from '../scheme/scheme.ts';
import type { Test } from './conditions.ts';
import type { Scope } from './book/scope.ts';
import { on } from './book/timeline.ts';
import { hold, type Gap, type Truth } from './value.ts';

type Categories = {
  readonly scheme: Scheme;
  readonly categories: readonly { readonly id: string; readonly when: Test | undefined }[];
};

/** The category of somebody: as rostered or decided, else by the scheme's order of precedence (分类). */
export function categoryOf(plan: Categories, scope: Scope): string | Gap | undefined {
  const person = scope.book.people[scope.owner];
  if (person === undefined || plan.categories.length === 0)
    return person?.category === undefined ? undefined : on(person.category, scope.day);
  const rostered = person.category === undefined ? undefined : on(person.category, scope.day);
  const decided = scope.book.decisions.get(scope.owner)?.category;
  if (rostered !== undefined || decided !== undefined) return rostered ?? decided;
  const { precedence, clause, categories } = plan.scheme.scope;
  const fits: string[] = [];
  for (const { id, when } of plan.categories) {
    const truth: Truth = when === undefined ? true : when(scope);
    if (typeof truth !== 'boolean') return truth;
    if (truth && precedence === 'first-match') return id;
    if (truth) fits.push(id);
  }
  if (fits.length < 2) return fits[0];
  const labels = categories.filter((one) => fits.includes(one.id)).map((one) => one.label);
  return hold(`同时符合${labels.join('、')}几类，等待支部逐人认定`, clause);
}
