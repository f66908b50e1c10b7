import t from 'tap';
import { CibError } from '../../../cib/result/error.js';
import { exists } from '../../../cib/schema/rng.js';
import { loadValidator, validateConfigured } from '../../../cib/schema/validate.js';
import { VERSIONS } from '../../../cib/schema/versions.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { conformanceCibs } from '../conformance.js';
import { cibText } from './example.js';
import { FEATURES } from './features.js';

for (const version of VERSIONS) {
  t.test(`features of ${version}`, async (t) => {
    const validator = await loadValidator(`pacemaker-${version}`);
    for (const { name, section, xml, valid } of FEATURES) {
      const expected = valid.some(([from, to]) => exists({ from, to }, version));
      const findings = validator.validate(parseXml(cibText(version, { [section]: xml })));
      t.equal(findings.length === 0, expected, `${section}: ${name}`, { findings });
    }
    const stamped = cibText(version, {}, 'update-user="root"');
    t.equal(validator.validate(parseXml(stamped)).length === 0, version !== '1.0', 'who made the last change');
  });
}

t.test('findings name line, element and attribute', async (t) => {
  const base = { section: 'constraints' } as const;
  const rows = [
    {
      xml: '<rsc_order id="o" first="vip" then="web"\n first-action="break"/>',
      ...base,
      expected: { element: 'rsc_order', attribute: 'first-action', line: 16 },
      message: 'Invalid attribute first-action for element rsc_order',
    },
    {
      xml: '<rsc_order id="o" first="vip" then="nobody"/>',
      ...base,
      expected: { element: 'rsc_order', attribute: 'then', line: 15 },
      message: 'IDREF attribute then references an unknown ID "nobody"',
    },
    {
      xml: '\n\n<rsc_colocation id="vip" rsc="vip" with-rsc="web"/>',
      ...base,
      expected: { element: 'rsc_colocation', attribute: 'id', line: 17 },
      message: 'ID vip redefined',
    },
    {
      xml: '<rsc_order id="o" first="vip" then="2nd"/>',
      ...base,
      expected: { element: 'rsc_order', attribute: 'then', line: 15 },
      message: "Type IDREF doesn't allow value '2nd'",
    },
  ];
  for (const { xml, section, expected, message } of rows) {
    const findings = await validateConfigured(parseXml(cibText('3.9', { [section]: xml })));
    const finding = findings.find((one) => one.message === message);
    t.match(finding, expected, message, { findings });
    const id = /id="(\w+)"/.exec(xml)?.[1];
    t.equal(finding?.path, `/cib/configuration/constraints/${expected.element}[@id='${id}']`);
  }
  const extra = await validateConfigured(
    parseXml(cibText('4.0', { resources: '<primitive id="p" template="vip"><bogus/></primitive>' })),
  );
  t.ok(extra.every(({ line, path }) => line > 0 && path.startsWith('/cib')));
  t.ok(extra.some(({ message }) => message.includes('bogus')));
});

t.test('which schema', async (t) => {
  const bogus = '<rsc_location id="l"/>';
  t.same(await validateConfigured(parseXml(cibText('3.9').replace(/pacemaker-3.9/, 'none'))), []);
  t.same((await loadValidator('none')).validate(parseXml('<anything/>')), []);
  t.not((await validateConfigured(parseXml(cibText('1.2', { constraints: bogus })))).length, 0);
  for (const [text, fault] of [
    [cibText('9.9'), 'unknown'],
    [cibText('3.9').replace(/validate-with="[^"]*"/, ''), 'missing'],
  ] as const) {
    await t.rejects(
      validateConfigured(parseXml(text)),
      new CibError(
        'schema_validation',
        `Cannot validate CIB with ${fault} validate-with (manually edit to use a known schema)`,
      ),
    );
  }
});

t.test('the status may contain anything', async (t) => {
  const text = cibText('4.0').replace(
    '<status/>',
    '<status x="y"><node_state id="1">text<nvpair id="vip"/></node_state></status>',
  );
  t.same(await validateConfigured(parseXml(text)), []);
});

t.test('text and unknown elements are seen', async (t) => {
  for (const extra of ['<nonsense/>', 'text', '<![CDATA[text]]>']) {
    t.not((await validateConfigured(parseXml(cibText('3.0', { nodes: extra })))).length, 0, extra);
  }
  t.not((await validateConfigured(parseXml('<cib validate-with="pacemaker-1.0"/>'))).length, 0, 'no configuration');
});

const samples = conformanceCibs();
t.test('CIBs of real clusters', { skip: samples.length === 0 && 'no conformance data' }, async (t) => {
  const invalid: string[] = [];
  for (const { name, text } of samples) {
    if ((await validateConfigured(parseXml(text))).length > 0) invalid.push(name);
  }
  t.same(invalid, []);
});
