import type { LevelRows } from './row.js';

/** The commands of the level configure that make objects. */
export const OBJECT_ROWS: LevelRows = {
  level: 'configure',
  rows: {
    node: [
      { run: 'configure node gamma', prints: '', changes: ['+ nodes <node uname="gamma" id="gamma"/>'] },
      { run: 'configure node alpha attributes rack=5', prints: '', changes: ['nodes-1-rack value: 4 → 5'] },
    ],
    rsc_template: [
      {
        run: 'configure rsc_template tpl Thing params ip=1.2.3.4',
        prints: '',
        changes: [
          '+ resources <template id="tpl" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="tpl-instance_attributes"><nvpair name="ip" value="1.2.3.4" id="tpl-instance_attributes-ip"/></instance_attributes></template>',
        ],
      },
    ],
    primitive: [
      {
        run: 'configure primitive x Thing params $id=vip-params ip=1',
        fails: true,
        prints: /^ERROR: .*\[@id='vip-params'\]: the id vip-params is that of \/cib\/.*\n$/,
      },
      {
        run: 'configure primitive new Thing params ip=1.2.3.4 op monitor interval=10s',
        prints: '',
        changes: [
          '+ resources <primitive id="new" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="new-instance_attributes"><nvpair name="ip" value="1.2.3.4" id="new-instance_attributes-ip"/></instance_attributes><operations><op name="monitor" interval="10s" id="new-monitor-10s"/></operations></primitive>',
        ],
      },
      {
        run: 'configure primitive vip Thing params ip=1',
        fails: true,
        prints: "ERROR: Cannot create primitive with ID 'vip': Found existing primitive with same ID.\n",
      },
      {
        run: 'configure primitive',
        fails: true,
        prints: "ERROR: syntax in primitive: Expected at least 2 arguments near <primitive> parsing 'primitive'\n",
      },
    ],
    bundle: [
      {
        run: 'configure bundle box docker image=x replicas=2 network ip-range-start=10.0.0.5 port-mapping id=web port=80 storage storage-mapping id=data source-dir=/a target-dir=/b',
        prints: '',
        changes: [
          '+ resources <bundle id="box"><docker image="x" replicas="2"/><network ip-range-start="10.0.0.5"><port-mapping id="web" port="80"/></network><storage><storage-mapping id="data" source-dir="/a" target-dir="/b"/></storage></bundle>',
        ],
      },
    ],
    group: [
      {
        run: 'configure group h vip',
        prints: '',
        changes: [
          '- resources <primitive id="vip">',
          '+ resources <group id="h"><primitive id="vip" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="vip-params"><nvpair id="vip-params-ip" name="ip" value="10.0.0.1"/></instance_attributes><operations><op id="vip-monitor-10s" name="monitor" interval="10s" timeout="20s"/></operations></primitive></group>',
        ],
      },
      { run: 'configure group h nope', fails: true, prints: 'ERROR: h refers to missing object nope\n' },
    ],
    ms: [
      {
        run: 'configure ms m vip',
        prints: 'WARNING: "ms" is deprecated. Please use "clone m vip meta promotable=true"\n',
        changes: [
          '- resources <primitive id="vip">',
          '+ resources <master id="m"><primitive id="vip" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="vip-params"><nvpair id="vip-params-ip" name="ip" value="10.0.0.1"/></instance_attributes><operations><op id="vip-monitor-10s" name="monitor" interval="10s" timeout="20s"/></operations></primitive></master>',
        ],
      },
    ],
    clone: [
      {
        run: 'configure clone k vip meta interleave=true',
        prints: '',
        changes: [
          '- resources <primitive id="vip">',
          '+ resources <clone id="k"><meta_attributes id="k-meta_attributes"><nvpair name="interleave" value="true" id="k-meta_attributes-interleave"/><nvpair id="k-meta_attributes-promotable" name="promotable" value="true"/></meta_attributes><primitive id="vip" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="vip-params"><nvpair id="vip-params-ip" name="ip" value="10.0.0.1"/></instance_attributes><operations><op id="vip-monitor-10s" name="monitor" interval="10s" timeout="20s"/></operations></primitive></clone>',
        ],
      },
      {
        run: 'configure clone k d',
        fails: true,
        prints: 'ERROR: Cannot create clone:k: Child primitive:d already in clone:c\n',
      },
    ],
    tag: [
      {
        run: 'configure tag t vip g',
        prints: '',
        changes: ['+ tags <tag id="t"><obj_ref id="vip"/><obj_ref id="g"/></tag>'],
      },
    ],
    location: [
      {
        run: 'configure location l vip 100: beta',
        prints: '',
        changes: ['+ constraints <rsc_location id="l" rsc="vip" score="100" node="beta"/>'],
      },
      {
        run: 'configure location l vip rule role=Started -inf: not_defined pingd or pingd lte 0',
        prints: '',
        changes: [
          '+ constraints <rsc_location id="l" rsc="vip"><rule role="Started" score="-INFINITY" boolean-op="or" id="l-rule"><expression operation="not_defined" attribute="pingd" id="l-rule-expression"/><expression operation="lte" attribute="pingd" value="0" id="l-rule-expression-0"/></rule></rsc_location>',
        ],
      },
      {
        run: 'configure location l { vip g } resource-discovery=exclusive 10: alpha',
        prints: '',
        changes: [
          '+ constraints <rsc_location id="l" resource-discovery="exclusive" score="10" node="alpha"><resource_set id="l-0"><resource_ref id="vip"/><resource_ref id="g"/></resource_set></rsc_location>',
        ],
      },
      {
        run: 'configure location l nope 100: beta',
        fails: true,
        prints: "ERROR: constraint l references a resource nope which doesn't exist\n",
      },
    ],
    colocation: [
      {
        run: 'configure colocation co inf: vip g',
        prints: '',
        changes: ['+ constraints <rsc_colocation id="co" score="INFINITY" rsc="vip" with-rsc="g"/>'],
      },
      {
        run: 'configure colocation co inf: ( vip g ) c',
        prints: '',
        changes: [
          '+ constraints <rsc_colocation id="co" score="INFINITY"><resource_set sequential="false" id="co-0"><resource_ref id="vip"/><resource_ref id="g"/></resource_set><resource_set id="co-1"><resource_ref id="c"/></resource_set></rsc_colocation>',
        ],
      },
    ],
    order: [
      {
        run: 'configure order o Mandatory: vip:start g',
        prints: '',
        changes: ['+ constraints <rsc_order id="o" kind="Mandatory" first="vip" first-action="start" then="g"/>'],
      },
      {
        run: 'configure order o Serialize: vip g c',
        prints: '',
        changes: [
          '+ constraints <rsc_order id="o" kind="Serialize"><resource_set id="o-0"><resource_ref id="vip"/><resource_ref id="g"/><resource_ref id="c"/></resource_set></rsc_order>',
        ],
      },
    ],
    rsc_ticket: [
      {
        run: 'configure rsc_ticket rt T: vip loss-policy=stop',
        prints: '',
        changes: ['+ constraints <rsc_ticket id="rt" ticket="T" loss-policy="stop" rsc="vip"/>'],
      },
    ],
    fencing_topology: [
      {
        run: ['configure primitive f1 stonith:fence_x', 'configure fencing_topology alpha: f1'],
        prints: '',
        changes: [
          '+ resources <primitive id="f1" class="stonith" type="fence_x"/>',
          '+ configuration <fencing-topology><fencing-level target="alpha" index="1" devices="f1" id="fencing"/></fencing-topology>',
        ],
      },
    ],
    property: [
      {
        run: 'configure property no-quorum-policy=freeze',
        prints: '',
        changes: [
          '+ crm_config <cluster_property_set id="cib-bootstrap-options"><nvpair id="cib-bootstrap-options-no-quorum-policy" name="no-quorum-policy" value="freeze"/></cluster_property_set>',
        ],
      },
      {
        run: 'configure property no-quorum-policy=nonsense',
        prints: '',
        changes: [
          '+ crm_config <cluster_property_set id="cib-bootstrap-options"><nvpair id="cib-bootstrap-options-no-quorum-policy" name="no-quorum-policy" value="nonsense"/></cluster_property_set>',
        ],
      },
    ],
    rsc_defaults: [
      {
        run: 'configure rsc_defaults resource-stickiness=10',
        prints: '',
        changes: [
          '+ configuration <rsc_defaults><meta_attributes id="rsc-options"><nvpair id="rsc-options-resource-stickiness" name="resource-stickiness" value="10"/></meta_attributes></rsc_defaults>',
        ],
      },
    ],
    op_defaults: [
      {
        run: 'configure op_defaults timeout=30s',
        prints: '',
        changes: [
          '+ configuration <op_defaults><meta_attributes id="op-options"><nvpair id="op-options-timeout" name="timeout" value="30s"/></meta_attributes></op_defaults>',
        ],
      },
    ],
    role: [
      {
        run: 'configure role reader read xpath:"/cib/configuration"',
        prints: '',
        changes: [
          '+ configuration <acls><acl_role id="reader"><acl_permission kind="read" xpath="/cib/configuration" id="reader-0"/></acl_role></acls>',
        ],
      },
    ],
    acl_target: [
      {
        run: ['configure role reader read xpath:"/cib"', 'configure acl_target joe reader'],
        prints: '',
        changes: [
          '+ configuration <acls><acl_role id="reader"><acl_permission kind="read" xpath="/cib" id="reader-0"/></acl_role><acl_target id="joe"><role id="reader"/></acl_target></acls>',
        ],
      },
      {
        run: 'configure acl_target joe nope',
        fails: true,
        prints:
          "ERROR: /cib/configuration/acls/acl_target[@id='joe']/role[@id='nope']: IDREF attribute id references an unknown ID \"nope\"\n",
      },
    ],
    acl_group: [
      {
        run: ['configure role reader read xpath:"/cib"', 'configure acl_group staff reader'],
        prints: '',
        changes: [
          '+ configuration <acls><acl_role id="reader"><acl_permission kind="read" xpath="/cib" id="reader-0"/></acl_role><acl_group id="staff"><role id="reader"/></acl_group></acls>',
        ],
      },
    ],
    user: [
      {
        run: 'configure user joe read xpath:"/cib"',
        fails: true,
        prints: 'ERROR: user not supported by the RNG schema\n',
      },
    ],
    alert: [
      {
        run: 'configure alert a1 "/bin/alert" to "me@example.com"',
        prints: '',
        changes: [
          '+ configuration <alerts><alert id="a1" path="/bin/alert"><recipient id="a1-recipient-1" value="me@example.com"/></alert></alerts>',
        ],
      },
    ],
  },
};
