import { testForms } from './written-forms.ts';

// Every form goes the same way in the long tests; these have between them every sheet and kind of column.
testForms(['vanguard-index-demo', 'fuling-member', 'taiji-office', 'fuling-norms', 'employee-ab']);
