import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSample, testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { lintBurden } from './lint.ts';

const rule = (label: string): Changes => ({ 'items.B-1.rules.B-1/1.label': label });
const evidence = (text: string): Changes => ({ 'items.B-1.evidence': text });
const clause = (text: string): Changes => ({ 'clauses.+': { id: 'd', no: '二', text }, 'items.B-1.clause': 'd' });
const board = { 'score.total.disclosure': { board: 'exact' } };
const step = 'process.tracks.year.steps';

testRows(lintBurden, [
  ['burden-sign-in', rule('按时打卡'), rule('虚假签到')],
  ['burden-sign-in', rule('会议签到'), rule('替会')],
  ['burden-race', rule('早上第一个到'), rule('竞赛第一名')],
  ['burden-app-points', rule('学习强国积分每满一千'), rule('参加集中学习')],
  ['burden-app-points', { 'facts.hours.label': '学习强国积分' }, { 'facts.hours.label': '集中学习学时' }],
  [
    'burden-app-points',
    {
      'facts.hours.label': '红星云积分',
      'items.A-1.rules.A-1/2.shortage': null,
      'items.B-1.rules.B-1/1.counted': { fact: 'hours' },
    },
  ],
  ['burden-online-time', rule('在线时长每满一小时'), rule('集中培训学时')],
  ['burden-likes', rule('点赞和转发朋友圈'), rule('得到群众好评')],
  ['burden-install', rule('关注公众号'), rule('关注困难党员')],
  ['burden-notes', rule('撰写心得体会'), rule('交流学习收获')],
  ['burden-notes', evidence('学习笔记'), evidence('会议记录')],
  ['burden-papers', rule('全年发文数量'), rule('文件落实到位')],
  ['burden-remarks', rule('获领导批示'), rule('获上级表彰')],
  ['burden-publications', rule('市级刊物发表'), rule('公开发表不良言论')],
  ['burden-publications', rule('投稿'), rule('通过内部报刊、宣传栏通报')],
  ['burden-experience', rule('报送经验材料'), rule('有工作经验')],
  ['burden-information', rule('上报信息'), rule('公开党务信息')],
  ['burden-film', rule('制作宣传片'), rule('制作岗位牌')],
  ['burden-photos', evidence('现场照片'), evidence('另一人证实')],
  ['burden-photos', { [`${step}.publish.label`]: '写承诺，附照片' }, { [`${step}.publish.label`]: '写承诺' }],
  ['burden-photos', { [`${step}.publish.form`]: '活动照片' }, { [`${step}.publish.form`]: '活动记录' }],
  ['burden-location', rule('走访轨迹'), rule('走访群众')],
  ['burden-traces', rule('工作台账齐全'), rule('工作台账')],
  ['burden-frequent-filing', rule('每周上报一次'), rule('每季上报一次')],
  [
    'burden-frequent-filing',
    { 'process.tracks.year.cadence': 'week', [`${step}.publish.action`]: 'declare' },
    { 'process.tracks.year.cadence': 'week' },
  ],
  ['burden-frequent-ranking', { 'rankings.place.per': 'month' }, { 'rankings.place.per': 'quarter' }],
  ['burden-frequent-ranking', { 'period.unit': 'month', 'period.posting': null }, { 'period.unit': 'quarter' }],
  [
    'burden-frequent-ranking',
    { 'clauses.+': { id: 'd', no: '二', text: '每周公示排名' } },
    { 'clauses.+': { id: 'd', no: '二', text: '每年公示排名' } },
  ],
  [
    'burden-live-ranking',
    { [`${step}.publish.places`]: ['积分排行榜'] },
    { [`${step}.publish.places`]: ['党务公开栏'] },
  ],
  [
    'burden-last-place',
    { 'outcomes.talk.when': { rank: 'place', last: true } },
    { 'outcomes.talk.when': { rank: 'place', lte: '3' } },
  ],
  ['burden-last-place', { 'rankings.place.first': 'lowest' }],
  ['burden-last-place', { 'carry.low.when': { rank: 'place', last: true } }],
  ['burden-public-order', board, { ...board, rankings: [] }],
  ['burden-public-order', board, { ...board, 'rankings.place.node': null, 'rankings.place.account': 'points' }],
  ['burden-frequent-ballots', { 'ballots.vote.per': 'month' }, { 'ballots.vote.per': 'half-year' }],
  [
    'burden-asked-twice',
    { 'facts.+': { id: 'more', label: '学时', type: 'number' } },
    { 'facts.+': { id: 'more', label: '学时', of: 'org', type: 'number' } },
  ],
]);

test('where the label is too short, the clause says it', () => {
  const [found, ...more] = lintBurden(changedSample(clause('笔记每篇一分')));
  assert.deepEqual([found?.code, found?.at, more.length], ['burden-notes', 'items.B-1', 0]);
});

test('where a label says it, the other items of the clause are left alone', () => {
  const changes = {
    ...clause('笔记每篇一分，获奖两分'),
    'items.A-1.clause': 'd',
    'items.A-1.rules.A-1/1.label': '不写笔记',
  };
  assert.deepEqual(
    lintBurden(changedSample(changes)).map((one) => one.at),
    ['items.A-1.rules.A-1/1'],
  );
});

test('a finding carries its basis, to whom it applies, and that the wording must be checked', () => {
  const [found] = lintBurden(changedSample(rule('按时打卡')));
  assert.equal(found?.severity, 'warning');
  assert.match(found?.data['basis'] ?? '', /国办函〔2026〕12号.*指尖上的形式主义/);
  assert.match(found?.data['applies'] ?? '', /事业单位/);
  assert.equal(found?.data['verify'], '须核对原文');
});

test('a scheme for employees is told that it stands outside', () => {
  const [found] = lintBurden(changedSample({ ...rule('按时打卡'), subject: 'employee' }));
  assert.match(found?.data['applies'] ?? '', /供参考/);
});

test('norms are looked at like items', () => {
  const norms = [{ id: 'n', label: '学习笔记检查', clause: 'c', count: { fact: 'hours', least: '1' } }];
  assert.deepEqual(
    lintBurden(changedSample({ norms })).map((one) => one.at),
    ['norms.n'],
  );
});
