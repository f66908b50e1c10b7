import t from 'tap';
import { Element } from '../../../cib/xml/element.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { splitWords } from '../../../shell/grammar/words.js';
import { assignIds } from '../../../shell/syntax/identity.js';
import type { Reading } from '../../../shell/syntax/kind.js';
import { KINDS } from '../../../shell/syntax/kinds.js';
import { readObject } from '../../../shell/syntax/read.js';
import { Sheet } from '../../../shell/syntax/show.js';
import { vocabularyOf } from '../../../shell/syntax/vocabulary.js';

const reading = (schema = 'pacemaker-3.9'): Reading => ({
  vocabulary: vocabularyOf(schema),
  provider: () => 'heartbeat',
  nodes: () => ['alpha', 'beta'],
  isOperationDefaults: () => false,
});

/** Element of a command, with ids. */
function elementOf(text: string, schema?: string): { kind: string; element: Element } {
  const { kind, element } = readObject(splitWords(text), reading(schema));
  if (kind.defaultId !== undefined && element.name !== 'fencing-topology' && !element.id)
    element.set('id', kind.defaultId);
  assignIds(element, undefined, new Set());
  return { kind: kind.keyword, element };
}

/** Commands and the XML they stand for; each is also what `show` prints for that XML, on one line. */
const EXAMPLES: [crm: string, xml: string, schema?: string][] = [
  ['node alpha', '<node uname="alpha" id="alpha"/>'],
  [
    'node 7: gamma:remote description="a b" attributes standby=on utilization cpu=4',
    '<node id="7" uname="gamma" type="remote" description="a b"><instance_attributes id="gamma-instance_attributes"><nvpair name="standby" value="on" id="gamma-instance_attributes-standby"/></instance_attributes><utilization id="gamma-utilization"><nvpair name="cpu" value="4" id="gamma-utilization-cpu"/></utilization></node>',
  ],
  ['primitive d Dummy', '<primitive id="d" class="ocf" provider="heartbeat" type="Dummy"/>'],
  ['primitive s systemd:nginx', '<primitive id="s" class="systemd" type="nginx"/>'],
  ['primitive t @tmpl', '<primitive id="t" template="tmpl"/>'],
  [
    'primitive v ocf:pacemaker:Stateful params a="x y" b=1 meta priority=5 op monitor interval=10s role=Promoted op start interval=0 timeout=1m',
    '<primitive id="v" class="ocf" provider="pacemaker" type="Stateful"><instance_attributes id="v-instance_attributes"><nvpair name="a" value="x y" id="v-instance_attributes-a"/><nvpair name="b" value="1" id="v-instance_attributes-b"/></instance_attributes><meta_attributes id="v-meta_attributes"><nvpair name="priority" value="5" id="v-meta_attributes-priority"/></meta_attributes><operations><op name="monitor" interval="10s" role="Promoted" id="v-monitor-10s"/><op name="start" interval="0" timeout="1m" id="v-start-0"/></operations></primitive>',
  ],
  [
    'primitive o Dummy op monitor interval=5 op_params depth=1 op_meta m=n',
    '<primitive id="o" class="ocf" provider="heartbeat" type="Dummy"><operations><op name="monitor" interval="5" id="o-monitor-5"><instance_attributes id="o-monitor-5-instance_attributes"><nvpair name="depth" value="1" id="o-monitor-5-instance_attributes-depth"/></instance_attributes><meta_attributes id="o-monitor-5-meta_attributes"><nvpair name="m" value="n" id="o-monitor-5-meta_attributes-m"/></meta_attributes></op></operations></primitive>',
  ],
  [
    'primitive r Dummy params 5: rule #uname eq alpha a=1 params a=2',
    '<primitive id="r" class="ocf" provider="heartbeat" type="Dummy"><instance_attributes score="5" id="r-instance_attributes"><rule score="INFINITY" id="r-instance_attributes-rule"><expression operation="eq" attribute="#uname" value="alpha" id="r-instance_attributes-rule-expression"/></rule><nvpair name="a" value="1" id="r-instance_attributes-a"/></instance_attributes><instance_attributes id="r-instance_attributes-0"><nvpair name="a" value="2" id="r-instance_attributes-0-a"/></instance_attributes></primitive>',
  ],
  ['rsc_template tmpl Dummy', '<template id="tmpl" class="ocf" provider="heartbeat" type="Dummy"/>'],
  ['location l1 d 100: alpha', '<rsc_location id="l1" rsc="d" score="100" node="alpha"/>'],
  [
    'location l2 /d.*/ role=Promoted -inf: beta',
    '<rsc_location id="l2" rsc-pattern="d.*" role="Promoted" score="-INFINITY" node="beta"/>',
  ],
  [
    'location l3 { a b } 5: alpha',
    '<rsc_location id="l3" score="5" node="alpha"><resource_set id="l3-0"><resource_ref id="a"/><resource_ref id="b"/></resource_set></rsc_location>',
  ],
  [
    'location l4 d rule $role=Promoted pingd: defined pingd or x number:gt 5 rule -inf: date in start=2026-01-01 end=2026-02-01',
    '<rsc_location id="l4" rsc="d"><rule role="Promoted" score-attribute="pingd" boolean-op="or" id="l4-rule"><expression operation="defined" attribute="pingd" id="l4-rule-expression"/><expression operation="gt" attribute="x" type="number" value="5" id="l4-rule-expression-0"/></rule><rule score="-INFINITY" id="l4-rule-0"><date_expression operation="in_range" start="2026-01-01" end="2026-02-01" id="l4-rule-0-expression"/></rule></rsc_location>',
  ],
  [
    'location l5 d rule date spec hours=9-16 weekdays=1-5 and #uname eq meta{host}',
    '<rsc_location id="l5" rsc="d"><rule score="INFINITY" id="l5-rule"><date_expression operation="date_spec" id="l5-rule-expression"><date_spec hours="9-16" weekdays="1-5" id="l5-rule-expression-date_spec"/></date_expression><expression operation="eq" attribute="#uname" value="host" value-source="meta" id="l5-rule-expression-0"/></rule></rsc_location>',
  ],
  [
    'colocation c1 inf: a b:Promoted',
    '<rsc_colocation id="c1" score="INFINITY" rsc="a" with-rsc="b" with-rsc-role="Promoted"/>',
  ],
  [
    'colocation c2 -10: ( a b ) c node-attribute=rack',
    '<rsc_colocation id="c2" score="-10" node-attribute="rack"><resource_set sequential="false" id="c2-0"><resource_ref id="a"/><resource_ref id="b"/></resource_set><resource_set id="c2-1"><resource_ref id="c"/></resource_set></rsc_colocation>',
  ],
  [
    'colocation c3 inf: _rsc_set_ a b',
    '<rsc_colocation id="c3" score="INFINITY"><resource_set id="c3-0"><resource_ref id="a"/><resource_ref id="b"/></resource_set></rsc_colocation>',
  ],
  ['order o1 a b', '<rsc_order id="o1" first="a" then="b"/>'],
  [
    'order o2 Optional: a:promote b:start symmetrical=false',
    '<rsc_order id="o2" kind="Optional" symmetrical="false" first="a" first-action="promote" then="b" then-action="start"/>',
  ],
  [
    'order o3 Mandatory: [ a b ] c:promote',
    '<rsc_order id="o3" kind="Mandatory"><resource_set require-all="false" sequential="false" id="o3-0"><resource_ref id="a"/><resource_ref id="b"/></resource_set><resource_set action="promote" id="o3-1"><resource_ref id="c"/></resource_set></rsc_order>',
  ],
  ['rsc_ticket t1 site: a loss-policy=fence', '<rsc_ticket id="t1" ticket="site" loss-policy="fence" rsc="a"/>'],
  ['tag web a b', '<tag id="web"><obj_ref id="a"/><obj_ref id="b"/></tag>'],
  [
    'property cib-bootstrap-options: stonith-enabled=false no-quorum-policy=stop',
    '<cluster_property_set id="cib-bootstrap-options"><nvpair name="stonith-enabled" value="false" id="cib-bootstrap-options-stonith-enabled"/><nvpair name="no-quorum-policy" value="stop" id="cib-bootstrap-options-no-quorum-policy"/></cluster_property_set>',
  ],
  [
    'fencing_topology d1,d2 d3',
    '<fencing-topology><fencing-level target="alpha" index="1" devices="d1,d2" id="fencing"/><fencing-level target="alpha" index="2" devices="d3" id="fencing-0"/><fencing-level target="beta" index="1" devices="d1,d2" id="fencing-1"/><fencing-level target="beta" index="2" devices="d3" id="fencing-2"/></fencing-topology>',
  ],
  [
    'fencing_topology alpha: d1 d2,d3 pattern:b.* d4 attr:rack=1 d5',
    '<fencing-topology><fencing-level target="alpha" index="1" devices="d1" id="fencing"/><fencing-level target="alpha" index="2" devices="d2,d3" id="fencing-0"/><fencing-level target-pattern="b.*" index="1" devices="d4" id="fencing-1"/><fencing-level target-attribute="rack" target-value="1" index="1" devices="d5" id="fencing-2"/></fencing-topology>',
  ],
  [
    'role op read xpath:"//a[@b]" write meta:vip:target-role deny type:primitive read ref:x',
    `<acl_role id="op"><acl_permission kind="read" xpath="//a[@b]" id="op-0"/><acl_permission kind="write" xpath="//primitive[@id='vip']/meta_attributes/nvpair[@name='target-role']" id="op-1"/><acl_permission kind="deny" object-type="primitive" id="op-2"/><acl_permission kind="read" reference="x" id="op-3"/></acl_role>`,
  ],
  ['acl_target joe op admin', '<acl_target id="joe"><role id="op"/><role id="admin"/></acl_target>'],
  ['acl_group staff op', '<acl_group id="staff"><role id="op"/></acl_group>'],
  [
    'user joe role:op read xpath:"//a"',
    '<acl_user id="joe"><role_ref id="op"/><read xpath="//a" id="joe-read"/></acl_user>',
    'pacemaker-1.3',
  ],
  [
    'alert mail /usr/bin/mail attributes a=b select nodes attributes { x y } to you@there meta timeout=5s',
    '<alert id="mail" path="/usr/bin/mail"><instance_attributes id="mail-instance_attributes"><nvpair name="a" value="b" id="mail-instance_attributes-a"/></instance_attributes><select><select_nodes/><select_attributes><attribute name="x" id="mail-0"/><attribute name="y" id="mail-1"/></select_attributes></select><recipient id="mail-recipient-1" value="you@there"><meta_attributes id="mail-recipient-1-meta_attributes"><nvpair name="timeout" value="5s" id="mail-recipient-1-meta_attributes-timeout"/></meta_attributes></recipient></alert>',
  ],
];

