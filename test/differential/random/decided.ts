// Decisions for those who share the place on the line of a quota, who are known only once it has been handed out.
import { resolveScheme } from '../../../src/core/scheme/resolve.ts';
import type { Dice } from '../dice.ts';
import type { JsonRecord } from '../json.ts';
import { naive } from '../naive/evaluate.ts';
import { field } from './names.ts';

/** The facts with some of those decided upon: mostly for the grade, now and then for the next one. */
export function withDecisions(d: Dice, scheme: JsonRecord, facts: JsonRecord): JsonRecord {
  const quotas = ((scheme['grade'] as JsonRecord | undefined)?.['quotas'] ?? []) as readonly JsonRecord[];
  if (!quotas.some((one) => one['ties'] === 'human') || d.oneIn(4)) return facts;
  const rules = resolveScheme(scheme, () => undefined, facts);
  const before = rules.ok ? naive(rules.value.parts, facts) : undefined;
  const level = before?.ok === true ? before.value.quotas.filter((one) => one.contested.length > 0) : [];
  const decided = level.flatMap((one) => {
    const spill = quotas.find((rule) => rule['id'] === one.id)?.['spill'] ?? one.grade;
    return d.some(one.contested, one.contested.length).map((id) => {
      const grade = d.oneIn(4) ? spill : one.grade;
      return [
        id,
        {
          grade,
          by: '支部大会',
          ...field(
            'reason',
            d.maybe(2, () => '理由'),
          ),
        },
      ] as const;
    });
  });
  return { ...facts, decisions: { ...(facts['decisions'] as JsonRecord), ...Object.fromEntries(decided) } };
}
