import { ZERO } from '../number.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Plan } from './plan.ts';
import { COUNTS } from './posting/posted.ts';
import { scopeFor, type Run } from './run.ts';
import type { Scope, Vetoes, Window } from './book/scope.ts';
import { undecidedIn } from './posting/undecided.ts';
import { hold, holdAll, type Gap, type Truth, type Value } from './value.ts';

const NO_VETOES: Vetoes = new Map();

/** The vetoes that have come about for an owner, by an entry or by facts, and those of which that cannot be told (一票否决). */
export function vetoesOf(run: Run, scope: Scope): Vetoes {
  const { plan } = run;
  if (plan.vetoes.length === 0) return NO_VETOES;
  let found: Map<string, true | Gap> | undefined;
  for (const one of plan.vetoes) {
    const truth = comesAbout(run, scope, one);
    if (truth !== false) (found ??= new Map()).set(one.veto.id, truth);
  }
  return found ?? NO_VETOES;
}

function comesAbout(run: Run, scope: Scope, { byLine, when }: Plan['vetoes'][number]): Truth {
  if (byLine !== undefined && vetoEntry(run, scope.owner, byLine, scope.window)) return true;
  const asked = when === undefined ? false : when(scope);
  if (asked === true) return true;
  if (asked === false && run.posts.open.size === 0) return false;
  const open = undecidedIn(run.posts.open, scope.owner, scope.window).filter((one) => byLine?.[one.line] === 1);
  const gaps = [...open.map((one) => one.gap), ...(asked === false ? [] : [asked])];
  return gaps.length === 0 ? false : holdAll(gaps);
}

type Effect = Scheme['vetoes'][number]['effect'];

/** Whether a veto with one of these effects is in force. */
export function inForce(plan: Plan, vetoes: Vetoes, ...effects: readonly Effect[]): Truth {
  if (vetoes.size === 0) return false;
  const found = plan.vetoes.flatMap(({ veto }) => (effects.includes(veto.effect) ? (vetoes.get(veto.id) ?? []) : []));
  if (found.includes(true)) return true;
  const gaps = found.filter((one) => one !== true);
  return gaps.length === 0 ? false : holdAll(gaps);
}

/** What vetoes do to the total: nothing, zero, or hold until their effect is decided. */
export function vetoed({ plan }: Run, vetoes: Vetoes, value: Value): Value {
  if (vetoes.size === 0) return value;
  const zero = plan.parted ? inForce(plan, vetoes, 'year-zero') : inForce(plan, vetoes, 'year-zero', 'period-zero');
  if (zero === true) return ZERO;
  const held = plan.vetoes.find(({ veto }) => veto.effect === 'hold' && vetoes.get(veto.id) === true);
  if (held !== undefined) return hold(`${held.veto.label}：后果没有写明，定下以前不出结果`, held.veto.clause);
  const open = inForce(plan, vetoes, 'hold');
  const gaps = [zero, open].filter((one) => typeof one === 'object');
  return gaps.length === 0 ? value : holdAll(gaps);
}

/** Whether a veto with the effect period-zero fell into a sub-period. */
function periodVetoed(run: Run, person: number, window: Window): Truth {
  const wanted = run.plan.vetoes.filter(({ veto }) => veto.effect === 'period-zero');
  if (wanted.length === 0) return false;
  const scope = scopeFor(run.plan, run.book, person, Math.min(window.last, run.book.end), window);
  const found = wanted.map((one) => comesAbout(run, scope, one));
  if (found.includes(true)) return true;
  const gaps = found.filter((one) => typeof one === 'object');
  return gaps.length === 0 ? false : holdAll(gaps);
}

/** What a node of a sub-period comes to after vetoes that take the sub-period to zero. */
export function partValue(run: Run, person: number, window: Window, value: () => Value): Value {
  const truth = periodVetoed(run, person, window);
  if (truth === true) return ZERO;
  return truth === false ? value() : truth;
}

function vetoEntry(run: Run, owner: number, byLine: Uint8Array, { first, last }: Window): boolean {
  return someEntry(run, owner, byLine, (_, day) => day >= first && day <= last);
}

/** Whether one of the entries that can bring a veto about is the one asked for. */
function someEntry(
  run: Run,
  owner: number,
  byLine: Uint8Array,
  asked: (line: number, day: number, entry: number) => boolean,
): boolean {
  const { start, line, counted } = run.book.ledger;
  const { drop, extra } = run.posts;
  for (let e = start[owner] as number; e < (start[owner + 1] as number); e += 1) {
    const on = line[e] as number;
    if (byLine[on] === 1 && drop[e] === COUNTS && asked(on, counted[e] as number, e)) return true;
  }
  for (let at = extra.first[owner] as number; at >= 0; at = extra.next[at] as number) {
    const on = extra.line[at] as number;
    if (byLine[on] === 1 && asked(on, extra.day[at] as number, -1)) return true;
  }
  return false;
}

/** An entry by which a veto came about: its place in the ledger (-1 for a posting without one), its line of the catalogue, and the day. */
type VetoEntry = { readonly entry: number; readonly line: number; readonly day: number };

/** The entries by which a veto has come about, for whoever explains it. */
export function vetoEntries(run: Run, owner: number, byLine: Uint8Array): readonly VetoEntry[] {
  const found: VetoEntry[] = [];
  someEntry(run, owner, byLine, (line, day, entry) => {
    found.push({ entry, line, day });
    return false;
  });
  return found;
}

/** The term itself (一票否决), and what beside it the scheme calls the vetoes. */
export function vetoNames(labels: readonly string[]): { readonly term: string; readonly own: readonly string[] } {
  return { term: VETO, own: labels.filter((label) => label !== VETO) };
}

const VETO = '一票否决';
