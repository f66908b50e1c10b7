import t from 'tap';
import { cluster, dummy, meta, resourceIn, type Small } from './small.js';

t.test('resources of every kind, with those inside them', (t) => {
  const { resourcesById } = cluster({
    resources: `${dummy('A')}<group id="G">${dummy('G1')}${dummy('G2')}</group>
      <clone id="C">${dummy('D')}</clone><clone id="CG"><group id="H">${dummy('H1')}</group></clone>
      <bundle id="B"><docker image="x" replicas="2"/><network ip-range-start="10.0.0.254"/>${dummy('I')}</bundle>
      <bundle id="N"><podman image="y"/></bundle>`,
  });
  t.same(
    [...resourcesById.values()].map(({ kind, id }) => `${kind} ${id}`),
    [
      ...['primitive A', 'group G', 'primitive G1', 'primitive G2'],
      ...['clone C', 'primitive D:0', 'primitive D:1'],
      ...['clone CG', 'group H:0', 'primitive H1:0', 'group H:1', 'primitive H1:1'],
      'bundle B',
      ...['primitive B-docker-0', 'primitive B-ip-10.0.0.254', 'primitive B-0'],
      ...['primitive B-docker-1', 'primitive B-ip-10.0.1.1', 'primitive B-1'],
      ...['clone B-clone', 'primitive I:0', 'primitive I:1'],
      ...['bundle N', 'primitive N-podman-0'],
    ],
  );
  t.end();
});

t.test('what a bundle makes', (t) => {
  const found = cluster({
    resources: `<bundle id="B"><docker image="x" replicas="1" options="-q" run-command="/bin/go"/>
      <network ip-range-start="10.0.0.1" host-interface="eth0" host-netmask="24" control-port="9999">
        <port-mapping id="p" port="80" internal-port="8080"/></network>
      <storage><storage-mapping id="s" source-dir="/a" target-dir="/b" options="ro"/>
        <storage-mapping id="r" source-dir-root="/c" target-dir="/var/log"/></storage>${dummy('I')}</bundle>`,
  });
  const parametersOf = (id: string) =>
    Object.fromEntries(
      [...(resourceIn(found, id).xml.child('instance_attributes')?.elements() ?? [])].map((pair) => [
        pair.get('name'),
        pair.get('value'),
      ]),
    );
  t.same(parametersOf('B-docker-0'), {
    image: 'x',
    allow_pull: 'true',
    force_kill: 'false',
    reuse: 'false',
    run_opts:
      ' --restart=no -h B-0 -e PCMK_stderr=1 -e PCMK_remote_port=9999 -v /a:/b:ro -v /c/B-0:/var/log' +
      ' -v /etc/pacemaker/authkey:/etc/pacemaker/authkey -p 10.0.0.1:80:8080 -p 10.0.0.1:9999:9999 -q' +
      '  --add-host=B-0:10.0.0.1',
    mount_points: '/c/B-0',
    run_cmd: '/bin/go',
    monitor_cmd: '/bin/true',
  });
  t.same(parametersOf('B-ip-10.0.0.1'), { ip: '10.0.0.1', nic: 'eth0', cidr_netmask: '24' });
  t.same(parametersOf('B-0'), { addr: '10.0.0.1', port: '9999' });
  const node = found.nodesByName.get('b-0');
  t.equal(node?.kind, 'guest');
  t.same(
    [...resourceIn(found, 'I:0').candidates.values()].map(({ node: { name }, score, probe }) => [name, score, probe]),
    [['B-0', 500, 'exclusive']],
  );
  t.equal(resourceIn(found, 'B').meta.get('external-ip'), undefined);
  t.equal(resourceIn(found, 'I:0').meta.get('external-ip'), '10.0.0.1');
  t.end();
});

t.test('where meta-attributes come from', (t) => {
  const defaults = meta('d', { priority: '1', 'resource-stickiness': '1', 'migration-threshold': '1' });
  const group = (inside: string, own: string) => `<group id="G">${inside}${dummy('A', own)}</group>`;
  const found = resourceIn(
    cluster({
      defaults,
      resources: group(meta('G', { priority: '2', 'resource-stickiness': '2' }), meta('A', { priority: '3' })),
    }),
    'A',
  );
  t.match(found, { priority: 3, stickiness: 2, migrationThreshold: 1 });
  t.end();
});

