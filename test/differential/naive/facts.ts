// A facts document as it lies there; numbers become decimal text, what is null is not there.
export type Tally = Readonly<Record<string, string>>;
/** A value over intervals of time, both ends included. */
export type Timed<T> = readonly { readonly value: T; readonly from?: string; readonly to?: string }[];
type Changing<T> = T | Timed<T>;

export type Org = {
  readonly id: string;
  readonly superior?: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

export type Person = {
  readonly id: string;
  readonly person?: string;
  readonly kind?: string;
  readonly org?: Changing<string>;
  readonly category?: Changing<string>;
  readonly leadership?: Changing<boolean>;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly roles: Readonly<Record<string, Changing<string> | readonly string[]>>;
};

export type Entry = {
  readonly id: string;
  readonly subject: string;
  readonly item: string;
  readonly on: string;
  readonly posted?: string;
  readonly count?: string;
  readonly points?: string;
  readonly tier?: string;
  readonly role?: string;
  readonly project?: string;
  readonly by?: string;
  readonly approvedBy?: readonly string[];
  readonly approval?: 'approved' | 'rejected' | 'pending';
  readonly reverses?: string;
  readonly reason?: string;
};

export type Past = {
  readonly period: string;
  readonly score?: string;
  readonly grade?: string;
  readonly nodes: Readonly<Record<string, string>>;
  readonly rank?: string;
  readonly account: Readonly<Record<string, string>>;
  readonly status?: 'scored' | 'held' | 'exempt';
};

/** What another scheme, or an earlier part of the same one, found for somebody. */
export type Result = {
  readonly score?: string;
  readonly org?: string;
  readonly leadership?: boolean;
  readonly status?: 'scored' | 'held' | 'exempt';
};

export type Decision = { readonly grade?: string; readonly category?: string; readonly reason?: string };

export type Facts = {
  readonly period: string;
  readonly asOf?: string;
  readonly orgs: readonly Org[];
  readonly subjects: readonly Person[];
  readonly people: readonly Person[];
  readonly entries: readonly Entry[];
  readonly findings: readonly { readonly entry: string; readonly on: string; readonly result: string }[];
  readonly ballots: Readonly<Record<string, Readonly<Record<string, Tally | Readonly<Record<string, Tally>>>>>>;
  readonly inputs: Readonly<Record<string, Readonly<Record<string, string | Tally>>>>;
  readonly history: Readonly<Record<string, readonly Past[]>>;
  readonly results: Readonly<Record<string, Readonly<Record<string, Result>>>>;
  readonly params: Readonly<Record<string, string>>;
  readonly decisions: Readonly<Record<string, Decision>>;
};

const NOTHING: Omit<Facts, 'period'> = {
  orgs: [],
  subjects: [],
  people: [],
  entries: [],
  findings: [],
  ballots: {},
  inputs: {},
  history: {},
  results: {},
  params: {},
  decisions: {},
};

export function factsOf(document: unknown): Facts {
  const plain = asText(document) as Facts;
  const facts = { ...NOTHING, ...plain };
  return {
    ...facts,
    orgs: facts.orgs.map((one) => ({ ...one, facts: one.facts ?? {} })),
    subjects: facts.subjects.map(filled),
    people: facts.people.map(filled),
    history: Object.fromEntries(
      Object.entries(facts.history).map(([id, rows]) => [
        id,
        rows.map((row) => ({ ...row, nodes: row.nodes ?? {}, account: row.account ?? {} })),
      ]),
    ),
  };
}

const filled = (one: Person): Person => ({ ...one, facts: one.facts ?? {}, roles: one.roles ?? {} });

/** The document with its numbers as text, without what is null. */
function asText(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const all = Object.entries(value).map(([key, inner]) => [key, asText(inner)] as const);
  return Object.fromEntries(all.filter(([, inner]) => inner !== undefined));
}
