import type { Problem } from '../../problem.ts';
import type { Scheme } from '../scheme.ts';
import { found } from './found.ts';

/** Two words for one edge that say opposite things: 低于50分（含50分）, 大于5分及以上. */
const OPPOSITE = [
  /(?:低于|少于|小于|不足|不到|大于|多于|高于|超过)(\d+(?:\.\d+)?)[^，。；、]{0,3}(?:（|\()含/u,
  /(?:低于|少于|小于|不足|不到)(\d+(?:\.\d+)?)[^，。；、]{0,3}(?:及)?以下/u,
  /(?:大于|多于|高于|超过)(\d+(?:\.\d+)?)[^，。；、]{0,3}(?:及)?以上/u,
];

/** 80分以上 beside 80分以下, 留党察看以下 beside 留党察看以上: both words take the edge itself in. */
const EDGE = String.raw`(?<![\d.])\d+(?:\.\d+)?分?|\p{Script=Han}{2,6}`;
const IN_BOTH = [
  new RegExp(String.raw`(${EDGE})以上.*(?<![\d.])\1以下`, 'u'),
  new RegExp(String.raw`(${EDGE})以下.*(?<![\d.])\1以上`, 'u'),
];

/** A figure as nobody writes it: 05分, or digits left over behind a unit: 5分1231. */
const STRAY = /(?<![\d.])0\d+(?=[分人次个项天日月年%])|\d[分次人个项]\d+(?!\d*[分次人个项天日月年%.至—-])/u;

/** What the wording of a clause leaves open before any rule is written (条文的字句). */
export function checkWording(scheme: Scheme): readonly Problem[] {
  return scheme.clauses.flatMap(({ id, no, text }) => {
    const at = `clauses.${id}`;
    const opposite = OPPOSITE.map((one) => one.exec(text)?.[0]).find((one) => one !== undefined);
    const edge = IN_BOTH.map((one) => one.exec(text)?.[1]).find((one) => one !== undefined);
    const stray = STRAY.exec(text)?.[0];
    return [
      ...(opposite === undefined ? [] : [found('edge-both-ways', at, { no, words: opposite }, id)]),
      ...(edge === undefined ? [] : [found('edge-in-both', at, { no, edge }, id)]),
      ...(stray === undefined ? [] : [found('stray-figure', at, { no, words: stray }, id)]),
    ];
  });
}
