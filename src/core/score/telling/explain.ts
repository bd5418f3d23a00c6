import { print } from '../../number.ts';
import type { Item } from '../../scheme/item.ts';
import { contextOf, type Context } from '../context.ts';
import type { Scored } from '../scored.ts';
import { derivedEntries } from './explain-derived.ts';
import { clauseNo, type ExplainedEntry, type StepKind } from './explained-entry.ts';
import { boundsOf, howOf } from './explain-how.ts';
import { explainItem, whyTexts } from './explain-item.ts';
import { vetoCauses, vetoesFor, vetoName } from './explain-veto.ts';
import type { Part } from '../nodes/node-context.ts';
import { wholeWindow } from '../book/roster.ts';
import { readText } from './read-text.ts';
import type { Run, Standing } from '../run.ts';
import type { Step } from '../score-plan.ts';
import type { Window } from '../book/scope.ts';
import { isGap, whyKey, type Value } from '../value.ts';

/** One step of the score as a tree: what it is, its clause, how it was worked out, and what went in (得分依据). */
export type Explained = {
  readonly id: string;
  readonly label: string;
  readonly clause?: string;
  readonly window?: string;
  readonly value: string | null;
  /** There is a value, and whoever reads this may not see it. */
  readonly withheld?: true;
  readonly kind?: StepKind;
  /** The sum in figures; empty where the one part below says all. */
  readonly how: string;
  /** What the conditions read that decided it; empty where nothing may be told. */
  readonly read: string;
  /** What bounds did to it, and what is missing. */
  readonly notes: readonly string[];
  readonly entries: readonly ExplainedEntry[];
  readonly parts: readonly Explained[];
};

/**
 * The whole score of one subject as a tree, made by the same evaluation that made the score, with a sink to listen.
 * Undefined for those who are not scored. A score is its explanation.
 */
export function explainSubject(scored: Scored, standing: Standing): Explained | undefined {
  const { run } = scored;
  const root = standing.exemption?.node ?? run.plan.tops[0];
  if (standing.values.length === 0 || root === undefined) return undefined;
  const steps = new Map<string, Step>();
  const whole = wholeWindow(run.book);
  const context = contextOf(run, standing.person, whole, (step) => steps.set(`${step.node.id} ${step.window}`, step));
  context.value(root);
  const tree = nodeTree({ run, standing, steps, contexts: new Map() }, root, whole);
  return tree && withVeto(run, standing, tree);
}

type Work = {
  readonly run: Run;
  readonly standing: Standing;
  readonly steps: ReadonlyMap<string, Step>;
  /** Evaluations that keep the lines of items, by window. */
  readonly contexts: Map<string, Context>;
};

function withVeto(run: Run, standing: Standing, tree: Explained): Explained {
  const found = vetoesFor(run, standing);
  if (found.length === 0) return tree;
  const notes = found.map(({ veto }) => `${vetoName(veto.label)}（${clauseNo(run, veto.clause)}）`);
  const read = found.map((one) => vetoCauses({ run, all: false }, standing, one));
  const told = read.filter((one) => one !== '').join('、');
  return { ...tree, value: text(standing.total), read: told, notes: [...tree.notes, ...notes] };
}

function nodeTree(work: Work, id: string, window: Window): Explained | undefined {
  const { run, standing } = work;
  const step = work.steps.get(`${id} ${window.id}`);
  if (step === undefined) return undefined;
  const { node } = step;
  return {
    id,
    label: node.label,
    ...(node.clause === undefined ? {} : { clause: clauseNo(run, node.clause) }),
    ...(window.whole ? {} : { window: window.id }),
    value: text(step.value),
    ...kindOf(step),
    how: howOf(run, step, contextIn(work, window)),
    read: 'select' in node ? chosenRead(run, node.select, step, contextIn(work, window)) : '',
    notes: [...missingIn(run, step), ...boundsOf(run, step)],
    entries: 'derived' in node ? derivedEntries(run, standing.person, node.derived, window) : [],
    parts: step.parts.flatMap((part) => partTree(work, part, window)),
  };
}

function kindOf({ node, before, parts }: Step): Pick<Explained, 'kind'> {
  if (isGap(before) && before.gap === 'hold') return {};
  if ('derived' in node) return parts.length === 0 ? { kind: 'nothing' } : {};
  return 'select' in node || 'either' in node ? { kind: 'chosen' } : {};
}

type Select = Extract<Step['node'], { readonly select: unknown }>['select'];

/** By which condition one of several was chosen, and by which those before it were not. */
function chosenRead(run: Run, { cases }: Select, { parts }: Step, { scope }: Context): string {
  const chosen = cases.findIndex((one) => one.node === parts[0]?.node);
  const asked = chosen < 0 ? cases : cases.slice(chosen, chosen + 1);
  const read = asked.map((one) => readText({ run, all: false }, one.when, scope));
  return [...new Set(read)].filter((one) => one !== '').join('、');
}

/** What holds a value is said where it is missing, not again at every step above. */
function missingIn(run: Run, { value, parts }: Step): readonly string[] {
  if (!isGap(value) || value.gap !== 'hold') return [];
  const shown = parts.filter((part) => part.node !== undefined || part.item !== undefined);
  const below = new Set(shown.flatMap((part) => (isGap(part.value) ? part.value.why.map(whyKey) : [])));
  return whyTexts(
    run,
    value.why.filter((why) => !below.has(whyKey(why))),
  );
}

function partTree(work: Work, part: Part, window: Window): readonly Explained[] {
  if (part.item !== undefined) return itemTree(work, part.item, part.value, window);
  if (part.node === undefined) return [];
  const found = nodeTree(work, part.node, part.window ?? window);
  return found === undefined ? [] : [found];
}

/** An item that does not apply, and has nothing on it, is not shown. */
function itemTree(work: Work, index: number, value: Value, window: Window): readonly Explained[] {
  const { run, standing } = work;
  const item = run.book.catalogue.items[index] as Item;
  const explained = explainItem(run, standing.person, index, value, window, contextIn(work, window));
  if (isGap(value) && value.gap === 'exclude' && explained.entries.length === 0) return [];
  const head = {
    id: item.id,
    label: item.label,
    clause: clauseNo(run, item.clause),
    ...(window.whole ? {} : { window: window.id }),
  };
  return [{ ...head, value: text(value), read: '', ...explained, parts: [] }];
}

/** One evaluation for each window, which keeps the lines of every item. */
function contextIn(work: Work, window: Window): Context {
  const known = work.contexts.get(window.id);
  if (known !== undefined) return known;
  const made = contextOf(work.run, work.standing.person, window, () => undefined);
  work.contexts.set(window.id, made);
  return made;
}

function text(value: Value): string | null {
  return isGap(value) ? null : print(value);
}
