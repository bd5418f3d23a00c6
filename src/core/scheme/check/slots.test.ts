import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkSlots } from './slots.ts';

const slot = (more: object = {}): Changes => ({
  slots: [{ id: 's', label: '本支部项目', clause: 'c', into: 'items', fills: '支部', ...more }],
});
const filled: Changes = { 'items.B-1.slot': 's', 'items.B-1.max': '6' };

testRows(checkSlots, [
  ['slot-unfilled', slot(), { ...slot(), ...filled }],
  ['slot-unfilled', slot(), slot({ into: 'clauses' })],
  ['slot-wrong-section', { ...slot({ section: 'A' }), ...filled }, { ...slot({ section: 'B' }), ...filled }],
  ['slot-overfull', { ...slot({ most: '5' }), ...filled }, { ...slot({ most: '6' }), ...filled }],
  // Items without a maximum of their own count when they are used, not here.
  ['slot-overfull', { ...slot({ most: '5' }), ...filled }, { ...slot({ most: '5' }), 'items.B-1.slot': 's' }],
]);
