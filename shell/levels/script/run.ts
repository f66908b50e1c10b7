import { join } from 'node:path';
import { flag, list, maybe, object, text } from '../../answer/shape.js';
import { command, type Outcome } from '../../level.js';
import { succeeded } from '../../outcome.js';
import { givenBy } from '../../scripts/parameters.js';
import { type ScriptRun, toPerson, toRecord } from '../../scripts/progress.js';
import { runScript, type World } from '../../scripts/run.js';
import { Session } from '../../session.js';
import { SCRIPT_ARGUMENTS } from './arguments.js';
import { catalogOf } from './catalog.js';

export const RUN = command({
  name: 'run',
  summary: 'Run a script',
  help: 'On all nodes of the cluster, or those of nodes=<a>,<b>. With dry_run=yes it is only shown what would be done. With action=<number> and statefile=<file>, a single action is carried out, as `verify` numbers them.',
  examples: ['run virtual-ip id=vip ip=10.0.0.1', 'run check-uptime nodes=alpha,beta dry_run=yes'],
  grammar: SCRIPT_ARGUMENTS,
  async run({ name, parameters }, session): Promise<Outcome<ScriptRun> | undefined> {
    const script = await (await catalogOf(session)).load(name);
    const world = await worldOf(session);
    if (!session.answer) return succeeded(await runScript(script, givenBy(parameters), toPerson(session), world));
    const record = toRecord(session);
    const ok = await runScript(script, givenBy(parameters), record, world);
    return { value: record.run, failed: !ok };
  },
  output: object({
    script: maybe(text('Its name; absent if it was not begun')),
    nodes: maybe(list('node', text())),
    actions: list('action', object({ action: text(), ok: flag(), output: text() })),
    commands: list('command', object({ nodes: text(), command: text() }), 'What would be done, of a rehearsal'),
  }),
});

/** This session's cluster, for scripts. */
export async function worldOf(session: Session): Promise<World> {
  const preferences = await session.preferences();
  return {
    runner: await session.runner(),
    self: session.host,
    nodes: async () => (await session.workspace()).nodes,
    crm: (how, file, force) => inOtherSession(session, how, file, force),
    helpers: join(preferences.get('path.sharedir'), 'utils'),
    isRoot: process.getuid?.() === 0,
  };
}

/** Scripts commit what they configure, whatever is being edited here. */
async function inOtherSession(session: Session, how: 'run' | 'load', file: string, force: boolean) {
  const [{ runLine }, { runScript: runCommands }, { ROOT }] = await Promise.all([
    import('../../run.js'),
    import('../../script.js'),
    import('../root/root.js'),
  ]);
  let said = '';
  const note = (text: string) => {
    said += text;
  };
  const { ask: _, ...console } = { ...session.console, out: note, err: note };
  const options = { ...session.options, no: !force, force, wait: true, format: 'text' as const };
  const other = new Session({ ...session.env }, console, options, session.host, session.now, session.outside);
  other.stack.push(ROOT);
  try {
    const ok =
      how === 'load' ? await runLine(other, `configure load update '${file}'`) : (await runCommands(other, file)) === 0;
    if (session.openWorkspace?.isChanged !== true) session.dropWorkspace();
    return ok ? undefined : said.trim();
  } finally {
    await other.disconnect();
  }
}
