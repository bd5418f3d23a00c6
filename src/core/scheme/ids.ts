import type { Amount } from './condition.ts';
import type { FactRule } from './fact.ts';
import type { Item, ItemRule } from './item.ts';
import type { Reading, Scheme } from './scheme.ts';
import type { ReadingState, Ruleset } from './resolve.ts';

/** One id that a document uses: what it is called, its clause, and in a few words what may be written there. */
export type IdRow = {
  readonly id: string;
  readonly label: string;
  readonly clause?: string;
  readonly detail: string;
  /** Which of several schemes it belongs to, where a document puts several together. */
  readonly part?: string;
  /** A reading: the option in force, and whether a body has decided it. */
  readonly state?: ReadingState;
  /** Ids that belong to this one: the rules of an item, the options of a reading. */
  readonly inside: readonly IdRow[];
};

/** All ids of one kind; `inside` is what the ids within a row are called. */
export type IdGroup = {
  readonly key: string;
  readonly label: string;
  readonly inside?: string;
  readonly rows: readonly IdRow[];
};

type Rows = (scheme: Scheme, ruleset: Ruleset) => readonly IdRow[];
type Kind = { readonly key: string; readonly label: string; readonly inside?: string; readonly rows: Rows };

/** Every id of a document with its Chinese label and its clause, so that facts can be written without reading the scheme (编号一览). */
export function idGroups(ruleset: Ruleset): readonly IdGroup[] {
  const several = ruleset.parts.length > 1;
  return KINDS.map(({ rows, ...kind }) => ({
    ...kind,
    rows: ruleset.parts.flatMap((part) =>
      rows(part, ruleset).map((row) => (several ? { ...row, part: part.scheme } : row)),
    ),
  }));
}

type Named = { readonly id: string; readonly label: string; readonly clause?: string };

function row(one: Named, detail = '', inside: readonly IdRow[] = []): IdRow {
  const { id, label, clause } = one;
  return { id, label, ...(clause === undefined ? {} : { clause }), detail, inside };
}

/** An id that is its own label. */
function word(id: string, detail = ''): IdRow {
  return { id, label: id, detail, inside: [] };
}

const KINDS: readonly Kind[] = [
  {
    key: 'items',
    label: '积分项目',
    inside: 'rules',
    rows: ({ items, taskQuotas }) => {
      const settled = new Set(taskQuotas.map((quota) => quota.into));
      return items.map((one) =>
        row(
          one,
          itemDetail(one),
          one.rules.map((rule) => row(rule, settled.has(rule.id) ? '由程序结算' : ruleDetail(rule))),
        ),
      );
    },
  },
  {
    key: 'facts',
    label: '情况',
    inside: 'values',
    rows: ({ facts }) =>
      facts.map((one) =>
        row(
          one,
          factDetail(one),
          (one.values ?? []).map((value) => word(value)),
        ),
      ),
  },
  { key: 'roles', label: '关系', rows: ({ roles }) => roles.map((one) => row(one)) },
  { key: 'categories', label: '类别', rows: ({ scope }) => scope.categories.map((one) => row(one)) },
  { key: 'exemptions', label: '免评', rows: ({ scope }) => scope.exempt.map((one) => row(one)) },
  {
    key: 'ballots',
    label: '测评',
    inside: 'options',
    rows: ({ ballots }) =>
      ballots.map((one) =>
        row(
          one,
          one.scores === undefined ? '' : `票上写分，${span(one.scores)}`,
          one.options.map((option) => word(option.id, option.value === undefined ? '' : `${amount(option.value)} 分`)),
        ),
      ),
  },
  {
    key: 'inputs',
    label: '评分',
    rows: ({ inputs }) => inputs.map((one) => row(one, `${span(one.range)}，由${one.by}给`)),
  },
  { key: 'sections', label: '部分', rows: ({ sections }) => sections.map((one) => row(one)) },
  { key: 'nodes', label: '分数', rows: ({ score }) => score.map((one, at) => row(one, at === 0 ? '总分' : '')) },
  {
    key: 'grades',
    label: '等次',
    rows: ({ grade }) =>
      grade === undefined ? [] : grade.ladder.map((one) => ({ ...word(one), clause: grade.clause })),
  },
  {
    key: 'quotas',
    label: '名额',
    rows: ({ grade }) => (grade?.quotas ?? []).map((one) => row({ ...one, label: `${one.grade}名额` })),
  },
  { key: 'rankings', label: '名次', rows: ({ rankings }) => rankings.map((one) => row(one)) },
  { key: 'vetoes', label: '一票否决', rows: ({ vetoes }) => vetoes.map((one) => row(one)) },
  { key: 'carry', label: '跨期', rows: ({ carry }) => carry.map((one) => row(one)) },
  { key: 'outcomes', label: '结果运用', rows: ({ outcomes }) => outcomes.map((one) => row({ ...one, label: one.do })) },
  { key: 'gates', label: '资格', rows: ({ gates }) => gates.map((one) => row(one)) },
  { key: 'norms', label: '规范', rows: ({ norms, texts }) => [...norms, ...texts].map((one) => row(one)) },
  {
    key: 'findings',
    label: '检查结果',
    rows: ({ findings }) => (findings?.results ?? []).map((one) => row(one, one.cancels ? '取消该条' : '')),
  },
  {
    key: 'tracks',
    label: '程序',
    inside: 'steps',
    rows: ({ process }) =>
      process.tracks.map((one) =>
        row(
          one,
          '',
          one.steps.map((step) => row(step)),
        ),
      ),
  },
  {
    key: 'readings',
    label: '读法',
    inside: 'options',
    rows: (scheme, rules) => scheme.readings.map((one) => readingRow(one, rules)),
  },
  {
    key: 'params',
    label: '参数',
    rows: ({ params }) => params.map((one) => row(one, `${paramValue(one.value)}，由${one.fills}定`)),
  },
  {
    key: 'slots',
    label: '留给细则的空',
    rows: ({ slots }) => slots.map((one) => row(one, `由${one.fills}定`)),
  },
  {
    key: 'incomplete',
    label: '原文缺的',
    rows: ({ incomplete }) => incomplete.map((one) => row({ ...one, label: one.what })),
  },
  {
    key: 'clauses',
    label: '条款',
    rows: ({ clauses }) => clauses.map(({ id, no, text }) => row({ id, label: no }, text)),
  },
];

