import { ZERO } from '../number.ts';
import { extraOf } from './extra.ts';
import { COUNTS } from './posted.ts';
import { scopeFor, type Run } from './run.ts';
import type { Scope, Window } from './scope.ts';
import { hold, type Value } from './value.ts';

const NONE: ReadonlySet<string> = new Set();

/** The vetoes that have come about for an owner: by an entry, or by facts (一票否决). */
export function vetoesOf(run: Run, scope: Scope): ReadonlySet<string> {
  const { plan } = run;
  if (plan.vetoes.length === 0) return NONE;
  let found: Set<string> | undefined;
  for (const { veto, lines, when } of plan.vetoes) {
    if (vetoEntry(run, scope.owner, lines, scope.window) || when?.(scope) === true) (found ??= new Set()).add(veto.id);
  }
  return found ?? NONE;
}

/** What vetoes do to the total: nothing, zero, or hold until their effect is decided. */
export function vetoed(run: Run, vetoes: ReadonlySet<string>, value: Value): Value {
  if (vetoes.size === 0) return value;
  for (const { veto } of run.plan.vetoes) {
    if (!vetoes.has(veto.id)) continue;
    if (veto.effect === 'hold') return hold(`${veto.label}：后果没有写明，定下以前不出结果`, veto.clause);
    if (veto.effect === 'year-zero' || (veto.effect === 'period-zero' && !run.plan.parted)) return ZERO;
  }
  return value;
}

/** Whether a veto with the effect period-zero fell into a sub-period. */
export function periodVetoed(run: Run, person: number, window: Window): boolean {
  return run.plan.vetoes.some(
    ({ veto, lines, when }) =>
      veto.effect === 'period-zero' &&
      (vetoEntry(run, person, lines, window) ||
        when?.(scopeFor(run.plan, run.book, person, Math.min(window.last, run.book.end), window)) === true),
  );
}

function vetoEntry(run: Run, owner: number, lines: ReadonlySet<number>, window: Window): boolean {
  const { ledger } = run.book;
  if (lines.size === 0) return false;
  for (let e = ledger.start[owner] as number; e < (ledger.start[owner + 1] as number); e += 1) {
    if (!lines.has(ledger.line[e] as number) || run.posts.drop[e] !== COUNTS) continue;
    const day = ledger.counted[e] as number;
    if (day >= window.first && day <= window.last) return true;
  }
  return extraOf(run.posts.extra, owner).some(
    (one) => lines.has(one.line) && one.day >= window.first && one.day <= window.last,
  );
}
