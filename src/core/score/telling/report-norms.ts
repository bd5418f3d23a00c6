import type { Ruleset } from '../../scheme/resolve.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { idOf } from '../book/roster.ts';
import type { NormResult } from '../results.ts';
import type { Scored, Scoring } from '../scored.ts';
import { chunks } from '../../chunks.ts';
import { firstFew } from '../../text/first-few.ts';
import { clauseNumbers, type Naming } from './report.ts';

/** A standard of work, met or not, of an organisation or a person in a window. */
export type ReportNorm = {
  readonly label: string;
  readonly owner: string;
  readonly window: string;
  readonly status: string;
  /** Not met, or more than there may be: what somebody has to look at. */
  readonly missed: boolean;
  readonly over: boolean;
  /** What is asked for and what is there; of many pairs that have not talked the first. */
  readonly detail: string;
  /** Where that names only the first: the same with all, in pieces that fit a cell. */
  readonly full?: readonly string[];
  readonly clause: string;
};

/** The standards of work of whoever takes part, what somebody has to look at first (规范). */
export function reportNorms({ parts }: Ruleset, { results, scored }: Scoring, names: Naming): readonly ReportNorm[] {
  const spoken = spokenOf(scored);
  const rows = results.norms.flatMap((one) => {
    const part = parts.find((each) => rulesOf(each).some((rule) => rule.id === one.id));
    return part !== undefined && spoken(one, part) ? [{ one, row: normRow(one, part, names) }] : [];
  });
  return rows.toSorted((a, b) => ORDER.indexOf(a.one.status) - ORDER.indexOf(b.one.status)).map(({ row }) => row);
}

function rulesOf({ norms, texts }: Scheme): readonly (Scheme['norms'][number] | Scheme['texts'][number])[] {
  return [...norms, ...texts];
}

const ORDER: readonly NormResult['status'][] = ['missed', 'over', 'held', 'open', 'excused', 'met', 'n/a'];

/** Of whom a standard is told: not of those who take no part, nor a second time of whoever is rated as secretary besides. */
function spokenOf(scored: readonly Scored[]): (one: NormResult, part: Scheme) => boolean {
  const subjects = scored.flatMap(({ run }) =>
    run.standings.map((standing) => ({
      key: keyOf(run.plan.scheme, idOf(run.book, standing.person)),
      id: idOf(run.book, standing.person),
      out: standing.status === 'exempt',
    })),
  );
  const rated = new Set(subjects.map((one) => one.id));
  const there = new Set(subjects.flatMap((one) => (one.out ? [] : [one.key])));
  return ({ subject }, part) => subject === undefined || !rated.has(subject) || there.has(keyOf(part, subject));
}

function keyOf({ scheme }: Scheme, id: string): string {
  return `${scheme} ${id}`;
}

const STATUSES: Readonly<Record<NormResult['status'], string>> = {
  met: '达到',
  missed: '没有达到',
  over: '超出',
  open: '还没有到期',
  excused: '经批准例外',
  'n/a': '不适用',
  held: '没有报来',
};

function normRow(one: NormResult, part: Scheme, names: Naming): ReportNorm {
  const rule = rulesOf(part).find((each) => each.id === one.id);
  const { pairs, unit, faults } = missingOf(one.missing ?? [], names);
  const told = (lacking: string): string =>
    [wanted(one), lacking, ...faults, one.needs ?? ''].filter((text) => text !== '').join('；');
  const pieces = chunks(pairs, PIECE).map((some, at) => {
    const first = at * PIECE + 1;
    return told(`还差${some.join('、')}（第 ${first}—${first + some.length - 1} ${unit}，共 ${pairs.length} ${unit}）`);
  });
  return {
    label: rule?.label ?? one.id,
    owner: one.org === undefined ? names.person(one.subject ?? '') : names.org(one.org),
    window: one.window,
    status: STATUSES[one.status],
    missed: one.status === 'missed',
    over: one.status === 'over',
    detail: told(pairs.length === 0 ? '' : `还差${firstFew(pairs, FEW, unit)}`),
    ...(pairs.length > FEW ? { full: pieces } : {}),
    clause: clauseNumbers([part])(rule?.clause),
  };
}

/** What is asked for beside what there is: `应有 3，实有 2（共 20）`. */
function wanted({ required, most, allowed, actual, of, status }: NormResult): string {
  const there = actual === undefined ? '' : `实有 ${actual}${of === undefined ? '' : `（共 ${of}）`}`;
  if (allowed !== undefined)
    return [`可以是${allowed.join('、')}`, actual === undefined ? '' : `实际是${actual}`]
      .filter((one) => one !== '')
      .join('，');
  const asked = [required === undefined ? '' : `应有 ${required}`, most === undefined ? '' : `最多 ${most}`];
  return [...asked, status === 'met' && required === undefined ? '' : there].filter((one) => one !== '').join('，');
}

/** Named where there is little room, and in one piece of a list of all. */
const FEW = 5;
const PIECE = 40;

/** A pair that has not talked comes as `a→b`, somebody nobody has talked to as `→b`; anything else is a sentence. */
function missingOf(
  missing: readonly string[],
  names: Naming,
): { readonly pairs: readonly string[]; readonly unit: '对' | '人'; readonly faults: readonly string[] } {
  const [pairs, faults] = [true, false].map((is) => missing.filter((one) => one.includes('→') === is)) as [
    string[],
    string[],
  ];
  const named = pairs.map((pair) =>
    pair
      .split('→')
      .filter((id) => id !== '')
      .map(names.person)
      .join('与'),
  );
  return { pairs: named, unit: pairs[0]?.startsWith('→') === true ? '人' : '对', faults };
}
