import type { Scheme } from '../scheme.ts';
import { walkRecords } from './places.ts';

/** Words and keys of what the options of readings write in: used as soon as that option is chosen. */
export function readingWords(scheme: Scheme): ReadonlySet<string> {
  const words = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === 'string') for (const word of [value, ...value.split('.')]) words.add(word);
    else if (Array.isArray(value)) value.forEach(take);
  };
  for (const option of scheme.readings.flatMap((one) => one.options)) {
    walkRecords(option.set, '', (record) => {
      for (const pair of Object.entries(record)) take(pair);
    });
  }
  return words;
}
