import type { FormRules } from './form-rules.ts';
import { choiceText, choiceTexts, type CellType, type FormColumn, type FormSheet } from './form.ts';
import { ledgerLines } from './sheets-ledger.ts';
import { unitSample } from './typed-period.ts';
import type { RowSpec, SheetSpec } from './workbook-write.ts';

const STEPS = [
  '一、先在「读法」页填考核周期，再填「组织」「名册」，其余各页按需要填；用不到的页空着。',
  '二、人用姓名和所在组织指明，不用编号；姓名中间有没有空格都行。同一组织里同名的人，在姓名后加 (1)、(2)。',
  '三、没有人报告的情况空着，不要填 0：空着的按方案待定或不计，0 就是真的 0。',
  '四、日期写成 2026-03-02、2026/3/2、2026年3月2日都行，周期里的日子可以不写年份（3月2日）；数只填数，不带单位；不要写公式，不要合并单元格。',
  '五、「序号」「备注」自己用，不参加计算。可以加自己的列和页，程序会说明没有读它们；列和页的次序可以变，表头的名称不要改。',
];

function lastSteps({ id, readings }: FormRules): readonly string[] {
  const run = `六、填好以后运行：npx gongping score ${id} 本文件.xlsx -o 结果.xlsx 。有不对的地方会逐格指出，改好再算。`;
  const settle =
    '七、「读法」没有定以前，结果只是试算，不能公布：每一条选好以后，由有权的组织开会定下，在同一行写上谁定、哪天定，再算一遍。';
  return readings.length === 0 ? [run] : [run, settle];
}

/** 填写说明: what to do, and what every column of every sheet wants, with an example. */
export function notesSheet(rules: FormRules, forms: readonly FormSheet[], mark: string): SheetSpec {
  const rows: RowSpec[] = [
    { cells: ['怎样填'], style: 'heading', spread: true },
    ...[...STEPS, ...lastSteps(rules)].map((step): RowSpec => ({ cells: [step], spread: true })),
    ...forms.flatMap((form): readonly RowSpec[] => [
      { cells: [`「${form.name}」页：${form.about}。`], style: 'heading', spread: true },
      ...form.columns
        .filter((column) => isExplained(form, column))
        .map((column): RowSpec => ({
          cells: [column.header, column.required ? '必填' : '', column.explain, sampleOf(column)],
        })),
    ]),
    ...itemRows(rules),
  ];
  return {
    name: '填写说明',
    title: `填写说明${mark}`,
    subtitles: [rules.title],
    columns: [
      { header: '列', kind: 'wrapped', width: 30 },
      { header: '必填', kind: 'text', width: 8, align: 'center' },
      { header: '怎样填', kind: 'wrapped', width: 64 },
      { header: '举例', kind: 'wrapped', width: 30 },
    ],
    rows,
    print: { orientation: 'landscape' },
    composed: true,
    tabColour: '#8A6D3B',
  };
}

/** 序号 and 备注 are the same everywhere; the options of a reading stand in its own row. */
function isExplained(form: FormSheet, column: FormColumn): boolean {
  if (column.silent || column.key === 'no' || column.key === 'remark') return false;
  return form.name === '测评' || !column.key.startsWith('option.');
}

/** What could stand in a column. */
function sampleOf({ sample, type }: FormColumn): string {
  return sample ?? typicalValue(type);
}

function typicalValue(type: CellType): string {
  switch (type.kind) {
    case 'name':
      return '王芳';
    case 'org':
      return '机关第一党支部';
    case 'flag':
      return '是';
    case 'date':
      return '2026-03-02';
    case 'number':
      // Even what may have decimals is mostly counted: 2.5 次 would puzzle.
      return type.most ?? '12';
    case 'exact':
      return '86.5';
    case 'period':
      return unitSample(type.unit ?? 'month');
    case 'choice':
      return choiceTexts(type.choices)[0] ?? '';
    case 'set':
      return choiceTexts(type.choices).slice(0, 2).join('、');
    case 'text':
    case 'prose':
    case 'texts':
      return '';
  }
}

/** The items of the ledger with what they are worth. */
function itemRows(rules: FormRules): readonly RowSpec[] {
  const lines = ledgerLines(rules).filter((line) => line.offered);
  if (lines.length === 0) return [];
  return [
    { cells: ['「台账」页的「项目」：怎样计分，出自哪一条。'], style: 'heading', spread: true },
    ...lines.map((line): RowSpec => ({ cells: [choiceText(line), '', line.worth, line.clause] })),
  ];
}
