import type { ItemRule } from '../core/scheme/item.ts';
import { actsByItself, amountText, boundText, isGivenDirectly, type FormRules } from './form-rules.ts';
import { choiceText, type Choice, type FormColumn, type FormSheet } from './form.ts';
import { kindColumns, nameColumn, NUMBER_COLUMN, orgColumn, REMARK_COLUMN, windowColumn } from './sheets-people.ts';

/** What may be written in the ledger's 项目 column: offered in the list, or only understood. */
export type LedgerLine = Choice & { readonly offered: boolean; readonly worth: string; readonly clause: string };

/** Every item and rule an entry can be posted to. */
export function ledgerLines(rules: FormRules): readonly LedgerLine[] {
  return rules.items.flatMap((item) => [
    { id: item.id, label: item.label, offered: false, worth: '', clause: rules.clauseNo(item.clause) },
    ...item.rules.map((rule) => ({
      id: rule.id,
      label: rule.label,
      offered: !actsByItself(rule),
      worth: worthText(rule, rules),
      clause: rules.clauseNo(rule.clause ?? item.clause),
    })),
  ]);
}

function worthText(rule: ItemRule, rules: FormRules): string {
  const sign = rule.effect === 'deduct' ? '扣' : '加';
  if (rule.effect === 'forfeit') return '该项不得分';
  if (rule.effect === 'record') return '只记录，不计分';
  if (rule.judged !== undefined)
    return `${sign}分由${rule.judged.by}定${rangeText(rule.judged.from, rule.judged.to, rules)}`;
  const list = rule.tiers ?? rule.roles;
  if (list !== undefined) {
    const each = (one: (typeof list)[number]): string =>
      one.points === undefined
        ? `${one.id}${'from' in one ? rangeText(one.from, one.to, rules) : ''}`
        : `${one.id} ${amountText(one.points, rules.params)}`;
    return `${sign}分：${list.map(each).join('，')}`;
  }
  return `${sign} ${amountText(rule.points, rules.params) ?? '？'} 分／${rule.unit}`;
}

function rangeText(from: ItemRule['points'], to: ItemRule['points'], rules: FormRules): string {
  const [low, high] = [amountText(from, rules.params), amountText(to, rules.params)];
  if (low === undefined && high === undefined) return '';
  return `（${low ?? '不限'}至${high ?? '不限'}）`;
}

/** 台账: dated records, one a row. */
export function ledgerSheet(rules: FormRules): FormSheet | undefined {
  const entered = rules.items.flatMap((item) => item.rules.filter((rule) => !actsByItself(rule)));
  if (entered.length === 0 && rules.items.every((item) => item.rules.length === 0 || isGivenDirectly(item)))
    return undefined;
  const choices = ledgerLines(rules);
  return {
    name: '台账',
    about: '一件事一行，写发生的那天。记错了不要删改，另写一行，在「冲回」里填错的那一行的编号',
    columns: [
      {
        key: 'id',
        header: '编号',
        also: ['台账编号', '凭证号'],
        type: { kind: 'text' },
        explain: '可以不填；要冲回或检查时用它指明是哪一条，不能重复',
        width: 9,
      },
      { ...nameColumn(rules), required: false, explain: '照名册写；记在整个组织名下的（如集体表彰）空着，只填组织' },
      orgColumn(rules),
      ...kindColumns(rules),
      {
        key: 'item',
        header: '项目',
        also: ['积分项目', '计分项目', '事项', '加扣分项目'],
        type: { kind: 'choice', choices },
        explain: '从下拉列表中选；写编号、名称都认',
        required: true,
        width: 36,
      },
      {
        key: 'on',
        header: '发生日期',
        also: ['日期', '时间', '发生时间', '发生日'],
        type: { kind: 'date' },
        explain: '事情发生的那天，如 2026-03-02、2026年3月2日',
        required: true,
      },
      {
        key: 'posted',
        header: '记账日期',
        also: ['登记日期', '记账日', '录入日期'],
        type: { kind: 'date' },
        explain: '登记的那天；迟报的按它归期，不填同发生日期',
        silent: rules.posting === undefined,
      },
      ...amountColumns(rules, entered),
      {
        key: 'reverses',
        header: '冲回',
        also: ['冲回编号', '冲销'],
        type: { kind: 'text' },
        explain: '要冲回的那一条的编号；两条都不再计分',
        width: 9,
      },
      {
        key: 'reason',
        header: '说明',
        also: ['理由', '事由', '事迹', '情况说明'],
        type: { kind: 'text' },
        explain: '简要写明；改期的写改期理由',
        width: 30,
        wide: true,
      },
      REMARK_COLUMN,
    ],
    blankRows: 200,
  };
}

