import type { Amount, Condition } from '../condition.ts';
import type { Scheme } from '../scheme.ts';
import { isRecord } from '../shape.ts';

/**
 * When something is known (阶段): 0 facts, 1 categories, 2 entries, 3 items, nodes and accounts, 4 orders, 5 grades,
 * 6 what is carried over, 7 outcomes.
 */
export type Stage = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Where a condition stands, and the last stage it may look at. */
export type ConditionPlace = {
  readonly at: string;
  readonly condition: Condition;
  readonly stage: Stage;
  readonly clause: string | undefined;
};

type Owner = { readonly clause?: string | undefined };
type Put = (at: string, condition: Condition | undefined, stage: Stage, owner: Owner) => void;

/** Every condition of a scheme with its path and the stage in which it is asked. */
export function conditionPlaces(scheme: Scheme): readonly ConditionPlace[] {
  const found: ConditionPlace[] = [];
  const put: Put = (at, condition, stage, { clause }) => {
    if (condition !== undefined) found.push({ at, condition, stage, clause });
  };
  scopePlaces(scheme, put);
  itemPlaces(scheme, put);
  scorePlaces(scheme, put);
  gradePlaces(scheme, put);
  for (const one of scheme.carry) {
    put(`carry.${one.id}.when`, one.when, 5, one);
    put(`carry.${one.id}.resetWhen`, one.resetWhen, 3, one);
  }
  for (const one of scheme.outcomes) put(`outcomes.${one.id}.when`, one.when, 7, one);
  for (const one of scheme.gates) put(`gates.${one.id}.when`, one.when, 7, one);
  return found;
}

function scopePlaces({ scope, norms }: Scheme, put: Put): void {
  put('scope.who', scope.who, 1, scope);
  put('scope.fullMembers', scope.fullMembers, 1, scope);
  for (const one of scope.categories) put(`scope.categories.${one.id}.when`, one.when, 0, one);
  for (const one of scope.exempt) put(`scope.exempt.${one.id}.when`, one.when, 1, one);
  for (const one of norms) {
    put(`norms.${one.id}.appliesWhen`, one.appliesWhen, 2, one);
    if (!('table' in one)) continue;
    for (const row of one.table.rows) put(`norms.${one.id}.table.rows.${row.value}.when`, row.when, 2, one);
  }
}

function itemPlaces(scheme: Scheme, put: Put): void {
  for (const item of scheme.items) {
    put(`items.${item.id}.appliesWhen`, item.appliesWhen, 1, item);
    put(`items.${item.id}.metWhen`, item.metWhen, 4, item);
    for (const rule of item.rules) {
      const at = `items.${item.id}.rules.${rule.id}`;
      const owner = { clause: rule.clause ?? item.clause };
      put(`${at}.when`, rule.when, 2, owner);
      put(`${at}.onlyWhen`, rule.onlyWhen, 2, owner);
      put(`${at}.free.when`, rule.free?.when, 2, owner);
    }
  }
  for (const one of scheme.modifiers.rules) put(`modifiers.rules.${one.id}.when`, one.when, 2, one);
  for (const one of scheme.taskQuotas) put(`taskQuotas.${one.id}.giver`, one.giver, 2, one);
  for (const one of scheme.vetoes) put(`vetoes.${one.id}.when`, one.when, 2, one);
}

function scorePlaces(scheme: Scheme, put: Put): void {
  for (const node of scheme.score) {
    if (!('select' in node)) continue;
    for (const one of node.select.cases) put(`score.${node.id}.select.cases.${one.node}.when`, one.when, 3, node);
  }
}

function gradePlaces({ grade }: Scheme, put: Put): void {
  if (grade === undefined) return;
  for (const table of grade.tables) {
    put(`grade.tables.${table.id}.when`, table.when, 4, grade);
    for (const band of table.bands) put(`grade.tables.${table.id}.bands.${band.grade}.also`, band.also, 4, band);
  }
  for (const one of grade.overrides) put(`grade.overrides.${one.id}.when`, one.when, 5, one);
  for (const one of grade.carried) put(`grade.carried.${one.id}.when`, one.when, 6, one);
}

/** The single questions a condition is made of. */
export function leavesOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'not' in condition ? leavesOf(condition.not) : [condition];
}

/** The numbers a question compares with. */
export function boundsIn(leaf: Condition): readonly Amount[] {
  return [leaf.gt, leaf.gte, leaf.lt, leaf.lte, leaf.eq, leaf.share].filter((one) => one !== undefined);
}

type Fields = Readonly<Record<string, unknown>>;

/** Visits every record inside a value, outermost first, with its path. */
export function walkRecords(value: unknown, at: string, visit: (record: Fields, at: string) => void): void {
  if (Array.isArray(value)) {
    value.forEach((one: unknown, index) => walkRecords(one, `${at}.${segmentOf(one, index)}`, visit));
    return;
  }
  if (!isRecord(value)) return;
  visit(value, at);
  for (const [key, inner] of Object.entries(value)) walkRecords(inner, at === '' ? key : `${at}.${key}`, visit);
}

/** How a path names an element of a list: by its id, grade, node or value, else by its number. */
export function segmentOf(one: unknown, index: number): string {
  if (typeof one === 'string') return one;
  if (!isRecord(one)) return String(index);
  for (const key of ['id', 'grade', 'node', 'value', 'path']) {
    const name = one[key];
    if (typeof name === 'string') return name;
  }
  return String(index);
}

/** The blocks of a scheme that say how it works; what is only told or tried out left away. */
export function rulesOf(scheme: Scheme): Fields {
  return Object.fromEntries(
    Object.entries(scheme).filter(
      ([key]) => !['clauses', 'examples', 'readings', 'notScored', 'incomplete', 'delegates'].includes(key),
    ),
  );
}