/** Where `show` writes the same a little differently. */
const SHOWN: Record<string, string> = {
  'fencing_topology d1,d2 d3': 'fencing_topology alpha: d1,d2 d3 beta: d1,d2 d3',
  'alert mail /usr/bin/mail attributes a=b select nodes attributes { x y } to you@there meta timeout=5s':
    'alert mail "/usr/bin/mail" attributes a=b select nodes attributes { x y } to "you@there" meta timeout=5s',
};

t.test('crm syntax to XML', async (t) => {
  for (const [crm, xml, schema] of EXAMPLES) t.equal(serialize(elementOf(crm, schema).element), xml, crm);
});

t.test('XML to crm syntax', async (t) => {
  for (const [crm, , schema = 'pacemaker-3.9'] of EXAMPLES) {
    const { kind, element } = elementOf(crm, schema);
    const section = KINDS.find(({ keyword }) => keyword === kind)?.section as string;
    const configuration = new Element('configuration');
    (section === '' ? configuration : configuration.append(new Element(section))).append(element);
    const cib = new Element('cib', { 'validate-with': schema }, [configuration]);
    const sheet = new Sheet(cib);
    const [object] = sheet.objects;
    t.equal(object && sheet.text(object).replaceAll(' \\\n\t', ' '), SHOWN[crm] ?? crm, crm);
  }
});

