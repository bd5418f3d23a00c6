import { printDay } from '../date.ts';
import { equals, multiply, ONE, print, ZERO, type Exact } from '../number.ts';
import type { Amount } from '../scheme/condition.ts';
import type { Item } from '../scheme/item.ts';
import type { ScoreNode } from '../scheme/node.ts';
import type { Line } from './catalogue.ts';
import type { Scored } from './evaluate.ts';
import type { ItemLine } from './item-plan.ts';
import type { Part } from './nodes/node-context.ts';
import {
  COUNTS,
  DROPPED_CONDITION,
  DROPPED_FREE,
  DROPPED_ONCE,
  DROPPED_SAME_FACT,
  DROPPED_UNAPPROVED,
  DROPPED_UNKNOWN,
  DROPPED_VOID,
  GOES_TO_OTHER,
} from './posted.ts';
import { extraOf } from './extra.ts';
import { rateOf } from './repeat.ts';
import { APPROVED, BEFORE, entryId, kindAt, ownerOf, REJECTED, REVERSED } from './ledger.ts';
import { wholeWindow } from './roster.ts';
import { contextOf, type Context } from './context.ts';
import { scopeFor, type Run, type Standing } from './run.ts';
import type { Step } from './score-plan.ts';
import type { Window } from './scope.ts';
import { isGap, type Value } from './value.ts';

/** One line that went into an item: an entry, a derived posting, or a rule that acts by itself. */
export type ExplainedEntry = {
  readonly id: string;
  readonly on: string;
  readonly what: string;
  readonly clause?: string;
  /** The sum in figures, to be checked with a pocket calculator. */
  readonly how: string;
  readonly amount: string;
  /** Why it does not count. */
  readonly dropped?: string;
};

/** One step of the score as a tree: what it is, its clause, how it was worked out, and what went in (得分依据). */
export type Explained = {
  readonly id: string;
  readonly label: string;
  readonly clause?: string;
  readonly window?: string;
  readonly value: string | null;
  readonly how: string;
  readonly notes: readonly string[];
  readonly entries: readonly ExplainedEntry[];
  readonly parts: readonly Explained[];
};

/**
 * The whole score of one subject as a tree, made by the same evaluation that made the score, with a sink to listen.
 * Undefined for those who are not scored. Source: DESIGN §2.2, a score is its explanation.
 */
export function explainSubject(scored: Scored, standing: Standing): Explained | undefined {
  const { run } = scored;
  const root = standing.exemption?.node ?? run.plan.tops[0];
  if (standing.values.length === 0 || root === undefined) return undefined;
  const steps = new Map<string, Step>();
  const whole = wholeWindow(run.book);
  const context = contextOf(run, standing.person, whole, (step) => steps.set(`${step.node.id} ${step.window}`, step));
  context.value(root);
  const tree = nodeTree({ run, standing, steps, contexts: new Map() }, root, whole);
  return tree === undefined ? undefined : withVeto(run, standing, tree);
}

type Work = {
  readonly run: Run;
  readonly standing: Standing;
  readonly steps: ReadonlyMap<string, Step>;
  readonly contexts: Map<string, Context>;
};

function withVeto(run: Run, standing: Standing, tree: Explained): Explained {
  const found = run.plan.vetoes.filter(({ veto }) => standing.vetoes.has(veto.id));
  if (found.length === 0) return tree;
  const notes = found.map(({ veto }) => `一票否决：${veto.label}（${clauseNo(run, veto.clause)}）`);
  return { ...tree, value: text(standing.total), notes: [...tree.notes, ...notes] };
}

function nodeTree(work: Work, id: string, window: Window): Explained | undefined {
  const step = work.steps.get(`${id} ${window.id}`);
  if (step === undefined) return undefined;
  const { node } = step;
  const parts = step.parts.flatMap((part) => partTree(work, part, window));
  return {
    id,
    label: node.label,
    ...(node.clause === undefined ? {} : { clause: clauseNo(work.run, node.clause) }),
    ...(window.whole ? {} : { window: window.id }),
    value: text(step.value),
    how: howOf(work.run, step),
    notes: notesOf(work.run, step),
    entries: 'derived' in node ? derivedEntries(work, node.derived, window) : [],
    parts,
  };
}

