import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { crmMon } from '../../../tools/crm_mon.js';
import { htmlText, tag } from '../../../tools/status/html/write.js';
import { cibOf, meta, primitive, type Situation } from '../../daemon/scheduler/placed.js';
import { invoke } from '../../harness/invoke.js';

const now = new Date(Date.UTC(2026, 0, 1));

async function page(directory: string, situation: Situation, ...args: string[]): Promise<string> {
  const file = join(directory, 'cib.xml');
  writeFileSync(file, cibOf(situation));
  const { stdout, stderr } = await invoke(crmMon, ['--output-as=html', ...args], { env: { CIB_file: file }, now });
  t.equal(stderr, '');
  return stdout;
}

t.test('a page', async (t) => {
  const group = `<group id="g">${primitive('x')}${primitive('y')}</group>`;
  const situation: Situation = {
    nodes: ['n1', '!n2'],
    attributes: { n1: { standby: 'on', site: 'a&amp;b' } },
    resources: group + primitive('z', meta('z', { 'is-managed': 'false' })),
    active: { x: 'n1', z: 'n1' },
  };
  const html = await page(t.testdir(), situation, '-r', '-A');
  t.match(html, /^<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>Cluster Status<\/title>\n<meta charset="utf-8">\n/);
  t.match(html, '<span class="bold">Current DC: </span><span class="warning">NONE</span>');
  t.match(
    html,
    '<span class="bold">n1:</span><span class="online"> online</span><span class="standby"> (in standby, with active resources)</span>',
  );
  t.match(html, '<span class="bold">n2:</span><span class="offline"> OFFLINE</span>');
  t.match(html, '<h3>Resource Group: g</h3>\n<ul>\n<li><span class="rsc-ok">x\t');
  t.match(html, '<span class="rsc-failed">y\t(ocf:pacemaker:Dummy):\t Stopped</span>');
  t.match(html, '<span class="rsc-managed">z\t');
  t.match(html, '<h3>n1:</h3>\n<ul><li>site: a&amp;b</li></ul>');
  t.match(html, /<\/body>\n<\/html>\n$/);
});

t.test('options of the page', async (t) => {
  const simple: Situation = { resources: primitive('x') };
  const args = ['--html-title=Mine', '--html-stylesheet=s.css', '--html-cgi'];
  const html = await page(t.testdir(), simple, ...args);
  t.match(html, /^Content-Type: text\/html\n\n<!DOCTYPE/);
  t.match(html, '<title>Mine</title>');
  t.match(html, '<link rel="stylesheet" href="s.css">');
  t.match(
    await page(t.testdir(), simple, '-n'),
    '<h3>n1:</h3>\n<ul><li>\n<span>Status:</span><span class="online"> online</span>',
  );
});

t.test('what went wrong is told on the page', async (t) => {
  const env = { CIB_file: join(t.testdir(), 'missing.xml') };
  const { stdout, stderr, code } = await invoke(crmMon, ['--output-as=html'], { env, now });
  t.match(stdout, '<body><ul><li>Could not connect to the CIB: No such device or address</li></ul></body>');
  t.same([stderr, code], ['', 0]);
});

t.test('deprecated forms', async (t) => {
  const directory = t.testdir();
  const file = join(directory, 'cib.xml');
  writeFileSync(file, cibOf({ resources: primitive('x') }));
  const env = { CIB_file: file };
  const xml = await invoke(crmMon, ['--as-xml'], { env, now });
  t.match(xml.stdout, /^<crm_mon version="[\d.]+">\n {2}<summary>/);
  t.notMatch(xml.stdout, '<status');
  const out = join(directory, 'out.html');
  t.equal((await invoke(crmMon, ['--as-html', out], { env, now })).stdout, '');
  const { readFileSync } = await import('node:fs');
  t.match(readFileSync(out, 'utf8'), /^<!DOCTYPE html>/);
  t.match((await invoke(crmMon, ['-w'], { env, now })).stdout, /^Content-Type: text\/html\n/);
});

t.test('where lines break', (t) => {
  const li = (...inside: string[]) => tag('li', {}, ...inside.map((text) => tag('span', {}, text)));
  const cases = [
    [tag('ul', {}), '<ul></ul>'],
    [tag('ul', {}, li('a')), '<ul><li><span>a</span></li></ul>'],
    [
      tag('ul', {}, li('a', 'b'), li('c')),
      '<ul>\n<li>\n<span>a</span><span>b</span>\n</li>\n<li><span>c</span></li>\n</ul>',
    ],
    [tag('style', { title: '"' }, 'a > b'), '<style title="&quot;">a > b</style>'],
  ] as const;
  for (const [element, text] of cases) t.equal(htmlText(element), `<!DOCTYPE html>\n${text}\n`);
  t.end();
});
