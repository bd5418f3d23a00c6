import { pushAll } from '../push-all.ts';
import { canonicalJson } from '../json.ts';
import { problem, resultOf, type Problem, type Result } from '../problem.ts';
import { checkFaults, overParts } from './check/check.ts';
import { circularSources } from './circular-from.ts';
import { beyondDelegation, ownKey } from './delegation.ts';
import { isOverlay, parseScheme, siftOverlay } from './parse.ts';
import { setAt } from './path.ts';
import { isRecord } from './shape.ts';
import { chosenKey, paramsApart, type ParamValues } from './param-values.ts';
import type { Overlay, Reading, ReadingChoice, Scheme } from './scheme.ts';

/** Looks a document up by its id; undefined when there is none. */
export type Documents = (id: string) => unknown;

/**
 * What the people who use a scheme chose: readings by option, with who decided it or without; parameters by value.
 * `until` is the last day (ISO) on which a decision counts: that of the report.
 */
export type Choices = {
  readonly until?: string | undefined;
  readonly readings?: Readonly<Record<string, string | ReadingChoice>>;
  readonly params?: ParamValues;
};

/** The readings of all parts in order, each once: a question that several share is asked in the words of the first. */
export function readingsIn(parts: readonly Scheme[]): readonly { readonly reading: Reading; readonly part: Scheme }[] {
  const known = new Map<string, { readonly reading: Reading; readonly part: Scheme }>();
  for (const part of parts)
    for (const reading of part.readings) if (!known.has(reading.id)) known.set(reading.id, { reading, part });
  return [...known.values()];
}

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
  /** Its values are made up for a demonstration (虚构示范). */
  readonly invented: boolean;
  readonly parts: readonly Scheme[];
  readonly readings: Readonly<Record<string, ReadingState>>;
  readonly text: string;
};

type Composed = { readonly raw: unknown; readonly at: string };

/**
 * Composes a document with its parents, applies the chosen options of its readings, fills its parameters and parses the
 * result strictly; what the check calls an error (a name that leads nowhere, a step of zero) is refused too, so that a
 * ruleset in hand can be computed. All problems at once.
 */
export function resolveScheme(document: unknown, documents: Documents, choices: Choices = {}): Result<Ruleset> {
  const { ruleset, problems } = drafted(document, documents, choices);
  // What somebody chose wrongly changes nothing else: the rest of the choices is held against the check all the same.
  const whole = problems.every((one) => one.severity !== 'error' || OF_CHOICES.has(one.code));
  const circles = circularSources(ruleset.parts, documents);
  const all = whole ? [...problems, ...overParts(ruleset.parts, checkFaults), ...circles] : problems;
  return resultOf(
    ruleset,
    all.map((one) => atChoice(one, choices, ruleset.parts)),
  );
}

const OF_CHOICES: ReadonlySet<string> = new Set([
  'unknown-reading',
  'unknown-option',
  'unknown-param',
  'param-of-several',
]);

/** The same without the check, for whoever writes a document and wants to be told everything about it (草稿). */
export function draftScheme(document: unknown, documents: Documents, choices: Choices = {}): Result<Ruleset> {
  const { ruleset, problems } = drafted(document, documents, choices);
  return resultOf(ruleset, problems);
}

type Drafted = { readonly ruleset: Ruleset; readonly problems: readonly Problem[] };

function drafted(document: unknown, documents: Documents, choices: Choices): Drafted {
  const problems: Problem[] = [];
  const readings: Record<string, ReadingState> = {};
  const parts: Scheme[] = [];
  const texts: unknown[] = [];
  for (const { raw, at } of compose(document, documents, problems, [])) {
    const filled = fillParams(raw, choices.params);
    const base = parseScheme(filled);
    const told = new Set(problems.map((one) => one.at));
    const own = base.problems.map((p) => ({ ...p, at: at === '' ? p.at : `${at}:${p.at}` }));
    pushAll(
      problems,
      own.filter((one) => !told.has(one.at)),
    );
    if (!base.ok) continue;
    const settled = settle(filled, base.value, choices, readings, problems);
    parts.push(settled.scheme);
    texts.push(settled.raw);
  }
  const { scheme, title, invented, params } = isRecord(document) ? document : {};
  const written = isOverlay(document) && isRecord(params) ? Object.keys(params) : [];
  pushAll(problems, unknownChoices(parts, choices, written));
  const text = canonicalJson({ scheme: String(scheme), parts: texts, params: choices.params ?? {} });
  const heading = { id: String(scheme), title: String(title), invented: invented === true || invented === 'true' };
  return { ruleset: { ...heading, parts, readings, text }, problems };
}

/** What is wrong with a value that was chosen for a parameter is told where it was chosen. */
function atChoice(one: Problem, { params = {} }: Choices, parts: readonly Scheme[]): Problem {
  const id = /^(?:[^:]*:)?params\.([^.]+)\.value$/u.exec(one.at)?.[1];
  if (id === undefined) return one;
  // Parts may each have their own of that id; they are told apart by what they are called.
  const owner = parts.find((part) => part.params.some((each) => each.id === id && each.label === one.data['label']));
  const key = chosenKey(params, owner?.scheme ?? '', id);
  return key === undefined ? one : { ...one, at: `params.${key}` };
}

