import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveScheme } from '../../scheme/resolve.ts';
import { scoringOf, smallFacts, smallScheme, type Blocks } from '../../../../test/small-scheme.ts';
import { scoreRuleset } from '../evaluate.ts';
import { parseFacts } from './facts.ts';

const member = {
  ...smallScheme({
    facts: [
      { id: 'hours', type: 'number' },
      { id: 'meetings', type: 'number', of: 'org' },
    ],
    roles: [{ id: 'secretary' }],
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }],
    inputs: [{ id: 'x' }],
    findings: { clause: 'c', results: [{ id: '不实', label: '不实', cancels: true }] },
    score: [{ id: 'total', items: ['A'] }],
    scope: { categories: [{ id: '在职', label: '在职' }] },
    grade: { clause: 'c', ladder: ['优'], tables: [{ id: 't', bands: [{ grade: '优', from: '0' }] }] },
  }),
  scheme: 'member',
};
const branch = {
  ...smallScheme({
    subject: 'org',
    facts: [{ id: 'visits', type: 'number', of: 'org' }],
    roles: [{ id: 'superior' }],
    items: [{ id: 'B', rules: [{ id: 'B/1', points: '1' }] }],
    inputs: [{ id: 'y', missing: 'zero' }],
    ballots: [{ id: 'mass', options: [{ id: '好', value: '100' }] }],
    findings: { clause: 'c', results: [{ id: '不实', label: '不实', cancels: true }] },
    score: [
      { id: 'total', sum: ['b', 'y'] },
      { id: 'b', items: ['B'] },
      { id: 'y', input: 'y' },
    ],
  }),
  scheme: 'branch',
};
const documents = new Map<string, unknown>([
  ['member', member],
  ['branch', branch],
]);
const together = { scheme: 'together', title: '合', extends: ['member', 'branch'] };

const facts: Blocks = {
  orgs: [{ id: 'X', facts: { meetings: 1, visits: 2, members: 3 } }],
  subjects: [{ id: 'm1', org: 'X', facts: { hours: 1 }, roles: { secretary: 'p' } }],
  people: [{ id: 'p', org: 'X', facts: { hours: 1 }, roles: { superior: 'm1', secretary: 'm1' } }],
  entries: [{ item: 'A/1' }, { item: 'A/1' }, { item: 'B/1', subject: 'X' }, { item: 'B/1', subject: 'X' }],
  findings: [
    { entry: 'e1', on: '2026-06-01', result: '不实' },
    { entry: 'e4', on: '2026-06-01', result: '不实' },
  ],
  inputs: { m1: { x: '1' }, X: { y: '5' } },
};

function faults(more: Blocks): readonly string[] {
  const rules = resolveScheme(together, (id) => documents.get(id));
  const parsed = parseFacts(smallFacts({ ...facts, ...more }));
  assert.ok(rules.ok && parsed.ok);
  const scoring = scoreRuleset(rules.value, parsed.value, () => '');
  return [...new Set(scoring.problems.map((one) => `${one.code} ${one.at}`))];
}

test('each scheme is told what it knows, of subjects, entries, findings and scores', () => {
  assert.deepEqual(faults({}), []);
  const { subjects } = scoringOf(together, smallFacts(facts), (id) => documents.get(id)).results;
  assert.deepEqual([subjects['m1']?.score, subjects['X']?.score], ['1', '6']);
});

/** Two schemes at once: one for members, one for the organisation they belong to. */
function bothOf(members: Blocks, orgs: Blocks, more: Blocks) {
  const parts: ReadonlyMap<string, unknown> = new Map([
    ['members', { ...smallScheme(members), scheme: 'members' }],
    ['orgs', { ...smallScheme({ subject: 'org', ...orgs }), scheme: 'orgs' }],
  ]);
  const document = { scheme: 'both', title: '合', extends: ['members', 'orgs'] };
  const subjects = [
    { id: 'm1', org: 'X' },
    { id: 'X', kind: 'org' },
  ];
  const told = smallFacts({ orgs: [{ id: 'X' }], subjects, ...more });
  return scoringOf(document, told, (id) => parts.get(id)).results;
}

function scoresBy(members: Blocks, orgs: Blocks, more: Blocks): readonly (string | null | undefined)[] {
  const { subjects } = bothOf(members, orgs, more);
  return ['m1', 'X'].map((id) => subjects[id]?.score);
}

test('an organisation that another scheme rates shares out its entries here', () => {
  const members = {
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '3' }] }],
    derived: { rules: [{ id: 'd', items: ['A'], members: 'direct' }] },
    score: [{ id: 'total', items: ['A'] }],
  };
  const orgs = { score: [{ id: 'total', const: '1' }] };
  assert.deepEqual(scoresBy(members, orgs, { entries: [{ item: 'A/1', subject: 'X' }] }), ['3', '1']);
});

