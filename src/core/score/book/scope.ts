import type { Day } from '../../date.ts';
import { periodName, type Period } from '../../period.ts';
import type { Book } from './book.ts';
import type { SlotBase } from '../slots.ts';
import type { Gap, Truth, Value } from '../value.ts';

/** A stretch of time that is scored as one: the whole period, or a sub-period. */
export type Window = { readonly id: string; readonly first: Day; readonly last: Day; readonly whole: boolean };

/** A sub-period as it stands behind what is missing in it: `（2026年第2季度）`; empty for the whole period. */
export function inWindow({ id, whole }: Window): string {
  return whole ? '' : `（${periodName(id)}）`;
}

/**
 * What a condition may look at, for one owner on one day. Stages fill in what they know: a question that comes too
 * early finds nothing there, and that is a defect of the scheme which `check` reports.
 */
export type Scope = {
  readonly book: Book;
  /** Index of the person; people + organisation for an organisation. */
  readonly owner: number;
  readonly day: Day;
  readonly window: Window;
  /** The category of the owner: as rostered, else by the scheme's order of precedence. */
  readonly category?: (scope: Scope) => string | Gap | undefined;
  readonly node?: (id: string) => Value;
  readonly item?: (id: string) => Value;
  readonly grade?: string | undefined;
  /** The grades that are still possible while a person has to decide; empty when something is missing. */
  readonly gradeOptions?: readonly string[] | undefined;
  readonly carry?: (id: string) => Value | Truth;
  /** The periods that such a rule has counted, for whoever explains it. */
  readonly periods?: (id: string) => readonly PeriodLook[];
  readonly account?: (id: string) => Value;
  /** A gap while somebody of the same order waits for a score. */
  readonly rank?: (id: string) => RankPlace | Gap | undefined;
  readonly vetoes?: Vetoes;
  /** Consequences asked about so far: come about, or not to be told; the others are not there. */
  readonly outcomes?: ReadonlyMap<string, true | Gap>;
};

/** One period as the rules over several periods look at it (一期). */
export type PeriodLook = {
  readonly period: Period;
  readonly exempt: boolean;
  readonly scope: Scope;
  readonly node: (id: string) => Value;
};

/** Vetoes that have come about, and those of which that cannot be told; the others are not there. */
export type Vetoes = ReadonlyMap<string, true | Gap>;

/** A place in an order; whether it is the last one there; and whether a shared place stands, waits for a person, or does not count. */
export type RankPlace = {
  readonly rank: number;
  /** How many share the place. */
  readonly same: number;
  readonly last: Truth;
  readonly tie: 'stands' | 'human' | 'out';
  /** Of whom a share of the places is taken; a gap where they cannot be counted. */
  readonly base: SlotBase | Gap;
};
