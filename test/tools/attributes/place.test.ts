import t from 'tap';
import { CibError } from '../../../cib/result/error.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { attributesPath, newAttribute, type Place, type Selection } from '../../../tools/attributes/place.js';

const PATHS: readonly [Place, Selection, string][] = [
  [{ section: 'crm_config' }, { name: 'x' }, "/cib/configuration/crm_config//cluster_property_set//nvpair[@name='x']"],
  [
    { section: 'nodes', nodeId: '1' },
    { id: 'i', name: 'x' },
    "/cib/configuration/nodes//node[@id='1']//instance_attributes//nvpair[@id='i' and @name='x']",
  ],
  [
    { section: 'nodes', nodeId: '1', setType: 'utilization', setId: 's' },
    {},
    "/cib/configuration/nodes//node[@id='1']//utilization[@id='s']//nvpair",
  ],
  [
    { section: 'status', nodeId: '1' },
    { name: "it's" },
    `/cib/status//node_state[@id='1']//transient_attributes//nvpair[@name="it's"]`,
  ],
  [{ section: 'op_defaults', nodeId: '1' }, {}, '/cib/configuration/op_defaults//meta_attributes//nvpair'],
  [{ section: 'tickets' }, { name: 'x' }, "/cib/status//tickets//instance_attributes//nvpair[@name='x']"],
];

t.test('where attributes are looked for', async (t) => {
  for (const [place, selection, path] of PATHS) t.equal(attributesPath(place, selection), path);
  t.throws(() => attributesPath({ section: 'nodes' }, {}), new CibError('EINVAL'), 'a node is needed');
  t.throws(() => attributesPath({ section: 'nowhere', nodeId: '1' }, {}), new CibError('ENOMSG'));
  t.throws(() => attributesPath({ section: 'constructor', nodeId: '1' }, {}), new CibError('ENOMSG'));
});

const NEW: readonly [Place, string][] = [
  [
    { section: 'crm_config' },
    '<crm_config><cluster_property_set id="cib-bootstrap-options">' +
      '<nvpair id="cib-bootstrap-options-a.b" name="a b" value="v"/></cluster_property_set></crm_config>',
  ],
  [
    { section: 'rsc_defaults', nodeId: '1' },
    '<rsc_defaults><meta_attributes id="rsc_defaults-options">' +
      '<nvpair id="rsc_defaults-options-a.b" name="a b" value="v"/></meta_attributes></rsc_defaults>',
  ],
  [
    { section: 'nodes', nodeId: '1', setType: 'utilization' },
    '<node id="1"><utilization id="nodes-1-utilization">' +
      '<nvpair id="nodes-1-utilization-a.b" name="a b" value="v"/></utilization></node>',
  ],
  [
    { section: 'nodes', nodeId: 'r', remote: true, setId: 's' },
    '<nodes><node type="remote" id="r" uname="r"><instance_attributes id="s">' +
      '<nvpair id="s-a.b" name="a b" value="v"/></instance_attributes></node></nodes>',
  ],
  [
    { section: 'status', nodeId: '1' },
    '<node_state id="1"><transient_attributes id="1"><instance_attributes id="status-1">' +
      '<nvpair id="status-1-a.b" name="a b" value="v"/></instance_attributes></transient_attributes></node_state>',
  ],
  [
    { section: 'tickets' },
    '<status><tickets><instance_attributes id="status-tickets">' +
      '<nvpair id="status-tickets-a.b" name="a b" value="v"/></instance_attributes></tickets></status>',
  ],
];

t.test('what a new attribute brings with it', async (t) => {
  for (const [place, xml] of NEW) {
    t.equal(serialize(newAttribute(place, { name: 'a b', value: 'v' })), xml, place.section);
  }
  t.equal(
    newAttribute({ section: 'crm_config' }, { id: 'i', value: 'v' })
      .child('cluster_property_set')
      ?.child('nvpair')
      ?.get('name'),
    'i',
  );
});
