import { isWholeCount, type FactRule } from '../core/scheme/fact.ts';
import { boundText, type FormRules, type SubjectKind } from './form-rules.ts';
import type { CellType, Choice, FormColumn } from './form.ts';
import { unitName, unitSample } from './typed-period.ts';

export const KIND_LABELS: Readonly<Record<SubjectKind, string>> = {
  member: '党员',
  secretary: '书记',
  org: '组织',
  employee: '员工',
};

export const NUMBER_COLUMN: FormColumn = {
  key: 'no',
  header: '序号',
  type: { kind: 'text' },
  explain: '自己编排用，不参加计算',
  width: 7,
};
export const REMARK_COLUMN: FormColumn = {
  key: 'remark',
  header: '备注',
  type: { kind: 'text' },
  explain: '自己记事用，不参加计算',
  width: 20,
};

export const ORG_NAMES = [
  '组织',
  '组织名称',
  '所在组织',
  '所在党支部',
  '所在支部',
  '所在部门',
  '所属组织',
  '所属党支部',
  '所属支部',
  '所属部门',
  '党组织',
  '党支部',
  '支部',
  '部门',
  '单位',
  '名称',
  '党组织名称',
  '支部名称',
  '部门名称',
];

/** 姓名: how people are named everywhere. */
export function nameColumn(rules: FormRules, also: readonly string[] = []): FormColumn {
  const orgs = rules.kinds.includes('org') ? '；填组织自己的情况时这一格空着，只填组织' : '';
  return {
    key: 'name',
    header: '姓名',
    also: ['党员姓名', '员工姓名', '名字', '对象', '考核对象', ...also],
    type: { kind: 'name' },
    explain: `照名册写，中间有没有空格都行${orgs}`,
    required: !rules.kinds.includes('org'),
    width: 14,
  };
}

/** 所在组织: which branch somebody belongs to; with the name it says who is meant. */
export function orgColumn(rules: FormRules): FormColumn {
  const employee = rules.kinds.every((kind) => kind === 'employee');
  return {
    key: 'org',
    header: employee ? '所在部门' : '所在组织',
    also: ORG_NAMES,
    type: { kind: 'org' },
    explain: '从「组织」页的名称里选；名册里没有同名的人时可以不填',
    width: 20,
  };
}

/** 身份: which of a person's subjects is meant, where one person can be several. */
export function kindColumns(rules: FormRules): readonly FormColumn[] {
  const kinds = rules.kinds.filter((kind) => kind !== 'org');
  if (kinds.length < 2) return [];
  const choices = kinds.map((kind): Choice => ({ id: kind, label: KIND_LABELS[kind] }));
  return [
    {
      key: 'kind',
      header: '参评身份',
      also: ['评价身份'],
      type: { kind: 'choice', choices },
      explain: `按哪一种身份参评；不填按“${KIND_LABELS[kinds[0]!]}”`,
      width: 10,
    },
  ];
}

export const FROM_COLUMN: FormColumn = {
  key: 'from',
  header: '起',
  also: ['自', '起始日期', '开始日期', '自何日', '从'],
  type: { kind: 'date', month: 'first' },
  explain: '这一行从哪天起成立（含当天）；一直如此的不填',
};
export const TO_COLUMN: FormColumn = {
  key: 'to',
  header: '止',
  also: ['至', '截止日期', '结束日期', '至何日', '到'],
  type: { kind: 'date', month: 'last' },
  explain: '到哪天为止（含当天）；中途变化的，写成两行，各填起、止',
};

/** 小周期: the month, quarter or half-year a row is about. */
export function windowColumn(units: readonly (FactRule['source']['window'] | undefined)[]): FormColumn {
  const named = [...new Set(units.filter((unit) => unit !== undefined))];
  const samples = named.map((unit) => `${unitName(unit)}写 ${unitSample(unit)}`).join('，');
  return {
    key: 'window',
    header: '小周期',
    also: ['周期', '月份', '季度', '时段', '期间'],
    type: { kind: 'period' },
    sample: unitSample(named[0] ?? 'month'),
    explain: `这一行说的是哪一期：${samples}`,
    width: 12,
  };
}

