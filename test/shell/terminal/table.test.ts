import t from 'tap';
import type { Session } from '../../../shell/session.js';
import { loadTables, table } from '../../../shell/terminal/table.js';

const ROWS = [
  ['0.1.0', 'root', 'cibadmin -B'],
  ['0.12.0', 'hacluster', 'crm'],
];

t.test('columns, with headings where a person looks', async (t) => {
  t.equal(table(['A', 'B', 'C'], ROWS), '0.1.0   root       cibadmin -B\n0.12.0  hacluster  crm\n');
  t.equal(table(['A', 'B'], []), '');
  await loadTables({ console: {} } as Session);
  t.equal(table(['A'], [['x']]), 'x\n', 'a script gets no headings');
  await loadTables({ console: { ask: async () => true } } as unknown as Session);
  t.equal(
    table(['A', 'B', 'C'], ROWS),
    'A       B          C\n0.1.0   root       cibadmin -B\n0.12.0  hacluster  crm\n',
  );
});
