// Which entries of the ledger stand, and on which day they count.
import type { Item, ItemRule } from '../../../src/core/scheme/item.ts';
import { within } from './days.ts';
import type { Window } from './days.ts';
import type { Entry } from './facts.ts';
import { ONE, read } from './fraction.ts';
import type { Q } from './fraction.ts';
import { compareText, givesScore, inOrder, lastDay, ruleOf } from './world.ts';
import type { World } from './world.ts';

/** An entry as it counts: `on` is when it happened, `at` the day by which it belongs to a period, `index` its place in the ledger. */
export type Reported = {
  readonly entry: Entry;
  readonly on: string;
  readonly posted: string;
  readonly at: string;
  readonly index: number;
};

/** Times are counted on some rule; on one without, an entry from before the period is refused. */
const repeats = (w: World): boolean => w.scheme.modifiers.rules.some((rule) => rule.repeat !== undefined);

type Place = { readonly at: string } | 'history' | 'ignored';

/** Told of after the day of the report, so not yet known on it. */
const isLater = (w: World, day: string): boolean => day > lastDay(w, w.period);

function placeOf(w: World, entry: Entry): Place {
  const place = placeInPeriod(w, entry);
  return typeof place === 'object' && isLater(w, place.at) ? 'ignored' : place;
}

function placeInPeriod(w: World, entry: Entry): Place {
  const { period } = w;
  if (within(entry.on, period)) return { at: entry.on };
  const postedIn = entry.posted !== undefined && within(entry.posted, period);
  if (entry.on > period.to) return 'ignored';
  if (postedIn && w.scheme.period.late === 'open-period') return { at: entry.posted ?? entry.on };
  return repeats(w) ? 'history' : 'ignored';
}

/** Taken back: reversed, itself a reversal, found false, or turned down. */
function isVoid(w: World, entry: Entry): boolean {
  const cancelling = (w.scheme.findings?.results ?? []).filter((one) => one.cancels).map((one) => one.id);
  return (
    entry.reverses !== undefined ||
    entry.approval === 'rejected' ||
    w.facts.entries.some((one) => one.reverses === entry.id && placeOf(w, one) !== 'ignored') ||
    knownFindings(w).some((one) => one.entry === entry.id && cancelling.includes(one.result))
  );
}

/** The report is of a day before the end of the period. */
const isCut = (w: World): boolean => lastDay(w, w.period) < w.period.to;

/** What was found by the day of the report about entries that were there by then. */
export function knownFindings(w: World): World['facts']['findings'] {
  return w.facts.findings.filter((finding) => {
    const entry = w.facts.entries.find((one) => one.id === finding.entry);
    const place = entry === undefined ? undefined : placeInPeriod(w, entry);
    const cut = typeof place === 'object' && isLater(w, place.at);
    return !cut && !(isCut(w) && isLater(w, finding.on));
  });
}

function isApproved(rule: ItemRule | undefined, item: Item | undefined, entry: Entry): boolean {
  if ((rule?.approval ?? item?.approval) === undefined) return true;
  return entry.approval === undefined ? (entry.approvedBy ?? []).length > 0 : entry.approval === 'approved';
}

/** The entries of a facts document that nobody took back: those of the period, those it takes no approval to count, all to count times by. */
type Standing = {
  readonly reported: readonly Reported[];
  readonly valid: readonly Reported[];
  readonly occurred: readonly Reported[];
};

const known = new WeakMap<World['facts'], Standing>();

function standing(w: World): Standing {
  const found = known.get(w.facts);
  if (found !== undefined) return found;
  const all = w.facts.entries.flatMap((entry, index): { readonly one: Reported; readonly place: Place }[] => {
    const place = placeOf(w, entry);
    if (place === 'ignored' || isVoid(w, entry)) return [];
    const at = typeof place === 'object' ? place.at : entry.on;
    return [{ place, one: { entry, index, at, on: entry.on, posted: entry.posted ?? entry.on } }];
  });
  const reported = all
    .filter(({ place }) => typeof place === 'object')
    .map(({ one }) => one)
    .toSorted(inOrder);
  const occurred = all.map(({ one }) => one).filter((one) => isAgreed(w, one));
  const made: Standing = {
    reported,
    valid: reported.filter((one) => isAgreed(w, one)),
    occurred: occurred.toSorted(
      (a, b) => compareText(a.on, b.on) || compareText(a.posted, b.posted) || a.index - b.index,
    ),
  };
  known.set(w.facts, made);
  return made;
}

/** Every entry of the period that nobody took back, approved or not yet. */
export const reportedEntries = (w: World): readonly Reported[] => standing(w).reported;

/** Those of them that wait for no approval. */
export const validEntries = (w: World): readonly Reported[] => standing(w).valid;

/** What counts for how often something happened, this period and before, by the day it happened. */
export const occurrences = (w: World): readonly Reported[] => standing(w).occurred;

function isAgreed(w: World, { entry }: Reported): boolean {
  const found = ruleOf(w, entry);
  const item = found?.item ?? w.scheme.items.find((one) => one.id === entry.item);
  return isApproved(found?.rule, item, entry);
}

/** The last score that was given to the item directly. */
export function givenScore(w: World, item: Item, subject: string, scope: Window): Entry | undefined {
  return validEntries(w)
    .filter(
      ({ entry, at }) =>
        entry.item === item.id && entry.subject === subject && givesScore(item, entry) && within(at, scope),
    )
    .at(-1)?.entry;
}

export const countOf = (entry: Entry): Q => (entry.count === undefined ? ONE : read(entry.count));
