import t from 'tap';
import { Cib } from '../../../cib/document/cib.js';
import type { PerformEnv } from '../../../cib/operations/environment.js';
import { OperationError } from '../../../cib/operations/failure.js';
import { perform } from '../../../cib/operations/perform.js';
import type { Request } from '../../../cib/operations/request.js';
import { lastWritten } from '../../../cib/operations/version.js';
import { applyPatch } from '../../../cib/patch/apply.js';
import { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';

const NOW = Date.UTC(2026, 6, 1, 12);
const ENV: PerformEnv = { now: NOW };

const resources = (inside: string, version = 'admin_epoch="0" epoch="4" num_updates="7"', status = ''): string =>
  `<cib ${version} validate-with="pacemaker-3.9"><configuration><crm_config/><nodes/>` +
  `<resources>${inside}</resources><constraints/></configuration>${status ? `<status>${status}</status>` : '<status/>'}</cib>`;

/** Versions after a change of the configuration, and after any other. */
const EPOCH = 'admin_epoch="0" epoch="5" num_updates="0"';
const UPDATE = 'admin_epoch="0" epoch="4" num_updates="8"';
const P = '<primitive id="a" score="5"/>';

interface Case {
  readonly name: string;
  readonly before?: string;
  readonly request: Omit<Request, 'input'> & { readonly input?: string };
  /** The CIB afterwards, or the error. */
  readonly after: string;
}

const quiet = { noModificationTime: true };
const CASES: Case[] = [
  {
    name: 'create',
    request: { operation: 'create', section: 'resources', input: '<group id="g"><primitive id="b"/></group>' },
    after: resources(`${P}<group id="g"><primitive id="b"/></group>`, EPOCH),
  },
  {
    name: 'create several, given in their section',
    request: { operation: 'create', section: 'resources', input: '<resources><clone id="c"/><!--x--></resources>' },
    after: resources(`${P}<clone id="c"/><!--x-->`, EPOCH),
  },
  {
    name: 'create, given in a whole CIB: a modification of the section',
    request: { operation: 'create', input: resources('<primitive id="b"/>', '') },
    after: resources(`${P}<primitive id="b"/>`, EPOCH),
  },
  {
    name: 'create what exists',
    request: { operation: 'create', section: 'resources', input: P },
    after: 'EEXIST',
  },
  { name: 'create in no section', request: { operation: 'create', section: 'nowhere', input: P }, after: 'EINVAL' },
  { name: 'create by an XPath', request: { operation: 'create', xpath: '//resources', input: P }, after: 'EINVAL' },
  {
    name: 'modify merges attributes and children',
    request: { operation: 'modify', input: '<primitive id="a" type="T"><meta_attributes id="m"/></primitive>' },
    after: resources('<primitive id="a" score="5" type="T"><meta_attributes id="m"/></primitive>', EPOCH),
  },
  {
    name: 'modify takes children that say the same element as one',
    request: { operation: 'modify', input: '<primitive id="a"><x><y p="1"/><y q="2"/></x></primitive>' },
    after: resources('<primitive id="a" score="5"><x><y p="1" q="2"/></x></primitive>', EPOCH),
  },
  {
    name: 'modify to what is there',
    request: { operation: 'modify', input: P },
    after: resources(P),
  },
  { name: 'modify what is not there', request: { operation: 'modify', input: '<primitive id="z"/>' }, after: 'ENXIO' },
  {
    name: 'modify needs the id, or its absence',
    request: { operation: 'modify', input: '<primitive x="1"/>' },
    after: 'ENXIO',
  },
  {
    name: 'modify what is not there, which may be created',
    request: {
      operation: 'modify',
      section: 'resources',
      input: '<primitive id="z"/>',
      options: { ...quiet, canCreate: true },
    },
    after: resources(`${P}<primitive id="z"/>`, EPOCH),
  },
  {
    name: 'modify in a section that is missing',
    request: { operation: 'modify', section: 'tags', input: '<tags><tag id="t"/></tags>' },
    after: resources(P, EPOCH).replace('<constraints/>', '<constraints/><tags><tag id="t"/></tags>'),
  },
  {
    name: 'modify the first that matches',
    before: resources('<x><n v="1"/><n v="2"/></x>'),
    request: { operation: 'modify', xpath: '//n', input: '<n v="9"/>' },
    after: resources('<x><n v="9"/><n v="2"/></x>', EPOCH),
  },
  {
    name: 'modify all that match',
    before: resources('<x><n v="1"/><n v="2"/></x>'),
    request: { operation: 'modify', xpath: '//n', input: '<n v="9"/>', options: { ...quiet, multiple: true } },
    after: resources('<x><n v="9"/><n v="9"/></x>', EPOCH),
  },
  {
    name: 'modify the status',
    request: { operation: 'modify', section: 'status', input: '<status><node_state id="1"/></status>' },
    after: resources(P, UPDATE, '<node_state id="1"/>'),
  },
  {
    name: 'modify the root: not the configuration',
    request: { operation: 'modify', input: '<cib dc-uuid="1"/>' },
    after: resources(P, UPDATE).replace('3.9"', '3.9" dc-uuid="1"'),
  },
  {
    name: 'admin_epoch may rise',
    request: { operation: 'modify', input: '<cib admin_epoch="3"/>' },
    after: resources(P, UPDATE).replace('admin_epoch="0"', 'admin_epoch="3"'),
  },
  { name: 'epoch may not fall', request: { operation: 'modify', input: '<cib epoch="3"/>' }, after: 'old_data' },
  {
    name: 'replace by name and id',
    request: { operation: 'replace', input: '<primitive id="a"><x/></primitive>' },
    after: resources('<primitive id="a"><x/></primitive>', EPOCH),
  },
  {
    name: 'replace a section',
    request: { operation: 'replace', section: 'resources', input: '<resources/>' },
    after: resources('', EPOCH).replace('<resources></resources>', '<resources/>'),
  },
  {
    name: 'replace what is not there',
    request: { operation: 'replace', input: '<primitive id="z"/>' },
    after: 'ENXIO',
  },
  {
    name: 'replace by an XPath: the new one comes last',
    before: resources('<primitive id="a"/><primitive id="b"/>'),
    request: { operation: 'replace', xpath: "//primitive[@id='a']", input: '<clone id="c"/>' },
    after: resources('<primitive id="b"/><clone id="c"/>', EPOCH),
  },
  {
    name: 'replace everything by something newer',
    request: { operation: 'replace', input: resources('', 'admin_epoch="0" epoch="9" num_updates="1"') },
    after: resources('', 'admin_epoch="0" epoch="10" num_updates="0"').replace(
      '<resources></resources>',
      '<resources/>',
    ),
  },
  {
    name: 'replace everything by something older',
    request: { operation: 'replace', input: resources('', 'admin_epoch="0" epoch="4" num_updates="6"') },
    after: 'old_data',
  },
  {
    name: 'sync takes over the versions, too',
    request: { operation: 'sync', input: resources(P, 'admin_epoch="0" epoch="9" num_updates="1"') },
    after: resources(P, 'admin_epoch="0" epoch="9" num_updates="1"'),
  },
  {
    name: 'delete, letter case ignored',
    request: { operation: 'delete', input: '<primitive id="A"/>' },
    after: resources('', EPOCH).replace('<resources></resources>', '<resources/>'),
  },
  {
    name: 'delete needs all attributes to match',
    request: { operation: 'delete', input: '<primitive id="a" score="6"/>' },
    after: resources(P),
  },
  {
    name: 'delete several, given in their section',
    before: resources('<primitive id="a"/><primitive id="b"/><primitive id="c"/>'),
    request: {
      operation: 'delete',
      section: 'resources',
      input: '<resources><primitive id="a"/><primitive id="z"/><primitive id="c"/></resources>',
    },
    after: resources('<primitive id="b"/>', EPOCH),
  },
  {
    name: 'delete all that match, what lies in another one first',
    before: resources('<group id="a"><group id="b"/></group><primitive id="c"/>'),
    request: { operation: 'delete', xpath: '//group', options: { ...quiet, multiple: true } },
    after: resources('<primitive id="c"/>', EPOCH),
  },
  {
    name: 'delete an attribute',
    request: { operation: 'delete', xpath: '//primitive/@score' },
    after: resources('<primitive id="a"/>', EPOCH),
  },
  { name: 'delete everything', request: { operation: 'delete', xpath: '/cib' }, after: 'EINVAL' },
  { name: 'delete nothing', request: { operation: 'delete', xpath: '//nothing' }, after: resources(P) },
  {
    name: 'bump',
    request: { operation: 'bump' },
    after: resources(P, 'admin_epoch="0" epoch="5" num_updates="8"'),
  },
  {
    name: 'erase',
    request: { operation: 'erase' },
    after: resources('', 'admin_epoch="1" epoch="5" num_updates="0"').replace(
      '<resources></resources>',
      '<resources/>',
    ),
  },
  {
    name: 'patch',
    request: {
      operation: 'patch',
      input: `<diff format="2"><change operation="delete" path="/cib/configuration/resources/primitive[@id='a']"/></diff>`,
    },
    after: resources('', EPOCH).replace('<resources></resources>', '<resources/>'),
  },
  {
    name: 'patch for another version',
    request: {
      operation: 'patch',
      input:
        '<diff format="2"><version><source admin_epoch="0" epoch="4" num_updates="8"/><target admin_epoch="0" epoch="5" num_updates="0"/></version></diff>',
    },
    after: 'diff_failed',
  },
  {
    name: 'transaction: the version rises for each part, and for the whole',
    request: {
      operation: 'transaction',
      requests: [
        { operation: 'delete', input: parseXml(P), options: quiet },
        { operation: 'create', section: 'resources', input: parseXml('<clone id="c"/>'), options: quiet },
      ],
    },
    after: resources('<clone id="c"/>', 'admin_epoch="0" epoch="7" num_updates="0"'),
  },
  {
    name: 'transaction that fails in its second part',
    request: {
      operation: 'transaction',
      requests: [
        { operation: 'delete', input: parseXml(P) },
        { operation: 'modify', input: parseXml('<primitive id="z"/>') },
      ],
    },
    after: 'ENXIO',
  },
  {
    name: 'transaction with what cannot be in one',
    request: { operation: 'transaction', requests: [{ operation: 'query' }] },
    after: 'ENOTSUP',
  },
  {
    name: 'dry run',
    request: { operation: 'delete', input: P, options: { ...quiet, dryRun: true } },
    after: resources(P),
  },
];

async function outcome(cib: Cib, { request }: Case, env = ENV): Promise<string> {
  const { input, ...rest } = request;
  const full: Request = { options: quiet, ...rest, ...(input !== undefined && { input: parseXml(input) }) };
  try {
    const { edits } = await perform(cib, full, env);
    if (edits) return serialize(cib.root);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return error.code;
  }
  return serialize(cib.root);
}

for (const item of CASES) {
  t.test(item.name, async (t) => {
    const before = item.before ?? resources(P);
    const cib = new Cib(parseXml(before));
    t.equal(await outcome(cib, item), item.after);
    if (!item.after.startsWith('<')) t.equal(serialize(cib.root), before, 'nothing is left of a failure');
  });
}

t.test('a change can be described and repeated', async (t) => {
  for (const item of CASES) {
    if (!item.after.startsWith('<') || item.request.options?.dryRun) continue;
    const before = parseXml(item.before ?? resources(P));
    const cib = new Cib(before.clone());
    const { input, ...rest } = item.request;
    const request: Request = { options: quiet, ...rest, ...(input !== undefined && { input: parseXml(input) }) };
    const { edits } = await perform(cib, request, ENV);
    if (edits) t.equal(serialize(applyPatch(before, edits.patchset())), item.after, item.name);
  }
});

t.test('scores are added up', async (t) => {
  const cases: [old: string, value: string, result: string][] = [
    ['5', 'score++', '6'],
    ['5', 'score+=3', '8'],
    ['5', 'score+=-INFINITY', '-1000000'],
    ['999999', 'score+=2', '1000000'],
    ['text', 'score++', '1'],
    ['5', 'score+=text', '5'],
    ['5', 'other++', 'other++'],
    ['5', 'score+', 'score+'],
  ];
  for (const [old, value, result] of cases) {
    const cib = new Cib(parseXml(resources(`<primitive id="a" score="${old}"/>`)));
    const input = parseXml(`<primitive id="a" score="${value}"/>`);
    await perform(cib, { operation: 'modify', input, options: { ...quiet, scoreUpdate: true } }, ENV);
    t.equal(cib.byId('a')[0]?.get('score'), result, `${old} and ${value}`);
    const fresh = new Cib(parseXml(resources('<primitive id="a"/>')));
    await perform(fresh, { operation: 'modify', input, options: { ...quiet, scoreUpdate: true } }, ENV);
    t.equal(fresh.byId('a')[0]?.get('score'), value, `${value} without a score before`);
  }
});

t.test('queries', async (t) => {
  const cib = new Cib(parseXml(resources('<primitive id="a" x="1"><op id="o"/></primitive><primitive id="b" x="2"/>')));
  const cases: [request: Request, output: string][] = [
    [{ operation: 'query', section: 'nodes' }, '<nodes/>'],
    [{ operation: 'query', xpath: "//primitive[@id='b']" }, '<primitive id="b" x="2"/>'],
    [
      { operation: 'query', xpath: '//primitive', options: { noChildren: true } },
      '<xpath-query><primitive id="a" x="1"/><primitive id="b" x="2"/></xpath-query>',
    ],
    [
      { operation: 'query', xpath: '//op', options: { addressOnly: true } },
      `<xpath-query><xpath-query-path id="/cib/configuration/resources/primitive[@id='a']/op[@id='o']"/></xpath-query>`,
    ],
    [{ operation: 'query', xpath: '//primitive/@x' }, '<xpath-query x="2"/>'],
    [{ operation: 'query', section: 'nowhere' }, 'ENXIO'],
    [{ operation: 'query', xpath: '//nothing' }, 'ENXIO'],
    [{ operation: 'query', xpath: '//[' }, 'ENXIO'],
  ];
  for (const [request, expected] of cases) {
    const output = await perform(cib, request, ENV).then(
      (found) => (found.output ? serialize(found.output) : ''),
      (error: CibError) => error.code,
    );
    t.equal(output, expected, JSON.stringify(request));
  }
});

t.test('what could not be created is told', async (t) => {
  const cib = new Cib(parseXml(resources(P)));
  const request: Request = { operation: 'create', section: 'resources', input: parseXml(P) };
  const error = await perform(cib, request, ENV).catch((error: unknown) => error);
  t.equal(
    error instanceof OperationError && serialize(error.output),
    `<failed><failed_update id="a" object-type="primitive" operation="cib_create" reason="File exists">${P}</failed_update></failed>`,
  );
});

t.test('who changed the configuration, and when, is noted', async (t) => {
  const origin = { user: 'tony', client: 'cibadmin', node: 'n1' };
  const request: Request = { operation: 'delete', input: parseXml(P), origin };
  const cib = new Cib(parseXml(resources(P)));
  await perform(cib, request, ENV);
  t.equal(cib.root.get('cib-last-written'), lastWritten(NOW));
  t.equal(cib.root.get('update-user'), 'tony');
  t.equal(cib.root.get('update-client'), 'cibadmin');
  t.equal(cib.root.get('update-origin'), 'n1');
  await perform(cib, { operation: 'create', section: 'resources', input: parseXml(P) }, ENV);
  t.equal(cib.root.get('update-user'), undefined);

  const old = new Cib(parseXml(resources(P).replace('3.9', '1.0')));
  await perform(old, request, ENV);
  t.equal(old.root.get('update-user'), undefined, 'schema 1.0 has no such attributes');
  const nameless = new Cib(parseXml(resources(P).replace(' validate-with="pacemaker-3.9"', '')));
  t.equal(
    await outcome(nameless, { name: '', request: { operation: 'delete', input: P, options: {} }, after: '' }),
    'cib_corrupt',
  );
});

t.test('hooks', async (t) => {
  const refuse = new CibError('schema_validation');
  const before = resources(P);
  const request = { operation: 'delete', input: P } as const;
  const item: Case = { name: '', request, after: '' };
  const cib = new Cib(parseXml(before));
  const validate = () => {
    throw refuse;
  };
  t.equal(await outcome(cib, item, { ...ENV, validate }), 'schema_validation');
  t.equal(serialize(cib.root), before, 'an invalid change is taken back');

  const denied = () => ({
    readable: () => undefined,
    check: () => {
      throw new CibError('EACCES');
    },
  });
  const origin = { user: 'tony', client: 'test' };
  const asTony = (operation: 'delete' | 'query'): Case => ({
    name: '',
    request: { operation, input: P, origin },
    after: '',
  });
  t.equal(await outcome(cib, asTony('delete'), { ...ENV, access: denied }), 'EACCES');
  t.equal(await outcome(cib, asTony('query'), { ...ENV, access: denied }), 'EACCES');
  t.equal(serialize(cib.root), before);

  const status: Case = {
    name: '',
    request: { operation: 'replace', section: 'status', input: '<status x="1"/>' },
    after: '',
  };
  t.match(await outcome(cib, status, { ...ENV, validate }), '<status x="1"/>', 'the status is not validated');

  const newer = new Cib(parseXml(before.replace('<cib', '<cib crm_feature_set="99.0"')));
  t.equal(await outcome(newer, item, { ...ENV, checkFeatureSet: true }), 'EPROTONOSUPPORT');
  t.match(await outcome(newer, item), '<cib ', 'files may need any features');
});

t.test('upgrade starts versions over', async (t) => {
  const cib = new Cib(parseXml(resources(P)));
  const upgraded = parseXml(resources(P).replace('3.9', '4.0'));
  const item: Case = { name: '', request: { operation: 'upgrade' }, after: '' };
  const expected = resources(P, 'admin_epoch="1" epoch="1" num_updates="2"').replace('3.9', '4.0');
  t.equal(await outcome(cib, item, { ...ENV, upgrade: () => ({ root: upgraded }) }), expected);
  const error = new CibError('schema_unchanged');
  t.equal(await outcome(cib, item, { ...ENV, upgrade: (root) => ({ root, error }) }), 'schema_unchanged');
  t.equal(serialize(cib.root), expected);
});
