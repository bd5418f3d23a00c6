// What the blocks of a random scheme are called, so that they can speak of each other.
import type { Dice } from '../dice.ts';
import type { Json, JsonRecord } from '../json.ts';

export const CLAUSE = 'c';
export const GRADES = ['优', '良', '中', '差'] as const;
export const CHOICES = ['甲', '乙', '丙'] as const;
export const CATEGORIES = ['A', 'B'] as const;
export const ROLES = ['chief', 'boss', 'secretary'] as const;
export const VOTES = ['好', '一般', '差'] as const;
export const TIERS = ['t1', 't2', 't3'] as const;
export const FINDINGS = ['不实', '提醒'] as const;
export const OPTIONS = ['one', 'two'] as const;
export const NUMBERS = ['1', '2', '3', '5', '0.5', '2.5', '10', '4'] as const;
export const SHARES = ['15%', '30%', '1/2', '0.4'] as const;

export type Unit = 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** The units a period is made of, longest first. */
const PARTS: Readonly<Record<Unit, readonly Unit[]>> = {
  year: ['half-year', 'quarter', 'month'],
  'half-year': ['quarter', 'month'],
  quarter: ['month', 'week'],
  month: ['week'],
  week: [],
};

/** Mostly the sub-period of a scheme, sometimes another unit that the period is made of. */
export function partOf(d: Dice, { unit, posting }: Names): Unit | undefined {
  return posting !== undefined && d.oneIn(4) ? d.pick(PARTS[unit]) : posting;
}

/** The names that are settled before anything is built. */
export type Names = {
  readonly unit: Unit;
  readonly posting: Unit | undefined;
  readonly subject: 'member' | 'secretary' | 'org' | 'employee';
  /** Items with the ids of their rules. */
  readonly items: readonly {
    readonly id: string;
    readonly rules: readonly string[];
    readonly group: string | undefined;
  }[];
  /** Those that items have. */
  readonly groups: readonly string[];
  readonly sections: readonly string[];
  /** Nodes of the whole period; each is made only of those after it. */
  readonly nodes: readonly string[];
  readonly categories: readonly string[];
  readonly graded: boolean;
  readonly rankings: readonly string[];
  readonly vetoes: readonly string[];
  readonly gates: number;
  readonly account: boolean;
  /** Carried things by kind: a number or a yes/no, and whether they look at grades. */
  readonly carries: readonly { readonly id: string; readonly yesNo: boolean; readonly grades: boolean }[];
  readonly outcomes: readonly { readonly id: string; readonly org: boolean }[];
  readonly reading: boolean;
};

/** What entries can be named by: items, rules, groups and sections. */
export function namesOfEntries({ items, groups, sections }: Names): readonly string[] {
  return [...items.map((one) => one.id), ...items.flatMap((one) => one.rules), ...groups, ...sections];
}

/** A field that is there or not. */
export function field(key: string, value: Json | undefined): JsonRecord {
  return value === undefined ? {} : { [key]: value };
}