function amountColumns(rules: FormRules, entered: readonly ItemRule[]): readonly FormColumn[] {
  const all = rules.items.flatMap((item) => item.rules);
  const priced = entered.some(
    (rule) => rule.judged !== undefined || rule.tiers?.some((tier) => tier.points === undefined),
  );
  const tiers = [...new Set(all.flatMap((rule) => rule.tiers?.map(({ id }) => id) ?? []))];
  const roles = [...new Set(all.flatMap((rule) => rule.roles?.map(({ id }) => id) ?? []))];
  const plain = (id: string): Choice => ({ id, label: id });
  const grouped = all.some(
    (rule) => rule.highest === 'project' || rule.once === 'project' || rule.caps.some((cap) => cap.per === 'project'),
  );
  const approved = rules.items.some(
    (item) => item.approval !== undefined || item.rules.some((rule) => rule.approval !== undefined),
  );
  const counted = entered.some((rule) => rule.judged === undefined && rule.effect !== 'forfeit');
  const column = (shown: boolean, one: FormColumn): readonly FormColumn[] => [shown ? one : { ...one, silent: true }];
  return [
    ...column(counted, {
      key: 'count',
      header: '数量',
      also: ['次数', '件数', '天数', '人数'],
      type: { kind: 'number', least: '0' },
      explain: '次数、天数、件数等，不填按 1',
      width: 9,
    }),
    ...column(priced, {
      key: 'points',
      header: '分值',
      also: ['分数', '积分', '得分', '加扣分'],
      type: { kind: 'number' },
      explain: '只有由人酌定的项目才填，加分、扣分都写正数；分值固定的不填',
      width: 9,
    }),
    ...(tiers.length > 0
      ? [
          {
            key: 'tier',
            header: '档次',
            also: ['级别', '层级', '等级'],
            type: { kind: 'choice', choices: tiers.map(plain) },
            explain: `分档的项目才填：${tiers.join('、')}`,
            width: 14,
          } satisfies FormColumn,
        ]
      : []),
    ...(roles.length > 0
      ? [
          {
            key: 'role',
            header: '本人角色',
            also: ['角色', '担任角色'],
            type: { kind: 'choice', choices: roles.map(plain) },
            explain: `按角色计分的项目才填：${roles.join('、')}`,
            width: 14,
          } satisfies FormColumn,
        ]
      : []),
    ...column(grouped, {
      key: 'project',
      header: '同一事项',
      also: ['事项编号', '同一项目', '归并'],
      type: { kind: 'text' },
      explain: '几行说的是同一件事时，写相同的名称，只取最高的',
      width: 16,
    }),
    ...column(needsActor(rules), {
      key: 'by',
      header: '由谁',
      also: ['提出人', '评定人', '记分人', '发起人', '举报人', '谈话人'],
      type: { kind: 'text' },
      explain: '由谁提出、评定、发现的；写人名或机构',
      width: 14,
    }),
    ...column(approved, {
      key: 'approval',
      header: '审批',
      also: ['审批结果', '审批意见'],
      type: { kind: 'choice', choices: [plain('同意'), plain('不同意'), plain('待审批')] },
      explain: '须审批的项目填“同意”才计分',
      width: 10,
    }),
    ...column(approved, {
      key: 'approvedBy',
      header: '审批人',
      also: ['批准人'],
      type: { kind: 'text' },
      explain: '谁批的；几位用顿号隔开',
      width: 14,
    }),
    ...findingColumns(rules),
  ];
}

