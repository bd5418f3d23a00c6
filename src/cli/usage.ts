/** One command: how it is called, and what a person reads about it. */
export type Command = {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** What stands after the name, in order; a question mark makes it optional. */
  readonly takes: readonly string[];
  readonly switches: readonly SwitchName[];
  readonly details: readonly string[];
};

/** A command that is promised and not there yet, and what to do meanwhile. */
export type LaterCommand = { readonly name: string; readonly summary: string; readonly instead: string };

export type SwitchName = 'json' | 'explain' | 'output' | 'hash' | 'help' | 'version';

type Switch = {
  readonly short?: string;
  /** What the value is called; a switch without one is on or off. */
  readonly value?: string;
  readonly about: string;
};

export const SWITCHES: Readonly<Record<SwitchName, Switch>> = {
  json: { about: '只输出一份 JSON' },
  explain: {
    value: '姓名',
    about: '讲清这一位的分数是怎样来的；同名的写「支部 姓名」，一人又作为书记参评的写「姓名（书记）」',
  },
  output: { short: 'o', value: '文件', about: '写到这个文件' },
  hash: { value: '校验码', about: '公开栏或表格上印的校验码，用来核对是不是同一份' },
  help: { short: 'h', about: '看说明' },
  version: { short: 'V', about: '看是哪一版' },
};

export const COMMANDS: readonly Command[] = [
  {
    name: 'schemes',
    summary: '列出随带的方案，或一份方案用到的全部编号',
    usage: 'schemes [方案] [--json]',
    takes: ['方案?'],
    switches: ['json'],
    details: ['不写方案时列出全部；写了方案时列出它用到的积分项目、情况、测评、评分、等次、读法等编号和条款。'],
  },
  {
    name: 'check',
    summary: '检查一份方案',
    usage: 'check 方案 [--json]',
    takes: ['方案'],
    switches: ['json'],
    details: [
      '方案写随带方案的名称，或自己的方案文件（.yaml、.json）。',
      '问题分三种：错误要改；提醒多半与原文不符，或不提倡；提示只供参考。有错误时退出码是 1。',
    ],
  },
  {
    name: 'template',
    summary: '生成一份方案的空白填写表',
    usage: 'template 方案 -o 空白表.xlsx',
    takes: ['方案'],
    switches: ['output', 'json'],
    details: ['填好以后交给 score。第一张「填写说明」讲每一栏填什么。已经有的文件不会被盖掉。'],
  },
  {
    name: 'score',
    summary: '按方案计分',
    usage: 'score 方案 填好的表.xlsx [-o 结果.xlsx] [--explain 姓名] [--json]',
    takes: ['方案', '填好的表?'],
    switches: ['output', 'explain', 'json'],
    details: [
      '填好的表可以是 template 生成后填写的 .xlsx，也可以是 .json 事实文件。',
      '结果表有结果、明细、待定、建议、读法等几张；填写表原样不动。-o 只盖以前算出的结果表，别的文件不盖。',
      '只写一个成果包（bundle 写出的 .json）时，按包里封存的方案和事实重算。',
    ],
  },
  {
    name: 'bundle',
    summary: '把事实、方案和结果封存成一个成果包',
    usage: 'bundle 方案 填好的表 -o 成果包.json',
    takes: ['方案', '填好的表'],
    switches: ['output', 'json'],
    details: [
      '成果包带着重算所需的一切，改动一个字节都看得出。已经有的文件不会被盖掉。',
      '填写表名册上的人在包里只有编号（按名册的次序 m1、m2……），姓名和理由另放，以后可以删去；JSON 事实里的编号照原样封存，不要用姓名。',
      '还有读法没有定的，包上写明是试算，不能公布。',
      '校验码印在公开栏和表格上，谁拿到成果包都可以用 verify 核对。',
    ],
  },
  {
    name: 'verify',
    summary: '核验一个成果包',
    usage: 'verify 成果包.json [--hash 校验码] [--json]',
    takes: ['成果包'],
    switches: ['hash', 'json'],
    details: ['核对每一处校验码，再按包里的方案和事实重算一遍，与公布的结果逐项比对。'],
  },
  {
    name: 'demo',
    summary: '算一份虚构的示范，写出填好的表和结果表',
    usage: 'demo',
    takes: [],
    switches: ['json'],
    details: ['示范里的单位、人员和事实都是编造的。两份表写到当前文件夹的 demo 里；填好的表改过以后不会被盖掉。'],
  },
];

export const LATER: readonly LaterCommand[] = [
  { name: 'serve', summary: '启动网页', instead: '现在用 template 和 score 两个命令计分' },
  { name: 'import', summary: '导入名册和台账', instead: '现在把内容贴进 template 生成的填写表' },
  { name: 'backup', summary: '备份', instead: '现在的数据都在您自己的表格文件里，复制文件就是备份' },
  { name: 'restore', summary: '恢复备份', instead: '现在的数据都在您自己的表格文件里，把复制的文件拿回来就行' },
  { name: 'dry-run', summary: '试算', instead: '现在用 score 试算，它不改动任何文件' },
];

const HEAD = '公评：把考评办法变成数据，把事实变成讲得清楚的分数。';
const FOOT = '退出码：0 正常，1 发现问题，2 用法不对。';

/** The page of all commands. */
export function helpOfAll(): string {
  const lines = [
    HEAD,
    '',
    '用法：gongping 命令 …',
    '',
    ...COMMANDS.flatMap((one) => [`  ${one.usage}`, `      ${one.summary}`]),
    '',
    `还没有做好：${LATER.map((one) => `${one.name}（${one.summary}）`).join('、')}`,
    '',
    '一个命令怎样用：gongping 命令 --help',
    '是哪一版：gongping --version',
    FOOT,
  ];
  return lines.join('\n');
}

/** The page of one command. */
export function helpOf(command: Command): string {
  const switches = [...command.switches, 'help' as const].map(
    (name) => `  ${switchText(name)}\n      ${SWITCHES[name].about}`,
  );
  return [
    `用法：gongping ${command.usage}`,
    '',
    command.summary,
    '',
    ...command.details,
    '',
    ...switches,
    '',
    FOOT,
  ].join('\n');
}

function switchText(name: SwitchName): string {
  const { short, value } = SWITCHES[name];
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}
