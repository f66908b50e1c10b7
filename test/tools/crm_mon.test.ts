import t from 'tap';
import { crmMon } from '../../tools/crm_mon.js';
import { CibFile } from '../harness/cib-file.js';

const cib = new CibFile({ nodes: '<node id="1" uname="n1"/>' });
t.teardown(() => cib.remove());
const run = (line: string) => cib.run(crmMon, line);

t.test('misuse is told where it is read', async (t) => {
  const sections = /crm_mon: --include options: all, attributes, /;
  const text = await run('-1 -I nosuch');
  t.match(text, { code: 64, stdout: '', stderr: /^Usage:\n[\s\S]*\ncrm_mon: --include options: / });
  const html = await run('-1 -I nosuch --output-as=html');
  t.match(html, { code: 64, stdout: /^<!DOCTYPE html>\n/, stderr: '' });
  t.match(html.stdout, sections);
  const xml = await run('-1 -I nosuch --output-as=xml');
  t.match(xml, { code: 64, stdout: /<status code="64".*>\n {4}<errors>\n/, stderr: '' });
  t.same(await run('-1 -m 7'), { code: 64, stdout: '', stderr: 'crm_mon: Fence history must be 0-3\n' });
});

t.test('a value in the same word as its option is warned of', async (t) => {
  const { code, stderr } = await run('-1m3');
  t.equal(code, 0);
  t.equal(
    stderr,
    "Deprecated argument format '-m3' used.\nPlease use '-m 3' instead.  Support will be removed in a future release.\n",
  );
  t.equal((await run('-1 -m 3')).stderr, '');
});
