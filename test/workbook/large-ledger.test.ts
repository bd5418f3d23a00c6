import { test } from 'node:test';
import { scoreLargeLedger } from './large-ledger.ts';

test('20,000 rows of a ledger are read and scored', async () => scoreLargeLedger(20_000));