t.test('every kind has an example', async (t) => {
  const shown = new Set(EXAMPLES.map(([crm]) => crm.split(' ')[0]));
  // Containers and defaults need more around them; they are tested with workspaces.
  const elsewhere = ['group', 'clone', 'ms', 'bundle', 'rsc_defaults', 'op_defaults'];
  for (const { keyword } of KINDS) t.ok(shown.has(keyword) || elsewhere.includes(keyword), keyword);
});

t.test('mistakes are told with the word at fault', async (t) => {
  const cases: [string, string][] = [
    ['primitive x', "syntax in primitive: Expected at least 2 arguments near <primitive> parsing 'primitive x'"],
    ['node a:b:c', "syntax in node: Expected uname[:type] near <a:b:c> parsing 'node a:b:c'"],
    ['order o1 foo: a b', "syntax in order: Invalid kind: foo near <a> parsing 'order o1 foo: a b'"],
    ['colocation c1 a b', "syntax in colocation: Expected <score>: near <a> parsing 'colocation c1 a b'"],
    [
      'location l1 a foo',
      "syntax in location: expected <score>: <node> or <rule> [<rule> ...] near <foo> parsing 'location l1 a foo'",
    ],
    ['group g a a', "syntax in group: child a listed more than once in group g parsing 'group g a a'"],
    ['order o1 inf: a ( b', "syntax in action: Unmatched opening bracket near <b> parsing 'a ( b'"],
    [
      'location l d rule a eq b or c eq d and e eq f',
      "syntax in location: Mixing bool ops not allowed: or != and near <e> parsing 'location l d rule a eq b or c eq d and e eq f'",
    ],
    [
      'primitive p Dummy op start depth=1',
      "syntax in primitive: Attribute order error: interval must appear before any instance attribute parsing 'primitive p Dummy op start depth=1'",
    ],
    ['tag t', "syntax in tag: Expected at least 2 arguments near <tag> parsing 'tag t'"],
    [
      'acl_target joe',
      "syntax in acl_target: Expected at least 2 arguments near <acl_target> parsing 'acl_target joe'",
    ],
    ['frobnicate x', "syntax: Unknown command near <frobnicate> parsing 'frobnicate x'"],
  ];
  for (const [line, message] of cases) t.throws(() => readObject(splitWords(line), reading()), { message }, line);
});

t.test('roles have the names that the schema knows', async (t) => {
  const { element } = elementOf('location l d role=Promoted 1: alpha', 'pacemaker-3.0');
  t.equal(element.get('role'), 'Master');
});
