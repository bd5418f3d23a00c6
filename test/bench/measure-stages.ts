// 计分的时间花在哪一段：一段一段加上去，同一次运行里轮流跑，与手写循环并排。
import { finish } from '../../src/core/score/evaluate.ts';
import { itemFold } from '../../src/core/score/items/item-score.ts';
import { deriveAll } from '../../src/core/score/posting/derive.ts';
import { postAll } from '../../src/core/score/posting/posting.ts';
import type { Amounted, ScopeOn } from '../../src/core/score/posting/posted.ts';
import { scopeFor } from '../../src/core/score/run.ts';
import { scoreAll } from '../../src/core/score/score-all.ts';
import { readScheme } from '../../src/store/scheme.ts';
import { figure, median, rounds, table, type Lap, type Runner } from './clock.ts';
import { crowdOf, type CrowdName } from './crowd.ts';
import { handSoeJoint } from './hand-soe-joint.ts';
import { handVanguardIndex } from './hand-vanguard-index.ts';
import { opened, rulesetOf, type Opened } from './opened.ts';

const quick = process.argv.includes('--quick');
const MEMBERS = quick ? 5_000 : 100_000;
const [WARM, MEASURED] = quick ? [1, 3] : [2, 7];
const ENTRIES = [1, 50];

/** Each does what the one before it does, and one stage more. */
function stagesOf(name: CrowdName, { plan, book }: Opened): readonly Runner[] {
  const members = MEMBERS;
  const scopeOn: ScopeOn = (owner, day) => scopeFor(plan, book, owner, day);
  const posted = (): Amounted => postAll(plan.posting, book, scopeOn);
  const derived = (): Amounted => {
    const posts = posted();
    deriveAll(plan.derive, plan.posting, book, posts, scopeOn);
    return posts;
  };
  const folded = (withItems: boolean): number => {
    const fold = itemFold(plan.items, book, derived(), false);
    const items = withItems ? plan.items.items.length : 0;
    let numbers = 0;
    for (const person of book.subjects) {
      const scores = fold(scopeFor(plan, book, person, book.end));
      for (let at = 0; at < items; at += 1) if (typeof scores.score(at) === 'number') numbers += 1;
    }
    return numbers;
  };
  return [
    {
      name: '手写循环，全部',
      members,
      run: () => (name === 'soe-joint-demo' ? handSoeJoint : handVanguardIndex)(book),
    },
    { name: '每条记录值多少', members, run: posted },
    { name: '……给他人带来什么', members, run: derived },
    { name: '……按项目汇总', members, run: () => folded(false) },
    { name: '……各项目得分', members, run: () => folded(true) },
    { name: '……节点、否决、总分', members, run: () => scoreAll(plan, book) },
    { name: '……名次、等次、名额', members, run: () => finish(plan, book, []) },
  ];
}

for (const name of ['soe-joint-demo', 'vanguard-index-demo'] as const) {
  const columns: (readonly Lap[])[] = [];
  for (const entries of ENTRIES)
    columns.push(
      await rounds(
        stagesOf(name, opened(rulesetOf(readScheme(name)), crowdOf(name, MEMBERS, entries))),
        WARM,
        MEASURED,
      ),
    );
  console.log(`\n${name}，${MEMBERS.toLocaleString('en')} 人；微秒是每人的 CPU 时间，一行比上一行多做一段`);
  const [first = []] = columns;
  const rows = first.map(({ name: stage }, at) => [
    stage,
    ...columns.map((laps) => figure(median(laps[at]?.perMember ?? []) * 1e6)),
  ]);
  console.log(table([['', ...ENTRIES.map((entries) => `每人 ${entries} 条`)], ...rows]));
}
