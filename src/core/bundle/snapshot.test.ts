import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readScheme, shippedSchemes } from '../../store/scheme.ts';
import { canonicalJson } from '../json.ts';
import { resolveScheme } from '../scheme/resolve.ts';
import { scoreRuleset } from '../score/evaluate.ts';
import { examplesOf } from '../score/example.ts';
import { parseFacts, rowsOf, type FactsFile } from '../score/book/facts.ts';
import type { Results } from '../score/results.ts';
import { merkleTree, proofIn, provesLine } from './merkle.ts';
import { snapshotOf } from './snapshot.ts';
import { factsOf } from './snapshot-facts.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const salt = (place: string): string => sha256(`salt of ${place}`).slice(0, 32);

function facts(raw: object): FactsFile {
  const parsed = parseFacts({ period: '2026', ...raw });
  assert.ok(parsed.ok);
  return parsed.value;
}

const BRANCH = {
  asOf: '2026-11-30',
  params: { base: '80' },
  readings: { 'a-reading': 'an-option' },
  orgs: [{ id: 'X', name: '虚构一支部', facts: { members: '9' } }],
  people: [{ id: 'p1', name: '示范书记', org: 'X' }],
  subjects: [
    { id: 'm2', name: '示范乙', org: [{ value: 'X', from: '2026-02-01' }] },
    { id: 'm1', name: '示范甲', org: 'X', roles: { secretary: 'p1' } },
  ],
  entries: [
    { id: 'e2', subject: 'm1', item: 'D', on: '2026-03-02', points: '2', reason: '带病值守' },
    { id: 'e1', subject: 'm1', item: 'D', on: '2026-03-02', points: '1' },
    { id: 'e3', subject: 'X', item: 'O', on: '2026-05-02' },
  ],
  findings: [{ entry: 'e1', on: '2026-06-01', result: 'false' }],
  ballots: { m1: { mass: { 满意: 6 } } },
  inputs: { m2: { party: '92' } },
  history: { m2: [{ period: '2025', score: '58' }] },
  results: { other: { m1: { score: '90' }, 'm-moved': { score: '70' } } },
  decisions: { m2: { grade: '合格', by: '支部党员大会', reason: '家中变故' } },
};

test('a snapshot has one line per subject, organisation and person, with all that belongs to it', () => {
  const { rows } = snapshotOf(facts(BRANCH), salt, sha256).sheet;
  assert.deepEqual(
    rows.map((row) => `${row.kind}/${row.id}`),
    ['elsewhere/m-moved', 'org/X', 'period/2026', 'person/p1', 'subject/m1', 'subject/m2'],
  );
  assert.deepEqual(rows[2], {
    kind: 'period',
    id: '2026',
    asOf: '2026-11-30',
    params: { base: '80' },
    readings: { 'a-reading': 'an-option' },
  });
  const sealed = (place: string, text: string): object => ({ sealed: sha256(`text\n${salt(place)}\n${text}`) });
  assert.deepEqual(rows[4], {
    kind: 'subject',
    id: 'm1',
    salt: salt('facts/subject/m1'),
    name: sealed('facts/subject/m1/name', '示范甲'),
    row: { org: 'X', facts: {}, roles: { secretary: 'p1' } },
    entries: [
      { id: 'e2', item: 'D', on: '2026-03-02', points: '2', reason: sealed('entries/e2/reason', '带病值守') },
      { id: 'e1', item: 'D', on: '2026-03-02', points: '1' },
    ],
    findings: [{ entry: 'e1', on: '2026-06-01', result: 'false' }],
    ballots: { mass: { 满意: '6' } },
    results: { other: { score: '90' } },
  });
  assert.deepEqual(rows[5]?.['decision'], {
    grade: '合格',
    by: '支部党员大会',
    reason: sealed('facts/decision/m2/reason', '家中变故'),
  });
});

