import { printDay } from '../date.ts';
import type { Exact } from '../number.ts';
import { leavesOf } from '../scheme/check/places.ts';
import type { FactRule } from '../scheme/fact.ts';
import { visible } from '../text/sentence.ts';
import type { FactValue } from './book/book.ts';
import { factLine } from './book/fact-value.ts';
import type { Scope } from './book/scope.ts';
import { on, type Timeline } from './book/timeline.ts';
import { figure } from './figures.ts';
import type { Plan } from './plan.ts';

/** A value as people write it: `3 个月`, `是`, `2026-03-02`, `甲、乙`. */
export function factWord(rule: FactRule, value: FactValue): string {
  if (rule.type === 'number') return `${figure(value as Exact)}${rule.unit === undefined ? '' : ` ${rule.unit}`}`;
  if (rule.type === 'date') return printDay(value as number);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' ? visible(value) : [...(value as Iterable<string>)].map(visible).join('、');
}

/**
 * How a fact changed within the period of which only the last day is looked at: `2026-07-01 起由「甲」改为「乙」`; empty where
 * it stays the same, is counted over the period, or is on discipline.
 */
export function factChange(rule: FactRule, scope: Scope, of: 'subject' | 'org' = rule.of): string {
  const { source, sensitive } = rule;
  if (sensitive || source.window !== undefined || source.at === 'period-start') return '';
  return changeText(factLine(rule, scope, of), scope, (value) => factWord(rule, value));
}

/** How what puts somebody into a category changed: the roster, else the facts that its conditions ask for (分类). */
export function categoryChanges(
  plan: Plan,
  scope: Scope,
): readonly { readonly label: string; readonly text: string }[] {
  const { book, owner } = scope;
  const rostered = book.people[owner]?.category;
  const { categories } = plan.scheme.scope;
  if (rostered !== undefined && on(rostered, scope.day) !== undefined) {
    const word = (id: string): string => categories.find((one) => one.id === id)?.label ?? id;
    return told('类别', changeText(rostered, scope, word));
  }
  if (book.decisions.get(owner)?.category !== undefined) return [];
  const asked = categories.flatMap(({ when }) => (when === undefined ? [] : leavesOf(when)));
  const ids = new Set(asked.flatMap((leaf) => ('fact' in leaf ? leaf.fact : [])));
  return [...ids].flatMap((id) => {
    const rule = plan.env.facts.get(id);
    return rule === undefined ? [] : told(rule.label, factChange(rule, scope));
  });
}

function told(label: string, text: string): readonly { readonly label: string; readonly text: string }[] {
  return text === '' ? [] : [{ label, text }];
}

/** Only where the last day of the period speaks for all of it. */
function changeText<T>(
  line: Timeline<T> | undefined,
  { book, day, window }: Scope,
  word: (value: T) => string,
): string {
  const speaksForAll = window.whole && day === book.end;
  if (!speaksForAll || line === undefined || 'always' in line || on(line, day) === undefined) return '';
  const pieces = line.pieces
    .filter((piece) => piece.from <= day && piece.to >= book.first)
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, value }) => ({ from, word: word(value) }));
  return pieces
    .flatMap((piece, index) => {
      const before = pieces[index - 1]?.word ?? piece.word;
      return before === piece.word ? [] : [`${printDay(piece.from)} 起由「${before}」改为「${piece.word}」`];
    })
    .join('，');
}