function partTree(work: Work, part: Part, window: Window): readonly Explained[] {
  if (part.item !== undefined) return itemTree(work, part.item, part.value, window);
  if (part.node === undefined) return [];
  const inner = part.window === undefined ? window : subWindow(work.run, part.window, window);
  const found = nodeTree(work, part.node, inner);
  return found === undefined ? [] : [found];
}

function subWindow(run: Run, id: string, fallback: Window): Window {
  for (const windows of run.windows.values()) {
    const found = windows.find((one) => one.id === id);
    if (found !== undefined) return found;
  }
  return fallback;
}

/** How a node's value came about, in figures. */
function howOf(run: Run, step: Step): string {
  const { node, parts } = step;
  const value = text(step.before) ?? '待定';
  if ('const' in node) return `${value}（方案规定）`;
  if ('weighted' in node)
    return `${parts.map((part) => `${shown(part.value)}×${print(part.times ?? ONE)}`).join(' + ')} = ${value}`;
  if ('sum' in node) return `${parts.map(term).join(' + ')} = ${value}`;
  if ('over' in node) return overHow(run, step, value);
  if ('ballot' in node)
    return `（${parts.map((part) => `${shown(part.value)}×${print(part.times ?? ZERO)}票`).join(' + ')}）÷ 分母 = ${value}`;
  if ('from' in node) return `${parts.map((part) => `${part.text ?? ''} ${shown(part.value)}`).join('、')} → ${value}`;
  if ('ofHighest' in node) return `${parts.map((part) => shown(part.value)).join(' ÷ ')} × 100 = ${value}`;
  if (parts.length > 0) return `${parts.map((part) => shown(part.value)).join(' + ')} = ${value}`;
  return value;
}

function term(part: Part): string {
  return part.times === undefined || equals(part.times, ONE)
    ? shown(part.value)
    : `${shown(part.value)}×（${print(part.times)}）`;
}

function overHow(run: Run, step: Step, value: string): string {
  const rule = (step.node as Extract<ScoreNode, { readonly over: unknown }>).over;
  const present = step.parts.filter((part) => !isGap(part.value));
  const list = present.map((part) => shown(part.value)).join(' + ');
  if (rule.combine === 'last') return `取最后一期 = ${value}`;
  if (rule.combine === 'sum') return `${list} = ${value}`;
  const divisor = rule.divisor === 'present' ? String(present.length) : amountText(run, rule.divisor);
  return `（${list}）÷ ${divisor} = ${value}`;
}

function amountText(run: Run, amount: Amount): string {
  const value = run.plan.amounts(amount);
  return value === undefined ? '未填' : print(value);
}

/** What bounds and rounding did to the value. */
function notesOf(run: Run, step: Step): readonly string[] {
  const { node, before, value } = step;
  if (isGap(before))
    return before.why.map((why) => `${why.what}${why.clause === undefined ? '' : `（${clauseNo(run, why.clause)}）`}`);
  if (isGap(value) || equals(before, value)) return [];
  const parts = [
    node.times === undefined ? '' : `乘 ${node.times}`,
    node.round === undefined ? '' : `保留 ${node.round.places} 位`,
    node.floor === undefined ? '' : `不低于 ${amountText(run, node.floor)}`,
    node.cap === undefined ? '' : `不高于 ${amountText(run, node.cap)}`,
  ].filter((one) => one !== '');
  return [`${print(before)} ${parts.join('，')} → ${print(value)}`];
}

