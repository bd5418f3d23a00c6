import { ballot, input } from './ballot.ts';
import { amount, periodUnit } from './condition.ts';
import { derived, modifiers, taskQuota, veto } from './derived.ts';
import { fact, role, scope } from './fact.ts';
import { grading, ranking } from './grade.ts';
import { item, sameFact, section } from './item.ts';
import { node } from './node.ts';
import { norm, textRule } from './norm.ts';
import { carry, findings, gate, orgTotals, outcome } from './outcome.ts';
import {
  anything,
  flag,
  id,
  isoDate,
  list,
  mapOf,
  oneOf,
  opt,
  or,
  pair,
  record,
  text,
  whole,
  type Of,
} from './shape.ts';
import { procedure } from './track.ts';

const clause = record({ id, no: text, text });
/** One clause of the source: its number there and our own short wording (条款). */
export type Clause = Of<typeof clause>;

/** A value that a local body fills within a range (参数). */
const param = record({
  id,
  label: text,
  value: opt(amount),
  range: opt(pair(amount)),
  fills: text,
  approves: opt(text),
  clause: id,
});

/** A list that a local body fills (空格). Effective only after approval. */
const slot = record({
  id,
  label: text,
  clause: id,
  into: oneOf('items', 'bands', 'clauses', 'facts', 'norms', 'outcomes'),
  section: opt(id),
  most: opt(amount),
  fills: text,
  approves: opt(text),
});

/** What else changes when another reading is read a certain way as well. */
const together = record({ reading: id, option: id, set: mapOf(anything) });

const option = record({ id, text, set: or(mapOf(anything), {}), with: or(list(together), []) });

/** Which body decided, and on which day (谁定、哪天定). */
const decision = record({ by: text, on: isoDate });

/** The option chosen for a reading; without a decision it is a trial only (选定的读法). */
export const readingChoice = record({ choice: id, decided: opt(decision) });
export type ReadingChoice = Of<typeof readingChoice>;

/** A place where the text can be read in more than one way (读法). `set` says what an option changes, by path. */
const reading = record({
  id,
  amb: opt(text),
  clause: opt(id),
  question: text,
  at: or(list(text), []),
  options: list(option, 2),
  choice: id,
  decided: opt(decision),
});
export type Reading = Of<typeof reading>;

/** A worked case, run on every save (算例). `facts` is a facts document, `expect` the part of the result that must come out. */
const example = record({
  id,
  name: text,
  cases: or(list(text), []),
  clauses: or(list(id), []),
  facts: anything,
  readings: or(mapOf(id), {}),
  params: or(mapOf(amount), {}),
  expect: anything,
});
export type Example = Of<typeof example>;

/** Something the source lacks; never invented, an overlay can fill it (缺失). */
const gap = record({ id, what: text, clause: opt(id), blocks: or(flag, true), fills: or(list(text), []) });

const period = record({
  unit: periodUnit,
  posting: opt(periodUnit),
  week: or(oneOf('week-end-day', 'week-start-day', 'by-day'), 'week-end-day'),
  late: or(oneOf('open-period', 'own-period'), 'open-period'),
  clause: opt(id),
});

/** One scheme: a whole appraisal rule book as data (方案). */
export const scheme = record({
  scheme: id,
  title: text,
  subject: oneOf('member', 'secretary', 'org', 'employee'),
  source: text,
  issued: opt(text),
  effective: record({ from: isoDate, to: opt(isoDate) }),
  period,
  number: or(record({ shown: whole() }), { shown: 2 }),
  clauses: list(clause, 1),
  incomplete: or(list(gap), []),
  /** Paths that a local variant may change, and who allows it. */
  delegates: or(list(record({ path: text, clause: id, approves: opt(text) })), []),
  params: or(list(param), []),
  slots: or(list(slot), []),
  scope: or(scope, { categories: [], precedence: 'first-match', exempt: [] }),
  facts: or(list(fact), []),
  roles: or(list(role), []),
  ballots: or(list(ballot), []),
  inputs: or(list(input), []),
  sections: or(list(section), []),
  items: or(list(item), []),
  /** Items that cannot occur here: the set fact that names them, and what is done. */
  notApplicable: opt(record({ fact: id, effect: oneOf('full-marks', 'redistribute', 'judged'), clause: opt(id) })),
  sameFacts: or(list(sameFact), []),
  modifiers: or(modifiers, { combine: 'add', rules: [] }),
  derived: or(derived, { samePerson: 'max', self: 'skip', surcharged: false, cascade: 'stop', rules: [] }),
  taskQuotas: or(list(taskQuota), []),
  vetoes: or(list(veto), []),
  /** The first node is the total; a scheme without points (票决) has none. */
  score: or(list(node), []),
  norms: or(list(norm), []),
  texts: or(list(textRule), []),
  findings: opt(findings),
  rankings: or(list(ranking), []),
  grade: opt(grading),
  carry: or(list(carry), []),
  outcomes: or(list(outcome), []),
  gates: or(list(gate), []),
  orgs: or(orgTotals, { order: 'none', scope: 'direct' }),
  process: or(procedure, { tracks: [], countFirstDay: false, bodies: [], registers: [] }),
  readings: or(list(reading), []),
  notScored: or(list(record({ clause: id, reason: text })), []),
  examples: or(list(example), []),
});
export type Scheme = Of<typeof scheme>;

/** A document that changes others: it names its parents and what it adds or sets (细则、落实通知). */
export const overlay = record({
  scheme: id,
  title: text,
  extends: list(id, 1),
  source: opt(text),
  approved: opt(record({ by: text, on: isoDate })),
  invented: or(flag, false),
  effective: opt(record({ from: isoDate, to: opt(isoDate) })),
  clauses: or(list(clause), []),
  /** Values by path, like the `set` of a reading's option. */
  set: or(mapOf(anything), {}),
  /** Elements appended to the parent's lists, by block: `items`, `norms`, `texts`, … */
  add: or(mapOf(list(anything)), {}),
  params: or(mapOf(amount), {}),
  choices: or(mapOf(readingChoice), {}),
  examples: or(list(example), []),
});
export type Overlay = Of<typeof overlay>;
