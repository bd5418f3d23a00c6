import { compare, type Exact } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import { PAPER_COUNTS } from '../ballot.ts';
import type { Amount, Condition } from '../condition.ts';
import type { FactRule } from '../fact.ts';
import type { Scheme } from '../scheme.ts';
import { amountText, readAmounts, type ReadAmount } from './amounts.ts';
import { found } from './found.ts';
import { boundsIn, conditionPlaces, leavesOf } from './places.ts';
import { referencesOf } from './references.ts';

/** Facts, ballots, inputs, parameters and who is appraised: where the numbers come from (取数). */
export function checkSources(scheme: Scheme): readonly Problem[] {
  const read = readAmounts(scheme);
  return [
    ...scheme.facts.flatMap((fact) => factProblems(fact, scheme, read)),
    ...dateProblems(scheme),
    ...numberFactProblems(scheme),
    ...conditionPlaces(scheme).flatMap(({ at, condition, clause }) =>
      leavesOf(condition).flatMap((leaf) => askedProblems(leaf, scheme, at, clause)),
    ),
    ...scheme.ballots.flatMap((ballot) => ballotProblems(ballot, scheme, read)),
    ...scheme.inputs.flatMap((input) => inputProblems(input, scheme, read)),
    ...scheme.params.flatMap((param) => paramProblems(param, read)),
    ...emptyParams(scheme),
    ...scopeProblems(scheme),
  ];
}

const COUNTED_FROM = ['age', 'duration', 'dues-gap'];

function factProblems(fact: FactRule, scheme: Scheme, read: ReadAmount): readonly Problem[] {
  const at = `facts.${fact.id}`;
  const data = { fact: fact.label };
  const problems: Problem[] = [];
  if (COUNTED_FROM.includes(fact.source.kind) && fact.source.from === undefined)
    problems.push(found('fact-without-from', `${at}.source.from`, data, fact.clause));
  if (fact.type === 'choice' && fact.values === undefined)
    problems.push(found('choice-without-values', `${at}.values`, data, fact.clause));
  if (fact.decimals !== undefined && fact.type !== 'number')
    problems.push(found('decimals-idle', `${at}.decimals`, data, fact.clause));
  if (isBackwards(fact.least, fact.most, read))
    problems.push(found('range-backwards', at, { label: fact.label }, fact.clause));
  if (fact.source.kind === 'headcount' && fact.of !== 'org')
    problems.push(found('headcount-of-person', `${at}.of`, data, fact.clause));
  const open = scheme.score.filter(
    (node) =>
      'fact' in node && node.fact === fact.id && node.disclosure !== undefined && node.disclosure.board !== 'hidden',
  );
  if (fact.sensitive)
    for (const node of open)
      problems.push(found('sensitive-on-board', `score.${node.id}.disclosure.board`, data, fact.clause));
  return problems;
}

/** Facts that stand for a day must be dates. */
function dateProblems(scheme: Scheme): readonly Problem[] {
  const asked: (readonly [id: string | undefined, at: string])[] = [
    ...scheme.facts.map(
      (one) =>
        [COUNTED_FROM.includes(one.source.kind) ? one.source.from : undefined, `facts.${one.id}.source.from`] as const,
    ),
    ...scheme.outcomes.flatMap((one) => [
      [one.due?.after, `outcomes.${one.id}.due.after`] as const,
      [one.until?.from, `outcomes.${one.id}.until.from`] as const,
      [one.extends?.fact, `outcomes.${one.id}.extends.fact`] as const,
    ]),
    ...scheme.process.tracks.flatMap((track) =>
      track.steps.flatMap((step) => [
        [step.due?.after, `process.tracks.${track.id}.steps.${step.id}.due.after`] as const,
        [step.done, `process.tracks.${track.id}.steps.${step.id}.done`] as const,
      ]),
    ),
  ];
  return asked.flatMap(([id, at]) => {
    const fact = scheme.facts.find((one) => one.id === id);
    return fact === undefined || fact.type === 'date'
      ? []
      : [found('fact-not-a-date', at, { fact: fact.label }, fact.clause)];
  });
}

