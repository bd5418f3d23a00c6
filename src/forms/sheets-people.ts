import type { FormRules } from './form-rules.ts';
import type { Choice, FormColumn, FormSheet } from './form.ts';
import {
  factColumn,
  FLAG_HINT,
  FROM_COLUMN,
  isWindowed,
  kindColumns,
  nameColumn,
  NUMBER_COLUMN,
  orgColumn,
  ORG_NAMES,
  REMARK_COLUMN,
  TO_COLUMN,
  windowColumn,
} from './form-columns.ts';

/** 组织: every organisation once, with what is true of it. */
export function orgSheet(rules: FormRules): FormSheet {
  const rated: readonly FormColumn[] =
    rules.kinds.includes('org') && !(rules.kinds.length === 1 && rules.ratesPeople)
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
        sample: '机关第一党支部',
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
        sample: '机关党委',
        explain: rules.kinds.includes('org')
          ? '也在本页列出的才填；同一上级的参评组织放在一起排名次、算名额'
          : '也在本页列出的才填',
        width: 22,
      },
      ...rated,
      ...facts.map((fact) => ({ ...factColumn(fact, rules), ...(rules.quiet.has(fact.id) ? { silent: true } : {}) })),
      { ...FROM_COLUMN, silent: facts.every((fact) => rules.quiet.has(fact.id)) },
      { ...TO_COLUMN, silent: facts.every((fact) => rules.quiet.has(fact.id)) },
      REMARK_COLUMN,
    ],
    blankRows: 20,
  };
}

/** 名册: everybody who is rated or named, with their branch over time. */
export function rosterSheet(rules: FormRules): FormSheet | undefined {
  const named = rules.roles.length > 0 || rules.leadership;
  if (!rules.ratesPeople && !named) return undefined;
  const secretary = rules.kinds.includes('secretary');
  const { header } = orgColumn(rules);
  return {
    name: '名册',
    about: '一个人一行。同一组织里有同名的人，在姓名后加区分，如 王芳(1)、王芳(2)，各页都这样写',
    columns: [
      NUMBER_COLUMN,
      { ...nameColumn(rules), explain: '同一组织里同名的，写成 王芳(1)、王芳(2)', required: true },
      {
        ...orgColumn(rules),
        header: secretary && rules.kinds.length === 1 ? '任职组织' : header,
        explain: '从「组织」页的名称里选；一共只有一个组织的可以不填',
      },
      ...kindColumns(rules),
      ...standingColumns(rules),
      {
        key: 'rated',
        header: '参评',
        also: ['是否参评'],
        type: { kind: 'flag' },
        explain: `${FLAG_HINT}；不参评、只在关系里提到的人填“否”，不填按“${rules.ratesPeople ? '是' : '否'}”`,
        width: 8,
        silent: !named || !rules.ratesPeople,
      },
      ...rules.personFacts.map((fact): FormColumn => ({ ...factColumn(fact, rules), silent: true })),
      FROM_COLUMN,
      TO_COLUMN,
      REMARK_COLUMN,
    ],
    blankRows: 60,
  };
}

/** What somebody is in the branch: 党籍所在组织, 类别, 班子成员. */
function standingColumns(rules: FormRules): readonly FormColumn[] {
  const home: FormColumn = {
    key: 'home',
    header: '党籍所在组织',
    also: ['党籍组织', '党员关系所在组织'],
    type: { kind: 'org' },
    explain: '书记的党员关系不在任职组织时才填，用来找到本人的党员评价结果',
    width: 20,
  };
  const category: FormColumn = {
    key: 'category',
    header: '类别',
    type: { kind: 'choice', choices: rules.categories },
    explain: '不填则按方案的条件归类',
    width: 16,
  };
  const leadership: FormColumn = {
    key: 'leadership',
    header: '班子成员',
    type: { kind: 'flag' },
    explain: `是不是领导班子成员，${FLAG_HINT}；不填按“否”`,
    width: 10,
    silent: !rules.leadership,
  };
  return [
    ...(rules.kinds.includes('secretary') ? [home] : []),
    ...(rules.categories.length > 0 ? [category] : []),
    leadership,
  ];
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
        type: { kind: 'choice', choices },
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
    blankRows: 20,
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
