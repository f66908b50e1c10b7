import { chmodSync } from 'node:fs';
import t from 'tap';
import { complete } from '../../../shell/complete/complete.js';
import { bench, SMALL } from '../harness.js';

/** Lines at the root level, a bar where the cursor is, and some of what is offered there. */
const POSITIONS: [line: string, offered: string[], notOffered?: string[]][] = [
  ['', ['cib', 'configure', 'help', 'quit', 'cd', 'ls'], ['up']],
  ['c', ['cib', 'configure', 'cd'], ['help']],
  ['conf', ['configure']],
  ['configure ', ['primitive', 'show', 'commit', 'up', 'help']],
  ['configure pri', ['primitive'], ['property']],
  ['configure show ', ['vip', 'web', 'alpha', 'vip-on-alpha', 'xml', 'changed', 'type:', 'tag:']],
  ['configure show v', ['vip', 'vip-on-alpha'], ['web']],
  ['configure show type:', ['type:primitive', 'type:location']],
  ['configure show type:pri', ['type:primitive'], ['type:location']],
  ['configure show related:', ['related:vip']],
  ['configure show vip ', ['web']],
  ['configure delete ', ['vip', 'web', 'vip-on-alpha']],
  ['configure rename ', ['vip']],
  ['configure rename vip ', [], ['vip']],
  ['configure primitive d ', ['ocf:', 'stonith:', 'Dummy']],
  ['configure primitive d ocf:', ['ocf:heartbeat:', 'ocf:pacemaker:']],
  ['configure primitive d ocf:heartbeat:', ['ocf:heartbeat:Dummy']],
  ['configure primitive d Dummy ', ['params', 'meta', 'op', 'utilization', 'operations']],
  ['configure primitive d Dummy meta ', ['target-role=', 'priority=', 'is-managed=']],
  ['configure primitive d Dummy meta is-managed=', ['is-managed=true', 'is-managed=false']],
  ['configure primitive d Dummy meta is-managed=true ', ['priority=', 'op', 'params']],
  ['configure primitive d Dummy op ', ['monitor', 'start', 'stop'], ['params']],
  ['configure primitive d Dummy op monitor ', ['interval=', 'timeout=', 'op_params', 'op', 'meta']],
  ['configure primitive d Dummy op monitor on-fail=', ['on-fail=fence', 'on-fail=ignore']],
  ['configure primitive d Dummy params rule ', ['#uname', 'defined', 'date', 'inf:', '$role=Promoted']],
  ['configure primitive d Dummy params rule #uname ', ['eq', 'ne', 'lt'], ['defined']],
  ['configure primitive d Dummy params rule #uname eq ', ['alpha', 'beta']],
  ['configure primitive d Dummy params rule #uname eq alpha ', ['and', 'or']],
  ['configure primitive d Dummy params rule date ', ['gt', 'in', 'spec']],
  ['configure primitive d Dummy params rule date spec ', ['hours=', 'weekdays=']],
  ['configure group g ', ['vip', 'web'], ['vip-on-alpha']],
  ['configure group g vip ', ['web', 'meta', 'params']],
  ['configure clone c ', ['vip', 'web']],
  ['configure clone c vip meta ', ['clone-max=', 'promotable=']],
  ['configure location l ', ['vip', 'web']],
  ['configure location l vip ', ['inf:', 'rule', 'role=', 'resource-discovery=']],
  ['configure location l vip 10: ', ['alpha', 'beta'], ['vip']],
  ['configure location l vip rule -inf: ', ['#uname', 'not_defined']],
  ['configure colocation c ', ['inf:', '-inf:'], ['vip']],
  ['configure colocation c inf: ', ['vip', 'web']],
  ['configure order o ', ['Mandatory:', 'Optional:', 'Serialize:']],
  ['configure order o Mandatory: ', ['vip', 'web']],
  ['configure rsc_ticket t site: ', ['vip']],
  ['configure tag t ', ['vip', 'web']],
  ['configure property ', ['no-quorum-policy=', 'stonith-enabled=', 'batch-limit=']],
  ['configure property no-quorum-policy=', ['no-quorum-policy=stop', 'no-quorum-policy=freeze']],
  ['configure property stonith-enabled=false ', ['no-quorum-policy=']],
  ['configure rsc_defaults ', ['resource-stickiness=']],
  ['configure op_defaults ', ['timeout=']],
  ['configure node ', ['alpha', 'beta']],
  ['configure node alpha ', ['attributes', 'utilization']],
  ['configure node alpha attributes standby=', ['standby=on', 'standby=off']],
  ['configure monitor ', ['vip', 'web'], ['alpha']],
  ['configure fencing_topology ', ['alpha:', 'fence'], ['vip']],
  ['configure role r ', ['read', 'write', 'deny']],
  ['configure role r read ', ['xpath:', 'ref:', 'type:']],
  ['configure modgroup g ', ['add', 'remove'], ['vip']],
  ['configure modgroup g add vip ', ['after', 'before']],
  ['configure commit ', ['force', 'replace']],
  ['configure commit force ', ['replace'], ['force']],
  ['configure load ', ['replace', 'update', 'push', 'xml']],
  ['configure load xml ', ['replace', 'update', 'push'], ['xml']],
  ['configure schema ', ['pacemaker-3.9', 'pacemaker-4.0']],
  ['configure schema pacemaker-1', ['pacemaker-1.0'], ['pacemaker-3.9']],
  ['configure erase ', ['nodes']],
  ['configure cib ', ['new', 'use', 'commit']],
  ['cib use ', ['live', 'test']],
  ['cib delete ', ['test'], ['live']],
  ['cib new x ', ['force', 'empty', 'withstatus']],
  ['cib diff ', [], ['test']],
  ['help ', ['configure', 'cib', 'RuleExpressions']],
  ['help configure prim', ['primitive'], ['property']],
  ['help Shad', ['Shadows']],
  ['schema ', ['configure', 'status'], ['Shadows']],
  ['schema configure sh', ['show'], ['set']],
  ['cd ', ['configure', 'cib'], ['..', 'help']],
  ['cd conf', ['configure']],
  ['cd configure/t', ['configure/template'], ['configure/assist']],
  ['configure set vip.', ['vip.ip', 'vip.monitor.timeout'], ['vip.']],
  ['configure bundle b docker ', ['image=', 'replicas=']],
  ['configure bundle b docker image=x storage storage-mapping ', ['source-dir=', 'target-dir=']],
  ['configure group g vip params ', [], ['pcmk_host_list=']],
  ['configure primitive f stonith:fence_x params pcmk_host_c', ['pcmk_host_check=']],
  ['configure location l vip role=', ['role=Promoted']],
  ['configure location l vip resource-discovery=', ['resource-discovery=never']],
  ['configure location l vip rule defined ', ['#uname', 'rack']],
  ['configure colocation c inf: vip ', ['web', 'node-attribute=']],
  ['configure colocation c inf: vip:', ['vip:Promoted'], ['vip:start']],
  ['configure colocation c inf: ( vip ', ['web']],
  ['configure colocation c inf: vip web node-attribute=', ['node-attribute=rack']],
  ['configure order o Mandatory: vip:', ['vip:promote'], ['vip:Promoted']],
  ['configure order o Mandatory: vip web symm', ['symmetrical=']],
  ['configure rsc_ticket t site: vip loss-policy=', ['loss-policy=fence']],
  ['configure fencing_topology alpha: ', ['fence'], ['vip']],
  ['resource meta vip set target-role ', ['Stopped']],
  ['node attribute alpha set ', ['rack']],
  ['ra list ocf ', ['heartbeat', 'pacemaker']],
  ['ra providers ', ['Dummy', 'Stateful']],
  ['configure nonsense ', []],
  ['nonsense ', []],
];

