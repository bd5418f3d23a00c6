// Random rankings, carries, consequences, gates, standards and deadlines.
import type { Dice } from '../dice.ts';
import type { JsonRecord } from '../json.ts';
import { condition, type Place } from './condition.ts';
import { CLAUSE, field, GRADES, namesOfEntries, NUMBERS, partOf, ROLES, type Names } from './names.ts';

/** Any node but the first, which may read the account. */
const feeding = (names: Names): readonly string[] => names.nodes.slice(1);

export function rankings(d: Dice, names: Names): readonly JsonRecord[] {
  return names.rankings.map((id, at) => {
    const per = at > 0 && names.posting !== undefined && d.oneIn(2) ? partOf(d, names) : undefined;
    const ofAccount = per === undefined && names.account && d.oneIn(4);
    return {
      id,
      label: '名次',
      clause: CLAUSE,
      ...(ofAccount ? { account: 'acc' } : { node: d.pick(names.nodes) }),
      among: d.pick(['org', 'org', 'all']),
      ...field('per', per),
      first: d.pick(['highest', 'highest', 'lowest']),
      base: d.pick(['all-members', 'full-members', 'graded-members']),
      rounding: d.pick(['round-down', 'half-up', 'round-up']),
      ties: d.pick(['human', 'all-in', 'all-out']),
      allEqual: d.pick(['none', 'all']),
      ...field(
        'small',
        d.maybe(3, () => ({ upTo: 2, choose: d.pick(['apply', 'human']) })),
      ),
    };
  });
}

export function carry(d: Dice, names: Names): readonly JsonRecord[] {
  return [...names.carries.map((one) => carried(d, names, one)), ...(names.account ? [account(d, names)] : [])];
}

function carried(d: Dice, names: Names, { id, yesNo, grades }: Names['carries'][number]): JsonRecord {
  const common = { id, label: '跨期', clause: CLAUSE, complete: d.oneIn(2) };
  const ofNumbers = !yesNo && !grades && d.oneIn(3);
  if (ofNumbers) {
    const kind = d.pick(['mean', 'sum'] as const);
    return {
      ...common,
      kind,
      node: d.pick(names.nodes),
      over: 'year',
      ...field(
        'divisor',
        d.maybe(3, () => '4'),
      ),
    };
  }
  const when = grades ? { grade: [...d.some(GRADES, 2)] } : past(d, names);
  if (yesNo) return { ...common, kind: 'every', over: 'year', when };
  const kind = d.pick(['streak', 'count'] as const);
  return {
    ...common,
    kind,
    when,
    ...(kind === 'streak'
      ? field(
          'over',
          d.maybe(3, () => 'year'),
        )
      : field(
          'expiresAfterYears',
          d.maybe(3, () => d.pick(['1', '2'])),
        )),
  };
}

/** What history can answer: a score, a node, a place. */
function past(d: Dice, names: Names): JsonRecord {
  const node = (): JsonRecord => ({ node: d.pick(names.nodes), [d.pick(['gte', 'lt'])]: d.pick(['60', '5', '2']) });
  const place = (): JsonRecord => ({ rank: d.pick(names.rankings), last: true });
  const leaf = (): JsonRecord => (names.rankings.length > 0 && d.oneIn(3) ? place() : node());
  return d.oneIn(4) ? { any: [leaf(), leaf()] } : leaf();
}

function account(d: Dice, names: Names): JsonRecord {
  return {
    id: 'acc',
    label: '账户',
    clause: CLAUSE,
    kind: 'account',
    add: [d.pick(feeding(names))],
    opening: d.pick(['0', '10']),
    reset: d.pick(['never', 'year', 'month']),
    ...field(
      'resetWhen',
      d.maybe(4, () => condition(d, names, { stage: 3, nodes: feeding(names) })),
    ),
  };
}

export function outcomes(d: Dice, names: Names): readonly JsonRecord[] {
  return names.outcomes.map(({ id, org }, at) => {
    const before = names.outcomes.slice(0, at).filter((one) => one.org === org);
    const place: Place = {
      stage: org ? 2 : 7,
      org,
      nodes: names.nodes,
      account: true,
      outcomes: before.map((one) => one.id),
    };
    return {
      id,
      clause: CLAUSE,
      when: condition(d, names, place),
      do: '提醒',
      on: [...d.some(['subject', 'leaders', 'org', 'chief'], 2)],
      level: org ? 'org' : 'subject',
      force: d.pick(['must', 'should', 'may']),
      ...field(
        'due',
        d.maybe(3, () => due(d)),
      ),
      ...lasting(d),
      ...(names.account && !org
        ? field(
            'credit',
            d.maybe(3, () => ({ account: 'acc', amount: d.pick(NUMBERS) })),
          )
        : {}),
      ...field(
        'each',
        d.maybe(4, () => ({ items: [...d.some(namesOfEntries(names), 2)], amount: '2' })),
      ),
    };
  });
}

function lasting(d: Dice): JsonRecord {
  const shift = d.pick<JsonRecord>([{ years: 1 }, { months: 6 }, { years: 1, months: 1 }]);
  return d.pick<JsonRecord>([
    {},
    {},
    {},
    { until: shift },
    { until: { ...shift, from: 'joined' } },
    { extends: { fact: 'joined', ...shift } },
  ]);
}

function due(d: Dice): JsonRecord {
  return {
    after: d.pick(['period-end', 'period-start', 'done']),
    ...d.pick<JsonRecord>([
      { days: 10 },
      { days: 5, sameDay: true },
      { workingDays: 5 },
      { months: 3 },
      { years: 1 },
      { dayOfMonth: 31, months: 1 },
      { dayOfMonth: 10 },
      { monthDay: '12-16' },
      { monthDay: '01-20', nextYear: true },
    ]),
  };
}

