import type { Day } from '../../date.ts';
import type { Gap } from '../value.ts';

/**
 * A posting that may come about, or whose amount cannot be told, because something it hangs on was not reported or not
 * filled in. It holds whatever it would go into (未定分录).
 */
export type Undecided = {
  /** Line of the catalogue it would land on; −1 where only a `derived` node would see it. */
  readonly line: number;
  readonly day: Day;
  /** The ledger entry behind it; −1 for a settlement. */
  readonly cause: number;
  /** The rule it would come by from elsewhere; empty for an entry of one's own. */
  readonly via: string;
  readonly gap: Gap;
};

/** Undecided postings by owner; nearly always empty. */
export type UndecidedPostings = Map<number, Undecided[]>;

export function leaveOpen(open: UndecidedPostings, owner: number, one: Undecided): void {
  const list = open.get(owner);
  if (list === undefined) open.set(owner, [one]);
  else list.push(one);
}

/** Takes back what was left open because of an entry, and says why it was. */
export function takeBack(open: UndecidedPostings, owner: number, entry: number): Gap | undefined {
  const list = open.get(owner) ?? NONE;
  open.set(
    owner,
    list.filter((one) => one.cause !== entry),
  );
  return list.find((one) => one.cause === entry)?.gap;
}

/** The undecided postings of an owner that fall into a stretch of time. */
export function undecidedIn(
  open: UndecidedPostings,
  owner: number,
  window: { readonly first: Day; readonly last: Day },
): readonly Undecided[] {
  if (open.size === 0) return NONE;
  return (open.get(owner) ?? NONE).filter((one) => one.day >= window.first && one.day <= window.last);
}

const NONE: readonly Undecided[] = [];