const RACK =
  '<node id="1" uname="alpha"><instance_attributes id="n"><nvpair id="r" name="rack" value="1"/></instance_attributes></node>';
const FENCE = '<primitive id="fence" class="stonith" type="fence_x"/>';

t.test('what can follow', async (t) => {
  const agents = { heartbeat: { Dummy: '' }, pacemaker: { Stateful: '' } };
  const directory = t.testdir({ ocf: { 'resource.d': agents }, 'shadow.test': '' });
  for (const name of ['heartbeat/Dummy', 'pacemaker/Stateful']) chmodSync(`${directory}/ocf/resource.d/${name}`, 0o755);
  const cib = SMALL.replace('<node id="1" uname="alpha"/>', RACK).replace('</resources>', `${FENCE}</resources>`);
  const { session } = bench(directory, { cib });
  for (const [line, offered, notOffered = []] of POSITIONS) {
    const texts = (await complete(session, line)).candidates.map(({ text }) => text);
    for (const text of offered) t.ok(texts.includes(text), `${line}| offers ${text}: ${texts.slice(0, 30).join(' ')}`);
    for (const text of notOffered) t.notOk(texts.includes(text), `${line}| does not offer ${text}`);
    if (offered.length === 0 && notOffered.length === 0) t.same(texts, [], `${line}| offers nothing`);
  }
});

t.test('candidates say what they are', async (t) => {
  const { session } = bench(t.testdir());
  const { candidates } = await complete(session, 'configure property no-quorum');
  t.match(candidates, [{ text: 'no-quorum-policy=', open: true, about: String }]);
});

t.test('completing changes nothing', async (t) => {
  const { session } = bench(t.testdir());
  await complete(session, 'configure primitive x Dummy ');
  t.same(
    session.stack.map(({ name }) => name),
    ['root'],
  );
});

t.test('without a CIB there are still commands', async (t) => {
  const { session } = bench(t.testdir(), { env: { CIB_file: '/nonexistent/cib.xml' } });
  const { candidates } = await complete(session, 'configure location l vip 10: ');
  t.same(candidates, []);
  t.ok((await complete(session, 'configure ')).candidates.length > 20);
});
