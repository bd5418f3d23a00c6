import { testRows } from '../../../../test/sample-scheme.ts';
import { checkHeadcounts } from './headcounts.ts';

const isFull = { 'scope.fullMembers': { fact: 'status', is: '正式党员' } };
const byQuota = { 'grade.quotas.q.among': 'full-members' };

testRows(checkHeadcounts, [
  ['full-members-unknown', byQuota, { ...byQuota, ...isFull }],
  [
    'full-members-unknown',
    byQuota,
    { ...byQuota, 'facts.+': { id: 'full-members', label: '正式党员数', of: 'org', type: 'number' } },
  ],
  ['full-members-unknown', { 'rankings.place.base': 'full-members' }, { 'rankings.place.base': 'all-members' }],
  [
    'full-members-unknown',
    { 'readings.gap.options.high.set': { 'grade.quotas.q.among': 'full-members' } },
    { 'readings.gap.options.high.set': { 'grade.quotas.q.among': 'full-members' }, ...isFull },
  ],
  ['full-members-idle', isFull, { ...isFull, ...byQuota }],
]);