function itemDetail(item: Item): string {
  const max = item.max === undefined ? '' : `满分 ${amount(item.max)}`;
  const judged = item.start !== 'judged' || item.judgedBy === undefined ? '' : `由${item.judgedBy}评定`;
  const start = item.start === 'full' ? '从满分起扣' : judged;
  return [max, start, item.mandatory ? '▲必达' : ''].filter((one) => one !== '').join('，');
}

const EFFECTS = { add: '加', deduct: '扣', forfeit: '该项不得分', record: '只登记' } as const;

function ruleDetail(rule: ItemRule): string {
  const effect = EFFECTS[rule.effect];
  const per = rule.unit === '次' ? '' : `每${rule.unit}`;
  if (rule.points !== undefined) return `${per}${effect} ${amount(rule.points)}`;
  if (rule.judged !== undefined) {
    const { from, to, by } = rule.judged;
    return `${per}${effect}${from === undefined && to === undefined ? '分' : ` ${span([from, to])}`}，由${by}定`;
  }
  if (rule.roles !== undefined)
    return `${per}${effect} ${rule.roles.map((one) => `${one.id} ${amount(one.points)}`).join('、')}`;
  if (rule.tiers === undefined) return effect;
  const tiers = rule.tiers.map(
    (one) => `${one.id} ${one.points === undefined ? span([one.from, one.to]) : amount(one.points)}`,
  );
  return `${per}${effect} ${tiers.join('、')}`;
}

const FACT_TYPES = {
  flag: '是或否',
  number: '数',
  choice: '选一个',
  set: '可选几个',
  date: '日期',
  text: '文字',
  texts: '几段文字',
} as const;

function factDetail(fact: FactRule): string {
  const owner = fact.of === 'org' ? '组织的' : '';
  const unit = fact.unit === undefined ? '' : `（${fact.unit}）`;
  return `${owner}${FACT_TYPES[fact.type]}${unit}`;
}

function readingRow(reading: Reading, ruleset: Ruleset): IdRow {
  const state = ruleset.readings[reading.id] as ReadingState;
  const options = reading.options.map((one) =>
    row({ id: one.id, label: one.text }, one.id === state.choice ? '现用' : ''),
  );
  const decided = state.decided ? '已定' : '未定';
  return { ...row({ ...reading, label: reading.question }, `${decided}，现用 ${state.choice}`, options), state };
}

function paramValue(value: Amount | undefined): string {
  return value === undefined ? '没有填写' : amount(value);
}

function span([from, to]: readonly [Amount | undefined, Amount | undefined]): string {
  return `${from === undefined ? '不限' : amount(from)}—${to === undefined ? '不限' : amount(to)}`;
}

function amount(value: Amount): string {
  return typeof value === 'string' ? value : `〔${value.param}〕`;
}