function needsActor(rules: FormRules): boolean {
  return rules.items.some((item) => item.onlyBy || item.rules.some((rule) => rule.to === 'actor')) || rules.leadership;
}

function findingColumns(rules: FormRules): readonly FormColumn[] {
  if (rules.findings.length === 0) return [];
  const choices = rules.findings.map(({ id, label }) => ({ id: label, label: id }));
  return [
    {
      key: 'finding',
      header: '检查结果',
      also: ['核查结果', '抽查结果'],
      type: { kind: 'choice', choices },
      explain: '检查过的才填',
      width: 12,
    },
    {
      key: 'foundOn',
      header: '检查日期',
      also: ['核查日期', '抽查日期'],
      type: { kind: 'date' },
      explain: '检查的那天',
    },
    {
      key: 'foundBy',
      header: '检查人',
      also: ['核查人', '抽查人'],
      type: { kind: 'text' },
      explain: '谁检查的',
      width: 12,
    },
  ];
}

/** 测评: how many papers for what, person by person. */
export function ballotSheet(rules: FormRules): FormSheet | undefined {
  const { ballots } = rules;
  if (ballots.length === 0) return undefined;
  const options = [...new Set(ballots.flatMap((ballot) => [...ballot.options.map(({ id }) => id), ...ballot.abstain]))];
  const scored = ballots.filter((ballot) => ballot.scores !== undefined);
  const units = ballots.map((ballot) => ballot.per).filter((unit) => unit !== undefined && unit !== rules.period);
  const votes = (key: string, header: string, explain: string, also: readonly string[] = []): FormColumn => ({
    key,
    header,
    also,
    type: { kind: 'number', places: 0, least: '0' },
    explain,
    width: 10,
  });
  const range = scored[0]?.scores?.map((amount) => amountText(amount, rules.params)).join('至') ?? '';
  return {
    name: '测评',
    about: '填计票结果，不写谁投了什么。打分的票一个分数一行，写这个分数有几票；没有人投的空着或填 0',
    columns: [
      NUMBER_COLUMN,
      nameColumn(rules),
      orgColumn(rules),
      ...kindColumns(rules),
      {
        key: 'ballot',
        header: '测评项目',
        also: ['测评', '票种'],
        type: { kind: 'choice', choices: ballots.map(({ id, label }) => ({ id: label, label: id })) },
        explain: '哪一种票',
        required: ballots.length > 1,
        width: 20,
        silent: ballots.length === 1,
      },
      ...(units.length > 0 ? [windowColumn(units)] : []),
      ...(scored.length > 0
        ? [
            {
              key: 'score',
              header: '分数',
              also: ['票面分数', '打分'],
              type: { kind: 'number' },
              explain: `票上打的分（${range}），一个分数一行`,
              width: 10,
            } satisfies FormColumn,
            votes('votes', '票数', '打这个分的有几票，不填按 1'),
          ]
        : []),
      ...options.map((id) => votes(`option.${id}`, id, `选“${id}”的票数`, [`${id}票`, `${id}票数`])),
      votes('issued', '发出票', '一共发出多少张', ['发出', '发出票数']),
      votes('returned', '收回票', '一共收回多少张', ['收回', '收回票数']),
      votes('invalid', '无效票', '作废的票数', ['无效', '废票']),
      REMARK_COLUMN,
    ],
    blankRows: 80,
  };
}

