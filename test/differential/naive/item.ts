// The score of one item for one person in one stretch of time.
import type { Item } from '../../../src/core/scheme/item.ts';
import type { Window } from './days.ts';
import { add, max, min, read, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { givenScore } from './ledger.ts';
import { counted, itemPostings } from './posting.ts';
import { amount, factValue, HELD, NONE, number, SILENT, subjectOf } from './world.ts';
import type { Score, World } from './world.ts';

export function itemScore(w: World, item: Item, subject: string, scope: Window): Score {
  const key = `${subject} ${item.id} ${scope.from} ${scope.to}`;
  const known = w.items.get(key);
  if (known !== undefined) return known;
  const score = reckon(w, item, subject, scope);
  w.items.set(key, score);
  return score;
}

/** The items that the fact of the scheme names as impossible here. */
export function impossibleItems(w: World, subject: string, scope: Window): readonly string[] {
  const { notApplicable } = w.scheme;
  if (notApplicable === undefined) return [];
  const value = factValue(w, notApplicable.fact, subjectOf(subject), { window: scope });
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function reckon(w: World, item: Item, subject: string, scope: Window): Score {
  const applies =
    item.appliesWhen === undefined ? true : w.ask.condition(w, item.appliesWhen, subjectOf(subject), { window: scope });
  if (applies === undefined) return HELD;
  if (!applies) return NONE;
  const most = item.max === undefined ? undefined : amount(w, item.max);
  const bounds = [item.max, item.floor].filter((one) => one !== undefined);
  if (bounds.some((one) => amount(w, one) === undefined)) return HELD;
  const given = givenScore(w, item, subject, scope)?.points;
  if (impossibleItems(w, subject, scope).includes(item.id)) {
    const effect = w.scheme.notApplicable?.effect;
    if (effect === 'redistribute') return NONE;
    if (effect === 'full-marks') return number(most ?? ZERO);
    if (given === undefined) return SILENT;
  }
  if (item.start === 'judged' && given === undefined) return SILENT;
  const base =
    given !== undefined ? read(given) : item.start === 'full' ? most : item.start === 'zero' ? ZERO : undefined;
  const postings = itemPostings(w, item, subject, scope);
  const lines = counted(w, item, postings);
  if (base === undefined || lines === undefined) return HELD;
  const forfeited = postings.some((one) => one.rule?.effect === 'forfeit');
  if (forfeited) return number(ZERO);
  return number(clamp(w, item, most, add(base, sum(lines.map((one) => one.value)))));
}

function clamp(w: World, item: Item, most: Q | undefined, value: Q): Q {
  const below = item.floor === undefined ? undefined : amount(w, item.floor);
  const least = below ?? (item.start === 'zero' && most === undefined ? undefined : ZERO);
  const raised = least === undefined ? value : max(least, value);
  return most === undefined ? raised : min(most, raised);
}
