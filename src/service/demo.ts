/** The scheme, facts and subject of the demonstration: invented people, marked so. */
export const DEMO_SCHEME = 'village-discipline';
export const DEMO_SUBJECT = '示范甲';

const SCORES: Readonly<Record<string, readonly string[]>> = {
  示范甲: ['3', '14', '9', '9', '2', '2', '3', '5', '9', '9', '9', '10', '9'],
  示范乙: ['2', '10', '7', '6', '2', '1', '2', '4', '7', '6', '7', '8', '7'],
};
const ITEMS = ['一-1', '一-2', '一-3', '一-4', '一-5', '二-1', '二-2', '二-3', '三-1', '三-2', '四-1', '四-2', '五-1'];

export const DEMO_FACTS: unknown = {
  period: '2026',
  orgs: [{ id: 'X', name: '虚构示范村' }],
  subjects: Object.keys(SCORES).map((id) => ({ id, name: id, org: 'X' })),
  entries: Object.entries(SCORES).flatMap(([subject, scores]) =>
    scores.map((points, at) => ({ id: `${subject}-${at + 1}`, subject, item: ITEMS[at], on: '2026-12-20', points })),
  ),
};
