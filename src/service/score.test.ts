import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setAt } from '../core/scheme/path.ts';
import { smallScheme } from '../../test/small-scheme.ts';
import { scoreFacts, scoreFile } from './score.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongping-score-'));
after(() => rmSync(folder, { recursive: true }));
const scheme = join(folder, 'small.json');
writeFileSync(
  scheme,
  JSON.stringify(
    smallScheme({
      scope: { categories: [{ id: '在职', label: '在职' }] },
      params: [{ id: 'base', range: ['0', '100'], value: '60' }, { id: 'top' }],
      facts: [
        { id: 'hours', type: 'number', decimals: 1, least: '0', most: '100' },
        { id: 'office', type: 'flag' },
        { id: 'size', type: 'number', of: 'org' },
      ],
      roles: [{ id: 'secretary' }],
      ballots: [{ id: 'mass', options: [{ id: '好', value: '100' }] }],
      inputs: [{ id: 'party' }, { id: 'season', per: 'quarter' }],
      items: [
        {
          id: 'A',
          judgedBy: '支委会',
          onlyBy: true,
          rules: [{ id: 'A/1', judged: { from: '1', to: '5', by: '支委会' } }],
        },
      ],
      findings: { clause: 'c', results: [{ id: '不实', label: '不实', cancels: true }] },
      score: [{ id: 'total', items: ['A'] }],
      grade: { clause: 'c', ladder: ['优', '良'], tables: [{ id: 't', bands: [{ grade: '优', from: '0' }] }] },
    }),
  ),
);

const FACTS = {
  period: '2026',
  orgs: [{ id: 'X', facts: {} }],
  subjects: [{ id: 'm1', org: 'X', facts: {}, roles: {} }],
  entries: [{ id: 'e1', subject: 'm1', item: 'A/1', on: '2026-03-02', points: '2' }],
  findings: [{ entry: 'e1', on: '2026-06-01', result: '不实' }],
  ballots: { m1: { mass: { 好: 1 } } },
  inputs: { m1: { party: '9' } },
  history: { m1: [{ period: '2025' }] },
  params: {},
  decisions: { m1: { by: '支部大会' } },
};

function faults(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const document = Object.entries(changes).reduce<unknown>((facts, [path, value]) => setAt(facts, path, value), FACTS);
  assert.notEqual(document, undefined);
  const scored = scoreFacts(scheme, document);
  return scored.problems.filter((one) => one.severity === 'error').map((one) => `${one.code} ${one.at}`);
}

test('nothing is wrong with the facts that are changed below', () => assert.deepEqual(faults({}), []));

/** Faults of one row or object: where, what is written there, and what is then told. */
const TABLES: Readonly<Record<string, readonly (readonly [at: string, value: unknown, told: string])[]>> = {
  'an entry': [
    ['entries.e1.note', '补', 'unknown-key entries.e1.note'],
    ['entries.e1.subject', 'm9', 'unknown-subject entries.e1.subject'],
    ['entries.e1.subject', null, 'missing-key entries.e1.subject'],
    ['entries.e1.item', 'B/1', 'unknown-item entries.e1.item'],
    ['entries.e1.item', null, 'missing-key entries.e1.item'],
    ['entries.e1.on', '2026-02-30', 'not-a-date entries.e1.on'],
    ['entries.e1.on', '2027-01-01', 'date-out-of-period entries.e1.on'],
    ['entries.e1.count', '两次', 'not-a-decimal entries.e1.count'],
    ['entries.e1.count', '-1', 'negative-count entries.e1.count'],
    ['entries.e1.points', 2.5, 'number-not-quoted entries.e1.points'],
    ['entries.e1.points', '9', 'not-allowed-points entries.e1.points'],
    ['entries.e1.points', null, 'points-missing entries.e1.points'],
    ['entries.e1.by', '支部', 'judge-not-allowed entries.e1.by'],
    ['entries.e1.posted', '春天', 'not-a-date entries.e1.posted'],
    ['entries.e1.approval', '同意', 'not-in-list entries.e1.approval'],
  ],
  'a finding': [
    ['findings.0.note', '补', 'unknown-key findings.0.note'],
    ['findings.0.entry', 'e9', 'unknown-entry findings.0.entry'],
    ['findings.0.entry', null, 'missing-key findings.0.entry'],
    ['findings.0.on', '春天', 'not-a-date findings.0.on'],
    ['findings.0.result', '属实', 'unknown-finding findings.0.result'],
    ['findings.0.by', 7, 'not-text findings.0.by'],
  ],
  'a subject': [
    ['subjects.m1.age', 3, 'unknown-key subjects.m1.age'],
    ['subjects.m1.kind', 'group', 'not-in-list subjects.m1.kind'],
    ['subjects.m1.org', 'Z', 'unknown-org subjects.m1.org'],
    ['subjects.m1.category', '离退', 'unknown-category subjects.m1.category'],
    ['subjects.m1.facts.age', '3', 'unknown-fact subjects.m1.facts.age'],
    ['subjects.m1.facts.office', '是', 'fact-not-flag subjects.m1.facts.office'],
    ['subjects.m1.facts.hours', '200', 'fact-out-of-range subjects.m1.facts.hours'],
    ['subjects.m1.facts.hours', '1.25', 'too-many-decimals subjects.m1.facts.hours'],
    ['subjects.m1.roles.chair', 'm1', 'unknown-role subjects.m1.roles.chair'],
    ['subjects.m1.roles.secretary', 'm9', 'unknown-person subjects.m1.roles.secretary'],
    ['decisions.m1.category', '离退', 'unknown-category decisions.m1.category'],
    ['decisions.m1.grade', '特优', 'unknown-grade decisions.m1.grade'],
    ['decisions.m1.who', '支部', 'unknown-key decisions.m1.who'],
    ['history.m1.0.period', '今年', 'wrong-period history.m1.今年'],
    ['history.m1.0.score', '多', 'not-a-share history.m1.0.score'],
    ['history.m1.0.note', '多', 'unknown-key history.m1.0.note'],
  ],
  'an organisation': [
    ['orgs.X.size', 3, 'unknown-key orgs.X.size'],
    ['orgs.X.superior', 'Y', 'unknown-org orgs.X.superior'],
    ['orgs.X.facts.rooms', '3', 'unknown-fact orgs.X.facts.rooms'],
    ['orgs.X.facts.size', '多', 'fact-not-number orgs.X.facts.size'],
  ],
  'what bodies gave somebody': [
    ['inputs', { m9: { party: '101', season: { '2025Q4': '1' }, village: '1' } }, 'unknown-subject inputs.m9'],
    ['ballots', { m9: { mass: { 好: 2, 坏: 1, issued: 1 } } }, 'unknown-subject ballots.m9'],
    ['ballots.m1.group', {}, 'unknown-ballot ballots.m1.group'],
    ['ballots.m1.mass.坏', 1, 'unknown-option-vote ballots.m1.mass.坏'],
    ['ballots.m1.mass.好', '1.5', 'votes-not-whole ballots.m1.mass.好'],
    ['inputs.m1.village', '1', 'unknown-input inputs.m1.village'],
    ['inputs.m1.party', '101', 'not-allowed-points inputs.m1.party'],
    ['inputs.m1.season', { '2025Q4': '1' }, 'other-sub-period inputs.m1.season.2025Q4'],
  ],
  'the parameters and the rest': [
    ['params.base', '200', 'param-out-of-range params.base'],
    ['params.base', '多', 'not-a-share params.base'],
    ['params.height', '1', 'unknown-param params.height'],
    ['params.top', 0.5, 'number-not-quoted params.top'],
    ['period', '今年', 'wrong-period period'],
    ['period', null, 'missing-key period'],
    ['asOf', '春天', 'not-a-date asOf'],
    ['ledger', [], 'unknown-key ledger'],
    ['readings.r', 'a', 'unknown-reading readings.r'],
  ],
};

