import { problem, type Problem } from '../core/problem.ts';
import type { SubjectKind } from './form-rules.ts';

/** From one day to another, both included; an open end is left out. */
export type Span = { readonly from: string | undefined; readonly to: string | undefined };

/** Somebody the workbook can speak of: one person, or one office of a person where secretaries are rated. */
export type Named = {
  readonly id: string;
  readonly name: string;
  readonly kind: SubjectKind;
  readonly rated: boolean;
  /** Every organisation the person belonged to, or whose office it is. */
  readonly orgs: ReadonlySet<string>;
  /** When they belong to which, as far as that is known. */
  readonly memberships: readonly (Span & { readonly org: string })[];
  /** For an office, the organisation of the membership where that is another one. */
  readonly home: string | undefined;
};

/** What a row says of whom it is about. */
export type Asked = {
  readonly name: string | undefined;
  readonly org: string | undefined;
};

/** Where the name and the organisation of somebody stand. */
export type Cells = { readonly name: string; readonly org: string };

/** Everybody and every organisation by the names the workbook uses. */
export type Names = {
  readonly orgs: ReadonlySet<string>;
  readonly people: readonly Named[];
  /** Everybody of a name. */
  readonly called: (name: string) => readonly Named[];
  /** The person meant; kinds in order of preference where somebody is several. Problems say what to write instead. */
  readonly person: (asked: Asked, kinds: readonly SubjectKind[], cells: Cells, out: Problem[]) => Named | undefined;
  readonly org: (name: string, at: string, out: Problem[]) => string | undefined;
};

/** Makes the register of names. */
export function namesOf(orgs: ReadonlySet<string>, people: readonly Named[]): Names {
  const byName = Map.groupBy(people, (one) => one.name);
  let suggestions = 0;
  // Looking for likely names takes time; who has this many wrong ones has another problem.
  const suggest = (got: string, names: Iterable<string>): Readonly<Record<string, string>> => {
    suggestions += 1;
    return suggestions > MOST_SUGGESTIONS ? { got } : suggestion(got, [...names]);
  };
  const org = (name: string, at: string, out: Problem[]): string | undefined => {
    if (orgs.has(name)) return name;
    out.push(problem('org-not-listed', at, suggest(name, orgs)));
    return undefined;
  };
  const person: Names['person'] = (asked, kinds, at, out) => {
    const { name = '' } = asked;
    // Without a roster that alone is told, not for each name.
    if (people.length === 0) return undefined;
    const known = byName.get(name);
    if (known === undefined) {
      out.push(problem('name-not-listed', at.name, suggest(name, byName.keys())));
      if (asked.org !== undefined) org(asked.org, at.org, out);
      return undefined;
    }
    const there = known.filter((one) => asked.org === undefined || one.orgs.has(asked.org));
    const here = there.length > 0 ? there : known.filter((one) => one.home === asked.org || one.orgs.size === 0);
    if (here.length === 0) {
      if (org(asked.org ?? '', at.org, out) !== undefined)
        out.push(problem('name-in-other-org', at.name, { got: name, org: asked.org ?? '', list: orgList(known) }));
      return undefined;
    }
    const preferred = kinds.find((kind) => here.some((one) => one.kind === kind));
    const fitting = preferred === undefined ? here : here.filter((one) => one.kind === preferred);
    if (fitting.length > 1) out.push(problem('name-several', at.name, { got: name, list: orgList(fitting) }));
    return fitting.length > 1 ? undefined : fitting[0];
  };
  return { orgs, people, called: (name) => byName.get(name) ?? [], person, org };
}

function orgList(people: readonly Named[]): string {
  return [...new Set(people.flatMap((one) => [...one.orgs]))].join('、') || '没有写组织的';
}

const MOST_NEAR = 5;
const MOST_SUGGESTIONS = 100;

/** With likely names the sentence asks whether one of them was meant. */
export function suggestion(got: string, names: readonly string[]): Readonly<Record<string, string>> {
  const list = near(got, names);
  return list === '' ? { got } : { got, list, kind: 'near' };
}

/** Names that differ in one character, or of which one is part of the other: what was probably meant. */
function near(got: string, names: readonly string[]): string {
  const alike = names.filter(
    (name) => differsByOne(got, name) || (got.length > 1 && (name.includes(got) || got.includes(name))),
  );
  return alike.slice(0, MOST_NEAR).join('、');
}

function differsByOne(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short === '') return false;
  let i = 0;
  while (i < short.length && long[i] === short[i]) i += 1;
  return long.slice(i + 1) === short.slice(long.length === short.length ? i + 1 : i);
}
