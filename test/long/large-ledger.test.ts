import { test } from 'node:test';
import { scoreLargeLedger } from '../workbook/large-ledger.ts';

test('200,000 rows of a ledger are read and scored', async () => scoreLargeLedger(200_000));
