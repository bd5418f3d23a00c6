import type { FormRules } from './form-rules.ts';
import type { Choice, FormColumn, FormSheet } from './form.ts';
import { kindColumns, nameColumn, NUMBER_COLUMN, orgColumn, REMARK_COLUMN } from './form-columns.ts';

const STATUS_CHOICES: readonly Choice[] = [
  { id: 'scored', label: '已出分' },
  { id: 'held', label: '待定' },
  { id: 'exempt', label: '免评' },
];

/** 往期: results of earlier periods that rules look back at. */
export function historySheet(rules: FormRules): FormSheet | undefined {
  if (!rules.looksBack) return undefined;
  return {
    name: '往期',
    about: '以前各期的结果，连续几次、全年平均等要用。一人一期一行',
    columns: [
      NUMBER_COLUMN,
      nameColumn(rules),
      orgColumn(rules),
      ...kindColumns(rules),
      {
        key: 'period',
        header: '周期',
        also: ['考核周期', '期次', '年度'],
        type: { kind: 'period', unit: rules.period },
        explain: '哪一期的结果，写法与考核周期相同',
        required: true,
        width: 12,
      },
      {
        key: 'score',
        header: '总分',
        also: ['得分', '积分', '总积分', '分数'],
        type: { kind: 'exact' },
        explain: '当期的总分，不要先四舍五入',
      },
      ...pastColumns(rules),
      REMARK_COLUMN,
    ],
    blankRows: 20,
  };
}

function pastColumns(rules: FormRules): readonly FormColumn[] {
  const exact = (key: string, { id, label }: Choice, explain: string): FormColumn => ({
    key,
    header: label,
    also: [id],
    type: { kind: 'exact' },
    explain,
  });
  const grade: FormColumn = {
    key: 'grade',
    header: '等次',
    also: ['评定等次', '等级'],
    type: { kind: 'text' },
    explain: '当期的等次',
    width: 12,
    silent: rules.ladder.length === 0,
  };
  const rank: FormColumn = {
    key: 'rank',
    header: '名次',
    also: ['排名', '位次'],
    type: { kind: 'number', places: 0, least: '1' },
    explain: '当期的名次',
    width: 8,
    silent: !rules.pastRank,
  };
  const status: FormColumn = {
    key: 'status',
    header: '状态',
    type: { kind: 'choice', choices: STATUS_CHOICES },
    explain: '当期免评的填“免评”；有分数的可以不填',
    width: 10,
  };
  return [
    ...rules.pastNodes.map((node) => exact(`node.${node.id}`, node, '当期这一部分的分')),
    grade,
    rank,
    ...rules.pastAccounts.map((account) => exact(`account.${account.id}`, account, '当期结束时的余额')),
    status,
  ];
}

/** 引用结果: results of other schemes that this one builds on. */
export function sourceSheet(rules: FormRules): FormSheet | undefined {
  if (rules.sources.length === 0) return undefined;
  return {
    name: '引用结果',
    about: `已经公布的别的方案的结果（${rules.sources.join('、')}），每人一行`,
    columns: [
      NUMBER_COLUMN,
      {
        key: 'scheme',
        header: '方案',
        type: { kind: 'choice', choices: rules.sources.map((id) => ({ id, label: id })) },
        explain: '哪一份方案的结果',
        required: rules.sources.length > 1,
        width: 20,
        silent: rules.sources.length === 1,
      },
      { ...nameColumn(rules), required: true, explain: '照那份结果写' },
      { ...orgColumn(rules), explain: '当时所在的组织' },
      {
        key: 'score',
        header: '得分',
        also: ['总分', '积分', '分数'],
        type: { kind: 'exact' },
        explain: '公布的精确分数',
      },
      { key: 'leadership', header: '班子成员', type: { kind: 'flag' }, explain: '填“是”或“否”，不填按“否”', width: 10 },
      {
        key: 'status',
        header: '状态',
        type: { kind: 'choice', choices: STATUS_CHOICES },
        explain: '有得分的可以不填；免评、待定的写明',
        width: 10,
      },
      { key: 'grade', header: '等次', type: { kind: 'text' }, explain: '公布的等次', silent: true },
      REMARK_COLUMN,
    ],
    blankRows: 60,
  };
}

/** 认定: what a body has decided about somebody. */
export function decisionSheet(rules: FormRules): FormSheet | undefined {
  if (!rules.decides.grade && !rules.decides.category) return undefined;
  const grades = rules.ladder.map((id): Choice => ({ id, label: id }));
  return {
    name: '认定',
    about: '有权组织已经作出的认定。先不填算一次，看「待定」页要定什么，再回来填',
    columns: [
      NUMBER_COLUMN,
      nameColumn(rules),
      orgColumn(rules),
      ...kindColumns(rules),
      ...(rules.decides.grade
        ? [
            {
              key: 'grade',
              header: '认定等次',
              also: ['等次', '评定等次'],
              type: { kind: 'choice', choices: grades },
              explain: `认定为哪一等：${rules.ladder.join('、')}`,
              width: 14,
            } satisfies FormColumn,
          ]
        : []),
      ...(rules.decides.category
        ? [
            {
              key: 'category',
              header: '认定类别',
              also: ['类别'],
              type: { kind: 'choice', choices: rules.categories },
              explain: '同时符合几类时，认定属于哪一类',
              width: 16,
            } satisfies FormColumn,
          ]
        : []),
      {
        key: 'by',
        header: '认定机构',
        also: ['由谁认定', '认定组织', '认定人'],
        type: { kind: 'prose' },
        sample: '支部党员大会',
        explain: '如支部党员大会、上级党委',
        required: true,
        width: 20,
      },
      {
        key: 'reason',
        header: '理由',
        also: ['说明', '认定理由'],
        type: { kind: 'prose' },
        sample: '长期驻外，成绩突出',
        explain: '与“一般应”“原则上”不同的，必须写理由',
        width: 30,
        wide: true,
      },
      REMARK_COLUMN,
    ],
    blankRows: 20,
  };
}
