import type { FactRule } from '../core/scheme/fact.ts';
import { boundText, type FormRules, type SubjectKind } from './form-rules.ts';
import type { CellType, Choice, FormColumn, FormSheet } from './form.ts';
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

const ORG_NAMES = [
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
      header: '身份',
      type: { kind: 'choice', choices: choices.map(({ id, label }) => ({ id: label, label: id })) },
      explain: `按哪一种身份参评；不填按“${KIND_LABELS[kinds[0]!]}”`,
      width: 10,
    },
  ];
}

export const FROM_COLUMN: FormColumn = {
  key: 'from',
  header: '自',
  also: ['起', '起始日期', '开始日期', '自何日', '从'],
  type: { kind: 'date' },
  explain: '这一行从哪天起成立（含当天）；一直如此的不填',
};
export const TO_COLUMN: FormColumn = {
  key: 'to',
  header: '至',
  also: ['止', '截止日期', '结束日期', '至何日', '到'],
  type: { kind: 'date' },
  explain: '到哪天为止（含当天）；中途变化的，同一个人写两行，各填自、至',
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
    explain: `这一行说的是哪一期：${samples}`,
    width: 12,
  };
}

export const FLAG_HINT = '填“是”或“否”';

/** The column of a declared fact. */
export function factColumn(fact: FactRule, rules: FormRules): FormColumn {
  return {
    key: `fact.${fact.id}`,
    header: fact.unit === undefined ? fact.label : `${fact.label}（${fact.unit}）`,
    also: [fact.label, fact.id],
    type: factType(fact, rules),
    explain: factText(fact, rules),
    ...(fact.type === 'text' || fact.type === 'texts' ? { wide: true } : {}),
  };
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
        choices: choices.length > 0 ? choices : rules.items.map(({ id, label }) => ({ id, label })),
      };
    case 'date':
      return { kind: 'date' };
    case 'text':
      return { kind: 'text' };
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
  date: '填日期；只有年月的写当月 1 日',
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
  return `${TYPED[fact.type]}${values}${each}；${missing}${clause}`;
}

/** Facts counted by month, quarter or half-year stand in rows of their own. */
export function isWindowed(fact: FactRule, rules: FormRules): boolean {
  return fact.source.window !== undefined && fact.source.window !== rules.period;
}

/** 组织: every organisation once, with what is true of it. */
export function orgSheet(rules: FormRules): FormSheet {
  const rated: readonly FormColumn[] = rules.kinds.includes('org')
    ? [
        {
          key: 'rated',
          header: '参评',
          type: { kind: 'flag' },
          explain: `这个组织参不参加本次考核，${FLAG_HINT}；不填按“是”`,
          width: 8,
        },
      ]
    : [];
  const facts = rules.orgFacts.filter((fact) => !isWindowed(fact, rules));
  return {
    name: '组织',
    about: '一个组织一行，名称各不相同；其余各页都用这里的名称',
    columns: [
      NUMBER_COLUMN,
      {
        key: 'org',
        header: '组织名称',
        also: ORG_NAMES,
        type: { kind: 'text' },
        explain: '支部、部门的名称',
        required: true,
        width: 26,
      },
      { key: 'kind', header: '种类', type: { kind: 'text' }, explain: '如党支部、部门', silent: true },
      {
        key: 'superior',
        header: '上级组织',
        also: ['上级', '上级党组织'],
        type: { kind: 'org' },
        explain: '也在本页列出的才填',
        width: 22,
      },
      ...rated,
      ...facts.map((fact) => factColumn(fact, rules)),
      { ...FROM_COLUMN, silent: true },
      { ...TO_COLUMN, silent: true },
      REMARK_COLUMN,
    ],
    blankRows: 40,
  };
}

