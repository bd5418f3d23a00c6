import type { Scheme } from '../scheme.ts';

/** The rules that the lint rests on. Their wording was taken from secondary sources. */
export type BasisId = 'apps' | 'relief' | 'fingertip';

const BASIS: Readonly<Record<BasisId, { readonly title: string; readonly applies: string }>> = {
  apps: {
    title: '国办函〔2026〕12号《政务移动互联网应用程序规范化管理办法》',
    applies: '行政机关、群团组织、事业单位的政务移动应用',
  },
  relief: { title: '中办、国办《整治形式主义为基层减负若干规定》', applies: '党政机关和基层，国有企业按当地实施意见' },
  fingertip: {
    title: '中央网信委《关于防治“指尖上的形式主义”的若干意见》',
    applies: '党政机关、事业单位、国有企业，按当地实施意见',
  },
};

/** Nobody may quote these rules to others before having looked at the issuing body's own text. */
const VERIFY = '须核对原文';

/** What every finding carries: the basis, to whom it applies, and that the wording must be checked. */
export function basisData(ids: readonly BasisId[], subject: Scheme['subject']): Readonly<Record<string, string>> {
  const known = ids.map((id) => BASIS[id]);
  const applies = known.map((one) => one.applies).join('；');
  return {
    basis: known.map((one) => one.title).join('；'),
    applies: subject === 'employee' ? `${applies}；本方案评的是员工，供参考` : applies,
    verify: VERIFY,
  };
}
