// Conditions: true, false, or undefined where something was not reported.
import type { Condition } from '../../../src/core/scheme/condition.ts';
import { accountClosing, carryValue } from './carry.ts';
import { windowOf, within } from './days.ts';
import { q, read, sum } from './fraction.ts';
import type { Q } from './fraction.ts';
import { countOf, knownFindings, reportedEntries } from './ledger.ts';
import { onPlace, placeNow, rankingOf } from './rank.ts';
import { vetoInForce } from './veto.ts';
import { absentMeansNo, dayOf, factValue, holders, isNamed, NONE, orgOn, ruleOf } from './world.ts';
import type { When, Who, World } from './world.ts';
import { categoryOf, isRated } from './scope.ts';
import { allOf, anyOf, atLeast, compare, not, onScore } from './truth.ts';
import type { Tests, Truth } from './truth.ts';

export function condition(w: World, c: Condition, who: Who, when: When): Truth {
  if ('all' in c) return allOf(c.all.map((one) => condition(w, one, who, when)));
  if ('any' in c) return anyOf(c.any.map((one) => condition(w, one, who, when)));
  if ('not' in c) return not(condition(w, c.not, who, when));
  if ('fact' in c) return onFact(w, c.fact, c, who, when);
  if ('node' in c) return onNode(w, c.node, c, who, when);
  if ('item' in c) {
    const item = w.scheme.items.find((one) => one.id === c.item);
    if (item === undefined) return undefined;
    return onScore(w, c, w.ask.item(w, item, who.id, when.window));
  }
  if ('category' in c) return categoryTest(w, c.category, who, when);
  if ('grade' in c) return gradeTest(w, c.grade, who);
  if ('entries' in c) return compare(w, c, countEntries(w, c.entries, c.of, who, when));
  if ('findings' in c) return compare(w, c, q(countFindings(w, c.findings, c.of, who, when)));
  if ('carry' in c) return carryTest(w, c.carry, c, who);
  if ('account' in c) return onScore(w, c, isRated(w, who.id) ? accountClosing(w, c.account, who.id) : NONE);
  if ('rank' in c) return rankTest(w, c.rank, c, who);
  if ('veto' in c) return anyOf(c.veto.map((id) => vetoInForce(w, id, who.id)));
  if ('role' in c) return roleTest(w, c.role, who, when);
  if ('outcome' in c) return w.outcomes.has(c.outcome) ? w.outcomes.get(c.outcome) : false;
  const choice = w.scheme.readings.find((r) => r.id === c.reading)?.choice;
  return (c.is !== undefined || c.in !== undefined) && is(c, choice);
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
  if (c.known !== undefined) return true;
  if (!known) {
    if (!absentMeansNo(rule)) return undefined;
    return c.is === false;
  }
  if (!is(c, value)) return false;
  if (NUMERIC.every((key) => c[key] === undefined))
    return rule?.type !== 'flag' || c.is !== undefined || value === true;
  return typeof value === 'string' ? compare(w, c, read(value)) : false;
}

function onNode(w: World, id: string, c: Tests, who: Who, when: When): Truth {
  const node = w.scheme.score.find((one) => one.id === id);
  return node === undefined ? undefined : onScore(w, c, w.ask.node(w, node, who.id, when.window));
}

function categoryTest(w: World, wanted: readonly string[], who: Who, when: When): Truth {
  const category = who.org ? undefined : categoryOf(w, who.id, when);
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

/** How much was entered on the named things and not taken back, approved or not. */
function countEntries(w: World, filter: Filter, of: Condition['of'], who: Who, when: When): Q {
  const window = filter.within === undefined ? when.window : windowOf(filter.within, dayOf(w, when));
  const named = [...(filter.items ?? []), ...(filter.groups ?? [])];
  const found = reportedEntries(w).filter(({ entry, at }) => {
    const { rule, item } = ruleOf(w, entry) ?? { item: w.scheme.items.find((one) => one.id === entry.item) };
    return isNamed(named, rule, item) && within(at, window) && concerns(w, of, who, entry.subject, dayOf(w, when));
  });
  return sum(found.map(({ entry }) => countOf(entry)));
}

/** Whether something about the subject is the asker's, or that of the asker's whole organisation. */
function concerns(w: World, of: Condition['of'], who: Who, subject: string, day: string): boolean {
  if (subject === who.id) return true;
  const org = who.org ? who.id : of === 'org' ? orgOn(w, who.id, day) : undefined;
  return org !== undefined && (subject === org || orgOn(w, subject, day) === org);
}

function countFindings(w: World, result: string, of: Condition['of'], who: Who, when: When): number {
  return knownFindings(w).filter((finding) => {
    const entry = w.facts.entries.find((one) => one.id === finding.entry);
    return finding.result === result && entry !== undefined && concerns(w, of, who, entry.subject, dayOf(w, when));
  }).length;
}

function carryTest(w: World, id: string, c: Tests, who: Who): Truth {
  const value = carryValue(w, id, who.id);
  // A gate waits for what is told at the end of the year.
  if (value === 'not-yet') return w.atGate === true ? undefined : false;
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return c.is === undefined ? value : c.is === value;
  return 'least' in value ? atLeast(w, c, value.least) : compare(w, c, value);
}

function rankTest(w: World, id: string, c: Tests, who: Who): Truth {
  const ranking = rankingOf(w, id);
  const place = placeNow(w, ranking, who.id);
  if (place === undefined) return false;
  return place === 'held' ? undefined : onPlace(w, ranking, c, place);
}

function roleTest(w: World, role: string, who: Who, when: When): boolean {
  // An organisation is nobody's secretary.
  if (who.org) return false;
  const day = dayOf(w, when);
  const all = [...w.facts.subjects, ...w.facts.people];
  return all.some((one) => holders(w, role, one.id, day).includes(who.id));
}
