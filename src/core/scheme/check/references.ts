import type { Problem } from '../../problem.ts';
import type { Condition } from '../condition.ts';
import { childrenOf } from '../node.ts';
import type { Due } from '../outcome.ts';
import type { Scheme } from '../scheme.ts';
import { found } from './found.ts';
import { gradeReferences } from './grade-references.ts';
import { NO_SUCH, namesIn, type PutReference, type Reference } from './names.ts';

import { conditionPlaces, leavesOf, walkRecords } from './places.ts';

/** Every use of a name in a scheme. */
export function referencesOf(scheme: Scheme): readonly Reference[] {
  const all: Reference[] = [];
  const put: PutReference = (kind, id, at, clause) => {
    if (id !== undefined) all.push({ kind, id, at, clause });
  };
  walkRecords({ ...scheme, examples: [], readings: [] }, '', (record, at) => {
    const { clause, param } = record;
    if (typeof clause === 'string') put('clause', clause, `${at}.clause`);
    if (typeof param === 'string' && Object.keys(record).length === 1) put('param', param, at);
  });
  for (const { at, condition, clause } of conditionPlaces(scheme)) {
    for (const leaf of leavesOf(condition)) leafReferences(leaf, at, put, clause);
  }
  peopleReferences(scheme, put);
  itemReferences(scheme, put);
  postingReferences(scheme, put);
  nodeReferences(scheme, put);
  normReferences(scheme, put);
  gradeReferences(scheme, put);
  resultReferences(scheme, put);
  exampleReferences(scheme, put);
  return all;
}

function leafReferences(leaf: Condition, at: string, put: PutReference, clause: string | undefined): void {
  if ('node' in leaf) put('node', leaf.node, at, clause);
  if ('item' in leaf) put('item', leaf.item, at, clause);
  if ('fact' in leaf) put('fact', leaf.fact, at, clause);
  if ('findings' in leaf) put('finding', leaf.findings, at, clause);
  if ('carry' in leaf) put('carry', leaf.carry, at, clause);
  if ('account' in leaf) put('account', leaf.account, at, clause);
  if ('rank' in leaf) put('ranking', leaf.rank, at, clause);
  if ('role' in leaf) put('role', leaf.role, at, clause);
  if ('reading' in leaf) put('reading', leaf.reading, at, clause);
  if ('outcome' in leaf) put('outcome', leaf.outcome, at, clause);
  if ('category' in leaf) for (const one of leaf.category) put('category', one, at, clause);
  if ('grade' in leaf) for (const one of leaf.grade) put('grade', one, at, clause);
  if ('veto' in leaf) for (const one of leaf.veto) if (one !== 'any') put('veto', one, at, clause);
  if ('entries' in leaf)
    for (const one of [...(leaf.entries.items ?? []), ...(leaf.entries.groups ?? [])]) put('group', one, at, clause);
}

function peopleReferences(scheme: Scheme, put: PutReference): void {
  for (const one of scheme.scope.exempt) put('node', one.node, `scope.exempt.${one.id}.node`, one.clause);
  for (const one of scheme.facts) put('fact', one.source.from, `facts.${one.id}.source.from`, one.clause);
  for (const one of scheme.inputs) put('fact', one.rangeBy?.fact, `inputs.${one.id}.rangeBy.fact`, one.clause);
}

function itemReferences(scheme: Scheme, put: PutReference): void {
  for (const item of scheme.items) {
    const at = `items.${item.id}`;
    put('section', item.section, `${at}.section`, item.clause);
    put('slot', item.slot, `${at}.slot`, item.clause);
    for (const rule of item.rules) {
      const place = `${at}.rules.${rule.id}`;
      const clause = rule.clause ?? item.clause;
      put('fact', rule.shortage?.fact, `${place}.shortage.fact`, clause);
      put('fact', rule.counted?.fact, `${place}.counted.fact`, clause);
      if (typeof rule.to === 'object') put('role', rule.to.role, `${place}.to.role`, clause);
    }
  }
  put('fact', scheme.notApplicable?.fact, 'notApplicable.fact', scheme.notApplicable?.clause);
}

function postingReferences(scheme: Scheme, put: PutReference): void {
  for (const one of scheme.sameFacts)
    for (const id of one.items) put('group', id, `sameFacts.${one.id}.items.${id}`, one.clause);
  for (const one of scheme.modifiers.rules)
    for (const id of one.groups) put('group', id, `modifiers.rules.${one.id}.groups.${id}`, one.clause);
  for (const one of scheme.derived.rules) {
    const at = `derived.rules.${one.id}`;
    for (const id of one.groups) put('group', id, `${at}.groups.${id}`, one.clause);
    for (const id of one.items) put('group', id, `${at}.items.${id}`, one.clause);
    for (const to of one.to) for (const id of to.roles) put('role', id, `${at}.to.roles.${id}`, one.clause);
    put('rule', one.into, `${at}.into`, one.clause);
  }
  for (const one of scheme.taskQuotas) {
    put('role', one.subordinates, `taskQuotas.${one.id}.subordinates`, one.clause);
    put('rule', one.into, `taskQuotas.${one.id}.into`, one.clause);
  }
  for (const one of scheme.vetoes)
    for (const id of one.items) put('group', id, `vetoes.${one.id}.items.${id}`, one.clause);
}