export function gates(d: Dice, names: Names): readonly JsonRecord[] {
  const subject = names.outcomes.filter((one) => !one.org).map((one) => one.id);
  return Array.from({ length: names.gates }, (_, at) => ({
    id: `gate${at}`,
    label: `资格${at}`,
    clause: CLAUSE,
    when: condition(d, names, { stage: 7, nodes: names.nodes, account: true, outcomes: subject }),
  }));
}

export function norms(d: Dice, names: Names): readonly JsonRecord[] {
  return d.list(0, 2, (at) => {
    const kind = d.pick([...ofPeople(d), ...ofOrgs(d, names)]);
    const org = kind['of'] === 'org';
    const monthly = 'day' in kind;
    return {
      id: `norm${at}`,
      label: '规范',
      clause: CLAUSE,
      ...kind,
      window: monthly ? 'month' : d.pick([names.unit, partOf(d, names) ?? names.unit]),
      ...field(
        'appliesWhen',
        d.maybe(4, () => condition(d, names, { stage: 2, org })),
      ),
      ...field(
        'exceptApproved',
        d.maybe(3, () => (org ? 'orgflag' : 'flag')),
      ),
      force: d.pick(['must', 'should', 'may']),
      use: d.pick(['remind', 'remind', 'remind', 'none']),
    };
  });
}

const limits = (d: Dice): JsonRecord => ({
  least: d.pick(['1', '2']),
  ...field(
    'most',
    d.maybe(2, () => d.pick(['2', '3'])),
  ),
});

function ofPeople(d: Dice): readonly JsonRecord[] {
  const of = d.pick(['subject', 'subject', 'leadership'] as const);
  return [
    { of, count: { fact: 'hours', ...limits(d) } },
    { of, range: { fact: 'level', ...limits(d) } },
    { of, holds: { fact: 'flag' } },
    {
      of,
      ratio: {
        part: 'level',
        whole: 'hours',
        least: '50%',
        ...field(
          'most',
          d.maybe(2, () => '2'),
        ),
      },
    },
  ];
}

function ofOrgs(d: Dice, names: Names): readonly JsonRecord[] {
  const item = d.pick(namesOfEntries(names));
  const from = d.pick(['leadership', ...ROLES]);
  return [
    { of: 'org', count: { item, ...limits(d) } },
    { of: 'org', count: { fact: 'size', item, ...limits(d) } },
    { of: 'org', ratio: { part: 'size', whole: 'crowd', least: '1/3' } },
    { of: 'org', day: { item, dayOfMonth: d.pick([10, 31]), movedWithReason: d.oneIn(2) } },
    { of: 'org', day: { fact: 'done', dayOfMonth: 10 } },
    { of: 'org', holds: { fact: 'orgflag' } },
    {
      of: 'org',
      posts: {
        fact: 'size',
        size: 'crowd',
        least: '1',
        extra: [
          { above: '2', add: '1' },
          { from: '3', add: '1' },
        ],
      },
    },
    {
      of: 'org',
      table: {
        ...field(
          'fact',
          d.maybe(2, () => 'form'),
        ),
        rows: ['大会', '小组'].map((value) => ({ value, when: condition(d, names, { stage: 2, org: true }) })),
      },
    },
    { of: 'org', pairs: { item, from, cover: d.pick(['each-pair', 'together']), least: d.pick(['1', '2']) } },
  ];
}

export function texts(d: Dice): readonly JsonRecord[] {
  return d.list(0, d.pick([0, 0, 1]), (at) => {
    const org = d.oneIn(3);
    return { id: `text${at}`, label: '文字', clause: CLAUSE, ...(org ? { of: 'org' } : {}), ...ofTexts(d, org) };
  });
}

function ofTexts(d: Dice, org: boolean): JsonRecord {
  return {
    fact: d.pick(org ? ['plan', 'plans'] : ['note', 'lines']),
    ...field(
      'most',
      d.maybe(2, () => d.pick([2, 5])),
    ),
    each: d.oneIn(2),
    ...field(
      'count',
      d.maybe(2, () => ({ least: 1, most: 2 })),
    ),
    parts: d.list(0, 1, () => ({
      fact: d.pick(org ? ['plan', 'size'] : ['note', 'level']),
      label: '部分',
      least: '30%',
      most: '80%',
    })),
    ...(d.oneIn(2) ? { aspects: ['x', 'y'], aspectFact: org ? 'topics' : 'tags' } : {}),
  };
}

/** What of its members' scores an organisation is told by. */
export function orgs(d: Dice, names: Names): JsonRecord {
  if (d.oneIn(2)) return {};
  return {
    orgs: {
      ...field(
        'node',
        d.maybe(2, () => d.pick(names.nodes)),
      ),
      order: d.pick(['sum', 'mean', 'none']),
      scope: d.pick(['direct', 'subtree']),
    },
  };
}

const ACTIONS = ['declare', 'publish', 'object'] as const;

export function procedure(d: Dice): JsonRecord {
  if (!d.oneIn(4)) return {};
  const steps = ACTIONS.map((action, at) => ({
    id: `s${at}`,
    label: '步骤',
    action,
    ...field(
      'due',
      d.maybe(2, () => due(d)),
    ),
    ...(action === 'publish' ? { noticeDays: 5, workingDays: d.oneIn(2) } : {}),
    ...field(
      'done',
      d.maybe(2, () => 'done'),
    ),
  }));
  const cadence = d.pick(['any-time', 'week', 'month', 'quarter', 'half-year', 'year', 'once']);
  return { process: { countFirstDay: d.oneIn(3), tracks: [{ id: 't', label: '程序', cadence, steps }] } };
}