test('an id may be any text, even the name of a thing that every object has', () => {
  const subjects = ['__proto__', 'constructor', 'toString'].map((id) => ({ id, org: 'X' }));
  const named = (value: object): object =>
    JSON.parse(JSON.stringify({ key: value }).replace('key', '__proto__')) as object;
  const raw = { orgs: [{ id: 'X' }], subjects, inputs: named({ party: '92' }), results: named(named({ score: '1' })) };
  const before = facts(raw);
  const { sheet, texts } = snapshotOf(before, salt, sha256);
  const after = factsOf(sheet.rows, texts);
  assert.ok(after.ok);
  assert.equal(unordered(after.value), unordered(before));
  assert.match(unordered(after.value), /"__proto__":\{"__proto__":\{"score":"1"/);
  const rules = resolveScheme(readScheme('village-discipline'), readScheme);
  const scoring = rules.ok ? scoreRuleset(rules.value, { ...after.value, inputs: {}, results: {} }, sha256) : rules;
  assert.ok(scoring.ok);
  assert.equal(Object.keys(scoring.value.results.subjects).length, 3);
});

/** Facts without regard to the order of organisations, people, subjects and entries of different people. */
function unordered(file: FactsFile): string {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { orgs, people, subjects, entries, findings } = file;
  const owned = Object.groupBy(rowsOf(entries), (one) => one.subject);
  const sorted = findings.map(canonicalJson).toSorted();
  return canonicalJson({
    ...file,
    orgs: byId(orgs),
    people: byId(people),
    subjects: byId(subjects),
    entries: owned,
    findings: sorted,
  });
}

test('the facts come back whole from the lines', () => {
  const before = facts(BRANCH);
  const { sheet, texts } = snapshotOf(before, salt, sha256);
  const after = factsOf(sheet.rows, texts);
  assert.ok(after.ok);
  assert.equal(unordered(after.value), unordered(before));
});

test('the order in which facts were given does not change the lines, but for the entries of one person', () => {
  const { root } = snapshotOf(facts(BRANCH), salt, sha256).sheet;
  const turned = {
    ...BRANCH,
    subjects: BRANCH.subjects.toReversed(),
    entries: [BRANCH.entries[2], BRANCH.entries[0], BRANCH.entries[1]],
  };
  assert.equal(snapshotOf(facts(turned), salt, sha256).sheet.root, root);
  // Of two entries of one day the first one counts as the first.
  const other = { ...BRANCH, entries: BRANCH.entries.toReversed() };
  assert.notEqual(snapshotOf(facts(other), salt, sha256).sheet.root, root);
});

test('names and reasons stand in no line and can be erased; the lines stay as they are', () => {
  const { sheet, texts } = snapshotOf(facts(BRANCH), salt, sha256);
  const lines = canonicalJson(sheet.rows);
  for (const text of ['示范甲', '示范乙', '虚构一支部', '示范书记', '带病值守', '家中变故']) {
    assert.ok(!lines.includes(text), text);
    assert.ok(Object.values(texts).some((one) => one.text === text));
  }
  const after = factsOf(sheet.rows, {});
  assert.ok(after.ok);
  assert.deepEqual(
    after.value.subjects.map((one) => one.name),
    [undefined, undefined],
  );
  assert.equal(rowsOf(after.value.entries).find((one) => one.id === 'e2')?.reason, '（已删除）');
  assert.equal(after.value.decisions['m2']?.reason, '（已删除）');
});

test('a member checks their own line without another line', () => {
  const { rows, root } = snapshotOf(facts(BRANCH), salt, sha256).sheet;
  const lines = rows.map(canonicalJson);
  const tree = merkleTree(lines, sha256);
  const own = rows.findIndex((row) => row.id === 'm1');
  const proof = proofIn(tree, own);
  assert.ok(provesLine(lines[own] as string, proof, root, sha256));
  for (const line of lines.toSpliced(own, 1)) assert.ok(!provesLine(line, proof, root, sha256));
  assert.ok(!canonicalJson(proof).includes('m2'));
});

test('a line cannot be guessed from its digest, nor a text from its seal: each has a salt of its own', () => {
  const { sheet, texts } = snapshotOf(facts(BRANCH), salt, sha256);
  const salts = [...sheet.rows.flatMap((row) => row['salt'] ?? []), ...Object.values(texts).map((one) => one.salt)];
  assert.equal(new Set(salts).size, salts.length);
  assert.equal(salts.length, sheet.rows.length - 1 + Object.keys(texts).length);
});

const SALT = salt('test');
const wrong: readonly (readonly [what: string, rows: readonly object[], codes: readonly string[]])[] = [
  ['no line of the period', [], ['period-line-missing']],
  ['two of them', [period('2026'), period('2027')], ['period-line-missing']],
  ['a line without salt', [period('2026'), { kind: 'org', id: 'X' }], ['missing-key']],
  ['a short salt', [period('2026'), { kind: 'org', id: 'X', salt: 'abc' }], ['salt-too-short']],
  ['an unknown key', [period('2026'), { kind: 'org', id: 'X', salt: SALT, more: 1 }], ['unknown-key']],
  ['a name in the open', [period('2026'), { kind: 'org', id: 'X', salt: SALT, name: '示范' }], ['text-not-sealed']],
  [
    'a name hidden among the facts',
    [period('2026'), { kind: 'org', id: 'X', salt: SALT, row: { name: '示范' } }],
    ['text-not-sealed'],
  ],
  [
    'a second name beside the sealed one',
    [period('2026'), { kind: 'org', id: 'X', salt: SALT, name: { sealed: SALT }, row: { name: '示范' } }],
    ['text-not-sealed'],
  ],
  [
    'a reason in the open',
    [
      period('2026'),
      { kind: 'subject', id: 'm', salt: SALT, decision: { grade: '优', by: '支部大会', reason: '示范' } },
    ],
    ['text-not-sealed'],
  ],
  [
    'facts that no facts file may hold, all at once',
    [
      period('2026'),
      {
        kind: 'subject',
        id: 'm',
        salt: SALT,
        entries: [{ id: 'e', item: 'D', on: '2026-02-30' }],
        inputs: { a: true },
      },
    ],
    ['not-a-share', 'not-a-date'],
  ],
];

function period(id: string): object {
  return { kind: 'period', id, params: {}, readings: {} };
}

for (const [what, rows, codes] of wrong) {
  test(`refused: ${what}`, () => {
    const got = factsOf(rows as Parameters<typeof factsOf>[0], {});
    assert.ok(!got.ok);
    assert.deepEqual(
      got.problems.map((one) => one.code),
      codes,
    );
  });
}

for (const id of shippedSchemes()) {
  test(`the worked cases of ${id} score from their snapshots as from their facts`, () => {
    const document = readScheme(id);
    const known = new Map<string, ReturnType<typeof resolveScheme>>();
    // The scoring of every case is tried elsewhere; here a few of each scheme do.
    for (const example of examplesOf(document).slice(0, 15)) {
      const given = parseFacts({ ...(example.facts as object), readings: example.readings, params: example.params });
      if (!given.ok) continue;
      const { readings, params } = given.value;
      const choices = canonicalJson({ readings, params });
      const rules = known.get(choices) ?? resolveScheme(document, readScheme, { readings, params });
      known.set(choices, rules);
      const before = rules.ok ? scoreRuleset(rules.value, given.value, sha256) : rules;
      // Facts that do not score are never closed.
      if (!rules.ok || !before.ok) continue;
      const closed = snapshotOf(given.value, salt, sha256);
      // Erased texts decide nothing.
      const after = factsOf(closed.sheet.rows, {});
      assert.ok(after.ok);
      const again = scoreRuleset(rules.value, after.value, sha256);
      assert.ok(again.ok);
      assert.deepEqual(comparable(again.value.results), comparable(before.value.results), example.id);
    }
  });
}

/** Norms are listed in the order of the subjects. */
function comparable({ norms, ...rest }: Results): object {
  return { ...rest, norms: norms.map(canonicalJson).toSorted() };
}
