import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { bench, CONFIGURE } from '../../harness.js';

/** An agent that knows its metadata, and how to check its parameters. */
const AGENT = `#!/bin/sh
case "$1" in
meta-data) cat <<END
<resource-agent name="Thing"><version>1</version><longdesc lang="en">l</longdesc><shortdesc lang="en">s</shortdesc>
<parameters><parameter name="ip" required="1" unique="1"><content type="string"/></parameter></parameters>
<actions><action name="start" timeout="20s"/><action name="stop" timeout="30s"/><action name="monitor" timeout="25s" interval="10s"/><action name="validate-all" timeout="5s"/></actions></resource-agent>
END
;;
validate-all) [ "$OCF_RESKEY_ip" = good ] && exit 0; echo "ERROR: bad ip $OCF_RESKEY_ip"; exit 2;;
esac
`;

function withAgent(directory: string): void {
  const file = join(directory, 'ocf', 'resource.d', 'heartbeat', 'Thing');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, AGENT);
  chmodSync(file, 0o755);
}

const CIB = `<cib validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0"><configuration>
<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="o" name="maintenance-mode" value="on"/></cluster_property_set></crm_config>
<nodes><node id="1" uname="alpha"/></nodes>
<resources>
<primitive id="a" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="a-i"><nvpair id="a-ip" name="ip" value="good"/></instance_attributes>
<operations><op id="a-m" name="monitor" interval="10s" timeout="5s"/></operations></primitive>
<primitive id="b" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="b-i"><nvpair id="b-ip" name="ip" value="good"/><nvpair id="b-x" name="extra" value="1"/></instance_attributes></primitive>
</resources><constraints><rsc_order id="o1" first="a" then="b" kind="Mandatory"/><rsc_location id="l1" rsc="a" node="gone" score="INFINITY"/></constraints></configuration><status/></cib>`;

function configure(directory: string, answers?: boolean[]) {
  withAgent(directory);
  const made = bench(directory, { cib: CIB, ...(answers ? { answers } : {}) });
  made.session.stack.push(CONFIGURE);
  /** Run lines that have to succeed; what they print. */
  const good = async (...lines: string[]): Promise<string> => {
    made.output();
    const ok = await made.run(...lines);
    const text = made.output();
    if (!ok) throw new Error(text);
    return text;
  };
  /** Run lines of which one has to fail. */
  const bad = async (...lines: string[]): Promise<string> => {
    made.output();
    const ok = await made.run(...lines);
    const text = made.output();
    if (ok) throw new Error(`succeeded: ${text}`);
    return text;
  };
  return { ...made, good, bad };
}

t.test('verify asks agents, and looks at names and references', async (t) => {
  const { bad } = configure(t.testdir());
  t.same((await bad('verify')).trim().split('\n'), [
    'WARNING: Resources a,b violate uniqueness for parameter "ip": "good"',
    'WARNING: a: specified timeout 5s for monitor is smaller than the advised 25s',
    'ERROR: b: parameter "extra" is not known',
    'WARNING: l1: referenced node gone does not exist',
  ]);
});

t.test('commit checks what was changed, and stops at what agents object to', async (t) => {
  const { good, bad, saved } = configure(t.testdir());
  await good('set a.ip fine', 'commit');
  t.match(saved(), /name="ip" value="fine"/);
  t.match(await bad('set b.extra 2', 'commit'), 'ERROR: b: parameter "extra" is not known');
  t.notMatch(saved(), /value="2"/);
  await good('commit force');
  t.match(saved(), /value="2"/);
});

t.test('set changes what is there', async (t) => {
  const { good, bad, session } = configure(t.testdir());
  await good('set a.monitor.timeout 9s', 'set a.monitor.10s.on-fail fence');
  const op = (await session.workspace()).findResource('a')?.element.child('operations')?.child('op');
  t.same(op?.get('timeout'), '9s');
  t.same(op?.get('on-fail'), 'fence');
  for (const [line, fault] of [
    ['set a 1', 'Invalid path: "a"'],
    ['set a.b.c.d.e 1', 'Invalid path'],
    ['set zz.ip 1', 'Object zz not found'],
    ['set a.nothing 1', 'Attribute not found: a.nothing'],
    ['set a.start.timeout 1', 'Operation "start" not found for resource a'],
    ['set a.monitor.11s.timeout 1', 'interval "11s" not found'],
  ] as const) {
    t.match(await bad(line), fault, line);
  }
});