function nodeReferences(scheme: Scheme, put: PutReference): void {
  for (const node of scheme.score) {
    const at = `score.${node.id}`;
    const { clause } = node;
    for (const id of childrenOf(node)) put('node', id, at, clause);
    put('account', node.excess, `${at}.excess`, clause);
    if ('section' in node) put('section', node.section, `${at}.section`, clause);
    if ('items' in node) for (const id of node.items) put('item', id, `${at}.items.${id}`, clause);
    if ('input' in node) put('input', node.input, `${at}.input`, clause);
    if ('ballot' in node) put('ballot', node.ballot, `${at}.ballot`, clause);
    if ('fact' in node) put('fact', node.fact, `${at}.fact`, clause);
    if ('account' in node) put('account', node.account, `${at}.account`, clause);
    if ('derived' in node) for (const id of node.derived) put('derived', id, `${at}.derived.${id}`, clause);
  }
}

function normReferences(scheme: Scheme, put: PutReference): void {
  for (const norm of scheme.norms) {
    const at = `norms.${norm.id}`;
    const fact = (id: string | undefined): void => put('fact', id, at, norm.clause);
    const group = (id: string | undefined): void => put('group', id, at, norm.clause);
    fact(norm.exceptApproved);
    if ('count' in norm) {
      fact(norm.count.fact);
      group(norm.count.item);
    }
    if ('pairs' in norm) {
      group(norm.pairs.item);
      if (norm.pairs.from !== 'leadership') put('role', norm.pairs.from, `${at}.pairs.from`, norm.clause);
    }
    if ('ratio' in norm) {
      fact(norm.ratio.part);
      fact(norm.ratio.whole);
    }
    if ('range' in norm) fact(norm.range.fact);
    if ('table' in norm) fact(norm.table.fact);
    if ('day' in norm) {
      fact(norm.day.fact);
      group(norm.day.item);
    }
    if ('holds' in norm) fact(norm.holds.fact);
    if ('posts' in norm) {
      fact(norm.posts.fact);
      fact(norm.posts.size);
    }
  }
  for (const one of scheme.texts) {
    put('fact', one.fact, `texts.${one.id}.fact`, one.clause);
    put('fact', one.aspectFact, `texts.${one.id}.aspectFact`, one.clause);
    for (const part of one.parts) put('fact', part.fact, `texts.${one.id}.parts`, one.clause);
  }
}

/** Who an outcome can be proposed for without being declared as a role. */
const PEOPLE = ['subject', 'leaders', 'org'];

function resultReferences(scheme: Scheme, put: PutReference): void {
  for (const one of scheme.carry) {
    put('node', one.node, `carry.${one.id}.node`, one.clause);
    for (const id of one.add) put('node', id, `carry.${one.id}.add.${id}`, one.clause);
  }
  for (const one of scheme.outcomes) {
    const at = `outcomes.${one.id}`;
    for (const id of one.on) if (!PEOPLE.includes(id)) put('role', id, `${at}.on.${id}`, one.clause);
    for (const id of one.each?.items ?? []) put('group', id, `${at}.each.items.${id}`, one.clause);
    dueReferences(one.due, `${at}.due`, put, one.clause);
    put('fact', one.until?.from, `${at}.until.from`, one.clause);
    put('fact', one.extends?.fact, `${at}.extends.fact`, one.clause);
    put('account', one.credit?.account, `${at}.credit.account`, one.clause);
  }
  put('node', scheme.orgs.node, 'orgs.node', scheme.orgs.clause);
  for (const body of scheme.process.bodies) put('fact', body.fact, `process.bodies.${body.id}.fact`, body.clause);
  for (const track of scheme.process.tracks) {
    for (const step of track.steps) {
      const at = `process.tracks.${track.id}.steps.${step.id}`;
      dueReferences(step.due, `${at}.due`, put, step.clause);
      put('fact', step.done, `${at}.done`, step.clause);
    }
  }
}

function dueReferences(due: Due | undefined, at: string, put: PutReference, clause: string | undefined): void {
  if (due === undefined || due.after === 'period-end' || due.after === 'period-start') return;
  put('fact', due.after, `${at}.after`, due.clause ?? clause);
}

function exampleReferences(scheme: Scheme, put: PutReference): void {
  for (const one of scheme.examples) {
    const at = `examples.${one.id}`;
    for (const id of one.clauses) put('clause', id, `${at}.clauses.${id}`);
    for (const id of Object.keys(one.readings)) put('reading', id, `${at}.readings.${id}`);
    for (const key of Object.keys(one.params)) {
      const [id = '', part = scheme.scheme] = key.split('/').toReversed();
      if (part === scheme.scheme) put('param', id, `${at}.params.${key}`);
    }
  }
  for (const one of scheme.readings) put('clause', one.clause, `readings.${one.id}.clause`);
}

/** Names that nothing declares (引用不到). */
export function checkReferences(scheme: Scheme): readonly Problem[] {
  const names = namesIn(scheme);
  const lost = referencesOf(scheme).filter(({ kind, id }) => !names[kind].has(id));
  return lost.map(({ kind, id, at, clause }) => found(NO_SUCH[kind], at, { id }, clause));
}
