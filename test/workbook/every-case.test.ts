import { test } from 'node:test';
import { shippedSchemes } from '../../src/store/scheme.ts';
import { assertComesBack, workedCases } from '../worked-workbook.ts';

for (const id of shippedSchemes()) {
  test(`the worked cases of ${id}, filled into its form, come back and score the same`, () => {
    for (const one of workedCases(id)) assertComesBack(one);
  });
}
