import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readScheme } from '../../store/scheme.ts';
import { canonicalJson } from '../json.ts';
import { resolveScheme } from '../scheme/resolve.ts';
import { setAt } from '../scheme/path.ts';
import { examplesOf } from '../score/example.ts';
import { parseFacts } from '../score/book/facts.ts';
import { hashOfHead, parseBundle, printBundle, type Bundle, type BundleHead } from './bundle.ts';
import { merkleTree } from './merkle.ts';
import { makeBundle, scoreBundle } from './publish.ts';
import { verifyBundle } from './verify.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const salt = (place: string): string => sha256(`salt of ${place}`).slice(0, 32);

const PARENT = {
  scheme: 'small',
  title: '样例',
  subject: 'member',
  source: '样例',
  delegates: [{ path: 'sections', clause: 'c' }],
  effective: { from: '2026-01-01' },
  period: { unit: 'year' },
  clauses: [{ id: 'c', no: '一', text: '样例条款' }],
  params: [{ id: 'base', label: '基础分', range: ['60', '80'], fills: '支部', clause: 'c' }],
  items: [{ id: 'D', label: '履职', clause: 'c', rules: [{ id: 'D/1', label: '一次', points: '2' }] }],
  score: [
    { id: 'total', label: '总分', sum: ['base', 'duty'] },
    { id: 'base', label: '基础分', const: { param: 'base' } },
    { id: 'duty', label: '履职分', items: ['D'] },
  ],
  grade: {
    clause: 'c',
    ladder: ['好', '差'],
    tables: [{ id: 't', bands: [{ grade: '好', from: '70', pending: ['好', '差'] }], otherwise: { grade: '差' } }],
  },
  readings: [
    {
      id: 'worth',
      question: '一次几分',
      options: [
        { id: 'two', text: '两分' },
        { id: 'three', text: '三分', set: { 'items.D.rules.D/1.points': '3' } },
      ],
      choice: 'two',
    },
  ],
};
const OVERLAY = { scheme: 'local', title: '样例细则', extends: ['small'], params: { base: '75' } };
const documents = (id: string): unknown => ({ small: PARENT, local: OVERLAY })[id];

const FACTS = {
  period: '2026',
  orgs: [{ id: 'X', name: '虚构支部' }],
  subjects: [
    { id: 'm1', name: '示范甲', org: 'X' },
    { id: 'm2', name: '示范乙', org: 'X' },
  ],
  entries: [{ id: 'e1', subject: 'm1', item: 'D/1', on: '2026-03-02', reason: '值守' }],
  decisions: { m2: { grade: '差', by: '支部党员大会' } },
};
const DETERMINATIONS = { m1: { grade: '好', by: '支部党员大会', reason: '表现一贯' } };

function bundle(facts: object = FACTS, scheme = 'local'): Bundle {
  const parsed = parseFacts(facts);
  assert.ok(parsed.ok);
  const made = makeBundle(
    { scheme, documents, facts: parsed.value, determinations: DETERMINATIONS, evaluator: '0.1.0' },
    salt,
    sha256,
  );
  assert.ok(made.ok, JSON.stringify(made.problems));
  return made.value;
}

const SMALL = bundle();
const FILE = printBundle(SMALL);

function codes(source: string): readonly string[] {
  return [...new Set(verifyBundle(source, sha256).map((one) => one.code))];
}

test('a bundle is whole, and scores to its outputs from itself alone', () => {
  assert.deepEqual(codes(FILE), []);
  const read = parseBundle(FILE, sha256);
  assert.ok(read.ok);
  assert.deepEqual(read.value, SMALL);
  const scored = scoreBundle(read.value, sha256);
  assert.ok(scored.ok);
  const { subjects, version } = scored.value.scoring.results;
  assert.deepEqual([subjects['m1']?.score, subjects['m1']?.grade], ['77', '好']);
  assert.deepEqual([subjects['m2']?.score, subjects['m2']?.grade], ['75', '差']);
  assert.equal(version, SMALL.head.scheme.hash);
  assert.equal(read.value.outputs.rows.length, 4);
});

test('scored twice, printed twice: the same bytes', () => {
  const [one, two] = [scoreBundle(SMALL, sha256), scoreBundle(SMALL, sha256)];
  assert.ok(one.ok && two.ok);
  assert.equal(JSON.stringify(one.value.scoring.results), JSON.stringify(two.value.scoring.results));
  assert.equal(printBundle(bundle()), FILE);
});