t.test('filter takes what a program makes of the text', async (t) => {
  const { good, bad } = configure(t.testdir());
  t.match(await good("filter 'sed s/good/better/' a", "filter 'sed s/better/best/' xml a", 'show a'), 'params ip=best');
  t.match(await bad('filter false'), 'ERROR: configure.filter: false failed');
  t.match(await bad("filter 'echo nonsense words'"), /ERROR: .*nonsense/);
  t.match(await good('show b'), 'primitive b');
});

t.test('default-timeouts takes the advice of the agent', async (t) => {
  const { good, bad } = configure(t.testdir());
  const shown = await good('default-timeouts a', 'show a');
  for (const part of ['monitor interval=10s timeout=25s', 'start timeout=20s', 'stop timeout=30s']) {
    t.match(shown, part);
  }
  t.match(await bad('default-timeouts zz o1'), 'object zz does not exist');
});

t.test('validate-all runs the agent', async (t) => {
  const { good, bad } = configure(t.testdir());
  t.equal(await good('validate-all a'), '');
  t.match(await bad('set a.ip bad', 'validate-all a'), 'ERROR: bad ip bad');
  t.match(await bad('validate-all o1'), 'Not a primitive: o1');
});

t.test('get_property knows defaults and truth', async (t) => {
  const { good, bad } = configure(t.testdir());
  t.equal(await good('get_property maintenance-mode no-quorum-policy'), 'on\nstop\n');
  t.equal(await good('get_property -t maintenance-mode nothing-like-that'), 'true\nfalse\n');
  t.match(await bad('get_property nothing-like-that'), 'nothing-like-that: Property not set');
  t.ok((await good('get_property')).split('\n').includes('stonith-enabled'), 'older names too');
});

t.test('graph draws nodes, resources, orders and locations', async (t) => {
  const directory = t.testdir();
  const { good } = configure(directory);
  const graph = await good('group g a b', 'graph dot -');
  for (const part of ['digraph G {', 'subgraph "cluster_g" {', '"a" -> "b"', '"gone" -> "a"', 'label="inf"']) {
    t.ok(graph.includes(part), part);
  }
  await good(`graph dot ${join(directory, 'g.dot')}`);
  t.match(readFileSync(join(directory, 'g.dot'), 'utf8'), 'digraph G {');
  await good('graph exportsettings');
  t.ok(existsSync(join(directory, '.config', 'crm', 'graph.json')));
});

t.test('ptest shows what would be done', async (t) => {
  const { good, bad } = configure(t.testdir());
  t.match(await good('ptest nograph'), 'Transition Summary:');
  t.match(await good('ptest actions'), 'No actions found.');
  await bad('ptest what');
});

t.test('assist makes templates and weak bonds', async (t) => {
  const { good, bad } = configure(t.testdir(), [true]);
  const shown = await good('assist weak-bond a b', 'assist template a b', 'show');
  t.match(shown, 'rsc_template template-thing-1 Thing');
  t.match(shown, 'primitive a @template-thing-1');
  t.match(shown, 'colocation place-constraint-1 inf: ( a b ) place-dummy-1');
  await bad('assist template a o1');
  await bad('assist weak-bond a');
});

t.test('upgrade needs to be asked for', async (t) => {
  const { good, bad, saved } = configure(t.testdir());
  await bad('upgrade');
  await good('upgrade force');
  t.notMatch(saved(), 'pacemaker-3.9"');
});

t.test('a group keeps constraints on its own members when it is written anew', async (t) => {
  const { good } = configure(t.testdir());
  const shown = await good('group g b', 'colocation c1 inf: a b', "filter 'sed s/good/fine/' xml g", 'show c1 b');
  t.match(shown, 'colocation c1 inf: a b');
  t.match(shown, 'ip=fine');
});
