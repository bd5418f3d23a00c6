import { compare, ONE, sign } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Grading } from '../grade.ts';
import type { Scheme } from '../scheme.ts';
import { isParted } from '../tree.ts';
import { readAmounts } from './amounts.ts';
import { found } from './found.ts';
import { boundsIn, conditionPlaces, leavesOf } from './places.ts';

/** Quotas, standings, orders, mandatory items and vetoes (名额、名次、▲、一票否决). */
export function checkGrades(scheme: Scheme): readonly Problem[] {
  return [
    ...quotaProblems(scheme),
    ...standingProblems(scheme),
    ...overrideProblems(scheme.grade),
    ...mandatoryProblems(scheme),
    ...rankingProblems(scheme),
    ...vetoProblems(scheme),
  ];
}

function quotaProblems(scheme: Scheme): readonly Problem[] {
  const read = readAmounts(scheme);
  const ladder = scheme.grade?.ladder ?? [];
  return (scheme.grade?.quotas ?? []).flatMap((quota) => {
    const at = `grade.quotas.${quota.id}`;
    const share = read(quota.share);
    const problems: Problem[] = [];
    if (quota.share === undefined && quota.count === undefined)
      problems.push(found('quota-without-number', at, { grade: quota.grade }, quota.clause));
    if (quota.share !== undefined && quota.count !== undefined)
      problems.push(found('quota-two-numbers', at, { grade: quota.grade }, quota.clause));
    if (share !== undefined && (sign(share) <= 0 || compare(share, ONE) > 0)) {
      problems.push(found('share-out-of-range', `${at}.share`, { grade: quota.grade }, quota.clause));
    }
    if (ladder.includes(quota.spill) && ladder.indexOf(quota.spill) <= ladder.indexOf(quota.grade)) {
      problems.push(found('quota-spill-up', `${at}.spill`, { grade: quota.grade, spill: quota.spill }, quota.clause));
    }
    return problems;
  });
}

function standingProblems(scheme: Scheme): readonly Problem[] {
  const read = readAmounts(scheme);
  return (scheme.grade?.standings ?? []).flatMap((one) => {
    const at = `grade.standings.${one.grade}`;
    const share = read(one.share);
    const problems: Problem[] = [];
    if (one.share === undefined && one.count === undefined) {
      const code = one.fact === undefined ? 'standing-without-number' : 'standing-by-hand';
      problems.push(found(code, at, { grade: one.grade, end: one.end === 'top' ? '靠前' : '靠后' }, one.clause));
    }
    if (share !== undefined && (sign(share) <= 0 || compare(share, ONE) > 0)) {
      problems.push(found('share-out-of-range', `${at}.share`, { grade: one.grade }, one.clause));
    }
    if ((one.fact === undefined) !== (one.value === undefined))
      problems.push(found('standing-half-fact', at, { grade: one.grade }, one.clause));
    return problems;
  });
}

function overrideProblems(grade: Grading | undefined): readonly Problem[] {
  return (grade?.overrides ?? []).flatMap((one) => {
    if ((one.grade === undefined) !== (one.atMost === undefined)) return [];
    const code = one.grade === undefined ? 'override-without-grade' : 'override-two-grades';
    return [found(code, `grade.overrides.${one.id}`, { id: one.id }, one.clause)];
  });
}

function mandatoryProblems(scheme: Scheme): readonly Problem[] {
  const marked = scheme.items.filter((one) => one.mandatory);
  const rule = scheme.grade?.mandatory;
  if (rule === undefined) {
    return marked
      .slice(0, 1)
      .map((one) =>
        found('mandatory-without-effect', `items.${one.id}.mandatory`, { n: String(marked.length) }, one.clause),
      );
  }
  const problems: Problem[] = [];
  if (marked.length === 0) problems.push(found('mandatory-none', 'grade.mandatory', {}, rule.clause));
  if (rule.met === 'judged' && rule.metFact === undefined)
    problems.push(found('mandatory-unjudged', 'grade.mandatory.metFact', {}, rule.clause));
  if (rule.met !== 'full-marks') return problems;
  const endless = marked.filter((one) => one.max === undefined && one.metWhen === undefined);
  return [
    ...problems,
    ...endless.map((one) => found('mandatory-without-max', `items.${one.id}.max`, { item: one.label }, one.clause)),
  ];
}

function rankingProblems(scheme: Scheme): readonly Problem[] {
  const sources = scheme.rankings.flatMap((one) => {
    if ((one.node === undefined) !== (one.account === undefined)) return [];
    const code = one.node === undefined ? 'ranking-without-source' : 'ranking-two-sources';
    return [found(code, `rankings.${one.id}`, { label: one.label }, one.clause)];
  });
  const asked = conditionPlaces(scheme).flatMap(({ at, condition, clause }) =>
    leavesOf(condition)
      .filter((leaf) => 'rank' in leaf && leaf.last === undefined && boundsIn(leaf).length === 0)
      .map(() => found('rank-without-number', at, {}, clause)),
  );
  const shared = conditionPlaces(scheme).flatMap(({ at, condition, clause }) =>
    leavesOf(condition)
      .filter((leaf) => leaf.share !== undefined && !('rank' in leaf))
      .map(() => found('share-without-rank', at, {}, clause)),
  );
  return [...sources, ...asked, ...shared];
}

function vetoProblems(scheme: Scheme): readonly Problem[] {
  return scheme.vetoes.flatMap((veto) => {
    const at = `vetoes.${veto.id}`;
    const data = { label: veto.label };
    const problems: Problem[] = [];
    if (veto.items.length === 0 && veto.when === undefined)
      problems.push(found('veto-without-cause', at, data, veto.clause));
    if (veto.effect === 'hold') problems.push(found('veto-without-effect', `${at}.effect`, data, veto.clause));
    if (veto.effect === 'lowest-grade' && scheme.grade === undefined)
      problems.push(found('veto-without-grade', `${at}.effect`, data, veto.clause));
    if (veto.effect === 'bar-from-award' && scheme.gates.length === 0)
      problems.push(found('veto-without-gate', `${at}.effect`, data, veto.clause));
    if (veto.effect === 'period-zero' && !isParted(scheme)) {
      problems.push(found('veto-without-parts', `${at}.effect`, data, veto.clause));
    }
    return problems;
  });
}
