// Conditions: true, false, or undefined where something was not reported.
import type { Condition } from '../../src/core/scheme/condition.ts';
import { accountClosing, carryValue } from './naive-carry.ts';
import { windowOf, within } from './days.ts';
import { q, read } from './fraction.ts';
import { validEntries } from './naive-ledger.ts';
import { isLast, rankHolds } from './naive-rank.ts';
import { outcomeHolds } from './naive-outcome.ts';
import { vetoInForce } from './naive-veto.ts';
import { absentMeansNo, dayOf, factValue, groupOf, holders, orgOn, ruleOf } from './world.ts';
import type { When, Who, World } from './world.ts';
import { categoryOf } from './naive-scope.ts';
import { allOf, anyOf, compare, not, onScore } from './truth.ts';
import type { Tests, Truth } from './truth.ts';

export function condition(w: World, c: Condition, who: Who, when: When): Truth {
  if ('all' in c) return allOf(c.all.map((one) => condition(w, one, who, when)));
  if ('any' in c) return anyOf(c.any.map((one) => condition(w, one, who, when)));
  if ('not' in c) return not(condition(w, c.not, who, when));
  if ('fact' in c) return onFact(w, c.fact, c, who, when);
  if ('node' in c) return onNode(w, c.node, c, who, when);
  if ('item' in c) {
    const item = w.scheme.items.find((one) => one.id === c.item);
    return item === undefined ? undefined : onScore(w, c, w.ask.item(w, item, who.id, when.window));
  }
  if ('category' in c) return categoryTest(w, c.category, who, when);
  if ('grade' in c) return gradeTest(w, c.grade, who);
  if ('entries' in c) return compare(w, c, q(countEntries(w, c.entries, who, when)));
  if ('findings' in c) return compare(w, c, q(countFindings(w, c.findings, who)));
  if ('carry' in c) return carryTest(w, c.carry, c, who);
  if ('account' in c) return onScore(w, c, accountClosing(w, c.account, who.id));
  if ('rank' in c) return rankTest(w, c.rank, c, who);
  if ('veto' in c) return anyOf(c.veto.map((id) => vetoInForce(w, id, who.id, when.window)));
  if ('role' in c) return roleTest(w, c.role, who, when);
  if ('outcome' in c) return outcomeHolds(w, c.outcome, who);
  const choice = w.scheme.readings.find((r) => r.id === c.reading)?.choice;
  return is(c, choice);
}

function is(c: Tests, value: unknown): boolean {
  if (c.is !== undefined && c.is !== value) return false;
  if (c.in !== undefined && !(typeof value === 'string' && c.in.includes(value))) return false;
  return c.has === undefined || (Array.isArray(value) && value.includes(c.has));
}

const NUMERIC = ['gt', 'gte', 'lt', 'lte', 'eq'] as const;

function onFact(w: World, id: string, c: Tests, who: Who, when: When): Truth {
  const rule = w.scheme.facts.find((f) => f.id === id);
  const value = factValue(w, id, who, when, c.of);
  const known = value !== undefined;
  if (c.known !== undefined && c.known !== known) return false;
  const { known: _, ...rest } = c;
  if (Object.keys(rest).every((key) => key === 'fact' || key === 'of'))
    return c.known !== undefined || bare(rule?.type, value);
  if (!known) {
    if (!absentMeansNo(rule)) return undefined;
    return NUMERIC.every((key) => c[key] === undefined) && is(c, rule?.type === 'flag' ? false : undefined);
  }
  if (!is(c, value)) return false;
  if (NUMERIC.every((key) => c[key] === undefined)) return true;
  return compare(w, c, typeof value === 'number' ? q(value) : read(String(value)));
}

function bare(type: string | undefined, value: unknown): Truth {
  return type === 'flag' ? value === true : value !== undefined;
}

function onNode(w: World, id: string, c: Tests, who: Who, when: When): Truth {
  const node = w.scheme.score.find((one) => one.id === id);
  return node === undefined ? undefined : onScore(w, c, w.ask.node(w, node, who.id, when.window));
}

function categoryTest(w: World, wanted: readonly string[], who: Who, when: When): Truth {
  const category = categoryOf(w, who.id, when);
  if (category === 'pending') return undefined;
  return category !== undefined && wanted.includes(category.is);
}

function gradeTest(w: World, wanted: readonly string[], who: Who): Truth {
  const state = w.grades.get(who.id);
  if (state === undefined) return false;
  if (state.grade === undefined && state.options !== undefined) {
    const chosen = state.options.map((one) => wanted.includes(one));
    return chosen.every((one) => one === chosen[0]) ? chosen[0] : undefined;
  }
  if (state.grade === undefined && state.held) return undefined;
  return state.grade !== undefined && wanted.includes(state.grade);
}

type Filter = Extract<Condition, { entries: unknown }>['entries'];

function countEntries(w: World, filter: Filter, who: Who, when: When): number {
  const window = filter.within === undefined ? when.window : windowOf(filter.within, dayOf(w, when));
  return validEntries(w).filter(({ entry, at }) => {
    const found = ruleOf(w, entry);
    const item = found?.item ?? w.scheme.items.find((one) => one.id === entry.item);
    const named =
      filter.items === undefined ||
      filter.items.includes(found?.rule.id ?? entry.item) ||
      (item !== undefined && filter.items.includes(item.id));
    const group = groupOf(found?.rule, item);
    const grouped = filter.groups === undefined || (group !== undefined && filter.groups.includes(group));
    return named && grouped && within(at, window) && concerns(w, who, entry.subject);
  }).length;
}

function concerns(w: World, who: Who, subject: string): boolean {
  if (subject === who.id) return true;
  return who.org && orgOn(w, subject, dayOf(w, { window: w.period })) === who.id;
}

function countFindings(w: World, result: string, who: Who): number {
  return w.facts.findings.filter((finding) => {
    const entry = w.facts.entries.find((one) => one.id === finding.entry);
    return finding.result === result && entry !== undefined && concerns(w, who, entry.subject);
  }).length;
}

function carryTest(w: World, id: string, c: Tests, who: Who): Truth {
  const value = carryValue(w, id, who.id);
  if (value === 'not-yet') return false;
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return c.is === undefined ? value : c.is === value;
  return compare(w, c, value);
}

function rankTest(w: World, id: string, c: Tests, who: Who): Truth {
  if (c.last !== undefined) {
    const last = isLast(w, id, who.id);
    return last === undefined ? undefined : last === c.last;
  }
  return rankHolds(w, id, who.id, (place) => compare(w, c, q(place)));
}

function roleTest(w: World, role: string, who: Who, when: When): boolean {
  const day = dayOf(w, when);
  const all = [...w.facts.subjects, ...w.facts.people];
  return all.some((one) => holders(w, role, one.id, day).includes(who.id));
}
