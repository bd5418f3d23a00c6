import type { Style } from 'excelize-wasm';
import type { ColumnKind, ColumnSpec, RowStyle } from './workbook-write.ts';

export type Look = 'office' | 'official';

type Fonts = {
  readonly plain: string;
  readonly title: string;
  readonly header: string;
  readonly body: string;
  readonly size: number;
  readonly titleSize: number;
};

/** Fonts that every Windows with Chinese Office or WPS has; 方正小标宋 is what offices install for 公文. */
export const FONTS: Readonly<Record<Look, Fonts>> = {
  office: { plain: '等线', title: '微软雅黑', header: '微软雅黑', body: '等线', size: 11, titleSize: 16 },
  official: { plain: '宋体', title: '方正小标宋简体', header: '黑体', body: '仿宋', size: 12, titleSize: 20 },
};

/** Points of height for one line of body text, and for what a row has besides. */
export const LINE_HEIGHT = { office: 15.5, official: 17 } as const;
export const ROW_PADDING = 6;

const RULE = 'BFC5CC';
const HEADER_FILL = 'E6ECF2';
const INK = '1F2933';

const ROW_LOOKS: Readonly<
  Record<RowStyle, { readonly fill?: string; readonly colour: string; readonly bold: boolean }>
> = {
  plain: { colour: INK, bold: false },
  heading: { fill: 'F3F6F9', colour: INK, bold: true },
  total: { fill: 'FAF6EC', colour: INK, bold: true },
  warning: { fill: 'FFF4E0', colour: '8A4B00', bold: false },
  muted: { colour: '6B7280', bold: false },
  input: { fill: 'FFFBE6', colour: INK, bold: false },
};

function rules(total: boolean): NonNullable<Style['Border']> {
  const sides = ['left', 'right', 'top', 'bottom'].map((Type) => ({ Type, Color: RULE, Style: 1 }));
  return total ? sides.map((side) => (side.Type === 'top' ? { ...side, Color: '6B7785', Style: 1 } : side)) : sides;
}

function solid(colour: string): NonNullable<Style['Fill']> {
  return { Type: 'pattern', Pattern: 1, Color: [colour] };
}

const KIND_ALIGN: Readonly<Record<ColumnKind, string>> = {
  text: 'left',
  wrapped: 'left',
  number: 'right',
  date: 'center',
};

/** How values of a kind are formatted: text as @, so that editing =1+1 again leaves it text. */
function numberFormat(kind: ColumnKind, places: number | undefined): Style {
  if (kind === 'date') return { CustomNumFmt: 'yyyy-mm-dd' };
  if (kind !== 'number') return { NumFmt: 49 };
  if (places === undefined) return {};
  return { CustomNumFmt: places === 0 ? '0' : `0.${'0'.repeat(places)}` };
}

/** A cell of the table; `ruled` is off for the rest of the column below the table. */
export function bodyStyle(look: Look, column: ColumnSpec, shown: ColumnKind, row: RowStyle, ruled: boolean): Style {
  const fonts = FONTS[look];
  const { fill, colour, bold } = ROW_LOOKS[row];
  // A number that did not fit is text, and still stands where the eye looks for numbers.
  const Horizontal = column.align ?? KIND_ALIGN[column.kind];
  // One step away from the rule on its side, else Chinese text touches it.
  const Indent = Horizontal === 'center' ? 0 : 1;
  return {
    ...numberFormat(shown, column.places),
    Font: { Family: fonts.body, Size: fonts.size, Color: colour, Bold: bold },
    Alignment: { Horizontal, Indent, Vertical: 'center', WrapText: column.kind === 'wrapped' || shown === 'wrapped' },
    Protection: { Locked: false },
    ...(ruled ? { Border: rules(row === 'total') } : {}),
    ...(fill === undefined ? {} : { Fill: solid(fill) }),
  };
}

/** A row whose first cell runs over the whole table. */
export function spreadStyle(look: Look, row: RowStyle): Style {
  const { fill, colour, bold } = ROW_LOOKS[row];
  const fonts = FONTS[look];
  return {
    Font: {
      Family: row === 'heading' ? fonts.header : fonts.body,
      Size: fonts.size,
      Color: colour,
      Bold: bold && look === 'office',
    },
    Alignment: { Horizontal: 'left', Indent: 1, Vertical: 'center', WrapText: true },
    Border: rules(false),
    ...(fill === undefined ? {} : { Fill: solid(fill) }),
  };
}

/** A header of the table; 黑体 is bold by itself. */
export function headerStyle(look: Look): Style {
  const fonts = FONTS[look];
  return {
    Font: { Family: fonts.header, Size: look === 'office' ? 10.5 : fonts.size, Bold: look === 'office', Color: INK },
    Alignment: { Horizontal: 'center', Vertical: 'center', WrapText: true },
    Fill: solid(HEADER_FILL),
    Border: rules(false),
  };
}

/** The title over a table. */
export function titleStyle(look: Look, side: 'left' | 'center'): Style {
  const fonts = FONTS[look];
  return {
    Font: { Family: fonts.title, Size: fonts.titleSize, Bold: look === 'office', Color: INK },
    Alignment: { Horizontal: side, Vertical: 'center', WrapText: true },
  };
}

/** A line above or below a table. */
export function lineStyle(look: Look, side: 'left' | 'right'): Style {
  const fonts = FONTS[look];
  return {
    Font: {
      Family: fonts.body,
      Size: look === 'office' ? 10.5 : fonts.size,
      Color: look === 'office' ? '4B5563' : INK,
    },
    Alignment: { Horizontal: side, Vertical: 'center', WrapText: true },
  };
}