test('entries about an organisation that another scheme rates are those of the one above, once', () => {
  const when = { entries: { items: ['A'] }, gte: '1' };
  const members = {
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '3' }] }],
    score: [{ id: 'total', items: ['A'] }],
    outcomes: [{ id: 'o', when, level: 'org', on: ['org'], each: { items: ['A'], amount: '2' } }],
  };
  const { orgs } = bothOf(
    members,
    { score: [{ id: 'total', const: '1' }] },
    {
      orgs: [{ id: 'X' }, { id: 'Y' }],
      subjects: [
        { id: 'm1', org: 'X' },
        { id: 'X', kind: 'org', org: 'Y' },
      ],
      entries: [{ item: 'A/1', subject: 'X' }],
    },
  );
  const notes = ['X', 'Y'].map((id) => orgs[id]?.outcomes.map((one) => one.note));
  assert.deepEqual(notes, [['共1次，合计2'], ['共1次，合计2']]);
});

test('each scheme goes by its own choice of a reading', () => {
  const reading = (choice: string): Blocks => ({
    readings: [{ id: 'r', question: '？', options: ['a', 'b'].map((id) => ({ id, text: id })), choice }],
    score: [
      { id: 'total', select: { cases: [{ when: { reading: 'r', is: 'a' }, node: 'one' }], otherwise: 'two' } },
      { id: 'one', const: '1' },
      { id: 'two', const: '2' },
    ],
  });
  assert.deepEqual(scoresBy(reading('a'), reading('b'), {}), ['1', '2']);
  assert.deepEqual(scoresBy(reading('a'), reading('b'), { readings: { r: 'a' } }), ['1', '1']);
});

const wrong: readonly (readonly [name: string, more: Blocks, faults: readonly string[]])[] = [
  ['an item of no scheme', { entries: [{ item: 'C/1' }], findings: [] }, ['unknown-item entries.e1.item']],
  [
    'a finding about no entry',
    { findings: [{ entry: 'e9', on: '2026-06-01', result: '不实' }] },
    ['unknown-entry findings.0.entry'],
  ],
  [
    'a finding about no entry, with a result that is none',
    { findings: [{ entry: 'e9', on: '2026-06-01', result: '属实' }] },
    ['unknown-entry findings.0.entry', 'unknown-finding findings.0.result'],
  ],
  [
    'what is wrong with the past and the decisions of nobody',
    {
      history: { m8: [{ period: '2026', grade: '特优', nodes: { z: '1', b: '1' } }, { period: '2025Q1' }] },
      decisions: { m7: { by: '支部大会', grade: '特优', category: '离退' } },
    },
    [
      'unknown-subject history.m8',
      'unknown-subject decisions.m7',
      'unknown-past-node history.m8.2026.nodes.z',
      'unknown-grade history.m8.2026.grade',
      'history-not-past history.m8.2026',
      'wrong-period history.m8.2025Q1',
      'unknown-category decisions.m7.category',
      'unknown-grade decisions.m7.grade',
    ],
  ],
  [
    'a finding of the second scheme, behind one of the first',
    {
      findings: [
        { entry: 'e1', on: '2026-06-01', result: '不实' },
        { entry: 'e4', on: '2026-06-01', result: '属实' },
      ],
    },
    ['unknown-finding findings.1.result'],
  ],
  [
    'what is wrong with the scores and votes of nobody',
    {
      inputs: { m9: { x: '101', y: { '2025Q4': '1' }, z: '1' } },
      ballots: { m8: { mass: { 坏: 1 }, group: {} } },
    },
    [
      'unknown-subject ballots.m8',
      'unknown-subject inputs.m9',
      'unknown-input inputs.m9.z',
      'unknown-ballot ballots.m8.group',
      'not-allowed-points inputs.m9.x',
      'other-sub-period inputs.m9.y.2025Q4',
      'unknown-option-vote ballots.m8.mass.坏',
    ],
  ],
  [
    'a fact of no scheme, of an organisation',
    { orgs: [{ id: 'X', facts: { size: 1 } }] },
    ['unknown-fact orgs.X.facts.size'],
  ],
  [
    'a fact of no scheme, of somebody beside',
    { people: [{ id: 'p', facts: { size: 1 } }] },
    ['unknown-fact people.p.facts.size'],
  ],
  ['a role of no scheme', { people: [{ id: 'p', roles: { chair: 'm1' } }] }, ['unknown-role people.p.roles.chair']],
  [
    'a fact that another scheme knows, of a subject',
    { subjects: [{ id: 'm1', facts: { visits: 1 } }], people: [{ id: 'p' }] },
    ['unknown-fact subjects.m1.facts.visits'],
  ],
  [
    'a kind that no scheme is about',
    { subjects: [{ id: 'm1' }, { id: 's', kind: 'secretary' }] },
    ['not-in-list subjects.s.kind'],
  ],
  ['a score of nobody', { inputs: { m9: { x: '1' } } }, ['unknown-subject inputs.m9']],
  [
    'votes, a past and a decision of nobody',
    { ballots: { m9: {} }, history: { m8: [] }, decisions: { m7: { by: '支部大会' } } },
    ['unknown-subject ballots.m9', 'unknown-subject history.m8', 'unknown-subject decisions.m7'],
  ],
];

for (const [name, more, expected] of wrong) {
  test(`${name} is told once, with its place`, () => {
    assert.deepEqual(faults(more), expected);
  });
}
