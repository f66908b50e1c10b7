import { CibError } from '../../../cib/result/error.js';
import { configure } from '../../bootstrap/configure.js';
import { choice, optional } from '../../grammar/argument.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import { onEach } from '../../remote/fanout.js';
import { settingOf } from '../../sbd/sysconfig.js';
import type { Session } from '../../session.js';
import { remove } from '../../workspace/remove.js';
import { editNow } from '../edits.js';
import { dumpOptions } from './configure.js';
import { hostOf, needsRunning, restartFor, type SbdState, sbdState, withForce, writeSettings } from './state.js';

export const PURGE = command({
  name: 'purge',
  summary: 'Remove SBD from the cluster',
  help: 'Its service is switched off on all nodes, and its fence devices are removed. Without another fence device, fencing is switched off. With `crashdump`, no time is left for dumps any more, and that is all.',
  examples: ['purge', 'purge crashdump'],
  grammar: withForce(optional(choice('crashdump'))),
  async run({ input: what, force }, session): Promise<Outcome<never>> {
    const state = await sbdState(session);
    await needsRunning(state, 'sbd');
    if (what === 'crashdump') {
      if (!settingOf(state.settings, 'SBD_TIMEOUT_ACTION')?.includes('crashdump')) {
        throw new CibError('ENXIO', 'SBD crashdump is not configured');
      }
      await writeSettings(state, {
        SBD_OPTS: dumpOptions(state.settings, undefined, false),
        SBD_TIMEOUT_ACTION: undefined,
      });
    } else await purge(state);
    await restartFor(state, force);
    return remarks(
      what === 'crashdump' ? 'Crash dumps are not waited for any more' : 'SBD is removed from the cluster',
    );
  },
});

async function purge(state: SbdState): Promise<void> {
  const { session, services, nodes } = state;
  const results = await onEach(nodes, (node) => services.disable(hostOf(state, node), 'sbd'));
  for (const result of results) if (!result.ok) throw result.error;
  const others = await dropDevices(session);
  const fencing = others ? '' : 'stonith-enabled=false';
  await configure(session, `property cib-bootstrap-options: stonith-watchdog-timeout=0 ${fencing}\n`);
}

const AGENTS = ['fence_sbd', 'external/sbd'];

/** Remove fence devices by SBD. @returns whether there are others */
async function dropDevices(session: Session): Promise<boolean> {
  let others = false;
  await editNow(session, (workspace) => {
    const devices = workspace.objects.filter(({ element }) => element.get('class') === 'stonith');
    const ours = devices.filter(({ element }) => AGENTS.includes(element.get('type') ?? '')).map(({ id }) => id);
    others = ours.length < devices.length;
    workspace.edit(() => {
      if (ours.length > 0) remove(workspace, ours, () => {});
      return [];
    });
    return ours.length > 0;
  });
  return others;
}
