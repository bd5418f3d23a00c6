import { add, compare, equals, print, sign, ONE, ZERO, type Exact } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Item, Section } from '../item.ts';
import type { ScoreNode } from '../node.ts';
import type { Scheme } from '../scheme.ts';
import { readAmounts, type ReadAmount } from './amounts.ts';
import { reachOf, ruleLimit, singleWorth, total, type Reach } from './bounds.ts';
import { found } from './found.ts';

/** What is declared against what the parts add up to (合计与封顶). */
export function checkSums(scheme: Scheme): readonly Problem[] {
  const read = readAmounts(scheme);
  const reach = reachOf(scheme);
  const plain = reachOf({ ...scheme, items: scheme.items.filter((one) => one.start !== 'zero') });
  return [
    ...scheme.sections.flatMap((section) => sectionProblems(section, scheme, read, reach)),
    ...scheme.items.flatMap((item) => itemProblems(item, scheme, read)),
    ...scheme.score.flatMap((node) => [
      ...nodeProblems(node, read, reach),
      ...crowded(node, read, plain),
      ...weightProblems(node, read, reach),
    ]),
  ];
}

function sectionProblems(section: Section, scheme: Scheme, read: ReadAmount, reach: Reach): readonly Problem[] {
  const items = scheme.items.filter((one) => one.section === section.id);
  const [declared, cap] = [read(section.declared), read(section.cap)];
  const at = `sections.${section.id}`;
  const { clause, label } = section;
  const problems: Problem[] = [];
  const sum = items.some((one) => one.appliesWhen !== undefined || one.incomplete !== undefined)
    ? undefined
    : total(items.map(reach.item)).high;
  if (
    declared !== undefined &&
    sum !== undefined &&
    (cap === undefined ? !equals(sum, declared) : compare(sum, declared) < 0)
  ) {
    problems.push(
      found('section-sum', `${at}.declared`, { section: label, declared: print(declared), sum: print(sum) }, clause),
    );
  }
  if (declared !== undefined && cap !== undefined && !equals(declared, cap)) {
    problems.push(
      found(
        'section-cap-declared',
        `${at}.cap`,
        { section: label, declared: print(declared), cap: print(cap) },
        clause,
      ),
    );
  }
  if (cap === undefined) return problems;
  for (const item of items) {
    const max = read(item.max);
    if (max === undefined || compare(max, cap) <= 0) continue;
    problems.push(
      found(
        'cap-below-item',
        `items.${item.id}.max`,
        { item: item.label, max: print(max), cap: print(cap) },
        item.clause,
      ),
    );
  }
  const idle = cappedOut(items, cap, reach);
  if (idle.length > 0) {
    const data = { section: label, cap: print(cap), items: idle.map((one) => one.id).join('、') };
    problems.push(found('items-capped-out', `${at}.cap`, data, clause));
  }
  return problems;
}

/** Items that add nothing once the others have reached the cap. */
function cappedOut(items: readonly Item[], cap: Exact, reach: Reach): readonly Item[] {
  const highs = items.map((item) => ({ item, high: reach.item(item).high }));
  return highs
    .filter(({ item, high }) => {
      if (high !== undefined && sign(high) <= 0) return false;
      const others = highs.filter((one) => one.item !== item).flatMap((one) => one.high ?? []);
      return others.length > 0 && compare(others.reduce(add, ZERO), cap) >= 0;
    })
    .map(({ item }) => item);
}