test('the hash on the board is that of the bundle, or the bundle is another one', () => {
  assert.deepEqual(verifyBundle(FILE, sha256, SMALL.hash), []);
  const other = bundle({ ...FACTS, asOf: '2026-12-01' });
  assert.deepEqual(
    verifyBundle(printBundle(other), sha256, SMALL.hash).map((one) => one.code),
    ['other-bundle'],
  );
});

test('every single byte that is changed is found', () => {
  const bytes = new TextEncoder().encode(FILE);
  const decode = (of: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(of);
  assert.equal(decode(bytes), FILE);
  bytes.forEach((byte, at) => {
    // One bit of each byte, another one from place to place.
    const changed = decode(bytes.with(at, byte ^ (1 << (at % 8))));
    assert.notDeepEqual(verifyBundle(changed, sha256), [], `byte ${at}`);
  });
});

test('a cut, a doubled or an added byte is found', () => {
  for (let at = 0; at < FILE.length; at += 7) {
    assert.notDeepEqual(codes(FILE.slice(0, at) + FILE.slice(at + 1)), [], `cut ${at}`);
    assert.notDeepEqual(codes(FILE.slice(0, at + 1) + FILE.slice(at)), [], `doubled ${at}`);
  }
  assert.deepEqual(codes(`${FILE} `), ['bundle-not-canonical']);
  assert.deepEqual(codes(JSON.stringify(JSON.parse(FILE), null, 2)), ['bundle-not-canonical']);
});

type Json = Readonly<Record<string, unknown>>;
const SHEETS = ['documents', 'facts', 'determinations', 'outputs'] as const;
const file = (): Record<string, unknown> => JSON.parse(FILE) as Record<string, unknown>;
const print = (value: unknown): string => `${canonicalJson(value)}\n`;

/** The bundle with one sheet replaced and every hash made to fit again: what only the outside hash can find, or scoring again. */
function forged(sheet: (typeof SHEETS)[number], lines: readonly unknown[]): string {
  const head = { ...SMALL.head, [sheet]: merkleTree(lines.map(canonicalJson), sha256).root } as BundleHead;
  return print({ ...file(), [sheet]: lines, head, hash: hashOfHead(head, sha256) });
}

for (const sheet of SHEETS) {
  const lines = SMALL[sheet].rows;
  test(`a line of ${sheet} taken out, doubled or moved is found`, () => {
    lines.forEach((line, at) => {
      for (const changed of [lines.toSpliced(at, 1), lines.toSpliced(at, 0, line)])
        assert.ok(codes(print({ ...file(), [sheet]: changed })).includes('lines-altered'));
      const moved = [...lines.toSpliced(at, 1), line];
      if (at < lines.length - 1) {
        assert.ok(codes(print({ ...file(), [sheet]: moved })).includes('lines-altered'));
        assert.ok(codes(forged(sheet, moved)).includes('line-out-of-order'));
      }
      assert.ok(codes(forged(sheet, lines.toSpliced(at, 0, line))).includes('line-out-of-order'));
    });
  });

  test(`an unknown key in a line of ${sheet} is refused`, () => {
    const more = lines.map((line) => (line.kind === 'results' ? line : { ...line, more: '1' }));
    assert.ok(codes(forged(sheet, more)).includes('unknown-key'));
  });

  test(`an unknown kind of line in ${sheet} is refused`, () => {
    assert.ok(codes(forged(sheet, [...lines, { kind: 'zz', id: 'x' }])).includes('line-unknown'));
    assert.ok(codes(forged(sheet, ['text'])).includes('line-unknown'));
    assert.ok(codes(print({ ...file(), [sheet]: {} })).includes('not-a-list'));
  });
}

test('an output that does not follow from the facts is found even with every hash made to fit', () => {
  const lines = SMALL.outputs.rows.map((row) => (row.id === 'm2' ? (setAt(row, 'result.score', '76') as Json) : row));
  assert.deepEqual(verifyBundle(forged('outputs', lines), sha256), [
    { code: 'output-differs', severity: 'error', at: 'outputs.subject/m2', data: { evaluator: '0.1.0' } },
  ]);
  assert.deepEqual(codes(forged('outputs', SMALL.outputs.rows.slice(0, -1))), ['output-differs']);
});

test('facts or a scheme that were changed make other outputs', () => {
  const facts = SMALL.facts.rows.map((row) => (row.id === 'm1' ? { ...row, entries: [] } : row));
  assert.deepEqual(codes(forged('facts', facts)), ['text-of-nothing']);
  const bare = { ...(JSON.parse(forged('facts', facts)) as Json), texts: {} };
  assert.deepEqual(codes(print(bare)), ['output-differs']);
  const scheme = SMALL.documents.rows.map((row) =>
    row.id === 'local' ? setAt(row, 'document.params.base', '74') : row,
  );
  assert.deepEqual(codes(forged('documents', scheme)), ['scheme-altered', 'output-differs']);
});

test('a determination that was decided before is refused', () => {
  const again = [...SMALL.determinations.rows, { ...SMALL.determinations.rows[0], id: 'm2' }];
  assert.deepEqual(codes(forged('determinations', again)), ['decided-twice']);
});

test('a determination that the scheme does not allow is refused', () => {
  const lines = SMALL.determinations.rows.map((row) => setAt(row, 'decision.grade', '中'));
  assert.deepEqual(codes(forged('determinations', lines)), ['unknown-grade']);
  const more = SMALL.determinations.rows.map((row) => setAt(row, 'decision.more', '中'));
  assert.deepEqual(codes(forged('determinations', more)), ['unknown-key']);
  const open = SMALL.determinations.rows.map((row) => setAt(row, 'decision.reason', '表现一贯'));
  assert.deepEqual(codes(print({ ...(JSON.parse(forged('determinations', open)) as Json), texts: {} })), [
    'text-not-sealed',
  ]);
});

test('a text may be erased and nothing else changes; a text changed is found', () => {
  const { texts } = SMALL;
  assert.deepEqual(
    Object.values(texts)
      .map((one) => one.text)
      .toSorted(),
    ['值守', '示范乙', '示范甲', '虚构支部', '表现一贯'].toSorted(),
  );
  for (const key of Object.keys(texts)) {
    const rest = Object.fromEntries(Object.entries(texts).filter(([other]) => other !== key));
    assert.deepEqual(codes(print({ ...file(), texts: rest })), []);
    const renamed = { ...texts, [key]: { ...texts[key], text: '别人' } };
    assert.deepEqual(codes(print({ ...file(), texts: renamed })), ['text-altered']);
  }
  assert.deepEqual(codes(print({ ...file(), texts: {} })), []);
  // Names cannot be handed from one to the other.
  const [a, b] = Object.keys(texts) as [string, string];
  assert.deepEqual(codes(print({ ...file(), texts: { ...texts, [a]: texts[b], [b]: texts[a] } })), ['text-altered']);
});

test('facts that cannot be read from their lines are told, not scored', () => {
  const rows = SMALL.facts.rows.filter((row) => row.kind !== 'period');
  const scored = scoreBundle({ ...SMALL, facts: { ...SMALL.facts, rows } }, sha256);
  assert.ok(!scored.ok);
  assert.deepEqual(
    scored.problems.map((one) => one.code),
    ['period-line-missing'],
  );
});

test('all problems of a file come at once', () => {
  const rest = Object.fromEntries(Object.entries(file()).filter(([key]) => key !== 'documents'));
  const found = codes(
    print({ ...rest, more: 1, facts: [{ kind: 'zz', id: 'x' }], texts: { x: { salt: 'a', text: 'b' } } }),
  );
  assert.deepEqual(found.toSorted(), [
    'line-unknown',
    'lines-altered',
    'missing-key',
    'not-a-list',
    'salt-too-short',
    'text-of-nothing',
    'unknown-key',
  ]);
  assert.deepEqual(codes('{'), ['not-a-bundle']);
  assert.deepEqual(codes('null\n'), ['not-a-record']);
  assert.deepEqual(codes('1e999'), ['not-a-bundle']);
});

test('a part of the head changed is found, whichever it is', () => {
  const changes: readonly object[] = [
    { evaluator: '0.1.1' },
    { scheme: { ...SMALL.head.scheme, id: 'small' } },
    { scheme: { ...SMALL.head.scheme, hash: sha256('') } },
    ...SHEETS.map((sheet) => ({ [sheet]: sha256('') })),
  ];
  for (const change of changes)
    assert.ok(codes(print({ ...file(), head: { ...SMALL.head, ...change } })).includes('head-altered'));
  const later = print({ ...file(), head: { ...SMALL.head, format: 'gongping-bundle-2' } });
  assert.deepEqual(codes(later), ['not-in-list', 'head-altered']);
});

test('a reading chosen otherwise is another scheme; key order and blanks are not', () => {
  const version = (document: unknown, readings: Readonly<Record<string, string>> = {}): string => {
    const rules = resolveScheme(document, documents, { readings });
    assert.ok(rules.ok);
    return sha256(rules.value.text);
  };
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, one]) => [key, turned(one)]),
    );
  };
  const own = version(PARENT, {});
  // One change stands on what another has made.
  const stacked = { 'sections.+': { id: 'S', label: '部分', clause: 'c' }, 'sections.S.label': '另一部分' };
  const steps = (of: object): string => {
    const rules = resolveScheme({ ...OVERLAY, set: of }, documents);
    assert.ok(rules.ok, JSON.stringify(rules.problems));
    return rules.value.text;
  };
  assert.equal(steps(turned(stacked) as object), steps(stacked));
  assert.equal(version(turned(PARENT)), own);
  assert.equal(version(JSON.parse(JSON.stringify(PARENT, null, 2))), own);
  assert.equal(version(PARENT, { worth: 'two' }), own);
  assert.notEqual(version(PARENT, { worth: 'three' }), own);
  assert.notEqual(version(OVERLAY), own);
  const hashes = [{}, { readings: { worth: 'three' } }, { params: { base: '70' } }].map(
    (choice) => bundle({ ...FACTS, ...choice }).head.scheme.hash,
  );
  assert.equal(new Set(hashes).size, 3);
});

