import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { installedApi, isPcs, reduceTo } from '../../../tools/status/xml/older.js';

t.test('who asks', async (t) => {
  const cases: [string, boolean][] = [
    ['/usr/bin/python3 -Es /usr/sbin/pcs -f cib.xml status', true],
    ['/usr/bin/python3 -Es /usr/sbin/pcsd', true],
    ['/usr/lib/pcs/pcs_internal', true],
    ['/bin/bash -c crm_mon -1', false],
    ['vi -R -n -m -X pcs', false],
    ['', false],
  ];
  for (const [line, expected] of cases) t.equal(isPcs(line.split(' ')), expected, line);
});

t.test('what schemas are installed', async (t) => {
  const folder = t.testdir();
  t.equal(installedApi(folder), undefined);
  for (const name of ['crm_mon-2.9.rng', 'nodes-2.24.rng', 'api-result-1.1.rng', 'api-result.rng'])
    writeFileSync(join(folder, name), '');
  t.equal(installedApi(folder), 24);
  t.equal(installedApi(join(folder, 'none')), undefined);
});

t.test('what an older schema does not know is left out', async (t) => {
  const status = (text: string) => [parseXml(`<r>${text}</r>`)];
  const text =
    '<resource id="a" removed="false" maintenance="true"/><node maintenance="true"/><ticket id="t" standby="false" owner="x"/>';
  const cases: [number, string][] = [
    [42, text],
    [35, text.replace(' removed="false"', '')],
    [25, '<resource id="a"/><node maintenance="true"/><ticket id="t" standby="false"/>'],
  ];
  for (const [version, expected] of cases)
    t.equal(
      reduceTo(version, status(text))
        .map((root) => serialize(root))
        .join(''),
      `<r>${expected}</r>`,
    );
});
