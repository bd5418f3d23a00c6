import type { Reading } from '../core/scheme/scheme.ts';
import { amountText, type FormRules } from './form-rules.ts';
import type { FormColumn, FormSheet } from './form.ts';
import { unitName, unitSample } from './typed-period.ts';

/** One line of 读法: the period, a parameter, or a question with its options. */
export type ReadingRow = {
  readonly id: string;
  readonly kind: 'period' | 'as-of' | 'param' | 'reading' | 'scheme';
  readonly topic: string;
  readonly clause: string;
  /** What stands in 选择 when nobody has chosen. */
  readonly chosen: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
};

export const KIND_NAMES: Readonly<Record<ReadingRow['kind'], string>> = {
  period: '周期',
  'as-of': '周期',
  param: '参数',
  reading: '读法',
  scheme: '方案',
};

/** The ids of the two lines that every workbook has. */
export const PERIOD_ID = 'period';
export const AS_OF_ID = 'asOf';

/** By these a form is known again: which scheme it was made for, by its id and by its title. */
export const SCHEME_MARK = /^scheme:(.+)$/;
export const MADE_FOR = /^本表用于「(.+)」$/;

/** The headers over who decided a reading, and when. */
export const DECIDED = { by: '谁定（哪个组织）', on: '哪天定' } as const;

/** The lines of 读法 in order. */
export function readingRows(rules: FormRules): readonly ReadingRow[] {
  const sample = unitSample(rules.period);
  return [
    {
      id: PERIOD_ID,
      kind: 'period',
      topic: `考核周期（按${unitName(rules.period)}，如 ${sample}）`,
      clause: '',
      chosen: '',
      options: [],
    },
    {
      id: AS_OF_ID,
      kind: 'as-of',
      topic: '截至日期（先看阶段结果，或周期过后才计分的，填计分那天）',
      clause: '',
      chosen: '',
      options: [],
    },
    ...rules.askedParams.map(({ key, param }): ReadingRow => {
      const range = param.range?.map((amount) => amountText(amount, rules.params)).join('至');
      const now = amountText(param.value, rules.params);
      const notes = [
        range === undefined ? '' : `${range}之间`,
        `由${param.fills}定`,
        now === undefined ? '' : `现为 ${now}`,
      ];
      return {
        id: key,
        kind: 'param',
        topic: `${param.label}（${notes.filter((one) => one !== '').join('，')}）`,
        clause: rules.clauseNo(param.clause),
        chosen: '',
        options: [],
      };
    }),
    ...rules.readings.map((reading): ReadingRow => ({
      id: reading.id,
      kind: 'reading',
      topic: `${reading.question}${decidedText(reading.decided)}`,
      clause: rules.clauseNo(reading.clause),
      chosen: reading.options.find((option) => option.id === reading.choice)?.text ?? reading.choice,
      options: reading.options.map(({ id, text }) => ({ id, text })),
    })),
    {
      id: `scheme:${rules.id}`,
      kind: 'scheme',
      topic: `本表用于「${rules.title}」`,
      clause: '',
      chosen: '',
      options: [],
    },
  ];
}

/** What is filled in for a reading. */
const CHOICE: readonly FormColumn[] = [
  {
    key: 'choice',
    header: '选择',
    also: ['选定', '读法'],
    type: { kind: 'text' },
    explain: '读法：从右边的选项里选一个（有下拉列表）；不选按现在写着的',
    wide: true,
    width: 24,
  },
  {
    key: 'by',
    header: DECIDED.by,
    also: ['谁定', '谁定的', '决定机构'],
    type: { kind: 'text' },
    sample: '支部委员会',
    explain: '读法：由有权的组织定下以后，写上是哪个组织定的；没有定就空着，结果只能试算，不能公布',
    wide: true,
    width: 20,
  },
  {
    key: 'on',
    header: DECIDED.on,
    also: ['哪天定的', '决定日期'],
    type: { kind: 'date' },
    explain: '读法：开会定下的那一天，和「谁定」一起填；晚于计分那天（没有填截至日期的，是周期最后一天）还不算定',
    wide: true,
    width: 13,
  },
];

/** What the scheme itself says of who decided. */
function decidedText(decided: Reading['decided']): string {
  return decided === undefined ? '' : `（已由${decided.by}于 ${decided.on} 定）`;
}

/** 读法: which period, what local values, and how the doubtful places of the text are read. */
export function readingSheet(rules: FormRules): FormSheet {
  const most = Math.max(0, ...rules.readings.map((reading) => reading.options.length));
  const options = Array.from({ length: most }, (_, i): FormColumn => ({
    key: `option.${i}`,
    header: `选项${i + 1}`,
    type: { kind: 'text' },
    explain: '这一条可以选的读法，不用填',
    wide: true,
    width: 22,
  }));
  return {
    name: '读法',
    about:
      '先填考核周期。参数由有权组织定了才填；原文有两种读法的地方，在「选择」里选一种，组织定下以后写明谁定、哪天定，没有写明的只能试算',
    columns: [
      { key: 'kind', header: '类别', type: { kind: 'text' }, explain: '不用改', width: 8 },
      {
        key: 'topic',
        header: '事项',
        also: ['问题', '内容'],
        type: { kind: 'text' },
        explain: '不用改',
        wide: true,
        width: 36,
      },
      { key: 'clause', header: '条款', type: { kind: 'text' }, explain: '出自原文哪一条，不用改', width: 12 },
      {
        key: 'value',
        header: '填写',
        also: ['取值', '值'],
        type: { kind: 'text' },
        sample: '2026',
        explain: '考核周期、截至日期和参数填在这里',
        width: 14,
      },
      ...(most === 0 ? [] : CHOICE),
      ...options,
      { key: 'id', header: '代号', type: { kind: 'text' }, explain: '程序认行用，请不要改', width: 20 },
    ],
    blankRows: 0,
  };
}
