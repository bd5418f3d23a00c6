import type { FormRules } from './form-rules.ts';
import type { SheetName } from './form.ts';
import { readFacts, type Held } from './read-facts.ts';
import { readLedger } from './read-ledger.ts';
import { ratedOrgs, readOrgs } from './read-orgs.ts';
import { readDecisions, readHistory, readSources } from './read-past.ts';
import { readRoles } from './read-roles.ts';
import type { Identities, RosterPerson } from './read-roster.ts';
import { readBallots, readScores } from './read-scores.ts';
import type { Table } from './read-table.ts';
import type { Owner, Reading } from './reading.ts';

/** The sheets as tables, by name. */
export type Tables = ReadonlyMap<SheetName, Table | undefined>;

/** Who there is: the organisations by name, the people of the roster, and who is who. */
type Register = {
  readonly orgs: ReadonlySet<string>;
  readonly people: readonly RosterPerson[];
  readonly identities: Identities;
};

/** Reads every sheet but 读法 into its block of the facts. */
export function readBlocks(reading: Reading, tables: Tables, register: Register): object {
  const facts = readFacts(reading, [tables.get('组织'), tables.get('名册'), tables.get('情况')]);
  const roles = readRoles(reading, tables.get('关系'));
  const orgs = readOrgs(reading, tables.get('组织'), register.orgs, facts);
  const people = register.people.map((one) => ({ ...one, row: personRow(reading, one, facts, roles) }));
  const ledger = readLedger(reading, tables.get('台账'));
  const scores = readScores(reading, tables.get('评分'));
  const blocks = {
    entries: [...ledger.entries, ...scores.entries],
    findings: ledger.findings,
    ballots: readBallots(reading, tables.get('测评')),
    inputs: scores.inputs,
    history: readHistory(reading, tables.get('往期')),
    results: readSources(reading, tables.get('引用结果'), register.identities),
    decisions: readDecisions(reading, tables.get('认定')),
  };
  // Only now all of them have come up.
  const strangers = [...reading.strangers.values()];
  return {
    orgs: [...orgs, ...strangers.flatMap(({ id }) => strangeOrg(id, facts))],
    subjects: [
      ...people.filter((one) => one.rated).map((one) => one.row),
      ...ratedOrgs(reading, tables.get('组织'), orgs, roles),
      ...strangers.map((one) => strangeRow(reading.rules, one, facts, roles)),
    ],
    people: people.filter((one) => !one.rated).map((one) => one.row),
    ...blocks,
  };
}

function personRow(reading: Reading, one: RosterPerson, facts: Held, roles: Held): object {
  const base = `${one.rated ? 'subjects' : 'people'}.${one.id}`;
  reading.source.put(base, one.at);
  for (const [key, at] of Object.entries(one.places)) reading.source.put(`${base}.${key}`, at);
  const fields = Object.fromEntries(Object.entries(one.fields).filter(([, value]) => value !== undefined));
  return {
    id: one.id,
    name: one.shown,
    ...(one.person === undefined || one.person === one.id ? {} : { person: one.person }),
    ...fields,
    facts: facts.get(`${base}.facts`) ?? {},
    roles: roles.get(`${base}.roles`) ?? {},
  };
}

function strangeOrg(id: string, facts: Held): readonly object[] {
  const own = facts.get(`orgs.${id}.facts`);
  return own === undefined ? [] : [{ id, facts: own }];
}

function strangeRow({ kinds }: FormRules, { id, base, kind }: Owner, facts: Held, roles: Held): object {
  return {
    id,
    ...(kinds.length > 1 ? { kind } : {}),
    facts: facts.get(`${base}.facts`) ?? {},
    roles: roles.get(`${base}.roles`) ?? {},
  };
}
