import type { ItemRule } from '../core/scheme/item.ts';
import { worthText } from './worth.ts';
import { isGivenDirectly } from '../core/scheme/item.ts';
import { isEntered, type FormRules } from './form-rules.ts';
import type { Choice, FormColumn, FormSheet } from './form.ts';
import { kindColumns, nameColumn, orgColumn, REMARK_COLUMN } from './form-columns.ts';

/** What may be written in the ledger's 项目 column: offered in the list, or only understood. */
export type LedgerLine = Choice & { readonly offered: boolean; readonly worth: string; readonly clause: string };

/** Every item and rule an entry can be posted to. */
export function ledgerLines(rules: FormRules): readonly LedgerLine[] {
  return rules.items.flatMap((item) => [
    { id: item.id, label: ownLabel(item), offered: false, worth: '', clause: rules.clauseNo(item.clause) },
    ...item.rules.map((rule) => ({
      id: rule.id,
      label: rule.label,
      offered: isEntered(rule, rules),
      worth: worthText(item, rule, rules),
      clause: rules.clauseNo(rule.clause ?? item.clause),
    })),
  ]);
}

/** What an item is called: where its only rule is called the same, that is what people mean by the word. */
function ownLabel({ id, label, rules }: FormRules['items'][number]): string {
  const [only, other] = rules;
  return only?.label === label && other === undefined ? id : label;
}

/** 台账: dated records, one a row. Silent where bodies give every score and nobody enters anything. */
export function ledgerSheet(rules: FormRules): FormSheet | undefined {
  if (rules.items.length === 0) return undefined;
  const entered = rules.items.flatMap((item) => item.rules.filter((rule) => isEntered(rule, rules)));
  const idle = entered.length === 0 && rules.items.every((item) => item.rules.length === 0 || isGivenDirectly(item));
  return {
    name: '台账',
    about: '一件事一行，写发生的那天。记错了不要删改，另写一行，在「冲回」里填错的那一行的编号',
    columns: [
      {
        key: 'id',
        header: '编号',
        also: ['台账编号', '凭证号'],
        type: { kind: 'text' },
        sample: '12',
        explain: '可以不填；要冲回或检查时用它指明是哪一条，不能重复',
        width: 9,
      },
      { ...nameColumn(rules), required: false, explain: '照名册写；记在整个组织名下的（如集体表彰）空着，只填组织' },
      orgColumn(rules),
      ...kindColumns(rules),
      ...whatColumns(rules),
      ...amountColumns(rules, entered),
      ...groupColumns(rules),
      ...actorColumns(rules),
      ...findingColumns(rules),
      ...remarkColumns(rules),
    ],
    // LibreOffice prints no more than 84 empty rows of one look.
    blankRows: 80,
    ...(idle ? { silent: true } : {}),
  };
}

function whatColumns(rules: FormRules): readonly FormColumn[] {
  return [
    {
      key: 'item',
      header: '项目',
      also: ['积分项目', '计分项目', '事项', '加扣分项目'],
      type: { kind: 'choice', choices: ledgerLines(rules) },
      explain: '从下拉列表中选；写编号、名称都认',
      required: true,
      width: 36,
    },
    {
      key: 'on',
      header: '发生日期',
      also: ['日期', '时间', '发生时间', '发生日'],
      type: { kind: 'date' },
      explain: '事情发生的那天，如 2026-03-02、2026年3月2日、3月2日',
      required: true,
    },
    {
      key: 'posted',
      header: '记账日期',
      also: ['登记日期', '记账日', '录入日期'],
      type: { kind: 'date' },
      explain: '登记的那天，不填同发生日期；方案写明迟报归登记那一期的才按它归期，否则按发生日期',
      ...(rules.posting === undefined ? { silent: true } : {}),
    },
  ];
}

const plain = (id: string): Choice => ({ id, label: id });

/** The column as it is, or read only where somebody adds it. */
function shownIf(shown: boolean, column: FormColumn): FormColumn {
  return shown ? column : { ...column, silent: true };
}

function amountColumns(rules: FormRules, entered: readonly ItemRule[]): readonly FormColumn[] {
  const priced = entered.some(
    (rule) => rule.judged !== undefined || rule.tiers?.some((tier) => tier.points === undefined),
  );
  const counted = entered.some((rule) => rule.judged === undefined && rule.effect !== 'forfeit');
  return [
    shownIf(counted, {
      key: 'count',
      header: '数量',
      also: ['次数', '件数', '天数', '人数'],
      type: { kind: 'number', least: '0' },
      sample: '1',
      explain: '次数、天数、件数等，不填按 1',
      width: 9,
    }),
    shownIf(priced, {
      key: 'points',
      header: '分值',
      also: ['分数', '积分', '得分', '加扣分'],
      type: { kind: 'number' },
      explain: '只有由人酌定的项目才填，加分、扣分都写正数；分值固定的不填',
      width: 9,
    }),
  ];
}