function itemProblems(item: Item, scheme: Scheme, read: ReadAmount): readonly Problem[] {
  const max = read(item.max);
  const problems: Problem[] = [];
  for (const rule of item.rules) {
    const at = `items.${item.id}.rules.${rule.id}`;
    const clause = rule.clause ?? item.clause;
    const single = singleWorth(rule, read);
    if (single === undefined) continue;
    if (max !== undefined && item.start === 'zero' && rule.effect === 'add' && compare(single, max) > 0) {
      problems.push(found('max-below-rule', at, { rule: rule.label, points: print(single), max: print(max) }, clause));
    }
    for (const cap of [...rule.caps, ...item.caps]) {
      const most = read(cap.max);
      if (most === undefined || compare(single, most) <= 0) continue;
      problems.push(
        found(
          'cap-below-single',
          `${at}.caps`,
          { rule: rule.label, points: print(single), cap: print(most) },
          cap.clause ?? clause,
        ),
      );
    }
  }
  const limits = item.rules.filter((rule) => rule.effect === 'add').map((rule) => ruleLimit(rule, scheme, read));
  const known = limits.every((one) => one !== undefined);
  const sum = limits.flatMap((one) => one ?? []).reduce(add, ZERO);
  if (known && max !== undefined && item.start === 'zero' && limits.length > 1 && compare(sum, max) > 0) {
    problems.push(
      found(
        'rules-over-max',
        `items.${item.id}.max`,
        { item: item.label, sum: print(sum), max: print(max) },
        item.clause,
      ),
    );
  }
  return problems;
}

function nodeProblems(node: ScoreNode, read: ReadAmount, reach: Reach): readonly Problem[] {
  const at = `score.${node.id}`;
  const { clause, label } = node;
  const [declared, cap, floor] = [read(node.declared), read(node.cap), read(node.floor)];
  const { high } = reach.inside(node.id);
  const top = reach.node(node.id).high;
  const problems: Problem[] = [];
  if (declared !== undefined && top !== undefined && !equals(declared, top)) {
    problems.push(
      found('node-sum', `${at}.declared`, { node: label, declared: print(declared), sum: print(top) }, clause),
    );
  }
  if (cap !== undefined && floor !== undefined && compare(floor, cap) > 0) {
    problems.push(
      found('floor-above-cap', `${at}.floor`, { node: label, floor: print(floor), cap: print(cap) }, clause),
    );
  }
  if (cap !== undefined && high !== undefined && compare(high, cap) > 0 && node.excess === undefined) {
    problems.push(found('cap-cuts', `${at}.cap`, { node: label, high: print(high), cap: print(cap) }, clause));
  }
  if (cap !== undefined && high !== undefined && compare(high, cap) < 0) {
    problems.push(found('cap-idle', `${at}.cap`, { node: label, high: print(high), cap: print(cap) }, clause));
  }
  return problems;
}

/** Full marks alone, without any bonus, come to more than the cap: almost everybody ends at it. */
function crowded(node: ScoreNode, read: ReadAmount, plain: Reach): readonly Problem[] {
  const [cap, marks] = [read(node.cap), plain.inside(node.id).high];
  if (cap === undefined || marks === undefined || compare(marks, cap) <= 0) return [];
  const data = { node: node.label, marks: print(marks), cap: print(cap) };
  return [found('full-above-cap', `score.${node.id}.cap`, data, node.clause)];
}

function weightProblems(node: ScoreNode, read: ReadAmount, reach: Reach): readonly Problem[] {
  if (!('weighted' in node)) return [];
  const weights = node.weighted.map((one) => read(one.weight));
  const at = `score.${node.id}.weighted`;
  const negative = node.weighted.filter((one) => sign(read(one.weight) ?? ONE) <= 0);
  const problems = negative.map((one) =>
    found('weight-not-positive', `${at}.${one.node}.weight`, { node: one.node }, node.clause),
  );
  const tops = node.weighted.flatMap((one) => reach.node(one.node).high ?? []).map(print);
  if (new Set(tops).size > 1)
    problems.push(found('weighted-unlike', at, { node: node.label, tops: tops.join('、') }, node.clause));
  const known = weights.filter((one) => one !== undefined);
  const sum = known.reduce(add, ZERO);
  if (known.length < weights.length || equals(sum, ONE)) return problems;
  return [...problems, found('weights-not-whole', at, { node: node.label, sum: print(sum) }, node.clause)];
}
