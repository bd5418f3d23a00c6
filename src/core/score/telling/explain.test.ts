import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explanationOf } from '../../../../test/small-scheme.ts';
import { readScheme, shippedSchemes } from '../../../store/scheme.ts';
import { add, divide, equals, exact, multiply, negate, print, whole, type Exact } from '../../number.ts';
import { resolveScheme } from '../../scheme/resolve.ts';
import { scoreRuleset } from '../evaluate.ts';
import { examplesOf } from '../example.ts';
import { explainSubject, type Explained } from './explain.ts';
import type { ExplainedEntry } from './explained-entry.ts';
import { parseFacts } from '../book/facts.ts';

/** A pocket calculator: digits, `+ - × ÷ %` and brackets, times before plus, from left to right. */
function keyedIn(text: string): Exact {
  const tokens = text.match(/\d+(?:\.\d+)?(?:\/\d+)?%?|[-+×÷（）]/gu) ?? [];
  let at = 0;
  const factor = (): Exact => {
    const token = tokens[at] ?? assert.fail(`breaks off: ${text}`);
    at += 1;
    if (token === '-') return negate(factor());
    if (token !== '（') return token.endsWith('%') ? divide(exact(token.slice(0, -1)), whole(100)) : exact(token);
    const inner = sum();
    assert.equal(tokens[at], '）', text);
    at += 1;
    return inner;
  };
  const product = (): Exact => {
    let value = factor();
    while (tokens[at] === '×' || tokens[at] === '÷') {
      const isTimes = tokens[at] === '×';
      at += 1;
      const by = factor();
      assert.ok(isTimes || !equals(by, whole(0)), text);
      value = isTimes ? multiply(value, by) : divide(value, by);
    }
    return value;
  };
  const sum = (): Exact => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const isPlus = tokens[at] === '+';
      at += 1;
      value = add(value, isPlus ? product() : negate(product()));
    }
    return value;
  };
  const value = sum();
  assert.equal(at, tokens.length, text);
  return value;
}

/** The sum in a sentence, without the words around its numbers; undefined where it is only words. */
function sumIn(how: string): string | undefined {
  // Where a number is rounded the exact one stands behind it, and is the one to reckon with.
  const exactly = how.replaceAll(/-?\d+(?:\.\d+)?%?（(-?\d+\/\d+)）/gu, '$1');
  const last = exactly.split(/[；，]/u).findLast((part) => /\d/u.test(part) && /[×÷+=]/u.test(part));
  // Words in brackets name what a number is; brackets around a sum hold numbers.
  return last?.replaceAll(/（[^（）\d]*）/gu, '').replaceAll(/[^\d.+\-×÷（）%=/]/gu, '');
}

function checkStep({ how, value, notes, label }: Explained): void {
  const sum = sumIn(how);
  if (sum === undefined || !sum.includes('=') || how.includes('最高') || how.includes('引用')) return;
  const [left = '', right = ''] = sum.split('=');
  assert.equal(print(keyedIn(left)), right, `${label}: ${how}`);
  if (notes.length === 0 && value !== null) assert.equal(right, value, `${label}: ${how}`);
}

function checkEntry({ how, amount, what, dropped }: ExplainedEntry): void {
  if (dropped !== undefined || how.includes('最多') || how.includes('合计') || how.startsWith('因')) return;
  const sum = sumIn(how);
  if (sum === undefined || sum.includes('=')) return;
  const got = keyedIn(sum);
  const size = exact(amount.replace('+', ''));
  assert.ok(equals(got, size) || equals(got, negate(size)), `${what}: ${how} is not ${amount}`);
}

function steps(tree: Explained): readonly Explained[] {
  return [tree, ...tree.parts.flatMap(steps)];
}

for (const id of shippedSchemes()) {
  test(`every figure in the explanations of ${id} can be checked with a pocket calculator`, () => {
    const document = readScheme(id);
    let explained = 0;
    for (const example of examplesOf(document)) {
      const facts = parseFacts({ ...(example.facts as object), readings: example.readings, params: example.params });
      if (!facts.ok) continue;
      const { readings, params } = facts.value;
      const rules = resolveScheme(document, readScheme, { readings, params });
      const scoring = rules.ok ? scoreRuleset(rules.value, facts.value, () => '') : undefined;
      if (scoring?.ok !== true) continue;
      for (const scored of scoring.value.scored) {
        for (const standing of scored.run.standings) {
          const tree = explainSubject(scored, standing);
          if (tree === undefined) continue;
          explained += 1;
          for (const step of steps(tree)) {
            checkStep(step);
            step.entries.forEach(checkEntry);
          }
        }
      }
    }
    // A scheme without points (票决) and one of standards alone have nothing to explain.
    assert.ok(
      explained > 0 || ['fuling-appraisal', 'fuling-norms', 'union-member', 'union-secretary'].includes(id),
      id,
    );
  });
}

test('a sum is written in the order of the lines below it, by day', () => {
  const points = ['1', '2', '4'];
  const rules = points.map((worth, at) => ({ id: `A/${at}`, effect: 'deduct', points: worth }));
  const told = explanationOf(
    {
      roles: [{ id: 'leader', label: '负责人' }],
      items: [{ id: 'A', rules }],
      derived: { rules: [{ id: 'joint', groups: ['A'], to: [{ roles: ['leader'], share: '1/2' }] }] },
      score: [
        { id: 'total', sum: ['own', 'joint'] },
        { id: 'own', items: ['A'] },
        { id: 'joint', derived: ['joint'] },
      ],
    },
    {
      subjects: [{ id: 'm1' }, { id: 'm2', roles: { leader: 'm1' } }, { id: 'm3', roles: { leader: 'm1' } }],
      entries: [
        { item: 'A/0', subject: 'm2', on: '2026-09-01' },
        { item: 'A/1', subject: 'm3', on: '2026-02-01' },
        { item: 'A/2', subject: 'm2', on: '2026-05-01' },
        { item: 'A/0', on: '2026-09-01' },
        { item: 'A/1', on: '2026-02-01' },
        { item: 'A/2', on: '2026-05-01' },
      ],
    },
  );
  const [own, joint] = told.parts;
  assert.equal(joint?.how, '-1 - 2 - 0.5 = -3.5');
  assert.deepEqual(
    joint?.entries.map((one) => one.amount),
    ['-1', '-2', '-0.5'],
  );
  assert.equal(own?.parts[0]?.how, '-2 - 4 - 1 = -7');
  assert.deepEqual(
    own?.parts[0]?.entries.map((one) => one.amount),
    ['-2', '-4', '-1'],
  );
});
