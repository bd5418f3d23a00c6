import type { Exact, Fraction } from '../../number.ts';
import type { Ledger } from '../book/ledger.ts';

/** A posting that came about in another way than by an entry on this owner and this line. */
export type Posted = {
  readonly line: number;
  readonly amount: Exact;
  readonly day: number;
  readonly project: number;
  /** The ledger entry behind it; −1 for a settlement. */
  readonly cause: number;
  readonly via: string;
};

/**
 * Postings that are not an entry's own (derived, sent to others, made from one fact for two clauses), in columns, since
 * a large run makes millions. Those of one owner are chained by `next`, from `first` on; −1 ends the chain.
 */
export type ExtraPostings = {
  size: number;
  line: Int32Array;
  /** Ticks; NaN where the amount stands in `big`. */
  ticks: Float64Array;
  day: Int32Array;
  project: Int32Array;
  cause: Int32Array;
  via: Int32Array;
  next: Int32Array;
  readonly big: Map<number, Fraction>;
  readonly vias: string[];
  readonly first: Int32Array;
  readonly last: Int32Array;
};

/** No extra postings yet, for so many owners. */
export function noExtra(owners: number): ExtraPostings {
  return {
    size: 0,
    ...columns(64),
    big: new Map(),
    vias: [],
    first: new Int32Array(owners).fill(-1),
    last: new Int32Array(owners).fill(-1),
  };
}

function columns(room: number) {
  const int = (): Int32Array => new Int32Array(room);
  return {
    line: int(),
    ticks: new Float64Array(room),
    day: int(),
    project: int(),
    cause: int(),
    via: int(),
    next: int(),
  };
}

/** Twice the room; what is there is kept. */
function grow(extra: ExtraPostings): void {
  const wider = columns(extra.size * 2);
  wider.line.set(extra.line);
  wider.ticks.set(extra.ticks);
  wider.day.set(extra.day);
  wider.project.set(extra.project);
  wider.cause.set(extra.cause);
  wider.via.set(extra.via);
  wider.next.set(extra.next);
  Object.assign(extra, wider);
}

/** The number of a way in which postings come about. */
export function viaOf(extra: ExtraPostings, name: string): number {
  const known = extra.vias.lastIndexOf(name);
  return known >= 0 ? known : extra.vias.push(name) - 1;
}

/** Posts the amount of a ledger entry to an owner and a line, another way than by the entry itself. */
export function postFrom(
  extra: ExtraPostings,
  ledger: Ledger,
  owner: number,
  entry: number,
  line: number,
  amount: Exact,
  via: number,
): void {
  append(extra, owner, line, amount, ledger.counted[entry] as number, ledger.project[entry] as number, entry, via);
}

/** Posts what no entry stands behind: a settlement on a day. */
export function postSettlement(
  extra: ExtraPostings,
  owner: number,
  line: number,
  amount: Exact,
  day: number,
  via: number,
): void {
  append(extra, owner, line, amount, day, -1, -1, via);
}

function append(
  extra: ExtraPostings,
  owner: number,
  line: number,
  amount: Exact,
  day: number,
  project: number,
  cause: number,
  via: number,
): void {
  const at = extra.size;
  if (at === extra.next.length) grow(extra);
  extra.size = at + 1;
  extra.line[at] = line;
  if (typeof amount === 'number') extra.ticks[at] = amount;
  else {
    extra.ticks[at] = Number.NaN;
    extra.big.set(at, amount);
  }
  extra.day[at] = day;
  extra.project[at] = project;
  extra.cause[at] = cause;
  extra.via[at] = via;
  extra.next[at] = -1;
  const before = extra.last[owner] as number;
  if (before < 0) extra.first[owner] = at;
  else extra.next[before] = at;
  extra.last[owner] = at;
}

/** The amount of an extra posting. */
export function extraAmount(extra: ExtraPostings, at: number): Exact {
  const ticks = extra.ticks[at] as number;
  return Number.isNaN(ticks) ? (extra.big.get(at) as Fraction) : ticks;
}

/** The extra postings of an owner, in the order they came about. */
export function extraOf(extra: ExtraPostings, owner: number): readonly Posted[] {
  const list: Posted[] = [];
  for (let at = extra.first[owner] as number; at >= 0; at = extra.next[at] as number) {
    list.push({
      line: extra.line[at] as number,
      amount: extraAmount(extra, at),
      day: extra.day[at] as number,
      project: extra.project[at] as number,
      cause: extra.cause[at] as number,
      via: extra.vias[extra.via[at] as number] as string,
    });
  }
  return list;
}
