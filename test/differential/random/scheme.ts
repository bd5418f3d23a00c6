// Random small schemes, as documents.
import type { Dice } from '../dice.ts';
import type { Json, JsonRecord } from '../json.ts';
import { grading } from './grade.ts';
import { CATEGORIES, CLAUSE, field, FINDINGS, OPTIONS, ROLES, type Names, type Unit } from './names.ts';
import { derived, items, modifiers, sameFacts, taskQuotas, vetoes } from './posting.ts';
import { carry, gates, norms, orgs, outcomes, procedure, rankings, texts } from './result.ts';
import { score } from './score.ts';
import { ballots, facts, inputs, scope } from './sources.ts';

const PERIODS: readonly (readonly [Unit, Unit | undefined])[] = [
  ['year', 'quarter'],
  ['year', 'month'],
  ['year', 'half-year'],
  ['half-year', 'month'],
  ['half-year', 'quarter'],
  ['quarter', 'month'],
  ['quarter', 'week'],
  ['month', 'week'],
  ['month', undefined],
  ['week', undefined],
];

function names(d: Dice, given: Given): Names {
  const [unit, posting] = given.unit === undefined ? d.pick(PERIODS) : [given.unit, given.posting];
  const ids = (letter: string, least: number, most: number): readonly string[] =>
    d.list(least, most, (at) => `${letter}${at}`);
  const graded = !d.oneIn(4);
  const nodes = ids('n', 1, 6);
  const items = ids('i', 1, 4).map((id) => ({
    id,
    rules: d.list(0, 3, (at) => `${id}/${at + 1}`),
    group: d.pick(['g1', 'g2', undefined]),
  }));
  return {
    unit,
    posting,
    subject: given.subject ?? d.pick(['member', 'member', 'member', 'employee', 'secretary', 'org']),
    items,
    groups: [...new Set(items.flatMap((one) => one.group ?? []))],
    sections: ids('s', 1, 2),
    nodes,
    categories: d.oneIn(3) ? [...CATEGORIES] : [],
    graded,
    rankings: d.oneIn(3) ? ids('r', 1, 2) : [],
    vetoes: d.oneIn(3) ? ids('v', 1, 2) : [],
    gates: d.below(3),
    account: nodes.length > 1 && d.oneIn(3),
    carries: d.list(0, d.pick([0, 1, 2]), (at) => {
      const yesNo = d.oneIn(3);
      return { id: `k${at}`, yesNo, grades: graded && d.oneIn(3) };
    }),
    outcomes: d.list(0, 3, (at) => ({ id: `out${at}`, org: d.oneIn(3) })),
    reading: d.oneIn(6),
  };
}

/** What of the names is settled already. */
type Given = { readonly [K in 'unit' | 'posting' | 'subject']?: Names[K] };

