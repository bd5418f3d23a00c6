import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkNumbers } from './numbers.ts';

const text = (words: string, cited: Changes): Changes => ({
  'clauses.+': { id: 'd', no: '二', text: words },
  ...cited,
});
const rule: Changes = { 'items.B-1.rules.B-1/1.clause': 'd' };
const item: Changes = { 'items.B-1.clause': 'd' };
const band: Changes = { 'grade.tables.t.bands.良.clause': 'd' };

testRows(checkNumbers, [
  ['clause-number-unused', text('获奖每次3分', rule), text('获奖每次2分', rule)],
  ['clause-number-unused', text('获奖每次2分，至多6分', item), text('获奖每次2分', item)],
  // A veto that leaves nothing writes no 0.
  [
    'clause-number-unused',
    text('严重违纪记0分', { 'vetoes.veto.clause': 'd', 'vetoes.veto.effect': 'lowest-grade' }),
    text('严重违纪记0分', { 'vetoes.veto.clause': 'd' }),
  ],
  // The weight stands in the node that uses the input.
  [
    'clause-number-unused',
    text('上级评价占30%', { 'inputs.superior.clause': 'd', 'score.superior.clause': 'd' }),
    text('上级评价占40%', { 'inputs.superior.clause': 'd', 'score.superior.clause': 'd' }),
  ],
  // The upper end of a band is the lower end of the band above.
  ['clause-number-unused', text('60至85分为良', band), text('60至90分为良', band)],
  // An option that carries its points by its name, and a ratio.
  [
    'clause-number-unused',
    text('测评满分95分', { 'ballots.vote.clause': 'd' }),
    { ...text('测评满分95分', { 'ballots.vote.clause': 'd' }), 'ballots.vote.options.+': { id: '95', value: '1' } },
  ],
  [
    'clause-number-unused',
    text('获奖加3分', rule),
    { ...text('获奖加3分', rule), 'items.B-1.rules.B-1/1.points': '1/3' },
  ],
  ['clause-number-unused', text('差的占6成、3成', rule), text('2026年起，按第3条，获奖2分，见附件4', rule)],
  [
    'clause-number-unused',
    text('获奖每次3分', rule),
    { ...text('获奖每次3分', rule), notScored: [{ clause: 'd', reason: '原文有误' }] },
  ],
]);
