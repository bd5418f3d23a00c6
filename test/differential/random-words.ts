// The few names that random documents are made of.
import fc from 'fast-check';

/** A document, as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonRecord = { readonly [key: string]: Json };

export const CLAUSE = 'c';
export const GROUPS = ['g1', 'g2'] as const;
export const ROLES = ['chief', 'boss'] as const;
export const GRADES = ['优', '良', '中', '差'] as const;
export const CATEGORIES = ['A', 'B'] as const;
export const CHOICES = ['甲', '乙', '丙'] as const;
export const VOTES = ['好', '一般', '差'] as const;

export const PERIODS = [
  { unit: 'year', posting: 'quarter' },
  { unit: 'year', posting: 'month' },
  { unit: 'year', posting: 'half-year' },
  { unit: 'half-year', posting: 'month' },
  { unit: 'half-year', posting: 'quarter' },
  { unit: 'quarter', posting: 'month' },
  { unit: 'month', posting: undefined },
] as const;

export type Posting = (typeof PERIODS)[number];

/** What nodes, items, conditions may name. */
export type Names = {
  readonly period: Posting;
  readonly items: readonly string[];
  readonly rules: readonly string[];
  readonly sections: number;
  readonly wholeNodes: readonly string[];
};

export function small(): fc.Arbitrary<string> {
  return fc.constantFrom('1', '2', '3', '5', '0.5', '2.5', '10', '4');
}