export function randomScheme(d: Dice, given: Given = {}): JsonRecord {
  const known = names(d, given);
  const hasMandatory = known.graded && d.oneIn(5);
  const notApplicable = d.maybe(4, () => d.pick(['full-marks', 'redistribute', 'judged'] as const));
  const catalogue = items(d, known, hasMandatory).map((one, at) =>
    hasMandatory && at === 0 ? { ...one, mandatory: true, max: one['max'] ?? '10' } : one,
  );
  const bringing = derived(d, known);
  const shown = plainDerived(bringing);
  const document: JsonRecord = {
    scheme: 'random',
    title: '随机方案',
    subject: known.subject,
    source: '随机',
    effective: { from: '2020-01-01' },
    period: {
      unit: known.unit,
      ...field('posting', known.posting),
      week: d.pick(['week-end-day', 'week-start-day', 'by-day']),
      late: d.pick(['open-period', 'own-period']),
    },
    clauses: [{ id: CLAUSE, no: '一', text: '随机' }],
    scope: scope(d, known),
    facts: [
      ...facts(d, known),
      { id: 'form', label: 'form', type: 'choice', values: ['大会', '小组'], of: 'org', missing: 'hold' },
    ],
    roles: ROLES.map((id) => ({ id, label: id })),
    ballots: ballots(d, known),
    inputs: inputs(d, known),
    sections: known.sections.map((id) => section(d, id)),
    items: catalogue,
    ...(notApplicable === undefined ? {} : { notApplicable: { fact: 'gone', effect: notApplicable } }),
    sameFacts: sameFacts(d, catalogue),
    ...modifiers(d, known, 'derived' in bringing),
    ...bringing,
    taskQuotas: taskQuotas(d, known, catalogue),
    vetoes: vetoes(d, known),
    score: score(d, { names: known, derived: shown, redistributes: notApplicable === 'redistribute' }),
    findings: { clause: CLAUSE, results: FINDINGS.map((id, at) => ({ id, label: id, cancels: at === 0 })) },
    rankings: rankings(d, known),
    ...(known.graded ? { grade: grading(d, known, hasMandatory) } : {}),
    carry: carry(d, known),
    outcomes: outcomes(d, known),
    gates: gates(d, known),
    norms: norms(d, known),
    texts: texts(d),
    ...orgs(d, known),
    ...procedure(d),
    ...(known.reading ? { readings: [reading(d)] } : {}),
  };
  return withParams(d, document);
}

const section = (d: Dice, id: string): JsonRecord => ({
  id,
  label: '部分',
  clause: CLAUSE,
  ...field(
    'cap',
    d.maybe(4, () => d.pick(['10', '20', '5'])),
  ),
  ...field(
    'floor',
    d.maybe(5, () => d.pick(['0', '-3'])),
  ),
});

/** Derived rules whose postings land nowhere else. */
function plainDerived(block: JsonRecord): readonly string[] {
  const rules = (block['derived'] as { readonly rules?: readonly JsonRecord[] } | undefined)?.rules ?? [];
  return rules
    .filter((one) => one['into'] === undefined && one['members'] === undefined)
    .map((one) => one['id'] as string);
}

const reading = (d: Dice): JsonRecord => ({
  id: 'r',
  question: '怎样读？',
  options: [
    { id: OPTIONS[0], text: '一' },
    { id: OPTIONS[1], text: '二', set: { 'period.late': 'own-period' } },
  ],
  choice: d.pick(OPTIONS),
});

/** Where a number may also be a parameter. */
const AMOUNTS = new Set(
  (
    'points max floor cap rate share need step least most met unmet each weight divisor opening const ' +
    'from above to below gt gte lt lte eq count amount add'
  ).split(' '),
);

/** Lets one number of the document be filled in by a local body, or be left empty by it. */
function withParams(d: Dice, document: JsonRecord): JsonRecord {
  if (!d.oneIn(4)) return document;
  const places = numbersIn(document, []);
  if (places.length === 0) return document;
  const { path, value } = d.pick(places);
  const param = {
    id: 'p',
    label: '参数',
    fills: '支部',
    clause: CLAUSE,
    ...(d.oneIn(4) ? {} : { value }),
    range: ['-100', '100'],
  };
  return { ...(replaced(document, path, { param: 'p' }) as JsonRecord), params: [param] };
}

type Path = readonly (string | number)[];

function numbersIn(value: Json, path: Path): readonly { readonly path: Path; readonly value: string }[] {
  const key = path.at(-1);
  if (typeof value === 'string')
    return typeof key === 'string' && AMOUNTS.has(key) && /^-?\d+(\.\d+)?$/.test(value) ? [{ path, value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([one, inner]) => numbersIn(inner, [...path, one]));
}

function replaced(value: Json, [key, ...rest]: Path, put: Json): Json {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((one, at) => (String(at) === key ? replaced(one, rest, put) : one));
  const record = value as JsonRecord;
  return { ...record, [key]: replaced(record[key] ?? null, rest, put) };
}
