import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { compressed } from '../../../cib/client/compress.js';
import { CLUSTER, clusterBench } from './cluster.js';

const at = (clock: string, node: string, text: string) => `2019-03-22T${clock}+00:00 ${node} ${text}`;

const ALPHA = [
  at('10:00:00.1', 'alpha', "corosync[1]: Corosync Cluster Engine ('3'): started"),
  at(
    '10:00:05.2',
    'alpha',
    'pacemaker-schedulerd[3]:  notice: Calculated transition 1, saving inputs in /var/lib/pe/pe-input-7.bz2',
  ),
  at('10:00:06.0', 'alpha', 'pacemaker-controld[4]:  notice: Initiating start operation vip_start_0 on beta'),
  at(
    '10:00:09.0',
    'alpha',
    'pacemaker-controld[4]:  notice: Transition 1 (Complete=3, Pending=0, Fired=0, Skipped=1, Incomplete=0, Source=/var/lib/pe/pe-input-7.bz2): Complete',
  ),
  at(
    '10:05:00.0',
    'alpha',
    'pacemaker-schedulerd[3]:  notice: Calculated transition 2, saving inputs in /var/lib/pe/pe-input-8.bz2',
  ),
  at('10:05:01.0', 'alpha', 'sshd[9]: error: no such key'),
];
const BETA = [
  at('10:00:07.0', 'beta', 'pacemaker-execd[5]:  notice: executing - rsc:vip action:start call_id:6'),
  at('10:00:07.5', 'beta', 'Thing(vip)[77]: INFO: hello'),
  '  and a line that goes on',
];

/** A report of two nodes and two transitions. */
async function report(directory: string): Promise<string> {
  const root = join(directory, 'report');
  for (const [node, lines] of Object.entries({ alpha: ALPHA, beta: BETA })) {
    mkdirSync(join(root, node, 'pengine'), { recursive: true });
    writeFileSync(join(root, node, 'ha-log.txt'), `${lines.join('\n')}\n`);
    writeFileSync(join(root, node, 'cib.xml'), CLUSTER);
  }
  for (const [number, cib] of [
    ['7', CLUSTER],
    [
      '8',
      CLUSTER.replace('epoch="5"', 'epoch="6" update-client="crm" update-user="joe"').replace('10.0.0.1', '10.0.0.2'),
    ],
  ]) {
    const file = join(root, 'alpha', 'pengine', `pe-input-${number}.bz2`);
    writeFileSync(file, await compressed(cib as string, file));
  }
  writeFileSync(join(root, 'description.txt'), 'Date: some day\nBy: somebody\n');
  return root;
}

t.test('what a report tells', async (t) => {
  const directory = t.testdir();
  const source = await report(directory);
  const { run, output } = clusterBench(directory, { options: { settings: [['path.cache', directory]] } });
  const said = async (line: string) => {
    await run(line);
    return output();
  };
  t.match(await said('history events'), 'WARNING: beta: cannot be reached by ssh\n', 'the cluster itself is looked at');
  t.equal(await said(`history source ${source}`), '');
  t.match(
    await said('history info'),
    /Created on: some day\nBy: somebody\nPeriod: 2019-03-22 .*\nNodes: alpha beta\nGroups: g\nClones: c p\n.*\nTransitions: 7\* 8\*\n$/,
  );
  t.equal(await said('history events'), `${[ALPHA[5], ALPHA[0], ALPHA[2], BETA[0], BETA[1]].join('\n')}\n`);
  t.equal(await said('history node alpha'), `${ALPHA[0]}\n`);
  t.equal(await said('history node alp.*'), `${ALPHA[0]}\n`);
  t.equal(await said('history node alp['), '', 'no regular expression, and no such node');
  t.equal(await said('history resource vip'), `${[ALPHA[2], BETA[0], BETA[1]].join('\n')}\n`);
  t.equal(await said('history resource g'), '', 'nothing of what is in it');
  t.equal(
    await said('history log'),
    `${[...ALPHA.slice(0, 3), ...BETA, ...ALPHA.slice(3)].join('\n')}\n`,
    'lines without a stamp stay with the one before',
  );
  t.equal(await said('history log beta'), `${BETA.join('\n')}\n`);
  t.match(await said('history refresh'), '2 transitions, 5 events.');
});

