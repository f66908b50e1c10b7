import { CibError } from '../../../cib/result/error.js';
import { choice, many, sequence, word } from '../../grammar/argument.js';
import { FILE } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import { checkDevices, dump, initialise, timeoutsIn } from '../../sbd/disk.js';
import { hostOf, needsRunning, restartFor, type SbdState, sbdState, withForce, writeSettings } from './state.js';

export const DEVICE = command({
  name: 'device',
  summary: 'Add or remove a shared disk',
  help: 'A disk that is added is written to: what was on it is lost, unless it carries messages of SBD already and you say no. The last one cannot be removed.',
  examples: ['device add /dev/disk/by-id/c', 'device remove /dev/disk/by-id/a'],
  grammar: withForce(sequence({ action: choice('add', 'remove'), devices: many(word(FILE), 1) })),
  async run({ input: { action, devices }, force }, session): Promise<Outcome<never>> {
    const state = await sbdState(session);
    await needsRunning(state, 'pacemaker');
    if (state.devices.length === 0) {
      throw new CibError('EINVAL', 'Only works for disk-based SBD', {}, [
        'Please use `cluster init sbd -s <dev1> [-s <dev2> [-s <dev3>]]` to configure the disk-based SBD first',
      ]);
    }
    const named = devices.flatMap((text) => text.split(';')).filter(Boolean);
    const left = action === 'add' ? await added(state, named) : removed(state, named);
    await writeSettings(state, { SBD_DEVICE: left.join(';') });
    await restartFor(state, force);
    return remarks(`Configured sbd devices: ${left.join(';')}`);
  },
});

async function added(state: SbdState, devices: readonly string[]): Promise<string[]> {
  const { runner, session } = state;
  const all = [...state.devices, ...devices];
  await checkDevices(
    runner,
    all,
    state.nodes.map((node) => hostOf(state, node)),
  );
  const first = state.devices[0] as string;
  const timeouts = timeoutsIn(await dump(runner, first), first);
  for (const device of devices) {
    const used = (await runner.run(undefined, ['sbd', '-d', device, 'dump'])).status === 0;
    const question = `${device} has already been initialized by SBD - overwrite?`;
    if (!used || (await session.ask(question))) await initialise(runner, [device], timeouts);
  }
  return all;
}

function removed({ devices }: SbdState, gone: readonly string[]): string[] {
  const unknown = gone.find((device) => !devices.includes(device));
  if (unknown !== undefined) throw new CibError('ENXIO', `Device ${unknown} is not in config`);
  const left = devices.filter((device) => !gone.includes(device));
  if (left.length === 0) throw new CibError('EINVAL', 'Not allowed to remove all devices');
  return left;
}
