import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkSources } from './sources.ts';

const when = (condition: unknown): Changes => ({ 'outcomes.talk.when': condition });
const param = (more: object): Changes => ({
  params: [{ id: 'p', label: '基础分', fills: '支部', clause: 'c', range: ['60', '100'], value: '80', ...more }],
});
/** A value that another parameter bounds. */
const upTo = (most: string): Changes => ({
  params: [
    { id: 'p', label: '基础分', fills: '支部', clause: 'c', range: ['60', { param: 'q' }], value: '120' },
    { id: 'q', label: '最高', fills: '支部', clause: 'c', range: ['0', '200'], value: most },
  ],
});
const categories = (...list: readonly object[]): Changes => ({ 'scope.categories': list });
const retired = { id: '退休', label: '退休', when: { fact: 'retired' } };
const exempt = (more: object): Changes => ({
  'scope.exempt': [{ id: 'x', label: '免评', when: { fact: 'retired' }, clause: 'c', ...more }],
});
const secret = { 'facts.+': { id: 'penalty', label: '处分', type: 'number', sensitive: true } };
const told = (board: string): Changes => ({
  ...secret,
  'score.+': { id: 'penalty', label: '处分', fact: 'penalty', disclosure: { board } },
});
const ranges = (value: unknown): Changes => ({ 'inputs.superior.rangeBy': { fact: 'status', ranges: value } });

testRows(checkSources, [
  ['fact-without-from', { 'facts.age.source.from': null }],
  ['choice-without-values', { 'facts.status.values': null }],
  ['decimals-idle', { 'facts.retired.decimals': 1 }, { 'facts.hours.decimals': 1 }],
  [
    'range-backwards',
    { 'facts.hours.least': '10', 'facts.hours.most': '5' },
    { 'facts.hours.least': '5', 'facts.hours.most': '10' },
  ],
  ['range-backwards', { 'inputs.superior.range': ['100', '0'] }],
  ['range-backwards', { 'ballots.vote': { id: 'vote', label: '测评', clause: 'c', scores: ['10', '1'] } }],
  [
    'headcount-of-person',
    { 'facts.+': { id: 'n', label: '人数', type: 'number', source: { kind: 'headcount' } } },
    { 'facts.+': { id: 'n', label: '人数', of: 'org', type: 'number', source: { kind: 'headcount' } } },
  ],
  ['sensitive-on-board', told('exact'), told('hidden')],
  ['fact-not-a-date', { 'facts.age.source.from': 'hours' }],
  ['fact-not-a-date', { 'process.tracks.year.steps.publish.done': 'hours' }],
  ['fact-not-a-number', { 'items.A-1.rules.A-1/2.shortage.fact': 'retired' }],
  ['no-such-value', when({ fact: 'status', is: '积极分子' }), when({ fact: 'status', is: '预备' })],
  ['no-such-value', ranges({ 积极分子: ['0', '60'] }), ranges({ 预备: ['0', '60'] })],
  ['fact-wrong-question', when({ fact: 'hours', is: true }), when({ fact: 'hours', gte: '8' })],
  ['fact-wrong-question', when({ fact: 'birth', gte: '8' }), when({ fact: 'birth', known: true })],
  ['fact-wrong-owner', when({ fact: 'retired', of: 'org' }), when({ fact: 'retired', of: 'subject' })],
  ['question-without-number', when({ node: 'total' }), when({ node: 'total', lt: '60' })],
  ['ballot-empty', { 'ballots.vote.options': [] }],
  ['ballot-two-kinds', { 'ballots.vote.scores': ['0', '100'] }],
  [
    'ballot-option-reserved',
    { 'ballots.vote.options.+': { id: 'issued', value: '0' } },
    { 'ballots.vote.options.+': { id: '中', value: '50' } },
  ],
  ['ballot-option-without-value', { 'ballots.vote.options.差.value': null }],
  [
    'vote-with-values',
    {
      'score.mix.weighted': [{ node: 'superior', weight: '100%' }],
      'score.vote': null,
      'grade.tables.t.vote': { ballot: 'vote', rule: 'majority', otherwise: '再议', clause: 'c' },
    },
  ],
  ['ballot-combine-idle', { 'ballots.vote.combine': 'median' }],
  [
    'abstain-with-value',
    { 'ballots.vote.options.+': { id: '弃权', value: '0' } },
    { 'ballots.vote.options.+': { id: '一般', value: '60' } },
  ],
  ['range-outside', ranges({ 预备: ['0', '120'] }), ranges({ 预备: ['0', '60'] })],
  ['param-without-range', param({ range: undefined }), param({})],
  // A parameter that only an option not chosen uses can wait.
  [
    'param-without-value',
    { ...param({ value: undefined }), 'score.plus.cap': { param: 'p' } },
    { ...param({ value: undefined }), 'readings.gap.options.high.set': { 'score.plus.cap': { param: 'p' } } },
  ],
  ['param-out-of-range', param({ value: '120' }), param({ value: '100' })],
  ['param-out-of-range', upTo('110'), upTo('120')],
  ['range-backwards', param({ range: ['100', '60'] }), param({ range: ['60', '60'], value: '60' })],
  ['range-backwards', ranges({ 正式: ['60', '0'] }), ranges({ 正式: ['0', '60'] })],
  // What is not declared at all is told once, by its name.
  ['no-such-value', when({ fact: 'status', in: ['正式', '群众'] }), when({ fact: 'x', in: ['群众'] })],
  [
    'no-such-value',
    when({ fact: 'status', is: '群众' }),
    { 'facts.status.values': null, ...when({ fact: 'status', is: '群众' }) },
  ],
  [
    'category-unreachable',
    categories({ id: '在职', label: '在职' }, retired),
    categories(retired, { id: '在职', label: '在职' }),
  ],
  ['exempt-without-node', exempt({ path: 'node' }), exempt({ path: 'node', node: 'base' })],
  ['exempt-node-idle', exempt({ path: 'none', node: 'base' }), exempt({ path: 'none' })],
]);
