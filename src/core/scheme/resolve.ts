import { canonicalJson } from '../json.ts';
import { compare, shareOf } from '../number.ts';
import { problem, type Problem, type Result } from '../problem.ts';
import { isOverlay, parseOverlay, parseScheme } from './parse.ts';
import { setAt } from './path.ts';
import { isRecord } from './shape.ts';
import type { Amount } from './condition.ts';
import type { Overlay, Reading, Scheme } from './scheme.ts';

/** Looks a document up by its id; undefined when there is none. */
export type Documents = (id: string) => unknown;

/** What the people who use a scheme chose: readings by option, parameters by value. */
export type Choices = {
  readonly readings?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, Amount>>;
};

/** How a reading stands: the option in force, and whether a body has decided it. */
export type ReadingState = { readonly choice: string; readonly decided: boolean };

/**
 * A scheme ready for use: every overlay applied, every reading's option written in, parameters filled.
 * `parts` holds one scheme, or several where a document overlays several parents (taiji-office).
 * `text` is the canonical text that the version hash is taken of.
 */
export type Ruleset = {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Scheme[];
  readonly readings: Readonly<Record<string, ReadingState>>;
  readonly text: string;
};

type Composed = { readonly raw: unknown; readonly at: string };

/**
 * Composes a document with its parents, applies the chosen options of its readings and parses the result strictly.
 * All problems at once; a choice that is not an option, a path that leads nowhere and a circle of parents are problems.
 */
export function resolveScheme(document: unknown, documents: Documents, choices: Choices = {}): Result<Ruleset> {
  const problems: Problem[] = [];
  const composed = compose(document, documents, problems, []);
  const states: Record<string, ReadingState> = {};
  const parts: Scheme[] = [];
  const texts: unknown[] = [];
  const known = new Set<string>();
  for (const { raw, at } of composed) {
    const base = parseScheme(raw);
    problems.push(...base.problems.map((p) => ({ ...p, at: at === '' ? p.at : `${at}:${p.at}` })));
    if (!base.ok) continue;
    const settled = settle(raw, base.value, choices, states, problems);
    for (const reading of base.value.readings) known.add(reading.id);
    parts.push(settled.scheme);
    texts.push(settled.raw);
  }
  for (const name of Object.keys(choices.readings ?? {})) {
    if (!known.has(name)) problems.push(problem('unknown-reading', `readings.${name}`, { id: name }));
  }
  problems.push(...paramProblems(parts, choices));
  const [first] = parts;
  if (first === undefined || problems.some((p) => p.severity === 'error')) return { ok: false, problems };
  const head = isRecord(document) ? document : {};
  const id = String(head['scheme']);
  const text = canonicalJson({ scheme: id, parts: texts, params: choices.params ?? {} });
  return { ok: true, problems, value: { id, title: String(head['title']), parts, readings: states, text } };
}

function paramProblems(parts: readonly Scheme[], choices: Choices): readonly Problem[] {
  const rules = parts.flatMap((part) => part.params);
  return Object.entries(choices.params ?? {}).flatMap(([name, value]) => {
    const at = `params.${name}`;
    const own = rules.filter((rule) => rule.id === name);
    if (own.length === 0) return [problem('unknown-param', at, { id: name })];
    return own.filter((rule) => isOutside(rule, value)).map((rule) => outOfRange(rule, value, at));
  });
}

type Param = Scheme['params'][number];

/** Whether a value lies outside the range that the scheme leaves to the local body. */
function isOutside(rule: Param, value: Amount): boolean {
  const [low, high] = rule.range ?? [];
  const below = (a: Amount | undefined, b: Amount | undefined): boolean =>
    typeof a === 'string' && typeof b === 'string' && compare(shareOf(a), shareOf(b)) < 0;
  return below(value, low) || below(high, value);
}

function outOfRange(rule: Param, value: Amount, at: string): Problem {
  const [low, high] = (rule.range ?? []).map(amountText);
  return problem('param-out-of-range', at, {
    label: rule.label,
    by: rule.fills,
    value: amountText(value),
    low: low ?? '',
    high: high ?? '',
  });
}

function amountText(amount: Amount): string {
  return typeof amount === 'string' ? amount : `参数「${amount.param}」`;
}

