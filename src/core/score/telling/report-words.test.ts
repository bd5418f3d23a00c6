import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Blocks } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';

const ORGS = {
  orgs: [
    { id: 'X', name: '虚构一支部' },
    { id: 'Y', name: '虚构二支部' },
  ],
  subjects: [
    { id: 'a', name: '甲示范', org: 'X' },
    { id: 'b', name: '乙示范' },
    { id: 'c', name: '丙示范', org: 'Y' },
  ],
};
const score = [{ id: 'total', const: '60' }];

test('proposals of an organisation, and those that fall on one, are told by its name', () => {
  const always = { all: [] };
  const { report } = toldOf(
    {
      score,
      outcomes: [
        { id: 'visit', level: 'org', do: '到支部走访', when: always, on: ['org'] },
        { id: 'tell', do: '告知支部', when: always, on: ['org'] },
      ],
    },
    { ...ORGS, subjects: ORGS.subjects.slice(0, 1) },
  );
  const words = (list: typeof report.orgOutcomes) => list.map((one) => [one.on, one.about, one.org, one.do]);
  assert.deepEqual(words(report.orgOutcomes), [
    ['虚构一支部', '虚构一支部', '虚构一支部', '到支部走访'],
    ['虚构二支部', '虚构二支部', '虚构二支部', '到支部走访'],
  ]);
  assert.deepEqual(words(report.parts[0]?.rows[0]?.outcomes ?? []), [
    ['虚构一支部', '甲示范', '虚构一支部', '告知支部'],
  ]);
});

test('who belongs nowhere stands behind the organisations', () => {
  const { report } = toldOf({ score }, ORGS);
  assert.deepEqual(
    report.parts[0]?.rows.map((one) => [one.name, one.org]),
    [
      ['甲示范', '虚构一支部'],
      ['丙示范', '虚构二支部'],
      ['乙示范', ''],
    ],
  );
});

test('an organisation of which nobody has a score has neither sum nor place, and stands last', () => {
  const told = toldOf(
    { inputs: [{ id: 'work' }], score: [{ id: 'total', input: 'work' }], orgs: { order: 'mean' } },
    { ...ORGS, inputs: { c: { work: '90' } } },
  );
  assert.deepEqual(
    told.records.orgs.map((one) => [one.name, one.mean?.exact, one.sum?.exact, one.rank]),
    [
      ['虚构二支部', '90', '90', 1],
      ['虚构一支部', undefined, undefined, undefined],
    ],
  );
});

test('whoever is outside the scheme is told so; a grade for the time being is marked', () => {
  const { report } = toldOf(
    {
      score,
      facts: [{ id: 'guest', type: 'flag' }],
      scope: { who: { not: { fact: 'guest' } } },
      grade: {
        clause: 'c',
        ladder: ['良', '差'],
        tables: [{ id: 't', bands: [{ grade: '良', from: '50' }], otherwise: { grade: '差' } }],
        overrides: [{ id: 'o', when: { all: [] }, atMost: '差', provisional: true, clause: 'c' }],
      },
    },
    { subjects: [{ id: 'm1' }, { id: 'm2', facts: { guest: true } }] },
  );
  assert.deepEqual(
    report.parts[0]?.rows.map((one) => [one.id, one.without, one.grade]),
    [
      ['m1', '', '差（暂定）'],
      ['m2', '不在考核范围', ''],
    ],
  );
});

test('a standard tells what is allowed, of an organisation and of a person', () => {
  const rows: Blocks = {
    rows: [
      { when: { all: [] }, value: '甲类' },
      { when: { all: [] }, value: '乙类' },
    ],
  };
  const { records } = toldOf(
    {
      score,
      facts: [
        { id: 'kind', of: 'org', type: 'text' },
        { id: 'hours', type: 'number' },
      ],
      norms: [
        { id: 'n', label: '类别', table: { fact: 'kind', ...rows } },
        { id: 'p', label: '学时', of: 'subject', count: { fact: 'hours', least: '1' } },
      ],
    },
    {
      orgs: ORGS.orgs.map((org) => (org.id === 'X' ? { ...org, facts: { kind: '甲类' } } : org)),
      subjects: [{ id: 'a', name: '甲示范', org: 'X', facts: { hours: '2' } }],
    },
  );
  assert.deepEqual(
    records.norms.map((one) => [one.owner, one.label, one.status, one.detail]),
    [
      ['虚构二支部', '类别', '没有报来', '可以是甲类、乙类'],
      ['虚构一支部', '类别', '达到', '可以是甲类、乙类，实际是甲类'],
      ['甲示范', '学时', '达到', ''],
    ],
  );
});

for (const [path, grade] of [
  [{ path: 'none' }, ''],
  [{ path: 'decision' }, '待定'],
  [{ path: 'node', node: 'half', grade: false }, ''],
  [{ path: 'node', node: 'half' }, '差'],
] as const) {
  test(`an exemption with ${JSON.stringify(path)} leaves the grade ${grade === '' ? 'out' : grade}`, () => {
    const { report } = toldOf(
      {
        score: [
          { id: 'total', const: '60' },
          { id: 'half', const: '30' },
        ],
        facts: [{ id: 'away', type: 'flag' }],
        scope: { exempt: [{ id: 'x', label: '外出免评', clause: 'c', when: { fact: 'away' }, ...path }] },
        grade: {
          clause: 'c',
          ladder: ['良', '差'],
          tables: [{ id: 't', bands: [{ grade: '良', from: '50' }], otherwise: { grade: '差' } }],
        },
      },
      { subjects: [{ id: 'm1', facts: { away: true } }] },
    );
    assert.equal(report.parts[0]?.rows[0]?.grade, grade);
  });
}
