import t from 'tap';
import { accept } from '../../../cib/schema/accept.js';
import { loadLibxml } from '../../../cib/schema/libxml.js';
import { exists } from '../../../cib/schema/rng.js';
import { VERSIONS, versionOf } from '../../../cib/schema/versions.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { conformanceCibs } from '../conformance.js';
import { cibText } from './example.js';
import { FEATURES } from './features.js';

/** Invalid for the reference alone. */
const STRUCTURED = FEATURES.filter(({ name }) => name !== 'a tag of what is not there');

for (const version of VERSIONS) {
  t.test(`the quick yes and libxml2 agree on ${version}`, async (t) => {
    const ask = await loadLibxml(version);
    for (const { name, section, xml, valid } of STRUCTURED) {
      const root = parseXml(cibText(version, { [section]: xml }));
      const expected = valid.some(([from, to]) => exists({ from, to }, version));
      t.equal(accept(root, version).valid, expected, `quick: ${name}`);
      t.equal(ask(root).length === 0, expected, `libxml2: ${name}`);
    }
  });
}

t.test('in doubt the quick answer is no, and libxml2 decides', async (t) => {
  const ask = await loadLibxml('3.9');
  const primitive = (id: string) => cibText('3.9', { resources: `<primitive id="${id}" class="lsb" type="x"/>` });
  const location = (score: string) =>
    cibText('3.9', { constraints: `<rsc_location id="l" rsc="vip" node="n" score="${score}"/>` });
  const rows: [string, string, valid: boolean][] = [
    ['letters beyond ASCII', primitive('öl'), true],
    ['blanks around an id', primitive(' p '), true],
    ['a number in front of an id', primitive('1p'), false],
    ['no id', primitive(''), false],
    ['blanks around a word', location(' INFINITY '), true],
    ['a very large number', location('1'.repeat(20)), true],
    ['a fraction', location('1.5'), false],
  ];
  for (const [name, text, valid] of rows) {
    t.notOk(accept(parseXml(text), '3.9').valid, `quick: ${name}`);
    t.equal(ask(parseXml(text)).length === 0, valid, `libxml2: ${name}`);
  }
});

const samples = conformanceCibs();
t.test('CIBs of real clusters', { skip: samples.length === 0 && 'no conformance data' }, async (t) => {
  const slow: string[] = [];
  const libxml = new Map(
    await Promise.all(VERSIONS.map(async (version) => [version, await loadLibxml(version)] as const)),
  );
  for (const { name, text } of samples) {
    const root = parseXml(text);
    const version = versionOf(root.get('validate-with'));
    if (version === undefined) continue;
    const { valid, sound, covers } = accept(root, version);
    if (!valid || !sound) slow.push(name);
    for (const other of VERSIONS) {
      if (covers(other) && !accept(root, other).valid) t.fail(`${name} is not valid by ${other}`);
    }
    t.same(libxml.get(version)?.(root), [], name);
  }
  t.same(slow, [], 'none needs libxml2');
});
