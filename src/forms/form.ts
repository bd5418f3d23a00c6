import type { Unit } from '../core/scheme/condition.ts';

/** One of the values a cell may hold: its id in the scheme, and what people call it. */
export type Choice = { readonly id: string; readonly label: string };

/** What a cell holds, and so how it is read, checked and offered. `exact` is a number, a share or a fraction. */
export type CellType =
  /** `text` is compared with other cells, so its letters and signs are made plain; `prose` stays as it was written. */
  | { readonly kind: 'text' | 'prose' | 'texts' | 'name' | 'org' | 'flag' | 'exact' }
  /**
   * `longAgo`: it may be of any year, so the year must be written; `after`: it is usually of the months after the
   * period (报送日); `month`: a month will do, as itself or as one of its ends.
   */
  | {
      readonly kind: 'date';
      readonly longAgo?: boolean;
      readonly after?: boolean;
      readonly month?: 'whole' | 'first' | 'last';
    }
  | { readonly kind: 'number'; readonly places?: number; readonly least?: string; readonly most?: string }
  | { readonly kind: 'period'; readonly unit?: Unit }
  | { readonly kind: 'choice' | 'set'; readonly choices: readonly Choice[] };

/** One column of a sheet to fill in. */
export type FormColumn = {
  /** What the column is in the facts: `name`, `from`, `fact.training-hours`. */
  readonly key: string;
  readonly header: string;
  /** Other headers that mean the same. */
  readonly also?: readonly string[];
  readonly type: CellType;
  /** A sentence for people: what to write here. */
  readonly explain: string;
  /** What could stand there, where its type does not say so by itself. */
  readonly sample?: string;
  readonly required?: boolean;
  readonly width?: number;
  readonly wide?: boolean;
  /** Read when somebody adds it; not in the blank workbook. */
  readonly silent?: boolean;
};

/** The sheets of the workbook by their names, in their order. */
export const SHEET_NAMES = [
  '读法',
  '组织',
  '名册',
  '关系',
  '情况',
  '台账',
  '测评',
  '评分',
  '往期',
  '引用结果',
  '认定',
] as const;
export type SheetName = (typeof SHEET_NAMES)[number];

/** One sheet to fill in. */
export type FormSheet = {
  readonly name: SheetName;
  /** A sentence: what belongs on this sheet. */
  readonly about: string;
  readonly columns: readonly FormColumn[];
  readonly blankRows: number;
  /** Read when somebody adds it; not in the blank workbook. */
  readonly silent?: boolean;
};

/** Names that only the document uses; people never need to see them. */
const INTERNAL = /^[a-z][a-z0-9-]*$/;

/** What an option is called in a drop-down: `纪律-1/3 替会或虚假签到`, or one of the two where it says it all. */
export function choiceText({ id, label }: Choice): string {
  if (id === label) return id;
  return INTERNAL.test(id) ? label : `${id} ${label}`;
}

/** What the options of a drop-down are called; two of one name carry their ids too. */
export function choiceTexts(choices: readonly Choice[]): readonly string[] {
  const texts = choices.map(choiceText);
  return texts.map((text, i) =>
    texts.indexOf(text) === texts.lastIndexOf(text) ? text : `${text}（${choices[i]!.id}）`,
  );
}
