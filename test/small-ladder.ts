import type { Blocks } from './small-scheme.ts';

/** 优 from 90, 良 from 60, 差 below. */
export const BANDS = {
  id: 't',
  bands: [
    { grade: '优', from: '90', clause: 'c' },
    { grade: '良', from: '60', below: '90' },
  ],
  otherwise: { grade: '差', clause: 'c' },
};

/** A total that a body gives, graded by these bands, and what else the grading has. */
export function graded(grade: Blocks = {}, more: Blocks = {}): Blocks {
  return {
    inputs: [{ id: 'given' }],
    score: [{ id: 'total', input: 'given' }],
    grade: { clause: 'c', ladder: ['优', '良', '差'], tables: [BANDS], ...grade },
    ...more,
  };
}

export const FOUR = ['优', '良', '中', '差'];
export const FOUR_BANDS = [
  { grade: '优', from: '90' },
  { grade: '良', from: '80', below: '90' },
  { grade: '中', from: '60', below: '80' },
];

/** A grading with a grade more: 优 from 90, 良 from 80, 中 from 60, 差 below. */
export function inFour(grade: Blocks = {}): Blocks {
  const table = { id: 't', bands: FOUR_BANDS, otherwise: { grade: '差' } };
  return { clause: 'c', ladder: FOUR, tables: [table], ...grade };
}

/** Places for 优, two where nothing else is said; who is out is 良. */
export function quotaOf(more: Blocks = {}): Blocks {
  return {
    id: 'q',
    grade: '优',
    count: '2',
    among: 'graded-members',
    rounding: 'round-down',
    keys: ['total'],
    ties: 'human',
    spill: '良',
    clause: 'c',
    ...more,
  };
}
