import t from 'tap';
import { findingAt } from '../../../cib/schema/finding.js';
import { SCHEMAS, type SchemaName } from '../../../cib/schema/versions.js';
import { upgradeConfigured } from '../../../cib/upgrade/configured.js';
import { directText, logLines } from '../../../cib/upgrade/report.js';
import type { UpgradeStep } from '../../../cib/upgrade/step.js';
import { upgrade, type Validate } from '../../../cib/upgrade/upgrade.js';
import { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { fc } from '../../harness/property.js';
import { conformanceCibs } from '../conformance.js';

const cib = (schema?: string): Element => new Element('cib', schema === undefined ? {} : { 'validate-with': schema });

/** Valid for schemas of these versions only. */
const validFor =
  (...versions: readonly string[]): Validate =>
  (_, schema) =>
    versions.includes(schema.slice('pacemaker-'.length));

const progress = (steps: readonly UpgradeStep[]): string[] =>
  steps
    .flatMap((step) => (step.kind === 'progress' ? logLines(step) : []))
    .map(({ level, text }) => `${level}: ${text}`);

t.test('how far it goes', async (t) => {
  const cases: { from: string; validate: Validate; limit?: string; to: string; failure?: string; why: string }[] = [
    { from: '3.8', validate: validFor('3.8', '3.9', '3.10', '4.0'), to: '4.0', why: 'valid everywhere' },
    { from: '4.0', validate: validFor(), to: '4.0', why: 'the latest is not even validated' },
    { from: '3.8', validate: validFor('3.8'), to: '3.8', why: 'not by the next' },
    { from: '3.7', validate: validFor('3.8', '3.9'), to: '3.9', why: 'not by its own' },
    { from: '3.7', validate: validFor(), to: '3.7', failure: 'schema_validation', why: 'by none' },
    { from: '3.7', validate: validFor('3.7', '3.8', '3.9'), limit: '3.8', to: '3.8', why: 'limited' },
    { from: '3.9', validate: validFor('3.9'), limit: '3.8', to: '3.9', why: 'limited below its own' },
    { from: '3.9', validate: validFor('3.9', '3.10', '4.0'), limit: '1.0', to: '4.0', why: 'the first is no limit' },
    { from: '3.9', validate: validFor('3.9', '3.10'), to: '3.10', failure: 'transform_failed', why: 'bad transform' },
  ];
  for (const { from, validate, limit, to, failure, why } of cases) {
    const root = cib(`pacemaker-${from}`);
    const result = await upgrade(root, { validate, ...(limit && { to: `pacemaker-${limit}` }) });
    t.match(result, { from: `pacemaker-${from}`, to: `pacemaker-${to}` }, why);
    t.equal(result.root.get('validate-with'), `pacemaker-${to}`, `${why}: as the root says`);
    t.equal(result.failure?.code, failure, `${why}: failure`);
    t.equal(root.get('validate-with'), `pacemaker-${from}`, `${why}: the root given is left alone`);
    t.equal(result.root === root, from === to, `${why}: same root if there is nothing to do`);
  }
});

t.test('a limit that is unknown or "none" is none', async (t) => {
  for (const to of ['none', 'pacemaker-9.9', '']) {
    t.equal((await upgrade(cib('pacemaker-3.10'), { to, validate: () => true })).to, 'pacemaker-4.0', to);
  }
});

t.test('schemas that lead nowhere', async (t) => {
  for (const schema of [undefined, '', 'pacemaker-1.1', 'Pacemaker-3.0']) {
    await t.rejects(upgrade(cib(schema)), { code: 'cib_corrupt' }, `upgrade ${schema}`);
    await t.rejects(upgradeConfigured(cib(schema)), { code: 'cib_corrupt' }, `upgradeConfigured ${schema}`);
  }
  const { root, to, log } = await upgrade(cib('none'));
  t.equal(to, 'none');
  t.equal(root.get('validate-with'), 'none');
  t.match(log, [{ kind: 'finding', level: 'warning', text: /^Support for validate-with='none' is deprecated/ }]);
});

t.test('the log', async (t) => {
  const root = cib('pacemaker-3.9');
  const seen: [SchemaName, boolean][] = [];
  const finding = findingAt(root, 'wrong');
  const result = await upgrade(root, {
    validate: (tree, schema) => {
      seen.push([schema, tree === root]);
      if (schema === 'pacemaker-4.0') return tree === root ? [finding] : [];
      return [];
    },
  });
  t.same(progress(result.log), [
    'debug: Schema pacemaker-3.9 validates',
    'debug: Schema pacemaker-3.10 validates',
    ...[0, 1, 2, 3, 4, 99].map(
      (n) =>
        `debug: Upgrading schema from pacemaker-3.10 to pacemaker-4.0: applying XSL transform upgrade-3.10-${n}.xsl`,
    ),
    'info: Schema upgrade from pacemaker-3.10 to pacemaker-4.0 succeeded',
    'debug: Schema pacemaker-4.0 validates',
    'info: Transformed the configuration schema to pacemaker-4.0',
  ]);
  t.same(seen, [
    ['pacemaker-3.9', true],
    ['pacemaker-3.10', true],
    ['pacemaker-4.0', true],
    ['pacemaker-4.0', false],
    ['pacemaker-4.0', false],
  ]);
  t.notOk(
    result.log.some(({ kind }) => kind === 'invalid'),
    'the first look at the next series is silent',
  );
});

t.test('findings and rejected results are logged', async (t) => {
  const root = cib('pacemaker-2.9');
  root.append(new Element('configuration'));
  const finding = findingAt(root, 'wrong');
  const { log } = await upgrade(root, { validate: (_, schema) => (schema === 'pacemaker-2.10' ? [] : [finding]) });
  const lines = log.flatMap(logLines).map(({ origin, level, text }) => `${origin} ${level}: ${text}`);
  t.same(
    lines.filter((line) => !line.includes('applying')),
    [
      'xml_log error: wrong',
      'pcmk__update_schema debug: Schema pacemaker-2.9 does not validate',
      'pcmk__update_schema debug: Schema pacemaker-2.10 validates',
      'xml_log error: wrong',
      'apply_upgrade error: Schema upgrade from pacemaker-2.10 to pacemaker-3.0 failed: XSL transform pipeline ' +
        'produced an invalid configuration',
      'apply_upgrade debug: bad-transform-result   <cib validate-with="pacemaker-3.0">',
      'apply_upgrade debug: bad-transform-result     <configuration/>',
      'apply_upgrade debug: bad-transform-result   </cib>',
      'xml_log error: wrong',
      'pcmk__update_schema debug: Schema pacemaker-3.0 does not validate',
      'pcmk__update_schema info: Transformed the configuration schema to pacemaker-2.10',
    ],
  );
  const logged = log.flatMap((step) => (step.kind === 'invalid' ? [step.logged] : []));
  t.same(logged, [false, true, true], 'a schema first tried in silence keeps its findings in the log');
});

t.test('changes as tools write them', async (t) => {
  const change = (
    level: 'warning' | 'info' | 'debug',
    label: 'WARNING: ' | 'INFO: ' | 'DEBUG: ' | '',
  ): UpgradeStep => ({
    kind: 'change',
    level,
    label,
    text: 'x',
  });
  t.equal(directText(change('warning', 'WARNING: '), 0), 'WARNING: x\n');
  t.equal(directText(change('warning', ''), 0), 'x\n');
  t.equal(directText(change('info', 'INFO: '), 1), '\n');
  t.equal(directText(change('info', 'INFO: '), 2), 'INFO: x\n');
  t.equal(directText(change('debug', 'DEBUG: '), 2), '\n');
  t.equal(directText(change('debug', 'DEBUG: '), 3), 'DEBUG: x\n');
  t.same(logLines(change('info', 'INFO: ')), [{ origin: 'cib_upgrade_err', level: 'info', text: 'CIB upgrade: x' }]);
});

t.test('a configuration in use', async (t) => {
  const steps: UpgradeStep[] = [];
  const onStep = (step: UpgradeStep): void => void steps.push(step);

  const latest = cib('pacemaker-4.0');
  t.equal((await upgradeConfigured(latest, { onStep })).root, latest);
  t.same(steps, []);

  const unchecked = await upgradeConfigured(cib('none'), { onStep });
  t.equal(unchecked.to, 'none');
  t.equal(steps.map((step) => directText(step, 3)).join(''), `${(steps[1] as { text: string }).text}\n`);
  t.match(steps, [{ kind: 'finding' }, { kind: 'notice', text: /^Schema validation of configuration is disabled/ }]);

  const done = await upgradeConfigured(cib('pacemaker-3.10'), { validate: () => true, toLog: true });
  t.equal(
    progress(done.log).at(-1),
    'info: Configuration with pacemaker-3.10 schema was internally upgraded to latest version pacemaker-4.0',
  );

  const claim = 'Cannot upgrade configuration (claiming pacemaker-3.9 schema) to at least pacemaker-4.0 because it';
  await t.rejects(upgradeConfigured(cib('pacemaker-3.9'), { validate: validFor('3.9') }), {
    code: 'transform_failed',
    message: `${claim} would not upgrade past pacemaker-3.9`,
  });
  await t.rejects(upgradeConfigured(cib('pacemaker-3.9'), { validate: () => false }), {
    code: 'transform_failed',
    message: `${claim} does not validate with any schema from pacemaker-3.9 to the latest`,
  });
});

/** Rules each of which holds a number of references to the next. */
const rulesInRules = (count: number, references: number): string =>
  Array.from(
    { length: count },
    (_, i) => `<rule id="r${i}">${`<rule id-ref="r${i + 1}"/>`.repeat(references)}</rule>`,
  ).join('');

const sets = (references: number, pairs: number): string =>
  `<meta_attributes id="m">${'<nvpair/>'.repeat(pairs)}</meta_attributes>${'<meta_attributes id-ref="m"/>'.repeat(references)}`;

t.test('documents that a transform gives up on', async (t) => {
  const cases = [
    { version: '3.10', text: '<rule id="r"><rule id-ref="r"/></rule>', why: 'a rule that refers to itself' },
    { version: '3.10', text: rulesInRules(2000, 1), why: 'references nested too deep' },
    { version: '3.10', text: rulesInRules(30, 3), why: 'references that unfold into too much' },
    { version: '2.10', text: sets(2000, 2000), why: 'sets that unfold into too much' },
  ];
  for (const { version, text, why } of cases) {
    const root = parseXml(`<cib validate-with="pacemaker-${version}">${text}</cib>`);
    const { failure, log, to } = await upgrade(root, { validate: validFor(version) });
    t.equal(failure?.code, 'transform_failed', why);
    t.equal(to, `pacemaker-${version}`, why);
    t.ok(progress(log).includes(`error: XSL transform upgrade-${version}-0.xsl failed, aborting upgrade`), why);
  }
});

t.test('whatever the schema and its verdicts, the tree given is left alone', async (t) => {
  const text =
    '<cib validate-with="x"><configuration><crm_config><cluster_property_set id="o"><nvpair id="p" ' +
    'name="default-action-timeout" value="1"/></cluster_property_set><cluster_property_set id-ref="o"/></crm_config>' +
    '<resources><master id="m"><primitive id="a"><operations><op id="s" name="start" requires="quorum"/></operations>' +
    '</primitive></master></resources></configuration></cib>';
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SCHEMAS), fc.array(fc.boolean(), { minLength: 60 }), async (from, verdicts) => {
      const root = parseXml(text).set('validate-with', from);
      const before = serialize(root);
      const asked = new Map<string, boolean>();
      const validate: Validate = (tree, schema) => {
        const question = `${schema} ${serialize(tree)}`;
        const verdict = asked.get(question) ?? verdicts[asked.size] ?? true;
        asked.set(question, verdict);
        return verdict;
      };
      const result = await upgrade(root, { validate });
      return serialize(root) === before && result.root.get('validate-with') === result.to;
    }),
    { numRuns: 200 },
  );
  t.pass();
});

const samples = conformanceCibs().filter((_, i) => i % 20 === 0);
t.test('CIBs of real clusters reach the latest schema', { skip: samples.length === 0 }, async (t) => {
  for (const { name, text } of samples) {
    const { root, from, to, failure } = await upgrade(parseXml(text));
    t.equal(to, from === 'none' ? 'none' : 'pacemaker-4.0', name);
    t.equal(failure, undefined, name);
    t.equal((await upgrade(root)).root, root, `${name}: nothing is left to do`);
  }
});
