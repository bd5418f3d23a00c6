// Random entries for a random scheme, each such as its rule takes it.
import type { Dice } from '../dice.ts';
import type { Json, JsonRecord } from '../json.ts';
import { addDays, type Window } from '../naive/days.ts';
import { field, TIERS } from './names.ts';

/** What the facts of one document have in common. */
export type Setting = {
  readonly period: string;
  /** The days of the period; whole weeks where it is kept by weeks. */
  readonly span: Window;
  readonly parts: readonly Window[];
  /** The windows in which hours are counted. */
  readonly counting: readonly Window[];
  readonly orgs: readonly string[];
  readonly people: readonly string[];
  readonly isSecretary: boolean;
};

/** What an entry may be posted to: a rule, or an item that takes a score. */
type Target = { readonly item: JsonRecord; readonly rule: JsonRecord | undefined };

const listOf = (value: Json | undefined): readonly JsonRecord[] =>
  Array.isArray(value) ? (value as readonly JsonRecord[]) : [];

export function entries(d: Dice, scheme: JsonRecord, setting: Setting): readonly JsonRecord[] {
  const items = listOf(scheme['items']);
  const judged = items.filter((item) => item['start'] === 'judged');
  const given = judged.flatMap((item) => setting.people.flatMap((id, at) => judgedScores(d, setting, item, id, at)));
  const targets = targetsOf(items);
  const where = placesOf(d, setting, targets);
  const forOrgs = countedOfOrgs(scheme);
  const posted =
    targets.length === 0 ? [] : d.list(0, 16, (at) => entry(d, scheme, setting, forOrgs, where(), `e${at}`));
  const reversals = d.some(posted, 2).filter(() => d.oneIn(3));
  return [
    ...given,
    ...posted,
    ...reversals.map((one) => ({ ...one, id: `r-${one['id'] as string}`, reverses: one['id'] ?? '' })),
  ];
}

/** Whom an entry is about, where it is posted, and on which day. */
type Place = { readonly person: string; readonly target: Target; readonly on: string };

/** All over the place, or much of the same: few people, few rules, few days. */
function placesOf(d: Dice, { people, span }: Setting, targets: readonly Target[]): () => Place {
  const anyDay = (): string => addDays(span.from, d.below(lengthOf(span)));
  const [some, few] = [d.some(people, 2), d.some(targets, 2)];
  const days = d.list(1, 5, anyDay);
  const [ofFew, ofDays] = [d.oneIn(2), d.oneIn(2)];
  return () => ({
    person: d.pick(ofFew && !d.oneIn(5) ? some : people),
    target: d.pick(ofFew && !d.oneIn(5) ? few : targets),
    on: ofDays && !d.oneIn(4) ? d.pick(days) : anyDay(),
  });
}

/** How many days a stretch of time has. */
export const lengthOf = (span: Window): number => (Date.parse(span.to) - Date.parse(span.from)) / 86_400_000 + 1;

/** What an entry about an organisation may be posted to: what its members share, and what is counted of it. */
function countedOfOrgs(scheme: JsonRecord): readonly string[] {
  const shared = listOf((scheme['derived'] as JsonRecord | undefined)?.['rules']).filter((rule) => 'members' in rule);
  const counts = listOf(scheme['norms']).flatMap((norm) => [norm['count'] ?? null, norm['day'] ?? null]);
  const each = listOf(scheme['outcomes']).map((one) => one['each'] ?? null);
  return [shared, counts, each, ...valuesAt(scheme, 'entries')].flatMap((one) => [
    ...valuesAt(one, 'groups'),
    ...valuesAt(one, 'items'),
    ...valuesAt(one, 'item'),
  ]) as readonly string[];
}

/** What stands under a key anywhere in a document, lists taken apart. */
function valuesAt(value: Json, key: string): readonly Json[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([own, inner]: [string, Json]) => [
    ...(own === key ? [inner].flat() : []),
    ...valuesAt(inner, key),
  ]);
}

function targetsOf(items: readonly JsonRecord[]): readonly Target[] {
  return items.flatMap((item): readonly Target[] => {
    const rules = listOf(item['rules']).map((rule) => ({ item, rule }));
    const takes = item['start'] === 'judged' || item['max'] !== undefined;
    return takes ? [...rules, { item, rule: undefined }] : rules;
  });
}

/** Scores from a judge: for most people, in each sub-period where the item is judged by it. */
function judgedScores(d: Dice, setting: Setting, item: JsonRecord, subject: string, at: number): readonly JsonRecord[] {
  const id = `g-${item['id'] as string}-${at}`;
  const row = { subject, item: item['id'] ?? '', points: d.pick(['3', '4']), ...approved(d, item) };
  if (item['per'] === undefined) return d.oneIn(5) ? [] : [{ id, ...row, on: setting.span.from }];
  return setting.parts.flatMap((part, n) => (d.oneIn(12) ? [] : [{ id: `${id}-${n}`, ...row, on: part.from }]));
}