/** Choices that nothing answers to, or several things; `written` are the parameters that the document itself gives a value. */
function unknownChoices(parts: readonly Scheme[], choices: Choices, written: readonly string[]): readonly Problem[] {
  const readings = new Set(parts.flatMap((part) => part.readings.map((one) => one.id)));
  const apart = paramsApart(parts);
  const params = new Set(parts.flatMap((part) => part.params.flatMap(({ id }) => [id, `${part.scheme}/${id}`])));
  const lost = (given: object | undefined, known: ReadonlySet<string>): readonly string[] =>
    Object.keys(given ?? {}).filter((name) => !known.has(name));
  return [
    ...lost(choices.readings, readings).map((id) => problem('unknown-reading', `readings.${id}`, { id })),
    ...lost(choices.params, params).map((id) => problem('unknown-param', `params.${id}`, { id })),
    ...[...new Set([...Object.keys(choices.params ?? {}), ...written])].flatMap((id) =>
      apart.has(id) ? problem('param-of-several', `params.${id}`, { id, list: keysOf(parts, id) }) : [],
    ),
  ];
}

/** By which keys each part's own parameter of an id is chosen: `fuling-org/share（占参评党组织的比例）`. */
function keysOf(parts: readonly Scheme[], id: string): string {
  return parts
    .flatMap(({ scheme, params }) =>
      params.filter((one) => one.id === id).map((one) => `${scheme}/${id}（${one.label}）`),
    )
    .join('、');
}

/** The document with the values that were chosen for its parameters written in. */
function fillParams(raw: unknown, values: Choices['params'] = {}): unknown {
  if (!isRecord(raw) || !Array.isArray(raw['params'])) return raw;
  const fill = (param: unknown): unknown => {
    const key = isRecord(param) ? chosenKey(values, String(raw['scheme']), String(param['id'])) : undefined;
    return key === undefined ? param : { ...(param as object), value: values[key] };
  };
  return { ...raw, params: raw['params'].map(fill) };
}

function compose(document: unknown, documents: Documents, problems: Problem[], seen: readonly string[]): Composed[] {
  if (!isOverlay(document)) return [{ raw: document, at: '' }];
  const over = siftOverlay(document, problems);
  if (over === undefined) return [];
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
  pushAll(problems, beyondDelegation(raw, over, parent));
  let changed = raw;
  const put = (key: string, value: unknown): void => {
    const path = ownKey(over, parent, key);
    if (path === undefined) return;
    const next = setAt(changed, path, value);
    if (next === undefined) problems.push(problem('path-not-found', `set.${key}`, { path }));
    else changed = next;
  };
  for (const clause of over.clauses) put('clauses.+', clause);
  for (const [block, list] of byKey(over.add)) for (const one of list) put(`${block}.+`, one);
  for (const [path, value] of byKey(over.set)) put(path, value);
  for (const [name, value] of Object.entries(over.params)) {
    const id = ownKey(over, parent, name);
    if (id !== undefined) put(`params.${id}.value`, value);
  }
  for (const [name, choice] of Object.entries(over.choices)) {
    const id = ownKey(over, parent, name);
    if (id === undefined) continue;
    // What could not be read has been told.
    if ('choice' in choice) put(`readings.${id}.choice`, choice.choice);
    if (choice.decided !== undefined && 'by' in choice.decided && 'on' in choice.decided)
      put(`readings.${id}.decided`, choice.decided);
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
    const given = choices.readings?.[reading.id];
    const { choice, decided } = typeof given === 'object' ? given : { choice: given ?? reading.choice };
    const option = reading.options.find((one) => one.id === choice);
    if (option === undefined) {
      problems.push(
        problem('unknown-option', `readings.${reading.id}`, { id: reading.id, got: choice, list: optionList(reading) }),
      );
      continue;
    }
    const by = decided ?? (choice === reading.choice ? reading.decided : undefined);
    const later = by !== undefined && choices.until !== undefined && by.on > choices.until;
    if (later) problems.push(decidedLater(reading, by.on, choices.until));
    states[reading.id] = { choice, decided: by !== undefined && !later };
    chosen.set(reading.id, option);
    const own = `readings.${reading.id}`;
    const set = {
      ...option.set,
      [`${own}.choice`]: choice,
      ...(decided === undefined ? {} : { [`${own}.decided`]: decided }),
    };
    changed = applySet(changed, set, `readings.${reading.id}.options.${choice}.set`, problems);
  }
  changed = applyTogether(changed, chosen, problems);
  if (changed === raw) return { raw, scheme: base };
  const parsed = parseScheme(changed);
  pushAll(problems, parsed.problems);
  return { raw: changed, scheme: parsed.ok ? parsed.value : base };
}

/** What is yet to be decided on the day of the report has not been decided. */
function decidedLater({ id, question }: Reading, on: string, day: string): Problem {
  const at = `readings.${id}.decided.on`;
  return { ...problem('reading-decided-later', at, { question, on, day }), severity: 'warning' };
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