test('whoever is known by name is told about before it is too late', () => {
  const codesFor = (subjects: readonly object[]): readonly string[] => {
    const parsed = parseFacts({ period: '2026', subjects });
    assert.ok(parsed.ok);
    const publication = { scheme: 'local', documents, facts: parsed.value, determinations: {}, evaluator: '0.1.0' };
    return makeBundle(publication, salt, sha256).problems.map((one) => one.code);
  };
  assert.deepEqual(codesFor([{ id: 'm1', name: '示范甲' }]), []);
  assert.deepEqual(codesFor([{ id: '示范甲' }]), ['ids-are-names']);
  assert.deepEqual(codesFor([{ id: '示范甲@一支部', name: '示范甲' }]), ['ids-are-names']);
});

test('facts that do not score make no bundle, and all reasons come back', () => {
  const parsed = parseFacts({ ...FACTS, entries: [{ id: 'e1', subject: 'm1', item: 'Z', on: '2026-03-02' }] });
  assert.ok(parsed.ok);
  const publication = { scheme: 'local', documents, facts: parsed.value, determinations: {}, evaluator: '0.1.0' };
  const made = makeBundle(publication, salt, sha256);
  assert.deepEqual([made.ok, made.problems.map((one) => one.code)], [false, ['unknown-item']]);
  const nowhere = makeBundle({ ...publication, scheme: 'nowhere' }, salt, sha256);
  assert.ok(!nowhere.ok);
});

test('a bundle of a shipped scheme with its parents is whole; edits anywhere in it are found', () => {
  const document = readScheme('taiji-office');
  const example = examplesOf(document).find((one) => parseFacts(one.facts).ok);
  const parsed = parseFacts({ ...(example?.facts as object), readings: example?.readings, params: example?.params });
  assert.ok(parsed.ok);
  const made = makeBundle(
    { scheme: 'taiji-office', documents: readScheme, facts: parsed.value, determinations: {}, evaluator: '0.1.0' },
    salt,
    sha256,
  );
  assert.ok(made.ok, JSON.stringify(made.problems));
  assert.equal(made.value.documents.rows.length, 4);
  const whole = printBundle(made.value);
  assert.deepEqual(codes(whole), []);
  fc.assert(
    fc.property(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 94 }), (at, by) => {
      const code = whole.charCodeAt(at);
      const other = String.fromCharCode(code < 127 ? 32 + ((code - 32 + by) % 95) : code + by);
      assert.notDeepEqual(verifyBundle(whole.slice(0, at) + other + whole.slice(at + 1), sha256), []);
    }),
    { numRuns: 60 },
  );
});