function compose(document: unknown, documents: Documents, problems: Problem[], seen: readonly string[]): Composed[] {
  if (!isOverlay(document)) return [{ raw: document, at: '' }];
  const parsed = parseOverlay(document);
  problems.push(...parsed.problems);
  if (!parsed.ok) return [];
  const over = parsed.value;
  if (seen.includes(over.scheme)) {
    problems.push(problem('circular-extends', 'extends', { id: over.scheme }));
    return [];
  }
  return over.extends.flatMap((parent) => {
    const found = documents(parent);
    if (found === undefined) {
      problems.push(problem('unknown-scheme', 'extends', { id: parent }));
      return [];
    }
    return compose(found, documents, problems, [...seen, over.scheme]).map(({ raw }) => ({
      raw: applyOverlay(raw, over, parent, problems),
      at: over.extends.length > 1 ? parent : '',
    }));
  });
}

/** Keys that begin with `parent/` are meant for that parent only, where a document overlays several. */
function applyOverlay(raw: unknown, over: Overlay, parent: string, problems: Problem[]): unknown {
  let changed = raw;
  const put = (key: string, value: unknown): void => {
    const other = over.extends.some((one) => one !== parent && key.startsWith(`${one}/`));
    if (other) return;
    const path = key.startsWith(`${parent}/`) ? key.slice(parent.length + 1) : key;
    const next = setAt(changed, path, value);
    if (next === undefined) problems.push(problem('path-not-found', `set.${key}`, { path }));
    else changed = next;
  };
  for (const clause of over.clauses) put('clauses.+', clause);
  for (const [block, list] of byKey(over.add)) for (const one of list) put(`${block}.+`, one);
  for (const [path, value] of byKey(over.set)) put(path, value);
  for (const [name, value] of Object.entries(over.params)) put(`params.${name}.value`, value);
  for (const [name, choice] of Object.entries(over.choices)) {
    put(`readings.${name}.choice`, choice.choice);
    if (choice.decided !== undefined) put(`readings.${name}.decided`, choice.decided);
  }
  if (over.effective !== undefined) put('effective', over.effective);
  put('examples', over.examples);
  return changed;
}

type Settled = { readonly raw: unknown; readonly scheme: Scheme };

function settle(
  raw: unknown,
  base: Scheme,
  choices: Choices,
  states: Record<string, ReadingState>,
  problems: Problem[],
): Settled {
  let changed = raw;
  const chosen = new Map<string, Reading['options'][number]>();
  for (const reading of base.readings) {
    const choice = choices.readings?.[reading.id] ?? reading.choice;
    const option = reading.options.find((one) => one.id === choice);
    if (option === undefined) {
      problems.push(
        problem('unknown-option', `readings.${reading.id}`, { id: reading.id, got: choice, list: optionList(reading) }),
      );
      continue;
    }
    states[reading.id] = { choice, decided: reading.decided !== undefined && choice === reading.choice };
    chosen.set(reading.id, option);
    changed = setAt(changed, `readings.${reading.id}.choice`, choice) ?? changed;
    changed = applySet(changed, option.set, `readings.${reading.id}.options.${choice}.set`, problems);
  }
  changed = applyTogether(changed, chosen, problems);
  if (changed === raw) return { raw, scheme: base };
  const parsed = parseScheme(changed);
  problems.push(...parsed.problems.filter((p) => p.severity === 'error'));
  return { raw: changed, scheme: parsed.ok ? parsed.value : base };
}

/** Where two readings meet, what both together change; after all that each changes by itself. */
function applyTogether(
  raw: unknown,
  chosen: ReadonlyMap<string, Reading['options'][number]>,
  problems: Problem[],
): unknown {
  let changed = raw;
  for (const [id, option] of chosen) {
    const met = option.with.filter((one) => chosen.get(one.reading)?.id === one.option);
    for (const one of met)
      changed = applySet(changed, one.set, `readings.${id}.options.${option.id}.with.${one.reading}.set`, problems);
  }
  return changed;
}

function applySet(raw: unknown, set: Readonly<Record<string, unknown>>, at: string, problems: Problem[]): unknown {
  let changed = raw;
  for (const [path, value] of byKey(set)) {
    const next = setAt(changed, path, value);
    if (next === undefined) problems.push(problem('path-not-found', `${at}.${path}`, { path }));
    else changed = next;
  }
  return changed;
}

/** Changes are made in the order of their paths: JSON has no other order that every reader would agree on. */
function byKey<T>(changes: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(changes).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function optionList(reading: Reading): string {
  return reading.options.map((one) => `${one.id}（${one.text}）`).join('、');
}
