import type { Day } from '../date.ts';
import type { Book, PastResult } from './book/book.ts';
import type { Plan } from './plan.ts';
import { type Amounted } from './posting/posted.ts';
import type { NodeContext } from './nodes/node-context.ts';
import { isOnRoster, wholeWindow } from './book/roster.ts';
import type { Sink } from './score-plan.ts';
import type { RankPlace, Scope, Vetoes, Window } from './book/scope.ts';
import { EXCLUDED, hold, type Gap, type Value } from './value.ts';

/** What a run knows of one subject after stage 3. */
export type Standing = {
  readonly person: number;
  readonly status: 'scored' | 'held' | 'exempt';
  readonly exemption: Plan['exempt'][number]['rule'] | undefined;
  readonly outside: string | undefined;
  /** Had an organisation in the period and has none on the day of the report: with a score, but in no group (离开的人). */
  readonly left: boolean;
  readonly category: string | Gap | undefined;
  readonly total: Value;
  readonly vetoes: Vetoes;
  /** Values of the nodes in the whole period, by index of the plan; undefined where not asked for. */
  readonly values: readonly (Value | undefined)[];
  readonly accounts: ReadonlyMap<string, Value>;
};

/** Stages 1 to 3 of a run. */
export type Run = {
  readonly plan: Plan;
  readonly book: Book;
  readonly posts: Amounted;
  readonly standings: readonly Standing[];
  readonly highest: Map<string, Value>;
  readonly windows: Map<string, readonly Window[]>;
  /** Places in earlier periods by ranking, organisation and period. */
  readonly past: Map<string, ReadonlyMap<PastResult, RankPlace>>;
  /** Subjects of each organisation, whatever their status; −1 for those without one. */
  readonly members: ReadonlyMap<number, readonly number[]>;
  /** The score of one item of one subject in the whole period. */
  readonly itemOf: (person: number, id: string) => Value;
  /** What one node comes to for one subject in the whole period, whether it has been asked for before or not. */
  readonly nodeOf: (person: number, id: string) => Value;
  /** The nodes that stand aside and what they are made of, by index of the plan; it serves until the next is asked for. */
  readonly asideOf: (person: number) => readonly (Value | undefined)[];
  /** One subject in one window with somebody listening; it serves until the next is asked for. */
  readonly listen: (person: number, window: Window, sink: Sink) => NodeContext;
};

/** The subjects of an organisation, whatever their status; undefined: of those without one. */
export function membersIn(run: Run, org: number | undefined): readonly number[] {
  return run.members.get(org ?? -1) ?? [];
}

/** What a node came to for a subject in the whole period, the total after vetoes; nothing for the exempt. */
export function nodeValue(run: Run, standing: Standing, id: string): Value {
  if (id === run.plan.total) return standing.total;
  const index = run.plan.score.index.get(id);
  return index === undefined ? hold(`没有声明的节点 ${id}`) : (standing.values[index] ?? EXCLUDED);
}

/** What is on an account of a subject; nothing for the exempt. */
export function balanceOf(standing: Standing, id: string): Value {
  const balance = standing.accounts.get(id);
  if (balance !== undefined) return balance;
  return standing.status === 'exempt' ? EXCLUDED : hold(`没有声明的账户 ${id}`);
}

/** What may be asked about an owner on a day. */
export function scopeFor(plan: Plan, book: Book, owner: number, day: Day, window?: Window): Scope {
  return { book, owner, day, window: window ?? wholeWindow(book), category: plan.category };
}

/** By which rule somebody is exempt, if any; a gap where that cannot be told (免于参评). */
export function exemptionOf(plan: Plan, scope: Scope): Standing['exemption'] | Gap {
  for (const { rule, when } of plan.exempt) {
    const truth = when(scope);
    if (truth !== false) return truth === true ? rule : truth;
  }
  return undefined;
}

/** Whether somebody is outside the scheme or exempt, or was never there in the period. */
export function isOut(run: Run, person: number): boolean {
  if (!isOnRoster(run.book, person, run.book.first, run.book.end)) return true;
  const scope = scopeFor(run.plan, run.book, person, run.book.end);
  const inside = run.plan.who?.(scope) ?? true;
  if (inside !== true) return inside === false;
  const exempt = exemptionOf(run.plan, scope);
  return exempt !== undefined && !('gap' in exempt);
}

/** Of the exempt only those have a grade to wait for who get one by a decision or by another score. */
export function mayBeGraded({ status, exemption, left }: Standing): boolean {
  if (left || status !== 'exempt') return !left;
  return exemption?.path === 'decision' || (exemption?.path === 'node' && exemption.grade);
}