function isOf(names: readonly string[], { item, rule }: Target): boolean {
  const own = [item['id'], item['group'], item['section'], rule?.['id'], rule?.['group']];
  return own.some((name) => typeof name === 'string' && names.includes(name));
}

function entry(
  d: Dice,
  scheme: JsonRecord,
  setting: Setting,
  forOrgs: readonly string[],
  { person, target, on }: Place,
  id: string,
): JsonRecord {
  const { orgs } = setting;
  const { item, rule } = target;
  return {
    id,
    subject: d.oneIn(5) && isOf(forOrgs, target) ? d.pick(orgs) : person,
    item: itemOf(d, target),
    ...days(d, scheme, setting, target, on),
    ...worth(d, item, rule),
    ...field('by', by(d, setting, target)),
    ...field(
      'project',
      d.maybe(3, () => d.pick(['w0', 'w1', 'w 1'])),
    ),
    ...field(
      'reason',
      d.maybe(8, () => '改期'),
    ),
    ...approved(d, rule?.['approval'] === undefined ? item : rule),
  };
}

/** The only rule of an item that takes no score may be meant by the item's own id. */
function itemOf(d: Dice, { item, rule }: Target): Json {
  const alone = listOf(item['rules']).length === 1 && item['start'] !== 'judged' && item['max'] === undefined;
  return rule === undefined || (alone && d.oneIn(3)) ? (item['id'] ?? '') : (rule['id'] ?? '');
}

function by(d: Dice, { people }: Setting, { item, rule }: Target): string | undefined {
  if (item['onlyBy'] === true) return rule?.['to'] === 'actor' ? (item['judgedBy'] as string) : undefined;
  return rule?.['to'] === 'actor' || d.oneIn(3) ? d.pick(people) : undefined;
}

/** Whether the n-th time is counted on a rule, or on one that tells the same facts: then it may be from before. */
function countsTimes(scheme: JsonRecord, { item, rule }: Target): boolean {
  const repeats = listOf((scheme['modifiers'] as JsonRecord | undefined)?.['rules']).filter(
    (one) => one['repeat'] !== undefined,
  );
  const idOf = (one: Target): string => (one.rule?.['id'] ?? '') as string;
  const alike = listOf(scheme['sameFacts']).flatMap((one) => {
    const rules = one['items'] as readonly string[];
    return rules.includes(idOf({ item, rule })) ? rules : [];
  });
  const targets = targetsOf(listOf(scheme['items'])).filter((one) => alike.includes(idOf(one)));
  return [{ item, rule }, ...targets].some((one) => {
    return one.rule !== undefined && repeats.some((repeat) => isOf(repeat['groups'] as readonly string[], one));
  });
}

function days(d: Dice, scheme: JsonRecord, { span }: Setting, target: Target, on: string): JsonRecord {
  const { late } = scheme['period'] as { readonly late?: string };
  // With the reading that refuses late entries nothing may be late.
  const mayBeLate = late === 'open-period' && scheme['readings'] === undefined;
  if (mayBeLate && d.oneIn(10)) return { on: addDays(span.from, -1 - d.below(60)), posted: on };
  if (countsTimes(scheme, target) && d.oneIn(6)) return { on: addDays(span.from, -1 - d.below(200)) };
  return d.oneIn(8) ? { on, posted: addDays(on, 5) } : { on };
}

function worth(d: Dice, item: JsonRecord, rule: JsonRecord | undefined): JsonRecord {
  const points = d.pick(['1', '2', '4', '3.5']);
  if (rule === undefined) return { points };
  const count = field(
    'count',
    d.maybe(2, () => d.pick(['1', '2', '3', '0.5', '4'])),
  );
  if (rule['tiers'] !== undefined) {
    const tier = d.pick(TIERS);
    return { ...count, tier, ...(tier === 't3' ? { points } : {}) };
  }
  if (rule['roles'] !== undefined) return { ...count, role: d.pick(['主', '从']) };
  const standard = field(
    'tier',
    d.maybe(3, () => d.pick(['规程3', '规程 ３', '规程4'])),
  );
  if (rule['judged'] !== undefined) return { ...count, ...standard, points };
  const own = rule['points'];
  return typeof own === 'string' && d.oneIn(6) && item['max'] === undefined
    ? { ...count, ...standard, points: own }
    : { ...count, ...standard };
}

function approved(d: Dice, owner: JsonRecord | undefined): JsonRecord {
  const needed = owner?.['approval'] !== undefined;
  const said = d.below(needed ? 6 : 20);
  if (said === 0) return { approval: 'rejected' };
  if (said === 1) return {};
  if (!needed) return {};
  return d.pick<JsonRecord>([
    { approvedBy: ['书记'] },
    { approval: 'approved' },
    { approval: 'approved' },
    { approval: 'pending' },
  ]);
}
