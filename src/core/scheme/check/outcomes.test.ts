import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkOutcomes } from './outcomes.ts';

const talk = (more: Readonly<Record<string, unknown>>): Changes =>
  Object.fromEntries(Object.entries(more).map(([key, value]) => [`outcomes.talk.${key}`, value]));
const due = (value: object): Changes => talk({ due: value });
const within: Changes = { 'clauses.+': { id: 'd', no: '二', text: '10个工作日内谈话' }, ...talk({ clause: 'd' }) };

testRows(checkOutcomes, [
  ['sanction-automatic', talk({ do: '按程序除名', by: null }), talk({ do: '按程序除名', by: '党委' })],
  [
    'sanction-without-body',
    talk({ do: '免去书记职务', force: 'may', by: null }),
    talk({ do: '免去书记职务', force: 'may' }),
  ],
  ['probation-automatic', talk({ do: '延长预备期' }), talk({ do: '延长预备期', force: 'may' })],
  ['until-empty', talk({ until: {} }), talk({ until: { years: 1 } })],
  ['until-empty', talk({ extends: { fact: 'birth' } }), talk({ extends: { fact: 'birth', months: 6 } })],
  ['due-missing', within, { ...within, ...due({ workingDays: 10 }) }],
  // Of a clause nobody wrote nothing can be said.
  ['due-missing', within, { ...within, ...talk({ clause: 'x' }) }],
  ['due-empty', due({}), due({ days: 7 })],
  ['due-two-counts', due({ days: 7, workingDays: 5 }), due({ workingDays: 5 })],
  ['due-two-counts', due({ monthDay: '06-30', days: 7 })],
  ['no-such-month-day', due({ monthDay: '02-30' }), due({ monthDay: '02-28' })],
  ['no-such-month-day', due({ monthDay: '02-29' })],
  ['no-such-month-day', due({ monthDay: '6-30' }), due({ monthDay: '06-30' })],
  ['no-such-day-of-month', due({ dayOfMonth: 32 }), due({ dayOfMonth: 31 })],
  ['next-year-idle', due({ days: 7, nextYear: true }), due({ monthDay: '01-31', nextYear: true })],
  ['carry-missing-part', { 'carry.low.when': null }],
  [
    'carry-missing-part',
    { 'carry.+': { id: 'mean', label: '平均', clause: 'c', kind: 'mean' } },
    { 'carry.+': { id: 'mean', label: '平均', clause: 'c', kind: 'mean', node: 'total' } },
  ],
  ['carry-idle-part', { 'carry.low.node': 'total' }],
  [
    'carry-idle-part',
    { 'carry.low.expiresAfterYears': 2 },
    { 'carry.low.kind': 'count', 'carry.low.expiresAfterYears': 2 },
  ],
  ['carry-idle-part', { 'carry.low.add': ['plus'] }, { 'carry.points.add': ['plus'] }],
  ['id-in-two-blocks', { 'gates.+': { id: 'talk', label: '提拔资格', clause: 'c', when: { grade: ['优'] } } }],
  ['gate-twice', { 'gates.+': { id: 'again', label: '评优资格', clause: 'c', when: { grade: ['优'] } } }],
]);