t.test('a template gives agent and operations, and what the resource has of its own comes on top', (t) => {
  const found = cluster({
    resources: `<template id="T" class="ocf" provider="heartbeat" type="Xen"><operations>
        <op id="T-m" name="monitor" interval="10s"/><op id="T-s" name="start" timeout="1min"/></operations></template>
      <primitive id="A" template="T"><operations><op id="A-m" name="monitor" interval="20s"/></operations></primitive>`,
  });
  const resource = resourceIn(found, 'A');
  t.equal(resource.xml.get('type'), 'Xen');
  t.same(
    [...(resource.operations?.elements() ?? [])].map(({ id }) => id),
    ['A-m', 'T-s'],
  );
  t.same(found.templates.get('T')?.members, ['A']);
  t.end();
});

t.test('what a resource requires', (t) => {
  const device = dummy('F', '', 'class="stonith" type="x"');
  const cases: readonly (readonly [string, string, Small, string])[] = [
    ['A', dummy('A'), {}, 'quorum'],
    ['A', dummy('A'), { options: { 'no-quorum-policy': 'ignore' } }, 'nothing'],
    ['A', dummy('A'), { options: { 'fencing-enabled': 'true' } }, 'fencing'],
    ['F', device, { options: { 'fencing-enabled': 'true' } }, 'quorum'],
    ['A', dummy('A', meta('A', { requires: 'unfencing' })), {}, 'quorum'],
    [
      'A',
      dummy('A') + dummy('F', meta('F', { provides: 'unfencing' }), 'class="stonith" type="x"'),
      { options: { 'fencing-enabled': 'true' } },
      'unfencing',
    ],
    ['A', dummy('A', meta('A', { requires: 'nonsense' })), {}, 'quorum'],
  ];
  for (const [id, resources, small, expected] of cases) {
    t.equal(
      resourceIn(cluster({ ...small, resources }), id).requires,
      expected,
      `${resources} ${JSON.stringify(small)}`,
    );
  }
  t.end();
});

t.test('what is wrong with a configuration is told', (t) => {
  const cases: readonly (readonly [Small, RegExp])[] = [
    [{ options: { 'fencing-enabled': 'true' } }, /^Resource start-up disabled since no fencing resources/],
    [{ resources: '<group id="G"/>' }, /^Group G has no members$/],
    [{ resources: '<clone id="C"/>' }, /^C has nothing to clone$/],
    [{ resources: '<primitive id="A" template="T"/>' }, /^No template named 'T'$/],
    [{ resources: dummy('A', meta('A', { 'target-role': 'Promoted' })) }, /only makes sense for promotable clones$/],
    [{ resources: dummy('A', meta('A', { priority: 'high' })) }, /^Using default \(0\) for resource A priority/],
    [
      {
        resources: `<clone id="C">${meta('C', { 'clone-node-max': '2', 'globally-unique': 'false' })}${dummy('A')}</clone>`,
      },
      /^Ignoring clone-node-max of 2 for C/,
    ],
    [{ options: { 'symmetric-cluster': 'perhaps' } }, /^Using default value for cluster option 'symmetric-cluster'/],
  ];
  for (const [small, expected] of cases) t.match(cluster(small).findings[0]?.text, expected);
  t.same(cluster({ resources: dummy('A') }).findings, []);
  const { findings, log } = cluster({ options: { 'stonith-timeout': '1min' } });
  t.same(findings, [], 'a former name is no fault');
  t.match(log, [{ level: 'warning', legacy: true, text: /^Support for legacy name 'stonith-timeout'/ }]);
  t.end();
});

t.test('how many resources there are', (t) => {
  const { instanceCount, disabledCount } = cluster({
    resources: `<clone id="C">${meta('C', { 'target-role': 'Stopped' })}${dummy('A')}</clone>${dummy('B')}`,
  });
  t.same([instanceCount, disabledCount], [3, 2]);
  t.end();
});

t.test('what no cluster could run', (t) => {
  const many = `<clone id="C">${meta('C', { 'clone-max': '2000000000' })}${dummy('A')}</clone>`;
  t.throws(() => cluster({ resources: many }), { code: 'unpack_error', message: /^C is to have 2000000000 instances/ });
  const circle = dummy('A', meta('A', { container: 'B' })) + dummy('B', meta('B', { container: 'A' }));
  const { resourcesById } = cluster({ resources: circle });
  t.match(resourcesById.get('A'), { launcher: { id: 'B' } });
  t.equal(resourcesById.get('B')?.launcher, undefined, 'a circle of containers is not closed');
  t.end();
});