function itemTree(work: Work, index: number, value: Value, window: Window): readonly Explained[] {
  const { run } = work;
  const item = run.book.catalogue.items[index] as Item;
  const { items } = contextIn(work, window);
  const entries = itemEntries(work, index, window, items.lines(index), items.direct(index));
  if (isGap(value) && value.gap === 'exclude' && entries.length === 0) return [];
  const start =
    item.start === 'full'
      ? `满分 ${item.max === undefined ? '' : amountText(run, item.max)} 起扣`
      : item.start === 'zero'
        ? '从 0 起'
        : '评定';
  const counted = entries.filter((one) => one.dropped === undefined);
  const held = isGap(value) ? value.why.map((why) => why.what) : [];
  const max = item.max === undefined ? '' : `，上限 ${amountText(run, item.max)}`;
  const tree: Explained = {
    id: item.id,
    label: item.label,
    clause: clauseNo(run, item.clause),
    ...(window.whole ? {} : { window: window.id }),
    value: text(value),
    how: `${start}${counted.length === 0 ? '' : ` ${counted.map((one) => one.amount).join(' ')}`}${max} = ${text(value) ?? '待定'}`,
    notes: held,
    entries,
    parts: [],
  };
  return [tree];
}

/** One evaluation for each window, which keeps the lines of every item. */
function contextIn(work: Work, window: Window): Context {
  const known = work.contexts.get(window.id);
  if (known !== undefined) return known;
  const made = contextOf(work.run, work.standing.person, window, () => undefined);
  work.contexts.set(window.id, made);
  return made;
}

function itemEntries(
  work: Work,
  index: number,
  window: Window,
  lines: readonly ItemLine[],
  direct: number,
): readonly ExplainedEntry[] {
  const { run, standing } = work;
  const { ledger, catalogue } = run.book;
  const explained = lines.map((line) => explainLine(work, line));
  if (direct >= 0) explained.unshift(directEntry(run, direct));
  for (let e = ledger.start[standing.person] as number; e < (ledger.start[standing.person + 1] as number); e += 1) {
    const line = catalogue.lines[ledger.line[e] as number] as Line;
    const day = ledger.counted[e] as number;
    if (line.item !== index || run.posts.drop[e] === COUNTS || day < window.first || day > window.last) continue;
    explained.push({ ...entryHead(run, e, line), how: '', amount: '0', dropped: dropText(run, e) });
  }
  return explained;
}

function entryHead(
  run: Run,
  e: number,
  line: Line,
): { readonly id: string; readonly on: string; readonly what: string; readonly clause?: string } {
  const { ledger, catalogue } = run.book;
  const item = catalogue.items[line.item] as Item;
  const { tier = kindAt(ledger, e).role } = kindAt(ledger, e);
  return {
    id: entryId(ledger, e),
    on: printDay(ledger.on[e] as number),
    what: `${line.rule?.label ?? item.label}${tier === undefined ? '' : `（${tier}）`}`,
    clause: clauseNo(run, line.rule?.clause ?? item.clause),
  };
}

function directEntry(run: Run, e: number): ExplainedEntry {
  const line = run.book.catalogue.lines[run.book.ledger.line[e] as number] as Line;
  const points = print(run.book.ledger.points[e] as number);
  return { ...entryHead(run, e, line), how: '评定', amount: points };
}

function explainLine(work: Work, line: ItemLine): ExplainedEntry {
  const { run } = work;
  const at = run.book.catalogue.lines[line.line] as Line;
  const amount = signedText(line.amount);
  const cut =
    line.cut === undefined
      ? {}
      : { dropped: line.cut === 'highest' ? '同类只取最高的一条' : '超出本条上限，只计到上限' };
  if (line.entry < 0) {
    const item = run.book.catalogue.items[at.item] as Item;
    return {
      id: '',
      on: printDay(line.day),
      what: `${at.rule?.label ?? item.label}（${line.via}）`,
      clause: clauseNo(run, at.rule?.clause ?? item.clause),
      how: '由事实得出',
      amount,
      ...cut,
    };
  }
  const how =
    line.via === ''
      ? figures(run, work.standing.person, line.entry, at)
      : `由 ${entryId(run.book.ledger, line.entry)} 转来`;
  return { ...entryHead(run, line.entry, at), how: `${how} = ${amount}`, amount, ...(line.cut === 'cap' ? {} : cut) };
}