/** 名册: everybody who is rated or named, with their branch over time. */
export function rosterSheet(rules: FormRules): FormSheet | undefined {
  const named = rules.roles.length > 0 || rules.leadership;
  if (!rules.ratesPeople && !named) return undefined;
  const usual = rules.ratesPeople ? '是' : '否';
  const secretary = rules.kinds.includes('secretary');
  const category: readonly FormColumn[] =
    rules.categories.length === 0
      ? []
      : [
          {
            key: 'category',
            header: '类别',
            type: { kind: 'choice', choices: rules.categories },
            explain: '不填则按方案的条件归类',
            width: 16,
          },
        ];
  return {
    name: '名册',
    about: '一个人一行。同一组织里有同名的人，在姓名后加区分，如 王芳(1)、王芳(2)，各页都这样写',
    columns: [
      NUMBER_COLUMN,
      { ...nameColumn(rules), explain: '同一组织里同名的，写成 王芳(1)、王芳(2)', required: true },
      {
        ...orgColumn(rules),
        header: secretary && rules.kinds.length === 1 ? '任职组织' : orgColumn(rules).header,
        required: true,
        explain: '从「组织」页的名称里选',
      },
      ...kindColumns(rules),
      ...(secretary
        ? [
            {
              key: 'home',
              header: '党籍所在组织',
              also: ['党籍组织', '党员关系所在组织'],
              type: { kind: 'org' },
              explain: '书记的党员关系不在任职组织时才填，用来找到本人的党员评价结果',
              width: 20,
            } satisfies FormColumn,
          ]
        : []),
      ...category,
      ...(rules.leadership
        ? [
            {
              key: 'leadership',
              header: '班子成员',
              type: { kind: 'flag' },
              explain: `是不是领导班子成员，${FLAG_HINT}；不填按“否”`,
              width: 10,
            } satisfies FormColumn,
          ]
        : []),
      {
        key: 'rated',
        header: '参评',
        also: ['是否参评'],
        type: { kind: 'flag' },
        explain: `${FLAG_HINT}；不参评、只在关系里提到的人填“否”，不填按“${usual}”`,
        width: 8,
        silent: !named || !rules.ratesPeople,
      },
      FROM_COLUMN,
      TO_COLUMN,
      REMARK_COLUMN,
    ],
    blankRows: 60,
  };
}

/** 关系: who is whose secretary, supervisor, liaison leader, over time. */
export function relationSheet(rules: FormRules): FormSheet | undefined {
  if (rules.roles.length === 0) return undefined;
  const choices = rules.roles.map(({ id, label }): Choice => ({ id, label }));
  const whole = rules.ratesPeople ? '；空着表示这个组织的全体' : '；空着表示这个组织';
  return {
    name: '关系',
    about: '谁是谁的书记、分管领导、联系点领导等；整个组织都一样的，姓名空着只填组织，一行就够',
    columns: [
      NUMBER_COLUMN,
      { ...nameColumn(rules), required: false, explain: `照名册写${whole}` },
      orgColumn(rules),
      ...kindColumns(rules),
      {
        key: 'role',
        header: '关系',
        also: ['角色', '责任关系'],
        type: { kind: 'choice', choices: choices.map(({ id, label }) => ({ id: label, label: id })) },
        explain: `从下拉列表中选：${choices.map(({ label }) => label).join('、')}`,
        required: true,
        width: 18,
      },
      {
        key: 'holder',
        header: '由谁担任',
        also: ['担任人', '责任人', '相关人', '对方姓名', '姓名(担任)'],
        type: { kind: 'name' },
        explain: '担任的人，照名册写；几个人同时担任就写几行',
        required: true,
        width: 14,
      },
      {
        key: 'holderOrg',
        header: '担任人所在组织',
        also: ['责任人所在组织', '对方组织', '相关人所在组织'],
        type: { kind: 'org' },
        explain: '名册里没有同名的人时可以不填',
        width: 20,
      },
      FROM_COLUMN,
      TO_COLUMN,
      REMARK_COLUMN,
    ],
    blankRows: 40,
  };
}

/** 情况: the facts of people, and what organisations report by month or quarter. */
export function factSheet(rules: FormRules): FormSheet | undefined {
  const windowed = [...rules.personFacts, ...rules.orgFacts].filter((fact) => isWindowed(fact, rules));
  const org = rules.orgFacts.filter((fact) => isWindowed(fact, rules));
  if (rules.personFacts.length + org.length === 0) return undefined;
  const people = rules.personFacts.length > 0;
  const mixed = people && org.length > 0;
  return {
    name: '情况',
    about: `${people ? '每人一行，照实填；没有人报告的空着，不要填 0' : '组织按期报来的数'}${mixed ? '；组织按期报的数，姓名空着只填组织' : ''}`,
    columns: [
      NUMBER_COLUMN,
      ...(people ? [{ ...nameColumn(rules), required: !mixed && !rules.kinds.includes('org') }] : []),
      { ...orgColumn(rules), required: !people },
      ...(people ? kindColumns(rules) : []),
      ...(windowed.length > 0 ? [windowColumn(windowed.map((fact) => fact.source.window))] : []),
      ...rules.personFacts.map((fact) => factColumn(fact, rules)),
      ...org.map((fact) => factColumn(fact, rules)),
      { ...FROM_COLUMN, silent: !people },
      { ...TO_COLUMN, silent: !people },
      REMARK_COLUMN,
    ],
    blankRows: 60,
  };
}
