import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkWording } from './wording.ts';

const text = (words: string): Changes => ({ 'clauses.+': { id: 'd', no: '二', text: words } });

testRows(checkWording, [
  ['edge-both-ways', text('低于50分（含50分）的除名'), text('50分以下（含50分）的除名')],
  ['edge-both-ways', text('扣分大于5分及以上时连带'), text('扣分大于5分时连带')],
  ['edge-both-ways', text('不足3次以下的扣分'), text('3次以下的扣分')],
  ['edge-in-both', text('80分以上合格，60分至80分基本合格，80分以下整改'), text('80分以上合格，60分以下整改')],
  ['edge-in-both', text('留党察看以下扣10分，留党察看以上记0分'), text('留党察看以下扣10分，开除以上记0分')],
  ['edge-in-both', text('60分以下整改，60分以上合格'), text('160分以下整改，60分以上合格')],
  ['stray-figure', text('少一学时扣05分'), text('少一学时扣0.5分')],
  ['stray-figure', text('每次扣5分1231'), text('优秀23分至25分，5分3次')],
]);
