import { shippedSchemes } from '../../src/store/scheme.ts';
import { testForms } from '../workbook/written-forms.ts';

testForms(shippedSchemes());