/** Facts that rules, nodes and norms count with must be numbers. */
function numberFactProblems(scheme: Scheme): readonly Problem[] {
  const asked: (readonly [id: string | undefined, at: string])[] = [
    ...scheme.items.flatMap((item) =>
      item.rules.flatMap((rule) => [
        [rule.shortage?.fact ?? rule.counted?.fact, `items.${item.id}.rules.${rule.id}`] as const,
      ]),
    ),
    ...scheme.score.flatMap((node) => ('fact' in node ? [[node.fact, `score.${node.id}.fact`] as const] : [])),
    ...scheme.norms.flatMap((norm) => {
      if ('count' in norm) return [[norm.count.fact, `norms.${norm.id}`] as const];
      if ('range' in norm) return [[norm.range.fact, `norms.${norm.id}`] as const];
      if ('ratio' in norm) return [norm.ratio.part, norm.ratio.whole].map((id) => [id, `norms.${norm.id}`] as const);
      return 'posts' in norm ? [norm.posts.fact, norm.posts.size].map((id) => [id, `norms.${norm.id}`] as const) : [];
    }),
  ];
  return asked.flatMap(([id, at]) => {
    const fact = scheme.facts.find((one) => one.id === id);
    return fact === undefined || fact.type === 'number'
      ? []
      : [found('fact-not-a-number', at, { fact: fact.label }, fact.clause)];
  });
}

/** A question must fit what it is put to: its kind, its values, its owner. */
function askedProblems(leaf: Condition, scheme: Scheme, at: string, clause: string | undefined): readonly Problem[] {
  if (!('fact' in leaf)) return compareless(leaf, at, clause);
  const fact = scheme.facts.find((one) => one.id === leaf.fact);
  if (fact === undefined || leaf.known !== undefined) return [];
  const data = { fact: fact.label };
  const asked = [
    ...(typeof leaf.is === 'string' ? [leaf.is] : []),
    ...(leaf.in ?? []),
    ...(leaf.has === undefined ? [] : [leaf.has]),
  ];
  const { values } = fact;
  const strange = values === undefined ? [] : asked.filter((one) => !values.includes(one));
  const list = String(values?.join('、'));
  const problems = strange.map((got) => found('no-such-value', at, { ...data, got, list }, clause));
  const fits = {
    number: boundsIn(leaf).length > 0,
    flag: typeof leaf.is !== 'string' && leaf.in === undefined && boundsIn(leaf).length === 0,
    choice: typeof leaf.is === 'string' || leaf.in !== undefined,
    text: typeof leaf.is === 'string' || leaf.in !== undefined,
    set: leaf.has !== undefined,
    date: false,
    texts: false,
  }[fact.type];
  if (!fits) problems.push(found('fact-wrong-question', at, data, clause));
  if (leaf.of !== undefined && leaf.of !== fact.of) problems.push(found('fact-wrong-owner', at, data, clause));
  return problems;
}

const MEASURED = ['node', 'item', 'account', 'entries', 'findings'] as const;

function compareless(leaf: Condition, at: string, clause: string | undefined): readonly Problem[] {
  const measured = MEASURED.find((kind) => kind in leaf);
  if (measured === undefined || leaf.known !== undefined || boundsIn(leaf).length > 0) return [];
  return [found('question-without-number', at, {}, clause)];
}

function ballotProblems(ballot: Scheme['ballots'][number], scheme: Scheme, read: ReadAmount): readonly Problem[] {
  const at = `ballots.${ballot.id}`;
  const data = { ballot: ballot.label };
  const counted = scheme.score.some((node) => 'ballot' in node && node.ballot === ballot.id);
  const valued = ballot.options.filter((one) => one.value !== undefined);
  const voted = (scheme.grade?.tables ?? []).some((table) => table.vote?.ballot === ballot.id);
  const problems: Problem[] = [];
  if (ballot.options.length === 0 && ballot.scores === undefined)
    problems.push(found('ballot-empty', at, data, ballot.clause));
  if (ballot.options.length > 0 && ballot.scores !== undefined)
    problems.push(found('ballot-two-kinds', at, data, ballot.clause));
  for (const { id } of ballot.options.filter((one) => PAPER_COUNTS.includes(one.id)))
    problems.push(found('ballot-option-reserved', `${at}.options.${id}`, { ...data, option: id }, ballot.clause));
  if (counted && ballot.scores === undefined && valued.length < ballot.options.length) {
    const lacking = ballot.options.filter((one) => one.value === undefined).map((one) => one.id);
    problems.push(
      found('ballot-option-without-value', `${at}.options`, { ...data, options: lacking.join('、') }, ballot.clause),
    );
  }
  if (voted && !counted && valued.length > 0)
    problems.push(found('vote-with-values', `${at}.options`, data, ballot.clause));
  if (ballot.options.length > 0 && ballot.combine !== 'mean')
    problems.push(found('ballot-combine-idle', `${at}.combine`, data, ballot.clause));
  if (ballot.scores !== undefined && isBackwards(ballot.scores[0], ballot.scores[1], read)) {
    problems.push(found('range-backwards', `${at}.scores`, { label: ballot.label }, ballot.clause));
  }
  const twice = ballot.options.filter((one) => ballot.abstain.includes(one.id) && one.value !== undefined);
  for (const one of twice)
    problems.push(found('abstain-with-value', `${at}.options.${one.id}`, { ...data, option: one.id }, ballot.clause));
  return problems;
}

