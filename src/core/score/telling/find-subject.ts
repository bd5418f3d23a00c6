import { nearest } from '../../nearest.ts';
import type { Scored, Scoring } from '../scored.ts';
import { homeOrg, idOf, nameOf } from '../book/roster.ts';
import type { Standing } from '../run.ts';

/** A subject where it was found: the part of the ruleset, and what the run knows of it. */
export type FoundSubject = {
  readonly id: string;
  readonly name: string;
  readonly org: string;
  readonly scored: Scored;
  readonly standing: Standing;
};

/**
 * Everybody who may be meant by what was typed: the id, else the name, else name and organisation in either order, of
 * which a part is enough (第一支部 for 虚构中心第一支部). Blanks inside a name do not count (王 芳), as people put them there to line names up.
 */
export function findSubjects(scoring: Scoring, typed: string): readonly FoundSubject[] {
  const all = scoring.scored.flatMap((scored) => scored.run.standings.map((standing) => foundIn(scored, standing)));
  const byId = all.filter((one) => one.id === typed);
  if (byId.length > 0) return byId;
  const wanted = tight(typed);
  const exact = all.filter(({ name, org }) =>
    [name, `${org}${name}`, `${name}${org}`].some((one) => tight(one) === wanted),
  );
  return exact.length > 0 ? exact : all.filter(({ name, org }) => isPartOf(tight(org), rests(wanted, tight(name))));
}

/** Who bears the same name in the same organisation: mostly one person who is rated in two offices (兼任书记的党员). */
export function namesakes({ scored }: Scoring, { id, name, org }: FoundSubject): readonly FoundSubject[] {
  const all = scored.flatMap((one) => one.run.standings.map((standing) => foundIn(one, standing)));
  return all.filter((one) => one.id !== id && one.name === name && one.org === org);
}

const MOST_NEAR = 5;

/** Names that what was typed is a part of, as 张伟 of 张伟（1）; else the one that is nearest. */
export function nearSubjects(scoring: Scoring, typed: string): readonly string[] {
  const names = new Set(
    scoring.scored.flatMap(({ run }) => run.standings.map(({ person }) => nameOf(run.book, person))),
  );
  const wanted = tight(typed);
  const around = [...names].filter((name) => wanted !== '' && tight(name).includes(wanted));
  const near = around.length > 0 ? around : [nearest(wanted, [...names]) ?? []].flat();
  return near.slice(0, MOST_NEAR);
}

/** What is left of the text before or after a name. */
function rests(text: string, name: string): readonly string[] {
  const before = text.endsWith(name) ? [text.slice(0, -name.length)] : [];
  const after = text.startsWith(name) ? [text.slice(name.length)] : [];
  return [...before, ...after].filter((rest) => rest !== '');
}

function isPartOf(org: string, parts: readonly string[]): boolean {
  return parts.some((part) => org.includes(part));
}

/** A subject of a part, with its name and organisation. */
export function foundIn(scored: Scored, standing: Standing): FoundSubject {
  const { book } = scored.run;
  const org = homeOrg(book, standing.person);
  return {
    id: idOf(book, standing.person),
    name: nameOf(book, standing.person),
    org: org === undefined ? '' : nameOf(book, book.people.length + org),
    scored,
    standing,
  };
}

function tight(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s@()·,，、]/gu, '');
}