/** 评分: scores given by a named body, and items a body scores directly. */
export function scoreSheet(rules: FormRules): FormSheet | undefined {
  const items = rules.items.filter(isGivenDirectly);
  if (rules.inputs.length + items.length === 0) return undefined;
  const units = [...rules.inputs, ...items]
    .map((one) => one.per)
    .filter((unit) => unit !== undefined && unit !== rules.period);
  const inputs = rules.inputs.map((input): FormColumn => {
    const [low, high] = input.range.map((amount) => amountText(amount, rules.params));
    const [least, most] = input.rangeBy === undefined ? input.range.map(boundText) : [];
    const each = input.per === undefined || input.per === rules.period ? '' : '，按小周期分行填';
    return {
      key: `input.${input.id}`,
      header: input.label,
      also: [input.id],
      type: {
        kind: 'number',
        places: input.decimals,
        ...(least === undefined ? {} : { least }),
        ...(most === undefined ? {} : { most }),
      },
      explain: `由${input.by}评，${low}至${high}分${each}（${rules.clauseNo(input.clause)}）`,
    };
  });
  return {
    name: '评分',
    about: '有权组织给的分。没有评的空着，不要填 0',
    columns: [
      NUMBER_COLUMN,
      nameColumn(rules),
      orgColumn(rules),
      ...kindColumns(rules),
      ...(units.length > 0 ? [windowColumn(units)] : []),
      ...inputs,
      ...items.map((item) => itemColumn(item, rules)),
      REMARK_COLUMN,
    ],
    blankRows: 60,
  };
}

function itemColumn(item: FormRules['items'][number], rules: FormRules): FormColumn {
  const most = boundText(item.max);
  const max = amountText(item.max, rules.params);
  const each = item.per === undefined || item.per === rules.period ? '' : '，按小周期分行填';
  const unscored = item.start === 'judged' ? '不填则待定' : '不填按满分';
  return {
    key: `item.${item.id}`,
    header: choiceText(item),
    also: [item.id, item.label],
    type: {
      kind: 'number',
      places: item.decimals,
      least: boundText(item.floor) ?? '0',
      ...(most === undefined ? {} : { most }),
    },
    explain: `${item.judgedBy === undefined ? '' : `由${item.judgedBy}评，`}${max === undefined ? '不限分' : `满分 ${max}`}${each}；${unscored}（${rules.clauseNo(item.clause)}）`,
    width: 12,
  };
}

export const STATUS_CHOICES: readonly Choice[] = [
  { id: '已出分', label: 'scored' },
  { id: '待定', label: 'held' },
  { id: '免评', label: 'exempt' },
];

/** 往期: results of earlier periods that rules look back at. */
export function historySheet(rules: FormRules): FormSheet | undefined {
  if (!rules.looksBack) return undefined;
  const exact = (key: string, { id, label }: Choice, explain: string): FormColumn => ({
    key,
    header: label,
    also: [id],
    type: { kind: 'exact' },
    explain,
  });
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
      ...rules.pastNodes.map((node) => exact(`node.${node.id}`, node, '当期这一部分的分')),
      ...(rules.ladder.length > 0
        ? [
            {
              key: 'grade',
              header: '等次',
              also: ['评定等次', '等级'],
              type: { kind: 'text' },
              explain: '当期的等次',
              width: 12,
            } satisfies FormColumn,
          ]
        : []),
      ...(rules.pastRank
        ? [
            {
              key: 'rank',
              header: '名次',
              also: ['排名', '位次'],
              type: { kind: 'number', places: 0, least: '1' },
              explain: '当期的名次',
              width: 8,
            } satisfies FormColumn,
          ]
        : []),
      ...rules.pastAccounts.map((account) => exact(`account.${account.id}`, account, '当期结束时的余额')),
      {
        key: 'status',
        header: '状态',
        type: { kind: 'choice', choices: STATUS_CHOICES },
        explain: '当期免评的填“免评”；有分数的可以不填',
        width: 10,
      },
      REMARK_COLUMN,
    ],
    blankRows: 40,
  };
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
        type: { kind: 'text' },
        explain: '如支部党员大会、上级党委',
        width: 20,
      },
      {
        key: 'reason',
        header: '理由',
        also: ['说明', '认定理由'],
        type: { kind: 'text' },
        explain: '与“一般应”“原则上”不同的，必须写理由',
        width: 30,
        wide: true,
      },
      REMARK_COLUMN,
    ],
    blankRows: 40,
  };
}