function inputProblems(input: Scheme['inputs'][number], scheme: Scheme, read: ReadAmount): readonly Problem[] {
  const at = `inputs.${input.id}`;
  const [low, high] = input.range;
  const problems: Problem[] = [];
  if (isBackwards(low, high, read))
    problems.push(found('range-backwards', `${at}.range`, { label: input.label }, input.clause));
  const by = input.rangeBy;
  if (by === undefined) return problems;
  const values = scheme.facts.find((one) => one.id === by.fact)?.values;
  for (const [value, [from, to]] of Object.entries(by.ranges)) {
    const place = `${at}.rangeBy.ranges.${value}`;
    if (isBackwards(from, to, read))
      problems.push(found('range-backwards', place, { label: `${input.label}（${value}）` }, input.clause));
    if (isBackwards(low, from, read) || isBackwards(to, high, read))
      problems.push(found('range-outside', place, { input: input.label, value }, input.clause));
    if (values !== undefined && !values.includes(value)) {
      problems.push(
        found('no-such-value', place, { fact: by.fact, got: value, list: values.join('、') }, input.clause),
      );
    }
  }
  return problems;
}

function paramProblems(param: Scheme['params'][number], read: ReadAmount): readonly Problem[] {
  const at = `params.${param.id}`;
  const data = { label: param.label, by: param.fills };
  const problems: Problem[] = [];
  if (param.range === undefined) problems.push(found('param-without-range', `${at}.range`, data, param.clause));
  if (param.range === undefined) return problems;
  const [low, high] = param.range;
  if (isBackwards(low, high, read))
    problems.push(found('range-backwards', `${at}.range`, { label: param.label }, param.clause));
  const out = isBackwards(low, param.value, read) || isBackwards(param.value, high, read);
  const told = { ...data, value: amountText(param.value), low: amountText(low), high: amountText(high) };
  return out ? [...problems, found('param-out-of-range', `${at}.value`, told, param.clause)] : problems;
}

/** Parameters that the rules in force use and nobody has filled; those of options not chosen can wait. */
function emptyParams(scheme: Scheme): readonly Problem[] {
  const used = new Set(
    referencesOf({ ...scheme, examples: [] })
      .filter((one) => one.kind === 'param')
      .map((one) => one.id),
  );
  return scheme.params
    .filter((one) => one.value === undefined && used.has(one.id))
    .map((one) =>
      found('param-without-value', `params.${one.id}.value`, { label: one.label, by: one.fills }, one.clause),
    );
}

function isBackwards(low: Amount | undefined, high: Amount | undefined, read: ReadAmount): boolean {
  const [a, b]: readonly (Exact | undefined)[] = [read(low), read(high)];
  return a !== undefined && b !== undefined && compare(a, b) > 0;
}

function scopeProblems({ scope }: Scheme): readonly Problem[] {
  const problems: Problem[] = [];
  scope.categories.forEach((one, index) => {
    const before = scope.categories.slice(0, index).find((other) => other.when === undefined);
    if (before !== undefined && one.when !== undefined && scope.precedence === 'first-match') {
      problems.push(
        found(
          'category-unreachable',
          `scope.categories.${one.id}`,
          { category: one.label, before: before.label },
          one.clause,
        ),
      );
    }
  });
  for (const one of scope.exempt) {
    const at = `scope.exempt.${one.id}`;
    if (one.path === 'node' && one.node === undefined)
      problems.push(found('exempt-without-node', `${at}.node`, { label: one.label }, one.clause));
    if (one.path !== 'node' && one.node !== undefined)
      problems.push(found('exempt-node-idle', `${at}.node`, { label: one.label }, one.clause));
  }
  return problems;
}
