// Two random schemes in one document, each for its own subjects; the second may take the results of the first.
import type { Case } from '../compare.ts';
import { dice, type Dice } from '../dice.ts';
import type { Json, JsonRecord } from '../json.ts';
import { randomFacts } from './facts.ts';
import { randomScheme } from './scheme.ts';

/** Always the same case for the same seed and number. */
export function pairCase(seed: number, index: number): Case {
  const d = dice(seed, index);
  const members = { ...randomScheme(d, { subject: 'member' }), scheme: 'members' };
  const others = secondScheme(d, members);
  const own = randomFacts(d, members);
  const beside = withOtherNames(randomFacts(d, others, own)) as JsonRecord;
  const part = (key: string): JsonRecord => ({ ...record(own[key]), ...record(beside[key]) });
  return {
    scheme: {
      scheme: 'both',
      title: '两份',
      source: '随机',
      effective: { from: '2020-01-01' },
      extends: ['members', 'others'],
    },
    documents: { members, others: withOtherNames(others) as JsonRecord },
    facts: {
      ...own,
      subjects: [...listed(own, 'member'), ...listed(beside, others['subject'] ?? '')],
      entries: [...rows(own['entries']), ...rows(beside['entries'])],
      ...elsewhere([own, beside]),
      findings: [...rows(own['findings']), ...rows(beside['findings'])],
      ...Object.fromEntries(
        ['ballots', 'inputs', 'history', 'params', 'readings', 'decisions'].map((key) => [key, part(key)]),
      ),
    },
  };
}

const record = (value: Json | undefined): JsonRecord => (value ?? {}) as JsonRecord;
const rows = (value: Json | undefined): readonly JsonRecord[] => (value ?? []) as readonly JsonRecord[];
/** What both take from elsewhere, if they do. */
function elsewhere(all: readonly JsonRecord[]): JsonRecord {
  const told = all.flatMap((facts) => record(facts['results'])['elsewhere'] ?? []);
  const results = Object.fromEntries(told.flatMap((one) => Object.entries(record(one))));
  return { results: told.length === 0 ? {} : { elsewhere: results } };
}

const listed = (facts: JsonRecord, kind: Json): readonly JsonRecord[] =>
  rows(facts['subjects']).map((one) => ({ ...one, kind }));

/** For the same periods; half of what it takes from elsewhere it takes from the first. */
function secondScheme(d: Dice, first: JsonRecord): JsonRecord {
  const { period } = first;
  const { unit, posting } = period as unknown as { readonly unit: 'year'; readonly posting: 'month' | undefined };
  const scheme = randomScheme(d, { unit, posting, subject: d.pick(['org', 'org', 'secretary', 'employee']) });
  const nodes = rows(scheme['score']).map((node) =>
    'from' in node && d.oneIn(2) ? { ...node, from: { ...record(node['from']), scheme: 'members' } } : node,
  );
  const hours = rows(first['facts']).find((fact) => fact['id'] === 'hours');
  const facts = rows(scheme['facts']).map((fact) => (fact['id'] === 'hours' ? (hours ?? fact) : fact));
  return { ...scheme, scheme: 'others', period: period ?? null, facts, score: nodes };
}

/** Other items and other people than those of the first; a secretary is one of its members. */
function withOtherNames(value: Json): Json {
  if (typeof value === 'string') return otherName(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(withOtherNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [otherName(key), withOtherNames(inner)]));
}

function otherName(name: string): string {
  if (name.startsWith('who-')) return name.slice('who-'.length);
  return name
    .replace(/^m(?=\d+$)/, 'b')
    .replace(/^(?:r|q|out|norm|text|gate)(?=\d+($|@))/, 'u$&')
    .replace(/^(g-)?i(?=\d)/, '$1j')
    .replace(/^(r-)?e(?=\d+$)/, '$1f');
}
