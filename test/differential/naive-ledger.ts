// Which entries of the ledger stand, and on which day they count.
import type { EntryRow } from '../../src/core/score/facts.ts';
import type { Item, ItemRule } from '../../src/core/scheme/item.ts';
import { within } from './days.ts';
import type { Window } from './days.ts';
import { cmp, ONE, read } from './fraction.ts';
import { givesScore, inOrder, ruleOf } from './world.ts';
import type { World } from './world.ts';

/** An entry that stands: `at` is the day by which it belongs to a period, undefined for one that only counts times. */
export type Valid = {
  readonly entry: EntryRow;
  readonly at: string;
  readonly index: number;
  readonly posted: string;
  readonly on: string;
};

const repeats = (w: World): boolean => w.scheme.modifiers.rules.some((rule) => rule.repeat !== undefined);

type Place = { readonly at: string } | 'history' | 'ignored' | 'error';

function placeOf(w: World, entry: EntryRow): Place {
  const { period } = w;
  if (within(entry.on, period)) return { at: entry.on };
  const postedIn = entry.posted !== undefined && within(entry.posted, period);
  if (entry.on < period.from) {
    if (postedIn && w.scheme.period.late === 'open-period') return { at: entry.posted ?? entry.on };
    if (repeats(w)) return 'history';
    return postedIn ? 'ignored' : 'error';
  }
  return postedIn ? 'ignored' : 'error';
}

function reversed(w: World, entry: EntryRow): boolean {
  const known = (id: string | undefined): boolean => w.facts.entries.some((one) => one.id === id);
  return (
    (entry.reverses !== undefined && known(entry.reverses)) || w.facts.entries.some((one) => one.reverses === entry.id)
  );
}

function cancelled(w: World, entry: EntryRow): boolean {
  const cancelling = (w.scheme.findings?.results ?? []).filter((one) => one.cancels).map((one) => one.id);
  return w.facts.findings.some((one) => one.entry === entry.id && cancelling.includes(one.result));
}

function approved(rule: ItemRule | undefined, item: Item | undefined, entry: EntryRow): boolean {
  if (entry.approval === 'rejected') return false;
  if ((rule?.approval ?? item?.approval) === undefined) return true;
  return entry.approval === 'approved' || (entry.approvedBy ?? []).length > 0;
}

function stands(w: World, entry: EntryRow): boolean {
  const found = ruleOf(w, entry);
  const item = found?.item ?? w.scheme.items.find((one) => one.id === entry.item);
  return !reversed(w, entry) && !cancelled(w, entry) && approved(found?.rule, item, entry);
}

function listed(w: World, wanted: (place: Place) => boolean): readonly Valid[] {
  return w.facts.entries
    .map((entry, index) => ({ entry, index, place: placeOf(w, entry) }))
    .filter(({ entry, place }) => wanted(place) && stands(w, entry))
    .map(({ entry, index, place }) => {
      const at = typeof place === 'object' ? place.at : entry.on;
      return { entry, index, at, on: entry.on, posted: entry.posted ?? entry.on };
    })
    .toSorted(inOrder);
}

/** Every entry of the period that stands, as it was reported. */
export const validEntries = (w: World): readonly Valid[] => listed(w, (place) => typeof place === 'object');
/** Entries from before the period, kept only for counting how often. */
export const earlierEntries = (w: World): readonly Valid[] => listed(w, (place) => place === 'history');

export function ledgerErrors(w: World): readonly string[] {
  return w.facts.entries.filter((entry) => placeOf(w, entry) === 'error').map((entry) => `date ${entry.id}`);
}

/** The last score that was given to the item directly. */
export function givenScore(w: World, item: Item, subject: string, scope: Window): EntryRow | undefined {
  return validEntries(w)
    .filter(
      ({ entry, at }) =>
        entry.item === item.id && entry.subject === subject && givesScore(item, entry) && within(at, scope),
    )
    .at(-1)?.entry;
}

/** Entries after the rule of one fact in two places (sameFacts); the first block that names a rule takes its entries. */
export function merged(w: World, entries: readonly Valid[]): readonly Valid[] {
  let left = entries;
  const done: Valid[] = [];
  for (const same of w.scheme.sameFacts) {
    const touched = left.filter(({ entry }) => same.items.includes(ruleOf(w, entry)?.rule.id ?? ''));
    const keyOf = (one: Valid): string => {
      const what = same.key === 'day' ? one.on : (one.entry.project ?? `alone ${one.entry.id}`);
      return `${one.entry.subject} ${what}`;
    };
    for (const key of new Set(touched.map(keyOf))) {
      const group = touched.filter((one) => keyOf(one) === key);
      const largest = group.reduce((best, one) => (cmp(countOf(one.entry), countOf(best.entry)) > 0 ? one : best));
      const targets = same.counts === 'first' ? same.items.slice(0, 1) : same.items;
      done.push(...targets.map((item) => ({ ...largest, entry: { ...largest.entry, item } })));
    }
    left = left.filter((one) => !touched.includes(one));
  }
  return [...left, ...done].toSorted(inOrder);
}

export const countOf = (entry: EntryRow) => (entry.count === undefined ? ONE : read(entry.count));
