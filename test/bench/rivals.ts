import { JUDGED, PRICES, type PlainEntry, type PlainMember } from './standard-part.ts';

/** A rival's way of getting the totals of some members, in points. */
export type Rival = {
  readonly name: string;
  /** What it works out itself, and what the program around it has to do. */
  readonly does: string;
  readonly run: (members: readonly PlainMember[]) => Promise<readonly number[]> | readonly number[];
};

/** The packages stand in this folder's own package.json, which scripts/bench.ts installs; the product does not know them. */
export async function rivals(): Promise<readonly Rival[]> {
  return [await jsonRules(), ...(await zen()), await hyperFormula()];
}

// A name in a variable is not resolved by the type checker, which has to pass where the packages are not installed.
async function load<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}

const priceOf = new Map(PRICES.map((one) => [`${one.item} ${one.tier}`, one.points]));

function pointsOf(entry: PlainEntry): number {
  return entry.item === JUDGED ? entry.given : (priceOf.get(`${entry.item} ${entry.tier}`) as number);
}

type RulesEngine = {
  addRule: (rule: unknown) => void;
  run: (facts: unknown) => Promise<{ readonly events: readonly { readonly params: { readonly points: number } }[] }>;
};

/** json-rules-engine finds which standard an entry falls under; it has no arithmetic, so we multiply and add. */
async function jsonRules(): Promise<Rival> {
  const { Engine } = await load<{ readonly Engine: new () => RulesEngine }>('json-rules-engine');
  const engine = new Engine();
  for (const { item, tier, points } of PRICES) {
    const all = [
      { fact: 'item', operator: 'equal', value: item },
      { fact: 'tier', operator: 'equal', value: tier },
    ];
    engine.addRule({ conditions: { all }, event: { type: 'points', params: { points } } });
  }
  const worth = async (entry: PlainEntry, office: boolean): Promise<number> => {
    const { events } = await engine.run({ item: entry.item, tier: entry.tier });
    const points = events[0]?.params.points ?? entry.given;
    return points * entry.count * (office && points < 0 ? 1.1 : 1);
  };
  const total = async ({ office, entries }: PlainMember): Promise<number> => {
    let sum = 100;
    for (const entry of entries) sum += await worth(entry, office);
    return sum;
  };
  return {
    name: 'json-rules-engine',
    does: '逐条判断适用哪条标准；乘、加由外面的程序做（它没有算术）',
    run: async (members) => {
      const totals: number[] = [];
      for (const member of members) totals.push(await total(member));
      return totals;
    },
  };
}

type Zen = { readonly evaluateExpressionSync: (expression: string, context: unknown) => unknown };

/** ZEN's expressions three ways: doing everything; one for each entry, picked by us; one for each member, priced by us. */
async function zen(): Promise<readonly Rival[]> {
  const { evaluateExpressionSync } = await load<Zen>('@gorules/zen-engine');
  const expressions = new Map(
    [...new Set([JUDGED, ...PRICES.map((one) => one.item)])].map((item) => [item, expressionOf(item)]),
  );
  const each = ({ office, entries }: PlainMember): number => {
    let sum = 100;
    for (const { item, tier, count, given } of entries)
      sum += evaluateExpressionSync(expressions.get(item) as string, { tier, count, given, office }) as number;
    return sum;
  };
  const whole = '100 + sum(map(entries, #.points * #.count * (office and #.points < 0 ? 1.1 : 1)))';
  const together = ({ office, entries }: PlainMember): number => {
    const priced = entries.map((entry) => ({ points: pointsOf(entry), count: entry.count }));
    return evaluateExpressionSync(whole, { office, entries: priced }) as number;
  };
  const everything = `100 + ${[...expressions.keys()].map(sumOf).join(' + ')}`;
  return [
    {
      name: 'ZEN 表达式',
      does: '一个人一条表达式：逐项挑出记录、按档次取分、乘、上浮、求和，都由它做',
      run: (members) => members.map((member) => evaluateExpressionSync(everything, member) as number),
    },
    {
      name: 'ZEN 表达式，逐条',
      does: '每项一条表达式：档次、次数、任职上浮；按项目挑表达式、求和由外面的程序做',
      run: (members) => members.map(each),
    },
    {
      name: 'ZEN 表达式，一人一式',
      does: '一个人的全部记录在一条表达式里相乘、求和；单价由外面的程序先查好',
      run: (members) => members.map(together),
    },
  ];
}

/** The entries of one item, priced and added up. */
function sumOf(item: string): string {
  const price = priceExpression(item, '#.tier', '#.given');
  const sum = `sum(map(filter(entries, #.item == '${item}'), ${price} * #.count))`;
  return item.startsWith('D') ? `${sum} * (office ? 1.1 : 1)` : sum;
}

function expressionOf(item: string): string {
  const price = priceExpression(item, 'tier', 'given');
  return item.startsWith('D') ? `${price} * count * (office ? 1.1 : 1)` : `${price} * count`;
}

function priceExpression(item: string, tierName: string, given: string): string {
  const tiers = PRICES.filter((one) => one.item === item);
  const fixed = item === JUDGED ? given : String(tiers.at(-1)?.points);
  return tiers
    .slice(0, -1)
    .reduceRight((rest, { tier, points }) => `(${tierName} == '${tier}' ? ${points} : ${rest})`, fixed);
}

type Sheets = {
  readonly getSheetId: (name: string) => number;
  readonly getSheetValues: (sheet: number) => readonly (readonly unknown[])[];
  readonly destroy: () => void;
};
type HyperFormulaModule = {
  readonly HyperFormula: { readonly buildFromSheets: (sheets: unknown, config: unknown) => Sheets };
};

/** HyperFormula as a workbook: a price sheet, a row for each entry that looks its price up, a sum for each member. */
async function hyperFormula(): Promise<Rival> {
  const { HyperFormula } = await load<HyperFormulaModule>('hyperformula');
  const last = PRICES.length;
  const entryRow = (entry: PlainEntry, office: boolean, row: number): readonly unknown[] => [
    `${entry.item} ${entry.tier}`,
    entry.count,
    entry.item === JUDGED ? entry.given : null,
    office,
    `=IF(ISBLANK(C${row}),VLOOKUP(A${row},Prices!$A$1:$B$${last},2,FALSE()),C${row})`,
    `=E${row}*B${row}*IF(AND(D${row},E${row}<0),1.1,1)`,
  ];
  return {
    name: 'HyperFormula',
    does: '一张单价表，每条记录一行查价相乘，每人一个求和，与工作簿的做法一样',
    run: (members) => {
      const rows: (readonly unknown[])[] = [];
      const sums: (readonly unknown[])[] = [];
      for (const { office, entries } of members) {
        const from = rows.length + 1;
        for (const entry of entries) rows.push(entryRow(entry, office, rows.length + 1));
        sums.push([`=100+SUM(Entries!F${from}:F${rows.length})`]);
      }
      const prices = PRICES.map(({ item, tier, points }) => [`${item} ${tier}`, points]);
      const book = HyperFormula.buildFromSheets(
        { Prices: prices, Entries: rows, Totals: sums },
        { licenseKey: 'gpl-v3', precisionRounding: 10 },
      );
      const values = book.getSheetValues(book.getSheetId('Totals'));
      book.destroy();
      return values.map((row) => row[0] as number);
    },
  };
}