t.test('transitions', async (t) => {
  const directory = t.testdir();
  const source = await report(directory);
  const { run, output, session } = clusterBench(directory, { options: { history: source } });
  const said = async (line: string) => {
    await run(line);
    return output();
  };
  const path = (number: number) => join(source, 'alpha', 'pengine', `pe-input-${number}.bz2`);
  t.equal(await said('history peinputs'), `${path(7)}\n${path(8)}\n`);
  t.equal(await said('history peinputs 8:9'), `${path(8)}\n`);
  t.match(await said('history peinputs 8 v'), /pe-input-8 {4}crm {8}joe {8}no-origin/);
  t.match(await said('history transitions'), /10:00:05 - 10:00:09: pe-input-7 +alpha +vip\n/);
  t.match(
    await said('history transition 7'),
    /running ptest with .*pe-input-7.bz2\nTransition alpha:pe-input-7 \(10:00:05 - 10:00:09\):\n\ttotal 4 actions: 3 Complete, 1 Skipped\n/,
  );
  t.match(await said('history transition'), 'Transition alpha:pe-input-8 (10:05:00 - [unfinished])');
  t.equal(await said('history transition tags 7'), 'vip\n');
  t.match(await said('history transition log -1'), 'executing - rsc:vip');
  t.match(await said('history transition save 8 copy'), `INFO: transition ${path(8)} saved to shadow copy\n`);
  t.ok(existsSync(join(session.env['CIB_shadow_dir'] as string, 'shadow.copy')));
  t.match(await said('history show 8'), 'primitive vip Thing \\\n\tparams ip=10.0.0.2');
  t.match(await said('history show 7 status'), 'Online: [ alpha ]');
  t.match(await said('history diff 7 8'), /^-.*ip=10.0.0.1.*\n\+.*ip=10.0.0.2/m);
  const wrong: [line: string, message: string][] = [
    ['transition 9', 'PE file 9 not found'],
    ['transition -5', 'PE input file for index -5 not found'],
    ['transition pe-nope', 'pe-nope: path not found'],
    ['transition pe-input', 'pe-input: path ambiguous'],
    ['peinputs 9:3', '9:3: invalid peinputs range'],
    ['limit nonsense', 'unknown string format'],
    ['exclude [', 'bad regex ['],
    ['source /no/such', "source /no/such doesn't exist"],
    ['session update', 'need to load a history session'],
  ];
  for (const [line, message] of wrong) {
    t.equal(await run(`history ${line}`), false, line);
    t.match(output(), message, line);
  }
});

t.test('a span of time, lines left out, and sessions', async (t) => {
  const directory = t.testdir();
  const source = await report(directory);
  const options = { settings: [['path.cache', directory] as const] };
  const first = clusterBench(directory, { options });
  await first.run(`history source ${source}`, 'history exclude sshd', 'history limit "2019-03-22 10:05:00"');
  first.output();
  await first.run('history events');
  t.equal(first.output(), '');
  t.ok(await first.run('history session save monday'));
  t.equal(await first.run('history session save monday'), false, 'there is one');
  first.output();
  await first.run('history session', 'history session list');
  t.equal(first.output(), 'current session: monday\nmonday\n');

  const other = clusterBench(directory, { options });
  t.ok(await other.run('history source monday'));
  await other.run('history exclude', 'history peinputs');
  t.equal(other.output(), `sshd\n${join(source, 'alpha', 'pengine', 'pe-input-8.bz2')}\n`);
  t.ok(await other.run('history session pack'));
  t.match(other.output(), 'Report saved in ');
  t.ok(await other.run('history session delete monday'));
  t.equal(await other.run('history session load monday'), false);
});

t.test('reports come as archives', async (t) => {
  const directory = t.testdir();
  await report(directory);
  const archive = join(directory, 'other.tar.gz');
  spawnSync('tar', ['-C', directory, '--transform=s/^report/other/', '-czf', archive, 'report']);
  const { run, output } = clusterBench(directory);
  t.ok(await run(`history source ${archive}`), output());
  await run('history info');
  t.match(output(), 'Nodes: alpha beta');
  writeFileSync(join(directory, 'none.tar.gz'), 'nonsense');
  t.equal(await run(`history source ${join(directory, 'none.tar.gz')}`), false);
  t.equal(await run(`history source ${join(directory, 'cib.xml')}`), false);
});
