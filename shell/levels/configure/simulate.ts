import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import { Elements } from '../../answer/elements.js';
import { SIMULATION_OUTPUT } from '../../answer/tools.js';
import { many, word } from '../../grammar/argument.js';
import { oneOf } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import type { Session } from '../../session.js';
import { askTool, runTool, type ToolRun } from '../../tool.js';

const WORDS = ['nograph', 'scores', 'utilization', 'actions'];

export const SIMULATE = command({
  name: 'ptest',
  aliases: ['simulate'],
  summary: 'Show what the cluster would do if the edits were committed',
  help: 'The scheduler is run on the configuration as edited, and on the status as it is, or as `cibstatus` pretends it to be. `actions` shows nothing but what would be done, `scores` and `utilization` show what it is decided by; more letters v tell more. `impact` says the same in short.',
  examples: ['simulate', 'simulate nograph scores', 'simulate actions'],
  grammar: { ...many(word(oneOf('<word>', WORDS))), usage: '[nograph] [v...] [scores] [utilization] [actions]' },
  async run(words, session): Promise<Outcome> {
    const unknown = words.find((text) => !WORDS.includes(text) && !/^v+$/.test(text));
    if (unknown !== undefined) throw new CibError('EINVAL', `bad usage: ${words.join(' ')}`);
    const input = serializePretty(await simulated(session));
    const verbosity = words.findLast((text) => /^v+$/.test(text));
    const args = ['-S', '-x', '-', ...(verbosity ? [`-${verbosity.toUpperCase()}`] : [])];
    if (words.includes('scores')) args.push('-s');
    if (words.includes('utilization')) args.push('-U');
    if (session.answer) return found(session, args, input, words.includes('actions'));
    const { status, output, complaints } = await simulate(session, args, input);
    if (complaints !== '') session.console.err(complaints);
    if (status !== 0) throw new CibError('error', `Simulation was unsuccessful (RC=${status}).`);
    return { value: words.includes('actions') ? actionsIn(output) : output };
  },
  output: SIMULATION_OUTPUT,
});

/** By the scheduler in this process, or by another program that the user has chosen. */
async function simulate(session: Session, args: readonly string[], input: string): Promise<ToolRun> {
  const preferences = await session.preferences();
  if (!preferences.configured.includes('core.ptest')) return runTool(session, 'crm_simulate', args, { input });
  const runner = await session.runner();
  const { status, stdout, stderr } = await runner.run(undefined, [preferences.get('core.ptest'), ...args], input);
  return { status, output: stdout, complaints: stderr };
}

/** The same, for programs. */
async function found(session: Session, args: readonly string[], input: string, actions: boolean): Promise<Outcome> {
  const { status, elements, complaints } = await askTool(session, 'crm_simulate', args, { input });
  for (const line of complaints) session.say('warning', line);
  if (status !== 0) throw new CibError('error', `Simulation was unsuccessful (RC=${status}).`);
  return { value: new Elements(actions ? elements.filter(({ name }) => name === 'actions') : elements) };
}

/** The configuration as edited, with the status that counts. */
export async function simulated(session: Session): Promise<Element> {
  const workspace = await session.workspace();
  const whole = workspace.cib.cloneShallow();
  for (const child of workspace.cib.elements()) if (child.name !== 'status') whole.append(child.clone());
  const { pretendedStatus } = await import('../cibstatus/draft.js');
  const pretended = await pretendedStatus(session);
  const status = pretended ?? (await (await session.cib()).call({ operation: 'query', section: 'status' })).output;
  whole.append(status?.clone() ?? new Element('status'));
  return whole;
}

/** The lines of a simulation that say what is done. */
function actionsIn(output: string): string {
  const summary = /^Transition Summary:\n((?:[ \t]+.*\n)*)/m.exec(output)?.[1] ?? '';
  return summary === '' ? 'No actions found.\n' : summary;
}
