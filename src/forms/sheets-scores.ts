import { isGivenDirectly } from '../core/scheme/item.ts';
import { insteadOf, secondWay } from './alternatives.ts';
import { amountText, boundText, type FormRules } from './form-rules.ts';
import { choiceText, type FormColumn, type FormSheet } from './form.ts';
import { kindColumns, nameColumn, NUMBER_COLUMN, orgColumn, REMARK_COLUMN, windowColumn } from './form-columns.ts';

/** 测评: how many papers for what, person by person. Silent where no rule reads the votes. */
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
    about: aboutVotes(rules),
    ...(ballots.some(({ id }) => rules.counted.has(id)) ? {} : { silent: true }),
    columns: [
      NUMBER_COLUMN,
      nameColumn(rules),
      orgColumn(rules),
      ...kindColumns(rules),
      {
        key: 'ballot',
        header: '测评项目',
        also: ['测评', '票种'],
        type: { kind: 'choice', choices: ballots.map(({ id, label }) => ({ id, label })) },
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
    blankRows: 40,
  };
}

function aboutVotes(rules: FormRules): string {
  const idle = rules.ballots.filter(({ id }) => !rules.counted.has(id)).map(({ label }) => `「${label}」`);
  return [
    '填计票结果，不写谁投了什么。打分的票一个分数一行，写这个分数有几票；没有人投的空着或填 0',
    ...rules.ballots.flatMap(({ id, label }) => insteadText(rules, `ballots ${id}`, `「${label}」`)),
    ...(idle.length === 0 ? [] : [`${idle.join('')}的票没有规则用到，不用填`]),
  ].join('；');
}

function insteadText({ alternatives }: FormRules, key: string, label = ''): readonly string[] {
  const text = insteadOf(alternatives.get(key));
  return text === '' ? [] : [`${label}${text}`];
}

function headerOf(rules: FormRules, key: string, header: string): Pick<FormColumn, 'header' | 'also'> {
  return rules.alternatives.get(key)?.second === true
    ? { header: secondWay(header), also: [header] }
    : { header, also: [] };
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
    const { header, also = [] } = headerOf(rules, `inputs ${input.id}`, input.label);
    const instead = insteadText(rules, `inputs ${input.id}`, '；');
    return {
      key: `input.${input.id}`,
      header,
      also: [...also, input.id],
      type: {
        kind: 'number',
        places: input.decimals,
        ...(least === undefined ? {} : { least }),
        ...(most === undefined ? {} : { most }),
      },
      explain: `由${input.by}评，${low}至${high}分${each}${instead.join('')}（${rules.clauseNo(input.clause)}）`,
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
  const usual = item.start === 'full' ? '不填按满分' : '不填按 0 分';
  const [instead] = insteadText(rules, `items ${item.id}`);
  const none = instead === undefined ? '不填则待定' : `${instead}，都不填则待定`;
  const { header, also = [] } = headerOf(rules, `items ${item.id}`, choiceText(item));
  const unscored = item.start === 'judged' ? none : item.rules.length > 0 ? '不填按台账和情况计' : usual;
  return {
    key: `item.${item.id}`,
    header,
    also: [...also, item.id, item.label],
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