/** Price × count × (1 + surcharges), as figures. */
function figures(run: Run, person: number, e: number, line: Line): string {
  const plan = run.plan.posting.lines[line.index];
  const { ledger } = run.book;
  const count = ledger.count[e] as number;
  const each = plan?.value(ledger, e, ONE);
  const price = each === undefined ? '?' : print(each);
  const times = count === ONE ? '' : `×${print(count)}${line.rule?.unit ?? '次'}`;
  const scopeOn = (owner: number, day: number): ReturnType<typeof scopeFor> => scopeFor(run.plan, run.book, owner, day);
  const rates = (plan?.surcharges ?? []).flatMap((one) => {
    const rate = rateOf(one, e, person, ledger, run.posts.nth, scopeOn);
    return isGap(rate) || rate === ZERO ? [] : [{ label: one.label, rate }];
  });
  if (rates.length === 0) return `${price}${times}`;
  const sum = rates.map((one) => `${percent(one.rate)}${one.label}`);
  const joined =
    run.plan.posting.combine === 'add' ? `×（1+${sum.join('+')}）` : sum.map((one) => `×（1+${one}）`).join('');
  return `${price}${times}${joined}`;
}

function percent(rate: Exact): string {
  return `${print(multiply(rate, 100 * ONE_TICKS))}%`;
}

const ONE_TICKS = 1_000_000;

function derivedEntries(work: Work, rules: readonly string[], window: Window): readonly ExplainedEntry[] {
  const { run, standing } = work;
  const { ledger } = run.book;
  return extraOf(run.posts.extra, standing.person)
    .filter((one) => one.line < 0 && rules.includes(one.via) && one.day >= window.first && one.day <= window.last)
    .map((one) => {
      const rule = run.plan.scheme.derived.rules.find((each) => each.id === one.via);
      const owner = ownerName(run, one.cause);
      return {
        id: entryId(ledger, one.cause),
        on: printDay(one.day),
        what: `${rule?.label ?? one.via}（因${owner}）`,
        ...(rule === undefined ? {} : { clause: clauseNo(run, rule.clause) }),
        how: `由${owner}的 ${entryId(ledger, one.cause)} 派生`,
        amount: signedText(one.amount),
      };
    });
}

function ownerName(run: Run, entry: number): string {
  const { ledger, people } = run.book;
  return (entry < 0 ? undefined : people[ownerOf(ledger, entry)]?.name) ?? '组织';
}

function dropText(run: Run, e: number): string {
  const flags = run.book.ledger.flags[e] as number;
  switch (run.posts.drop[e] ?? COUNTS) {
    case DROPPED_VOID:
      if ((flags & REVERSED) !== 0) return '已冲回';
      if ((flags & BEFORE) !== 0) return '上一周期的，只用来数次数';
      return (flags & REJECTED) === 0 ? '检查认定不实，取消' : '审批没有通过';
    case DROPPED_CONDITION:
      return '不符合计分条件';
    case DROPPED_UNAPPROVED:
      return (flags & APPROVED) === 0 ? '待审批' : '不计';
    case DROPPED_ONCE:
      return '同一时段只计一次';
    case DROPPED_SAME_FACT:
      return '同一件事已在别的条款计算';
    case DROPPED_UNKNOWN:
      return '分值没有填写';
    case GOES_TO_OTHER:
      return '记给别人';
    case DROPPED_FREE:
      return '在免计的次数以内';
    default:
      return '不计';
  }
}

/** The number of a clause in its source. */
export function clauseNo(run: Run, id: string): string {
  return run.plan.scheme.clauses.find((one) => one.id === id)?.no ?? id;
}

function text(value: Value): string | null {
  return isGap(value) ? null : print(value);
}

function shown(value: Value): string {
  return text(value) ?? (isGap(value) && value.gap === 'exclude' ? '不计' : '待定');
}

function signedText(amount: Exact): string {
  const printed = print(amount);
  return printed.startsWith('-') || printed === '0' ? printed : `+${printed}`;
}
