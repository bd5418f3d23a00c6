import { problem, resultOf, type Problem, type Result } from '../problem.ts';
import { isOverlay, parseOverlay } from '../scheme/parse.ts';
import { resolveScheme, type Documents } from '../scheme/resolve.ts';
import { isRecord } from '../scheme/shape.ts';
import { scoreRuleset } from '../score/evaluate.ts';
import type { Triable } from '../score/telling/trial.ts';
import { choicesIn, parseFacts, type FactsFile } from '../score/book/facts.ts';
import type { Results } from '../score/results.ts';
import { hashOfHead, type Bundle } from './bundle.ts';
import type { Hash } from './merkle.ts';
import type { Openings, Salt } from './sealed.ts';
import { sheetOf, type SheetRow } from './sheet.ts';
import { snapshotOf, sealedDecision, sealing } from './snapshot.ts';
import { factsOf, withReason } from './snapshot-facts.ts';
import { own } from '../own.ts';

/** What is published: facts of a closed period, a scheme with its parents, and what people have decided since. */
export type Publication = {
  readonly scheme: string;
  readonly documents: Documents;
  readonly facts: FactsFile;
  readonly determinations: FactsFile['decisions'];
  readonly evaluator: string;
};

/**
 * Makes the bundle of a published result. It scores what it has written down, never what it was given, so whoever
 * scores the bundle later gets the same bytes. Problems are those of the scheme and the facts.
 */
export function makeBundle(of: Publication, salt: Salt, hash: Hash): Result<Bundle> {
  const snapshot = snapshotOf(of.facts, salt, hash);
  const { put, texts } = sealing(salt, hash);
  const decisions = Object.entries(of.determinations).map(([id, one]): SheetRow => {
    const place = `determinations/decision/${id}`;
    return { kind: 'decision', id, salt: salt(place), decision: sealedDecision(id, one, put, 'determinations') };
  });
  const unscored = {
    scheme: of.scheme,
    documents: sheetOf(documentRows(of.scheme, of.documents), hash),
    facts: snapshot.sheet,
    determinations: sheetOf(decisions, hash),
    texts: { ...snapshot.texts, ...texts },
  };
  const scored = scoreSheets(unscored, hash);
  if (!scored.ok) return scored;
  const { results } = scored.value.scoring;
  const outputs = sheetOf(
    outputRows(results).map((row) => salted(row, salt)),
    hash,
  );
  const { documents, facts, determinations } = unscored;
  const head = {
    format: 'gongping-bundle-1',
    evaluator: of.evaluator,
    scheme: { id: results.scheme, hash: results.version },
    draft: isDraft(results),
    documents: documents.root,
    facts: facts.root,
    determinations: determinations.root,
    outputs: outputs.root,
  } as const;
  const bundle = {
    hash: hashOfHead(head, hash),
    head,
    documents,
    facts,
    determinations,
    outputs,
    texts: unscored.texts,
  };
  return { ok: true, value: bundle, problems: [...scored.problems, ...namedIds(of.facts)] };
}

/** Whether a reading that nobody has decided went into the results: then they are a trial and may not be published (试算). */
export function isDraft({ readings }: Results): boolean {
  return Object.values(readings).some((one) => !one.decided);
}

/** Ids are hashed and stay for good; one that is a name could never be erased. */
function namedIds({ subjects, people }: FactsFile): readonly Problem[] {
  const named = [...subjects, ...people].filter(({ id, name, kind }) => kind !== 'org' && id.includes(name ?? id));
  return named.length === 0
    ? []
    : [{ ...problem('ids-are-names', 'facts', { count: String(named.length) }), severity: 'warning' }];
}

function salted(row: SheetRow, salt: Salt): SheetRow {
  return row.kind === 'results' ? row : { ...row, salt: salt(`outputs/${row.kind}/${row.id}`) };
}

/** A document and all its parents, each once. */
function documentRows(id: string, documents: Documents): readonly SheetRow[] {
  const rows = new Map<string, SheetRow>();
  const visit = (name: string): void => {
    const document = documents(name);
    if (!isRecord(document)) return;
    const own = String(document['scheme']);
    if (rows.has(own)) return;
    rows.set(own, { kind: 'document', id: own, document });
    const over = isOverlay(document) ? parseOverlay(document) : undefined;
    if (over?.ok === true) over.value.extends.forEach(visit);
  };
  visit(id);
  return [...rows.values()];
}

/** Results as lines: one for each subject and organisation, one for all the rest. */
export function outputRows({ subjects, orgs, ...rest }: Results): readonly SheetRow[] {
  const rows = (kind: string, of: Readonly<Record<string, object>>): readonly SheetRow[] =>
    Object.entries(of).map(([id, result]) => ({ kind, id, result }));
  return [{ kind: 'results', id: rest.period, ...rest }, ...rows('org', orgs), ...rows('subject', subjects)];
}

/** A bundle scored again, with the rules and facts that were in it. */
export type Rescored = Triable;

type Unscored = Pick<Bundle, 'documents' | 'facts' | 'determinations' | 'texts'> & { readonly scheme: string };

/** Scores what a bundle holds: its documents, facts and determinations, and nothing else. */
export function scoreBundle(bundle: Bundle, hash: Hash): Result<Rescored> {
  return scoreSheets({ ...bundle, scheme: bundle.head.scheme.id }, hash);
}

function scoreSheets(of: Unscored, hash: Hash): Result<Rescored> {
  const closed = factsOf(of.facts.rows, of.texts);
  if (!closed.ok) return closed;
  const facts = withDeterminations(closed.value, of.determinations.rows, of.texts);
  if (!facts.ok) return facts;
  const documents = new Map(of.documents.rows.map((row) => [row.id, row['document']]));
  const rulesFor: Triable['rulesFor'] = (choices) =>
    resolveScheme(documents.get(of.scheme), (id) => documents.get(id), choices);
  const rules = rulesFor(choicesIn(facts.value));
  if (!rules.ok) return rules;
  const scoring = scoreRuleset(rules.value, facts.value, hash);
  const problems = [...rules.problems, ...scoring.problems];
  if (!scoring.ok) return { ok: false, problems };
  return { ok: true, problems, value: { ruleset: rules.value, facts: facts.value, scoring: scoring.value, rulesFor } };
}

/** Facts as closed, and what was decided since; what was decided then is not decided again. */
function withDeterminations(facts: FactsFile, rows: readonly SheetRow[], texts: Openings): Result<FactsFile> {
  const out: Problem[] = [];
  const decided = rows.map((row) => {
    const at = `determinations.decision/${row.id}`;
    const before = own(facts.decisions, row.id);
    const now = isRecord(row['decision']) ? row['decision'] : {};
    for (const part of ['grade', 'category'] as const)
      if (before?.[part] !== undefined && now[part] !== undefined)
        out.push(problem('decided-twice', at, { id: row.id }));
    return [row.id, { ...before, ...withReason(now, texts, at, out) }] as const;
  });
  const parsed = parseFacts({ period: facts.period, decisions: Object.fromEntries(decided) });
  if (!parsed.ok) return { ok: false, problems: [...out, ...parsed.problems] };
  return resultOf({ ...facts, decisions: { ...facts.decisions, ...parsed.value.decisions } }, out);
}
