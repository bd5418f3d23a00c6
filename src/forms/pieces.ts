import { parseDay, printDay } from '../core/date.ts';
import { periodOf, type PeriodUnit } from '../core/period.ts';
import { problem, type Problem } from '../core/problem.ts';

/** A value read from one cell, with the days it holds from and to where the row says so. */
export type Piece = {
  readonly value: unknown;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The days could not be read, which has been told: it is in nobody's way. */
  readonly undated?: boolean;
  readonly at: string;
};

/** The pieces of every value by its path in the facts, in the order they were read. */
export type Pieces = Map<string, Piece[]>;

/** Adds a piece to the value at a path. */
export function putPiece(pieces: Pieces, path: string, piece: Piece): void {
  const before = pieces.get(path);
  if (before === undefined) pieces.set(path, [piece]);
  else before.push(piece);
}

/**
 * Puts pieces together as the facts write them: one value for always, or a list of intervals in order. An interval
 * without an end is closed by the next one that begins. Two values for one day are a problem that names both cells.
 */
export function joinPieces(all: readonly Piece[], header: string, out: Problem[]): unknown {
  const undated = all.filter((piece) => piece.undated === true);
  if (undated.length === 0) return joinDated(all, header, out);
  joinDated(
    all.filter((piece) => piece.undated !== true),
    header,
    out,
  );
  // Days that are unknown are not put together; each value, on a day of its own, can be held against the scheme.
  return all.map(({ value }, at) => ({ value, from: printDay(at), to: printDay(at) }));
}

function joinDated(pieces: readonly Piece[], header: string, out: Problem[]): unknown {
  const [first, second] = pieces;
  if (first === undefined) return undefined;
  const timeless = pieces.filter((piece) => piece.from === undefined && piece.to === undefined);
  if (timeless.length === pieces.length && pieces.every((piece) => sameValue(piece.value, first.value)))
    return first.value;
  if (timeless.length > 0 && second !== undefined) {
    const doubled = timeless[0] === first ? (timeless[1] ?? second) : timeless[0]!;
    out.push(problem('value-twice', doubled.at, { header, first: cellOf(first.at, doubled.at) }));
    return undefined;
  }
  return intervals(pieces, header, out);
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The other cell, without its sheet where it is the same one. */
export function cellOf(at: string, besides: string): string {
  const [sheet = '', cell = at] = at.split('!');
  return sheet === besides.split('!')[0] ? cell : at;
}

function intervals(pieces: readonly Piece[], header: string, out: Problem[]): unknown {
  const ordered = pieces.toSorted((a, b) => compareText(a.from ?? '', b.from ?? ''));
  const before = out.length;
  const closed = ordered.map((piece, i) => {
    const next = ordered[i + 1];
    const open =
      piece.to === undefined && next?.from !== undefined && (piece.from === undefined || piece.from < next.from);
    const to = open ? dayBefore(next.from) : piece.to;
    const overlaps = next !== undefined && (to === undefined || next.from === undefined || to >= next.from);
    if (overlaps && !sameInterval(piece, next))
      out.push(problem('interval-overlap', next.at, { header, first: cellOf(piece.at, next.at) }));
    else if (overlaps) out.push(problem('value-twice', next.at, { header, first: cellOf(piece.at, next.at) }));
    return {
      value: piece.value,
      ...(piece.from === undefined ? {} : { from: piece.from }),
      ...(to === undefined ? {} : { to }),
    };
  });
  return out.length > before ? undefined : closed;
}

function sameInterval(a: Piece, b: Piece): boolean {
  return a.from === b.from && a.to === b.to;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function dayBefore(day: string): string {
  const parsed = parseDay(day);
  return parsed === undefined ? day : printDay(parsed - 1);
}

/** Whether an interval is exactly one period of the unit: the only way a count by month can be told. */
export function isOnePeriod(from: string | undefined, to: string | undefined, unit: PeriodUnit): boolean {
  const [first, last] = [parseDay(from ?? ''), parseDay(to ?? '')];
  if (first === undefined || last === undefined) return false;
  const period = periodOf(unit, first);
  return period.first === first && period.last === last;
}
