import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { adviseOperations, completeIntervals, isPromotable, withUnit } from '../../tools/agents/advise.js';
import type { AgentMetadata } from '../../tools/agents/metadata.js';
import { agentName, agentText } from '../../tools/agents/name.js';
import { readAgent } from '../../tools/agents/read.js';
import type { Session } from '../session.js';
import { REFERENCE } from '../syntax/kind.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * Add to an object, as a user has typed it, what goes without saying: units of times, operations and
 * times that the agent advises (if the user wants that), and what a clone of a primitive should have.
 */
export async function completeObject(element: Element, session: Session, workspace: Workspace): Promise<void> {
  switch (element.name) {
    case 'primitive':
    case 'template':
      // What a template gives is complete by itself.
      if (element.has('template')) return completeIntervals(element);
      addUnits(element);
      if (element.name === 'primitive') await addAdvice(element, session);
      return addIntervals(element, session);
    case 'clone':
      return addCloneDefaults(element, session, workspace);
  }
}

const TIMES = ['interval', 'timeout'];

function addUnits(resource: Element): void {
  for (const op of resource.child('operations')?.elements('op') ?? []) {
    for (const name of TIMES) {
      const value = op.get(name);
      if (value !== undefined) op.set(name, withUnit(value));
    }
  }
}

async function addAdvice(primitive: Element, session: Session): Promise<void> {
  const preferences = await session.preferences();
  if (!preferences.isOn('core.has_ra_advised_op')) return;
  if (primitive.get('class') === 'stonith' && !preferences.isOn('core.has_fa_advised_op')) return;
  const metadata = await metadataOf(primitive, session);
  if (metadata) adviseOperations(primitive, metadata);
}

async function addIntervals(resource: Element, session: Session): Promise<void> {
  const ops = [...(resource.child('operations')?.elements('op') ?? [])];
  if (ops.some((op) => !op.has('interval'))) completeIntervals(resource, await metadataOf(resource, session));
}

/** What the agent of a primitive says of itself; told if there is none. */
async function metadataOf(primitive: Element, session: Session): Promise<AgentMetadata | undefined> {
  const agent = agentName(primitive.get('class') ?? '', primitive.get('provider'), primitive.get('type') ?? '');
  try {
    return await readAgent(agent, session.env);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    if (!(await session.preferences()).isOn('core.ignore_missing_metadata')) {
      session.say('error', `${agentText(agent)}: got no meta-data, does this RA exist?`);
    }
    return undefined;
  }
}

const hasMeta = (element: Element, name: string): boolean =>
  [...element.elements('meta_attributes')].some((set) =>
    [...set.elements('nvpair')].some((pair) => pair.get('name') === name),
  );

async function addCloneDefaults(clone: Element, session: Session, workspace: Workspace): Promise<void> {
  const reference = clone.child(REFERENCE)?.get('id');
  const primitive = reference === undefined ? undefined : workspace.findResource(reference)?.element;
  const missing = ['promotable', 'interleave'].filter((name) => !hasMeta(clone, name));
  if (primitive?.name !== 'primitive' || missing.length === 0) return;
  const metadata = primitive.has('template') ? undefined : await metadataOf(primitive, session);
  const wanted = metadata && isPromotable(metadata) ? missing : missing.filter((name) => name === 'interleave');
  if (wanted.length === 0) return;
  const set = clone.child('meta_attributes') ?? clone.append(new Element('meta_attributes'));
  for (const name of wanted) set.append(new Element('nvpair', { id: '', name, value: 'true' }));
}