/** What cannot be asked while the other is unknown: what an item is worth, the days of a period. */
const SILENT: readonly (readonly [cause: RegExp, silent: RegExp])[] = [
  [/entries\.e1\.item$/, /^(not-allowed-points|points-missing|judge-not-allowed) /],
  [/ period$/, /^(date-out-of-period|other-sub-period|as-of-before-period|history-not-past) /],
];

for (const [what, table] of Object.entries(TABLES)) {
  test(`any two faults of ${what} are both told, and nothing else`, () => {
    for (const [at, value, told] of table) {
      for (const [otherAt, other, otherTold] of table) {
        if (at.startsWith(otherAt) || otherAt.startsWith(at)) continue;
        const silent = SILENT.some(([cause, one]) => cause.test(otherTold) && one.test(told));
        const found = faults({ [at]: value, [otherAt]: other });
        assert.equal(found.includes(told), !silent, `${told}, beside ${otherTold}: ${found.join('; ')}`);
      }
    }
  });
}

test('who is in no list is told once, and what is given to them is held against its rules', () => {
  const given = {
    inputs: { m9: { party: '101', season: { '2025Q4': '1' }, village: '1' } },
    ballots: { m9: { mass: { 坏: 1 } } },
  };
  assert.deepEqual(faults(given).toSorted(), [
    'not-allowed-points inputs.m9.party',
    'other-sub-period inputs.m9.season.2025Q4',
    'unknown-input inputs.m9.village',
    'unknown-option-vote ballots.m9.mass.坏',
    'unknown-subject ballots.m9',
    'unknown-subject inputs.m9',
  ]);
});

test('a finding is told of where it stands in the file, whatever stands before it', () => {
  const found = [7, { entry: 'e1', on: '2026-06-01', result: '属实' }];
  assert.deepEqual(faults({ findings: found }), ['not-a-record findings.0', 'unknown-finding findings.1.result']);
});

for (const [key, value, told] of [
  ['org', 'Z', 'unknown-org'],
  ['category', '离退', 'unknown-category'],
  ['roles.secretary', 'm9', 'unknown-person'],
] as const) {
  test(`an unknown id within intervals of ${key} is told beside what is wrong with the intervals`, () => {
    const lines = [{ value: 7 }, { value, from: '春天' }, { value, note: '补' }];
    assert.deepEqual(faults({ [`subjects.m1.${key}`]: lines }), [
      `not-text subjects.m1.${key}.0.value`,
      `not-a-date subjects.m1.${key}.1.from`,
      `unknown-key subjects.m1.${key}.2.note`,
      `${told} subjects.m1.${key}`,
    ]);
  });
}

test('a large file is told of before it is read, a small one is not', async () => {
  const told: string[] = [];
  const small = join(folder, 'facts.json');
  const large = join(folder, 'large.json');
  writeFileSync(small, JSON.stringify(FACTS));
  writeFileSync(large, JSON.stringify(FACTS) + ' '.repeat(100_000));
  for (const path of [small, large]) {
    const scored = await scoreFile(scheme, path, { reading: () => told.push(path) });
    assert.ok(scored.ok);
  }
  assert.deepEqual(told, [large]);
});
