import { CibError } from '../../../cib/result/error.js';
import { made } from '../../grammar/argument.js';
import { type GivenOptions, type OptionTable, optionsHelp, withOptions } from '../../grammar/options.js';
import { command, type Outcome } from '../../level.js';
import { remarks, succeeded } from '../../outcome.js';
import { clusterNodes } from '../../remote/members.js';
import { isActive, servicesBy } from '../../remote/services.js';
import type { Session } from '../../session.js';
import { showTool } from '../../tool.js';

/** Breaking something on purpose. */

const OPTIONS = {
  sbd: { flags: ['--kill-sbd'], summary: 'kill sbd: this node is fenced, or it starts again' },
  corosync: { flags: ['--kill-corosync'], summary: 'kill corosync: this node is fenced, or it starts again' },
  pacemakerd: { flags: ['--kill-pacemakerd'], summary: 'kill pacemakerd: it starts again' },
  fence: { flags: ['--fence-node'], value: 'NODE', summary: 'fence a node' },
  split: { flags: ['--split-brain-iptables'], summary: 'block the ports of corosync: one side is fenced' },
  loop: { flags: ['-l', '--kill-loop'], summary: 'kill it again and again, until it stays away' },
  force: { flags: ['-f', '--force'], summary: 'do not ask' },
} as const satisfies OptionTable;

type Options = GivenOptions<typeof OPTIONS>['options'];

const CASES = ['sbd', 'corosync', 'pacemakerd'] as const;
const testsIn = (options: Options): boolean[] =>
  [...CASES.map((name) => options[name]), options.fence !== undefined, options.split].filter(Boolean);

/** How often a process may come back before a loop of kills gives up, and how long it may take. */
const [MOST_KILLS, PATIENCE, STEP] = [20, 60_000, 2000];

export const CRASH_TEST = command({
  name: 'crash_test',
  summary: 'Break something on purpose, and see whether the cluster copes',
  help: `For a cluster that is not in use yet. One test at a time.\n\n${optionsHelp(OPTIONS)}`,
  examples: ['crash_test --kill-corosync', 'crash_test --fence-node beta'],
  grammar: made(withOptions(OPTIONS), ({ options }) => {
    if (testsIn(options).length > 1) throw new CibError('EINVAL', 'one test at a time');
    return options;
  }),
  misuse: 2,
  async run(options, session): Promise<Outcome<never> | undefined> {
    const kill = CASES.find((name) => options[name]);
    if (testsIn(options).length === 0) throw new CibError('EINVAL', 'no test is named: see `help crash_test`');
    if (options.loop && !kill) throw new CibError('EINVAL', '--kill-loop is for tests that kill a process');
    const services = servicesBy(await session.runner());
    for (const service of ['corosync', 'pacemaker', ...(kill === 'sbd' ? ['sbd'] : [])]) {
      if (!(await isActive(services, undefined, service))) {
        throw new CibError('ENOTCONN', `Cluster not running! ${service}.service is not active on this node`);
      }
    }
    if (kill) return killed(session, kill, options);
    if (options.fence !== undefined) return fenced(session, options.fence, options);
    return split(session, options);
  },
});

async function agreed(session: Session, { force }: Options, what: string): Promise<boolean> {
  return force || session.options.force || session.ask(`${what} Run?`);
}

async function processOf(session: Session, name: string): Promise<string | undefined> {
  const { status, stdout } = await (await session.runner()).run(undefined, ['pidof', '-s', name]);
  return status === 0 ? stdout.trim() || undefined : undefined;
}

async function killed(session: Session, name: string, options: Options): Promise<Outcome<never>> {
  const what = options.loop ? 'This node is going to be fenced.' : 'This node may be fenced.';
  if (!(await agreed(session, options, `Kill ${name}. ${what}`))) return { failed: true };
  const runner = await session.runner();
  for (let times = 0; times < (options.loop ? MOST_KILLS : 1); times++) {
    const before = await processOf(session, name);
    if (before === undefined) throw new CibError('ESRCH', `Process ${name} is not running!`);
    session.say('info', `Trying to run "kill -9 ${before}"`);
    await runner.run(undefined, ['kill', '-9', before]);
    const after = await returned(session, name, before);
    session.say('info', `Success! Process ${name}(pid ${after}) is restarted!`);
  }
  return remarks(options.loop ? `${name} has come back each of ${MOST_KILLS} times` : `${name} has come back`);
}

/** Wait until a process is there again. @throws CibError `ETIME` */
async function returned(session: Session, name: string, before: string): Promise<string> {
  const end = session.now().getTime() + PATIENCE;
  for (;;) {
    const now = await processOf(session, name);
    if (now !== undefined && now !== before) return now;
    if (session.now().getTime() >= end) throw new CibError('ETIME', `Process ${name} is not restarted!`);
    await session.sleep(STEP);
  }
}

async function fenced(session: Session, node: string, options: Options): Promise<Outcome<never> | undefined> {
  if (!(await clusterNodes(session)).includes(node)) throw new CibError('ENXIO', `Node "${node}" not in cluster!`);
  if (!(await agreed(session, options, `Node ${node} is going to be fenced.`))) return { failed: true };
  const request = ['-t', 'status', '-N', node, '-n', 'terminate', '-v', 'true'];
  return succeeded(await showTool(session, 'crm_attribute', request));
}

/** Drop what other nodes send, for a while; the rules go even if this is interrupted by an error. */
async function split(session: Session, options: Options): Promise<Outcome<never>> {
  const runner = await session.runner();
  const others = (await clusterNodes(session)).filter((node) => node !== session.host);
  if (others.length === 0) throw new CibError('ENXIO', 'there is no other node to be cut off from');
  if (!(await agreed(session, options, 'This node is cut off from the others. One side is going to be fenced.'))) {
    return { failed: true };
  }
  const rules = others.flatMap((node) => [
    ['INPUT', '-s', node, '-j', 'DROP'],
    ['OUTPUT', '-d', node, '-j', 'DROP'],
  ]);
  try {
    for (const rule of rules) {
      const { status, stderr } = await runner.run(undefined, ['iptables', '-w', '-I', ...rule]);
      if (status !== 0) throw new CibError('EIO', `iptables failed: ${stderr.trim()}`);
    }
    session.say('info', `Cut off from ${others.join(', ')} for ${PATIENCE / 1000} seconds`);
    await session.sleep(PATIENCE);
  } finally {
    for (const rule of rules) await runner.run(undefined, ['iptables', '-w', '-D', ...rule]);
  }
  return remarks('This node is connected again, and was not fenced');
}