/** What tells entries of one rule apart: 档次, 角色, and which of them are one and the same matter. */
function groupColumns(rules: FormRules): readonly FormColumn[] {
  const all = rules.items.flatMap((item) => item.rules);
  const tiers = [...new Set(all.flatMap((rule) => rule.tiers?.map(({ id }) => id) ?? []))];
  const roles = [...new Set(all.flatMap((rule) => rule.roles?.map(({ id }) => id) ?? []))];
  const grouped = all.some(
    (rule) => rule.highest === 'project' || rule.once === 'project' || rule.caps.some((cap) => cap.per === 'project'),
  );
  const told = all.filter((rule) => rule.standard === 'tier').map((rule) => rule.label);
  const must = told.length === 0 ? '' : `；「${told.join('」「')}」的每一笔都要写，不写就不知道是不是再犯，结果待定`;
  const same = rules.sameProject || rules.items.some((item) => item.caps.some((cap) => cap.per === 'project'));
  return [
    shownIf(tiers.length > 0 || rules.countsRepeats, {
      key: 'tier',
      header: '档次',
      also: ['级别', '层级', '等级', '标准'],
      // Where no rule has tiers, it says which standard was broken, so that the times can be counted.
      type: tiers.length > 0 ? { kind: 'choice', choices: tiers.map(plain) } : { kind: 'text' },
      explain:
        tiers.length > 0
          ? `分档的项目才填：${tiers.join('、')}${must}`
          : `哪一条标准；同一条标准再犯，按它数次数${must}`,
      width: 14,
    }),
    shownIf(roles.length > 0, {
      key: 'role',
      header: '本人角色',
      also: ['角色', '担任角色'],
      type: roles.length > 0 ? { kind: 'choice', choices: roles.map(plain) } : { kind: 'text' },
      explain: `按角色计分的项目才填：${roles.join('、')}`,
      width: 14,
    }),
    shownIf(grouped || same, {
      key: 'project',
      header: '同一事项',
      also: ['事项编号', '同一项目', '归并'],
      type: { kind: 'text' },
      sample: '技能竞赛',
      explain: '几行说的是同一件事时，写相同的名称，不会重复计分',
      width: 16,
    }),
  ];
}

const APPROVALS: readonly Choice[] = [
  { id: 'approved', label: '同意' },
  { id: 'rejected', label: '不同意' },
  { id: 'pending', label: '待审批' },
];

function actorColumns(rules: FormRules): readonly FormColumn[] {
  const approved = rules.items.some(
    (item) => item.approval !== undefined || item.rules.some((rule) => rule.approval !== undefined),
  );
  return [
    shownIf(needsActor(rules), {
      key: 'by',
      header: '由谁',
      also: ['提出人', '评定人', '记分人', '发起人', '举报人', '谈话人'],
      type: { kind: 'text' },
      sample: '李强',
      explain: '由谁提出、评定、发现的；写人名或机构',
      width: 14,
    }),
    shownIf(approved, {
      key: 'approval',
      header: '审批',
      also: ['审批结果', '审批意见'],
      type: { kind: 'choice', choices: APPROVALS },
      explain: '须审批的项目填“同意”才计分',
      width: 10,
    }),
    shownIf(approved, {
      key: 'approvedBy',
      header: '审批人',
      also: ['批准人'],
      type: { kind: 'text' },
      sample: '李强、赵敏',
      explain: '谁批的；几位用顿号隔开',
      width: 14,
    }),
  ];
}

function remarkColumns(rules: FormRules): readonly FormColumn[] {
  return [
    {
      key: 'reverses',
      header: '冲回',
      also: ['冲回编号', '冲销'],
      type: { kind: 'text' },
      sample: '12',
      explain: '要冲回的那一条的编号；两条都不再计分',
      width: 9,
    },
    {
      key: 'reason',
      header: '说明',
      also: ['理由', '事由', '事迹', '情况说明'],
      type: { kind: 'prose' },
      sample: '周末顺延，改在周一',
      explain: rules.movesDays ? '简要写明；改期的写改期理由' : '简要写明',
      width: 30,
      wide: true,
    },
    REMARK_COLUMN,
  ];
}

function needsActor(rules: FormRules): boolean {
  const named = rules.items.some((item) => item.onlyBy || item.rules.some((rule) => rule.to === 'actor'));
  return named || rules.leadership || rules.countsGivers;
}

function findingColumns(rules: FormRules): readonly FormColumn[] {
  if (rules.findings.length === 0) return [];
  const choices = rules.findings.map(({ id, label }) => ({ id, label }));
  return [
    {
      key: 'finding',
      header: '检查结果',
      also: ['核查结果', '抽查结果'],
      type: { kind: 'choice', choices },
      explain: '检查过的才填；同一条再查一次，另写一行，只填编号、检查结果、检查日期',
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
      sample: '纪委',
      explain: '谁检查的',
      width: 12,
    },
  ];
}
