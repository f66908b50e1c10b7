import { holds, type LevelRows } from './row.js';

export const CONFIGURE_ROWS: LevelRows = {
  level: 'configure',
  rows: {
    show: [
      {
        run: 'configure show vip c',
        prints: 'primitive vip Thing \\\n\tparams ip=10.0.0.1 \\\n\top monitor interval=10s timeout=20s\nclone c d\n',
      },
      {
        run: 'configure show xml vip',
        prints: /<op id="vip-monitor-10s" name="monitor" interval="10s" timeout="20s"\/>/,
      },
      { run: 'configure show type:tag related:g', prints: 'group g a b\ntag both vip c\n' },
      { run: 'configure show nope', fails: true, prints: 'ERROR: object nope does not exist\n' },
    ],
    get_property: [
      {
        run: ['configure property stonith-enabled=false', 'configure get_property stonith-enabled'],
        prints: 'false\n',
        changes: [
          '+ crm_config <cluster_property_set id="cib-bootstrap-options"><nvpair id="cib-bootstrap-options-stonith-enabled" name="stonith-enabled" value="false"/></cluster_property_set>',
        ],
      },
      {
        run: 'configure get_property nonsense',
        fails: true,
        prints: 'ERROR: configure.get_property: nonsense: Property not set\n',
      },
    ],
    edit: [{ run: 'configure edit vip', fails: true, prints: 'INFO: edit not allowed in batch mode\n' }],
    filter: [
      {
        run: 'configure filter "sed s/10.0.0.1/10.0.0.9/" vip',
        prints: '',
        changes: ['vip-params-ip value: 10.0.0.1 → 10.0.0.9'],
      },
      { run: 'configure filter false vip', fails: true, prints: 'ERROR: configure.filter: false failed\n' },
    ],
    set: [
      { run: 'configure set vip.ip 10.0.0.7', prints: '', changes: ['vip-params-ip value: 10.0.0.1 → 10.0.0.7'] },
      { run: 'configure set vip.monitor.timeout 40s', prints: '', changes: ['vip-monitor-10s timeout: 20s → 40s'] },
      {
        run: 'configure set vip.nothing 1',
        fails: true,
        prints: 'ERROR: configure.set: Attribute not found: vip.nothing\n',
      },
    ],
    diff: [{ run: 'configure diff', prints: '' }],
    blame: [
      {
        run: 'configure blame nope',
        fails: true,
        prints: 'ERROR: configure.blame: only the CIB of a running cluster has a history\n',
      },
    ],
    xml: [
      {
        run: 'configure xml \'<tag id="t1"><obj_ref id="vip"/></tag>\'',
        prints: '',
        changes: ['+ tags <tag id="t1"><obj_ref id="vip"/></tag>'],
      },
      {
        run: 'configure xml \'<primitive id="x1"\'',
        fails: true,
        prints: 'ERROR: syntax in xml: unexpected end near <<primitive id="x1"> parsing \'xml <primitive id="x1"\'\n',
      },
    ],
    monitor: [
      {
        run: 'configure monitor vip 30s:25s',
        prints: '',
        changes: ['+ operations <op name="monitor" interval="30s" timeout="25s" id="vip-monitor-30s"/>'],
      },
      { run: 'configure monitor nope 30s', fails: true, prints: 'ERROR: object nope does not exist\n' },
    ],
    modgroup: [
      {
        run: 'configure modgroup g add vip before b',
        prints: '',
        changes: [
          '- resources <primitive id="vip">',
          '+ g <primitive id="vip" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="vip-params"><nvpair id="vip-params-ip" name="ip" value="10.0.0.1"/></instance_attributes><operations><op id="vip-monitor-10s" name="monitor" interval="10s" timeout="20s"/></operations></primitive>',
        ],
      },
      {
        run: 'configure modgroup g remove a',
        prints: 'ERROR: a: required parameter "ip" not defined\nINFO: commit forced\n',
        changes: [
          '- g <primitive id="a">',
          '+ resources <primitive id="a" class="ocf" provider="heartbeat" type="Thing"/>',
        ],
        bench: { options: { force: true } },
      },
      {
        run: 'configure modgroup g remove vip',
        fails: true,
        prints: 'ERROR: configure.modgroup: vip is not member of g\n',
      },
    ],
    delete: [
      {
        run: 'configure delete vip',
        prints: '',
        changes: ['- resources <primitive id="vip">', '- both <obj_ref id="vip">'],
      },
      { run: 'configure delete nope', fails: true, prints: 'ERROR: object nope does not exist\n' },
    ],
    rename: [
      {
        run: 'configure rename vip address',
        prints: '',
        changes: [
          '- resources <primitive id="vip">',
          '+ resources <primitive id="address" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="vip-params"><nvpair id="vip-params-ip" name="ip" value="10.0.0.1"/></instance_attributes><operations><op id="vip-monitor-10s" name="monitor" interval="10s" timeout="20s"/></operations></primitive>',
          '- both <obj_ref id="vip">',
          '+ both <obj_ref id="address"/>',
        ],
      },
      { run: 'configure rename vip c', fails: true, prints: 'ERROR: c: id is already in use\n' },
    ],
    erase: [
      {
        run: 'configure erase',
        prints: '',
        changes: [
          '- resources <primitive id="vip">',
          '- resources <group id="g">',
          '- resources <clone id="c">',
          '- resources <clone id="p">',
          '- tags <tag id="both">',
        ],
        bench: { options: { force: true } },
      },
      {
        run: 'configure erase nodes',
        prints: '',
        changes: ['- nodes <node id="1">', '- nodes <node id="2">'],
        bench: { options: { force: true } },
      },
    ],
    'default-timeouts': [
      {
        run: 'configure default-timeouts vip',
        prints: '',
        changes: [
          '+ operations <op id="vip-start-0" name="start" timeout="20s" interval="0"/>',
          '+ operations <op id="vip-stop-0" name="stop" timeout="30" interval="0"/>',
        ],
      },
    ],
    verify: [
      {
        run: 'configure verify',
        fails: true,
        prints:
          'ERROR: a: required parameter "ip" not defined\nERROR: b: required parameter "ip" not defined\nERROR: d: required parameter "ip" not defined\nERROR: e: required parameter "ip" not defined\n',
      },
      {
        run: 'configure primitive bad Thing params nonsense=1 op monitor interval=10s timeout=1s',
        fails: true,
        prints:
          'WARNING: bad: specified timeout 1s for monitor is smaller than the advised 20s\nERROR: bad: required parameter "ip" not defined\nERROR: bad: parameter "nonsense" is not known\n',
      },
    ],
    'validate-all': [
      { run: 'configure validate-all vip', prints: '' },
      {
        run: ['configure set vip.ip ""', 'configure validate-all vip'],
        fails: true,
        prints: 'ERROR: no address\n',
        changes: ['vip-params-ip value: 10.0.0.1 → '],
      },
      { run: 'configure validate-all g', fails: true, prints: 'ERROR: configure.validate-all: Not a primitive: g\n' },
    ],
    ptest: [{ run: 'configure ptest nograph', prints: /Transition Summary:/ }],
    rsctest: [
      {
        run: 'configure rsctest vip',
        fails: true,
        prints: /./,
      },
    ],
    graph: [{ run: 'configure graph dot DIR/g.dot', prints: '', check: holds('g.dot', /digraph/) }],
    impact: [{ run: 'configure impact', prints: 'Nothing will be started, stopped or moved.\n' }],
    commit: [
      {
        run: 'configure commit',
        prints: 'INFO: apparently there is nothing to commit\nINFO: try changing something first\n',
      },
      {
        run: 'configure commit nonsense',
        fails: true,
        prints: "ERROR: syntax in commit: Unknown arguments: nonsense near <nonsense> parsing 'commit nonsense'\n",
      },
    ],
    confirm: [
      { run: 'configure confirm', fails: true, prints: 'ERROR: configure.confirm: this needs a running cluster\n' },
    ],
    refresh: [{ run: 'configure refresh', prints: '', bench: { options: { force: true } } }],
    load: [
      {
        run: ['configure save DIR/x', 'configure delete both', 'configure load replace DIR/x'],
        prints:
          'ERROR: a: required parameter "ip" not defined\nERROR: b: required parameter "ip" not defined\nERROR: d: required parameter "ip" not defined\nERROR: e: required parameter "ip" not defined\nINFO: commit forced\n',
        bench: { options: { force: true } },
      },
      {
        run: 'configure load update DIR/nope',
        fails: true,
        prints: 'ERROR: configure.load: DIR/nope: No such file or directory\n',
      },
      {
        run: ['configure save xml DIR/x', 'configure delete both', 'configure load xml update DIR/x'],
        prints: '',
        bench: { options: { force: true } },
      },
      {
        run: 'configure load replace /dev/null',
        prints: '',
        changes: [
          '- resources <primitive id="vip">',
          '- resources <group id="g">',
          '- resources <clone id="c">',
          '- resources <clone id="p">',
          '- tags <tag id="both">',
        ],
        bench: { options: { force: true } },
      },
    ],
    apply: [
      { run: ['configure save DIR/x', 'configure apply DIR/x'], prints: 'Nothing to change.\n' },
      {
        run: ['configure save DIR/x', 'configure delete both', 'configure apply DIR/x'],
        prints:
          'ERROR: a: required parameter "ip" not defined\nERROR: b: required parameter "ip" not defined\nERROR: d: required parameter "ip" not defined\nERROR: e: required parameter "ip" not defined\n+ tag both\n    + tag both vip c\n',
        bench: { options: { force: true } },
      },
    ],
    save: [
      { run: 'configure save DIR/x', prints: '', check: holds('x', /^primitive vip Thing/m) },
      {
        run: 'configure save DIR/no/x',
        fails: true,
        prints: 'ERROR: configure.save: DIR/no/x: No such file or directory\n',
      },
      { run: 'configure save xml -', prints: /^<\?xml version="1.0" \?>\n<cib [\s\S]*<obj_ref id="vip"\/>/ },
    ],
    schema: [
      { run: 'configure schema', prints: 'pacemaker-3.9\n' },
      { run: 'configure schema pacemaker-3.10', prints: '' },
      {
        run: 'configure schema nonsense',
        fails: true,
        prints: 'ERROR: configure.schema: schema nonsense does not exist\n',
      },
    ],
    upgrade: [
      {
        run: 'configure upgrade',
        fails: true,
        prints: 'ERROR: configure.upgrade: pacemaker-3.9 can be worked with: give force to upgrade all the same\n',
      },
      { run: 'configure upgrade force', prints: 'INFO: the schema is now pacemaker-4.0\n' },
    ],
    _regtest: [{ run: 'configure _regtest', prints: '' }],
    _test: [{ run: 'configure _test', prints: '' }],
    _objects: [{ run: 'configure _objects', prints: '1\n2\nvip\na\nb\nd\ne\ng\nc\np\nboth\n' }],
    _keywords: [
      {
        run: 'configure _keywords',
        prints:
          'acl_group\nacl_target\nalert\nbundle\nclone\ncolocation\nfencing_topology\ngroup\nlocation\nms\nnode\nop_defaults\norder\nprimitive\nproperty\nrole\nrsc_defaults\nrsc_template\nrsc_ticket\ntag\nuser\n',
      },
    ],
  },
};
