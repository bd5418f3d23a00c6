import { printDay } from '../../date.ts';
import { leavesOf } from '../../scheme/check/places.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { presentScope, type Present } from '../carry.ts';
import { gateTruths, outcomesOf } from '../outcomes.ts';
import { mayBeGraded, type Run, type Standing } from '../run.ts';
import type { Truth, Why } from '../value.ts';
import { inForce } from '../veto.ts';
import { readIn, type Reader } from './read-text.ts';
import type { ReportLine } from './report-held.ts';

type Gate = Scheme['gates'][number];

/** A gate as it may be shown: nobody is called fit who takes no part, whose score waits, or before the period is over. */
export function gateShown(run: Run, standing: Standing, gate: Gate, answer: boolean | undefined): boolean | undefined {
  return answer === undefined || keptOpen(run, standing, gate, answer) !== undefined ? undefined : answer;
}

/** Why the answer of a gate may not be told yet. */
function keptOpen({ plan, book }: Run, standing: Standing, gate: Gate, answer: boolean): Why | undefined {
  const asked = new Set(leavesOf(gate.when).flatMap((leaf) => ('veto' in leaf ? leaf.veto : [])));
  const veto = plan.scheme.vetoes.find((one) => one.effect === 'hold' && (asked.has(one.id) || asked.has('any')));
  if (veto !== undefined) return { what: `${veto.label}的后果没有写明`, clause: veto.clause };
  if (!answer) return undefined;
  const { status, outside, exemption } = standing;
  if (status === 'held') return { what: '总分还没有定' };
  if (outside !== undefined || exemption?.path === 'none') return { what: '不参评' };
  return book.end < book.last ? { what: `本期到 ${printDay(book.last)} 才完` } : undefined;
}

/** A gate that cannot be told, and why: what its condition waits for, or what keeps its answer back. */
type OpenGate = { readonly label: string; readonly what: string; readonly clause: string };

/** The gates without an answer, for the officer; whoever is left out waits for none. */
export function openGates(
  run: Run,
  standing: Standing,
  present: Present,
  told: readonly (boolean | undefined)[],
): readonly OpenGate[] {
  const { gates } = run.plan.scheme;
  if (!mayBeGraded(standing) || told.every((one) => one !== undefined)) return [];
  const truths = gateTruths(run, standing, present, outcomesOf(run, standing, present).found);
  return gates.flatMap((gate, at) => {
    const truth = truths[at] as Truth;
    if (told[at] !== undefined) return [];
    const kept = typeof truth === 'object' ? truth.why : [keptOpen(run, standing, gate, truth) ?? []].flat();
    return kept.map(({ what, clause }) => ({ label: gate.label, what, clause: clause ?? gate.clause }));
  });
}

/** Who may be put forward for what, and the facts that decided it; what keeps a gate open is told to the officer (资格依据). */
export function gateLines(
  reader: Reader,
  standing: Standing,
  present: Present,
  told: readonly (boolean | undefined)[],
  clauses: (id: string | undefined) => string,
): readonly ReportLine[] {
  const { run, all } = reader;
  const open = all ? openGates(run, standing, present, told) : [];
  const lines = [
    ...answered(reader, standing, present, told),
    ...open.map(({ what, ...rest }) => ({ ...rest, what: `待定，${what}` })),
  ];
  // What has the same answer for the same reason is told together.
  return [...Map.groupBy(lines, (one) => `${one.clause} ${one.what}`).values()].map((ones) => {
    const [{ what, clause }] = ones as [OpenGate, ...OpenGate[]];
    return { what: `${[...new Set(ones.map((one) => one.label))].join('、')}：${what}`, clause: clauses(clause) };
  });
}

function answered(
  reader: Reader,
  standing: Standing,
  present: Present,
  told: readonly (boolean | undefined)[],
): readonly OpenGate[] {
  const { run } = reader;
  if (told.every((one) => one === undefined)) return [];
  const outcomes = outcomesOf(run, standing, present).found;
  const scope = { ...presentScope(run, standing, present), outcomes };
  const barred = barOf(reader, standing);
  return run.plan.scheme.gates.flatMap(({ label, clause, when }, at) => {
    const answer = told[at];
    if (answer === undefined) return [];
    const why = answer || barred === '' ? readIn(reader, when, scope) : `，${barred}`;
    return [{ label, what: `${answer ? '有资格' : '没有资格'}${why}`, clause }];
  });
}

/** What shuts all gates to somebody: an exemption without awards, or a veto; the latter is told to the officer alone. */
function barOf({ run, all }: Reader, { exemption, vetoes }: Standing): string {
  if (exemption?.awards === false) return `${exemption.label}不参加评优`;
  return all && inForce(run.plan, vetoes, 'bar-from-award') === true ? '一票否决' : '';
}
