import { add, divide, whole, ZERO, type Exact } from '../../number.ts';
import type { From } from '../../scheme/node.ts';
import type { Book, ResultRow } from '../book/book.ts';
import { orgOf, isWithin } from '../book/roster.ts';
import { EXCLUDED, hold, holdAll, unreported, type Gap, type Value } from '../value.ts';
import type { Evaluate, NodeContext, Part } from './node-context.ts';

/** Published results of another scheme: one's own, the leadership's, or all members' (引用结果). */
export function from(rule: From, label: string, clause: string | undefined): Evaluate {
  return (context, parts) => {
    const rows = rowsFor(rule, context);
    if (rows.length === 0) return unreported(`${label}：引用的结果里没有人`, clause);
    return combined(rule, rows, { label, clause }, parts);
  };
}

/** By what a missing result is told. */
type Told = { readonly label: string; readonly clause: string | undefined };

function combined(rule: From, rows: readonly ResultRow[], from: Told, parts: Part[] | undefined): Value {
  const held: Gap[] = [];
  const counted: Exact[] = [];
  for (const row of rows) {
    const value = rowValue(rule, row, from);
    parts?.push({ text: row.subject, value: value ?? EXCLUDED });
    if (value === undefined) continue;
    if (typeof value === 'object' && 'gap' in value) held.push(value);
    else counted.push(value);
  }
  if (held.length > 0) return holdAll(held);
  if (counted.length === 0) return unreported(`${from.label}：没有可用的分数`, from.clause);
  const sum = counted.reduce<Exact>(add, ZERO);
  return rule.of === 'own' || rule.combine === 'sum' ? sum : divide(sum, whole(counted.length));
}

/** The score of a row, undefined when it is left out. */
function rowValue(rule: From, row: ResultRow, { label, clause }: Told): Exact | Gap | undefined {
  if (row.status === 'exempt')
    return rule.exempt === 'skip' ? undefined : hold(`${label}：有人免评，等待组织定`, clause, row.subject);
  if (row.score !== undefined && row.status === 'scored') return row.score;
  if (rule.missing === 'zero') return ZERO;
  return rule.missing === 'skip' ? undefined : unreported(`${label}：有人还没有分数`, clause, row.subject);
}

/** The published results that a node refers to. */
export function rowsFor(rule: From, { book, scope }: Pick<NodeContext, 'book' | 'scope'>): readonly ResultRow[] {
  const rows = book.results.get(rule.scheme) ?? [];
  const self = book.people[scope.owner];
  if (rule.of === 'own') return rows.filter((row) => row.subject === self?.person);
  const home = ownOrg(book, scope.owner, scope.day);
  return rows.filter((row) => {
    if (rule.of === 'leadership' && !row.leadership) return false;
    if (rule.of === 'members' && rule.leaders === 'exclude' && row.leadership) return false;
    return belongs(book, row.org, home, rule.scope);
  });
}

/** An organisation that is rated is its own organisation. */
function ownOrg(book: Book, owner: number, day: number): string | undefined {
  const self = book.people[owner];
  if (self?.itself !== undefined) return self.id;
  const org = orgOf(book, owner, day);
  return org === undefined ? self?.id : book.orgs[org]?.id;
}

function belongs(book: Book, org: string | undefined, home: string | undefined, scope: 'direct' | 'subtree'): boolean {
  if (org === undefined || home === undefined) return false;
  if (org === home || scope === 'direct') return org === home;
  const [below, above] = [book.orgIndex.get(org), book.orgIndex.get(home)];
  return below !== undefined && above !== undefined && isWithin(book, below, above);
}
