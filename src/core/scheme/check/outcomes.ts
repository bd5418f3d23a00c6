import type { Problem } from '../../problem.ts';
import type { Carry, Due } from '../outcome.ts';
import type { Scheme } from '../scheme.ts';
import { found } from './found.ts';
import { dueProblems } from './deadlines.ts';

type Outcome = Scheme['outcomes'][number];

/** What follows from results, and what is carried from one period to the next (结果运用、结转). */
export function checkOutcomes(scheme: Scheme): readonly Problem[] {
  return [
    ...scheme.outcomes.flatMap((one) => outcomeProblems(one, scheme)),
    ...scheme.carry.flatMap(carryProblems),
    ...sharedIds(scheme),
    ...scheme.gates
      .filter((one) => scheme.gates.some((other) => other.id !== one.id && other.label === one.label))
      .map((one) => found('gate-twice', `gates.${one.id}`, { label: one.label }, one.clause)),
  ];
}

/** Words of measures that only a body can decide on, after its own procedure. */
const SANCTION =
  /除名|开除|劝(其|退)|免去|免职|撤(销|职)|取消.{0,4}(预备|党员).{0,2}资格|辞退|不合格党员处置|组织处理|降职/u;
const PROBATION = /(延长|取消).{0,6}预备/u;
/** A period in which something must be done, as a clause writes it. */
const WITHIN = /\d+\s*(个)?(工作日|日|天|个月|月|周)(之)?内/u;

function outcomeProblems(one: Outcome, scheme: Scheme): readonly Problem[] {
  const at = `outcomes.${one.id}`;
  const data = { do: one.do };
  const problems: Problem[] = [...dueProblems(one.due, `${at}.due`, one.clause)];
  const asks = SANCTION.test(one.do);
  if (asks && one.force === 'must' && one.by === undefined)
    problems.push(found('sanction-automatic', at, data, one.clause));
  if (asks && one.force !== 'must' && one.by === undefined)
    problems.push(found('sanction-without-body', `${at}.by`, data, one.clause));
  if (PROBATION.test(one.do) && one.force === 'must')
    problems.push(found('probation-automatic', `${at}.force`, data, one.clause));
  if (one.until !== undefined && one.until.years === undefined && one.until.months === undefined)
    problems.push(found('until-empty', `${at}.until`, data, one.clause));
  if (one.extends !== undefined && one.extends.years === undefined && one.extends.months === undefined) {
    problems.push(found('until-empty', `${at}.extends`, data, one.clause));
  }
  return [...problems, ...missingDue(one, scheme)];
}

/** The clause sets a time, and this is the only outcome of the clause: it should carry it. */
function missingDue(one: Outcome, scheme: Scheme): readonly Problem[] {
  const clause = scheme.clauses.find(({ id }) => id === one.clause);
  const within = clause === undefined ? null : WITHIN.exec(clause.text);
  const alone = scheme.outcomes.filter((other) => other.clause === one.clause).length === 1;
  const inProcess = scheme.process.tracks.some((track) =>
    track.steps.some((step) => step.clause === one.clause && hasTime(step)),
  );
  if (
    within === null ||
    !alone ||
    inProcess ||
    one.due !== undefined ||
    one.until !== undefined ||
    one.extends !== undefined
  )
    return [];
  return [found('due-missing', `outcomes.${one.id}.due`, { do: one.do, within: within[0] }, one.clause)];
}

function hasTime(step: { readonly due?: Due; readonly noticeDays?: number }): boolean {
  return step.due !== undefined || step.noticeDays !== undefined;
}

const NEEDS: Readonly<Record<Carry['kind'], 'when' | 'node' | undefined>> = {
  streak: 'when',
  count: 'when',
  every: 'when',
  mean: 'node',
  sum: 'node',
  account: undefined,
};

function carryProblems(one: Carry): readonly Problem[] {
  const at = `carry.${one.id}`;
  const data = { label: one.label };
  const need = NEEDS[one.kind];
  const problems: Problem[] = [];
  if (need !== undefined && one[need] === undefined)
    problems.push(found('carry-missing-part', `${at}.${need}`, { ...data, part: need }, one.clause));
  const idle = (['when', 'node'] as const).filter((part) => part !== need && one[part] !== undefined);
  for (const part of idle) problems.push(found('carry-idle-part', `${at}.${part}`, { ...data, part }, one.clause));
  if (one.expiresAfterYears !== undefined && one.kind !== 'count')
    problems.push(
      found('carry-idle-part', `${at}.expiresAfterYears`, { ...data, part: 'expiresAfterYears' }, one.clause),
    );
  if (one.add.length > 0 && one.kind !== 'account')
    problems.push(found('carry-idle-part', `${at}.add`, { ...data, part: 'add' }, one.clause));
  return problems;
}

/** Ids that stand in two blocks of what people see as results: a reader could not tell which is meant. */
function sharedIds(scheme: Scheme): readonly Problem[] {
  const outcomes = new Set(scheme.outcomes.map((one) => one.id));
  return scheme.gates
    .filter((one) => outcomes.has(one.id))
    .map((one) => found('id-in-two-blocks', `gates.${one.id}`, { id: one.id, blocks: 'outcomes、gates' }, one.clause));
}