export const FLAG_HINT = '填“是”或“否”';

/** The column of a declared fact. */
export function factColumn(fact: FactRule, rules: FormRules): FormColumn {
  return {
    key: `fact.${fact.id}`,
    header: fact.unit === undefined || fact.label.includes(fact.unit) ? fact.label : `${fact.label}（${fact.unit}）`,
    also: [fact.label, fact.id],
    type: factType(fact, rules),
    explain: factText(fact, rules),
    ...(fact.type === 'text' || fact.type === 'texts' ? { wide: true } : {}),
  };
}

/** Years or months are counted from such a day: a birthday, the day of joining. */
function isLongAgo({ id }: FactRule, { personFacts, orgFacts }: FormRules): boolean {
  return [...personFacts, ...orgFacts].some((fact) => fact.source.from === id);
}

function factType(fact: FactRule, rules: FormRules): CellType {
  const choices = (fact.values ?? []).map((id): Choice => ({ id, label: rules.labelOf(id) }));
  switch (fact.type) {
    case 'flag':
      return { kind: 'flag' };
    case 'number': {
      const least = boundText(fact.least) ?? (fact.unit === undefined ? undefined : '0');
      const most = boundText(fact.most);
      return {
        kind: 'number',
        ...(fact.decimals === undefined ? {} : { places: fact.decimals }),
        ...(least === undefined ? {} : { least }),
        ...(most === undefined ? {} : { most }),
      };
    }
    case 'choice':
      return choices.length === 0 ? { kind: 'text' } : { kind: 'choice', choices };
    case 'set':
      return {
        kind: 'set',
        choices:
          choices.length > 0
            ? choices
            : rules.items.flatMap((item) => [item, ...item.rules].map(({ id, label }) => ({ id, label }))),
      };
    case 'date':
      return { kind: 'date', month: 'whole', longAgo: isLongAgo(fact, rules), after: rules.filed.has(fact.id) };
    case 'text':
      return { kind: 'prose' };
    case 'texts':
      return { kind: 'texts' };
  }
}

const COMPUTED: Readonly<Partial<Record<FactRule['source']['kind'], string>>> = {
  age: '可以不填，由日期算出周岁',
  duration: '可以不填，由日期算出整月数',
  'dues-gap': '可以不填，由党费缴至月份算出',
  headcount: '可以不填，按名册数人',
};

const TYPED: Readonly<Record<FactRule['type'], string>> = {
  flag: FLAG_HINT,
  number: '填数',
  choice: '从下拉列表中选',
  set: '可填几项，用顿号隔开',
  date: '填日期；只知道年月的写年月',
  text: '填文字',
  texts: '几条之间换行，或用分号隔开',
};

function factText(fact: FactRule, rules: FormRules): string {
  const { window } = fact.source;
  const silent = fact.missing ?? (['flag', 'choice', 'set'].includes(fact.type) ? 'no' : 'hold');
  const computed =
    fact.source.from === undefined && fact.source.kind !== 'headcount' ? undefined : COMPUTED[fact.source.kind];
  const missing =
    computed ?? (silent === 'hold' ? '不填则用到它的结果待定' : fact.type === 'flag' ? '不填按“否”' : '不填按没有');
  const each = window === undefined || window === rules.period ? '' : `，按${unitName(window)}分行填`;
  const clause = fact.clause === undefined ? '' : `（${rules.clauseNo(fact.clause)}）`;
  const values =
    fact.type === 'set' && (fact.values ?? []).length > 0
      ? `：${(fact.values ?? []).map((id) => rules.labelOf(id)).join('、')}`
      : '';
  const typed = isWholeCount(fact, rules.period) ? '填整个周期的合计，只填一行' : TYPED[fact.type];
  return `${typed}${values}${each}；${missing}${clause}`;
}

/** Facts counted by month, quarter or half-year stand in rows of their own. */
export function isWindowed(fact: FactRule, rules: FormRules): boolean {
  return fact.source.window !== undefined && fact.source.window !== rules.period;
}
