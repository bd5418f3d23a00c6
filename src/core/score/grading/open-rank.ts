import { firstFew } from '../../text/first-few.ts';
import { periodName } from '../../period.ts';
import type { OpenRank } from '../results.ts';
import type { Scheme } from '../../scheme/scheme.ts';

/** What is said of places of which some are still awaited; nothing where none are. */
export function mayChange(pending: number, what: '名次' | '名额'): string {
  return pending === 0 ? '' : `${pendingText(pending)}，${what}可能变`;
}

function pendingText(pending: number): string {
  return `这一组还有 ${pending} 人待定`;
}

/** Why an order of a group cannot be told yet, or may change (名次还会变). */
export type ReportOpenRank = {
  /** Empty where the order is among all. */
  readonly orgId: string;
  readonly org: string;
  /** The name of the order. */
  readonly label: string;
  readonly what: string;
  readonly clause: string;
};

/** Sub-periods named one by one. */
const NAMED = 3;

/** Open orders as sentences, the sub-periods of one order together. */
export function openRankLines(
  scheme: Scheme,
  open: readonly OpenRank[],
  orgName: (id: string) => string,
  clauseNo: (id: string | undefined) => string,
): readonly ReportOpenRank[] {
  const orders = Map.groupBy(open, (one) => `${idOf(one)} ${one.org}`);
  return [...orders.values()].map((ones) => {
    const [first] = ones as [OpenRank, ...OpenRank[]];
    const rule = scheme.rankings.find((each) => each.id === idOf(first));
    return {
      orgId: first.org,
      org: orgName(first.org),
      label: rule?.label ?? '名次',
      what: whatOf(first, ones),
      clause: clauseNo(rule?.clause),
    };
  });
}

function whatOf({ ranked, ranking, pending }: OpenRank, ones: readonly OpenRank[]): string {
  if (ranked) return `${pendingText(pending)}，名次可能变`;
  if (ranking?.includes('@') !== true) return `还排不出，${pendingText(pending)}`;
  const windows = ones.map((one) => `${windowOf(one)} ${one.pending} 人待定`);
  return `有的期还排不出：${firstFew(windows, NAMED, '期')}`;
}

function idOf({ ranking }: OpenRank): string | undefined {
  return ranking?.replace(/@.*$/u, '');
}

function windowOf({ ranking }: OpenRank): string {
  return periodName((ranking ?? '').replace(/^.*@/u, ''));
}

/** One open order as a sentence. */
export function openRankText({ org, label, what }: ReportOpenRank): string {
  return `${org}${org === '' ? '' : '　'}${label}：${what}`;
}
