import type { Day } from '../date.ts';
import type { Book } from './book/book.ts';
import { evaluator, type Context } from './context.ts';
import { deriveAll } from './posting/derive.ts';
import type { Plan } from './plan.ts';
import { postAll } from './posting/posting.ts';
import { homeOrg, isAway, isOnRoster, whyAway, wholeWindow } from './book/roster.ts';
import { exemptionOf, scopeFor, type Run, type Standing } from './run.ts';
import type { Sink } from './score-plan.ts';
import type { Scope, Vetoes } from './book/scope.ts';
import { EXCLUDED, isGap, type Gap, type Value } from './value.ts';
import { vetoed, vetoesOf } from './veto.ts';

export type Progress = (done: number, all: number) => void;

/** Scores every subject of the book: postings, derived postings, fold (阶段一至三). */
export function scoreAll(plan: Plan, book: Book, progress?: Progress): Run {
  const scopeOn = movingScope(plan, book);
  const posts = postAll(plan.posting, book, scopeOn);
  deriveAll(plan.derive, plan.posting, book, posts, scopeOn);
  const standings: Standing[] = [];
  const run: Run = {
    plan,
    book,
    posts,
    standings,
    highest: new Map(),
    windows: new Map(),
    past: new Map(),
    members: membersOf(book),
    itemOf: (person, id) => again.known(person).item(id),
    nodeOf: (person, id) => again.known(person).value(id),
    asideOf: (person) => asideIn(again.fresh(person), plan.aside),
    listen: (person, window, sink) => listens(person, window, sink),
  };
  const again = evaluatorAgain(run);
  const listens = listener(run);
  const evaluate = evaluator(run, undefined);
  const { accounts } = plan;
  const whole = wholeWindow(book);
  book.subjects.forEach((person, at) => {
    standings.push(standingOf(run, evaluate(person, whole), accounts));
    if (at % 100 === 99) progress?.(at + 1, book.subjects.length);
  });
  progress?.(book.subjects.length, book.subjects.length);
  return run;
}

/** Subjects by their organisation at the end of the period. */
function membersOf(book: Book): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const person of book.subjects) {
    const org = homeOrg(book, person) ?? -1;
    const list = members.get(org);
    if (list === undefined) members.set(org, [person]);
    else list.push(person);
  }
  return members;
}

/** Evaluates subjects again for later stages; one serves until another is asked for, or the same one afresh. */
function evaluatorAgain(run: Run): Readonly<Record<'known' | 'fresh', (person: number) => Context>> {
  const evaluate = evaluator(run, undefined);
  const whole = wholeWindow(run.book);
  let last: Context | undefined;
  const fresh = (person: number): Context => (last = evaluate(person, whole));
  return { known: (person) => (last?.scope.owner === person ? last : fresh(person)), fresh };
}

function asideIn(context: Context, aside: ReadonlySet<string>): Context['values'] {
  for (const id of aside) context.value(id);
  return context.values;
}

/** One evaluation that tells its steps to whoever asked for it last: making one for each subject would be most of the work. */
function listener(run: Run): Run['listen'] {
  let told: Sink | undefined;
  const evaluate = evaluator(run, (step) => told?.(step));
  return (person, window, sink) => {
    told = sink;
    return evaluate(person, window);
  };
}

/** One scope that moves from entry to entry; nobody keeps it. */
function movingScope(plan: Plan, book: Book): (owner: number, day: Day) => Scope {
  const scope: { -readonly [K in keyof Scope]: Scope[K] } = scopeFor(plan, book, 0, book.end);
  return (owner, day) => {
    scope.owner = owner;
    scope.day = day;
    return scope;
  };
}

function standingOf(run: Run, context: Context, accounts: readonly string[]): Standing {
  const { plan } = run;
  const { scope } = context;
  const person = scope.owner;
  const out = plan.who?.(scope);
  const found = out === undefined || out === true ? exemptionOf(plan, scope) : undefined;
  const unsure = found !== undefined && 'gap' in found ? found : typeof out === 'object' ? out : undefined;
  const why = isAway(run.book, person) ? whyAway(run.book, person) : undefined;
  const outside = out === false ? (plan.scheme.scope.outside ?? '不在考核范围') : why;
  const wasIn = out !== false && isOnRoster(run.book, person, run.book.first, run.book.end);
  const left = wasIn && why !== undefined;
  const exempt = !wasIn || (found !== undefined && 'gap' in found) ? undefined : found;
  const category = plan.category(scope);
  if (!wasIn || (exempt !== undefined && exempt.path !== 'node')) {
    return {
      person,
      exemption: exempt,
      outside,
      left,
      status: 'exempt',
      category,
      total: EXCLUDED,
      vetoes: vetoesOf(run, scope),
      values: [],
      accounts: NO_ACCOUNTS,
    };
  }
  const vetoes = vetoesOf(run, scope);
  for (let i = 1; i < plan.tops.length; i += 1) context.value(plan.tops[i] as string);
  // What flows into accounts is made of nodes as they are before vetoes.
  for (const rule of plan.scheme.carry) for (const id of rule.add) context.value(id);
  for (const node of plan.scheme.score) if (node.excess !== undefined) context.value(node.id);
  const total = totalOf(run, context, vetoes, exempt?.node ?? plan.tops[0], unsure);
  const balances = accounts.length === 0 ? NO_ACCOUNTS : new Map(accounts.map((id) => [id, context.account(id)]));
  const status = exempt !== undefined || left ? 'exempt' : isGap(total) && plan.tops.length > 0 ? 'held' : 'scored';
  return {
    person,
    exemption: exempt,
    outside,
    left,
    status,
    category,
    total,
    vetoes,
    values: context.values.slice(),
    accounts: balances,
  };
}

const NO_ACCOUNTS: ReadonlyMap<string, Value> = new Map();

function totalOf(run: Run, context: Context, vetoes: Vetoes, root: string | undefined, unsure: Gap | undefined): Value {
  if (root === undefined) return unsure ?? EXCLUDED;
  const value = unsure ?? vetoed(run, vetoes, context.value(root));
  const index = run.plan.score.index.get(root);
  if (index !== undefined) context.values[index] = value;
  return value;
}
