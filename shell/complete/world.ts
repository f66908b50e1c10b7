import { readdirSync } from 'node:fs';
import { CLUSTER_OPTIONS } from '../../cib/options/cluster.js';
import { FENCING_PARAMETERS } from '../../cib/options/fencing.js';
import type { Option } from '../../cib/options/option.js';
import { PRIMITIVE_META } from '../../cib/options/primitive.js';
import { CibError } from '../../cib/result/error.js';
import type { Candidate } from '../grammar/expectation.js';
import type { Word } from '../grammar/words.js';
import type { World } from '../grammar/world.js';
import type { Session } from '../session.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import type { Workspace } from '../workspace/workspace.js';
import { agentsFor } from './agents.js';
import { shadowNames } from './shadows.js';

const RESOURCES = new Set(['primitive', 'group', 'clone', 'master', 'bundle']);
const CONTAINERS = new Set(['group', 'clone', 'master', 'bundle']);

/**
 * What can be known for completion. Without a CIB there are no ids, but everything else is there.
 * @param words of the command so far: parameters and operations are those of the agent they are about
 */
export async function worldOf(session: Session, words: readonly Word[] = []): Promise<World> {
  const workspace = await glance(session);
  const { subjectOf } = await import('./subject.js');
  const subject = await subjectOf(session, workspace, words);
  const objects = workspace?.objects ?? [];
  return {
    ids: (...kinds) => idsOf(objects, (object) => kinds.length === 0 || kinds.includes(object.kind.keyword)),
    resources: (free = false) =>
      idsOf(objects, ({ element }) => RESOURCES.has(element.name) && !(free && isInside(element))),
    nodes: () => workspace?.nodes ?? [],
    attributes: (set) => {
      if (set !== 'instance_attributes' || !subject) return optionsFor(set).flatMap(namesOf);
      return [...subject.parameters, ...(subject.fencing ? FENCING_PARAMETERS.options.flatMap(namesOf) : [])];
    },
    values: (set, name) => {
      const known = valuesOf(optionsFor(set).find((option) => option.name === name || option.alias === name));
      if (set === 'instance_attributes' && subject)
        return [...subject.valuesOf(name), ...(subject.fencing ? known : [])];
      return set === 'op' && subject ? [...subject.advice(name), ...known] : known;
    },
    agents: (partial) => agentsFor(partial, session.env),
    shadows: () => shadowNames(session.env),
    files: filesFor,
  };
}

async function glance(session: Session): Promise<Workspace | undefined> {
  try {
    return await session.workspace();
  } catch (error) {
    if (error instanceof CibError) return undefined;
    throw error;
  }
}

const idsOf = (objects: readonly ConfiguredObject[], wanted: (object: ConfiguredObject) => boolean): string[] =>
  objects.filter(wanted).map(({ kind, id, element }) => (kind.keyword === 'node' ? (element.get('uname') ?? id) : id));

const isInside = (element: ConfiguredObject['element']): boolean => CONTAINERS.has(element.parent?.name ?? '');

const own = (name: string, short: string, values?: readonly string[]): Option => ({
  name,
  short,
  type: values ? 'select' : 'string',
  ...(values ? { values } : {}),
});

const OPERATION: readonly Option[] = [
  own('interval', 'how often the operation is repeated; 0 for once'),
  own('timeout', 'how long it may take'),
  own('start-delay', 'how long to wait before the first time'),
  own('on-fail', 'what to do if it fails', [
    'ignore',
    'block',
    'demote',
    'stop',
    'restart',
    'fence',
    'standby',
    'restart-container',
  ]),
  own('role', 'role the resource has to be in', ['Started', 'Stopped', 'Promoted', 'Unpromoted']),
  own('enabled', 'whether it is done at all', ['true', 'false']),
  own('record-pending', 'whether it is recorded when it begins', ['true', 'false']),
];
const NODE: readonly Option[] = [
  own('standby', 'run nothing here', ['on', 'off']),
  own('maintenance', 'leave alone what runs here', ['true', 'false']),
];
const CLONE: readonly Option[] = [
  own('clone-max', 'how many instances there are'),
  own('clone-node-max', 'how many instances a node may have'),
  own('clone-min', 'how many have to run before what depends on them'),
  own('notify', 'tell instances of one another', ['true', 'false']),
  own('globally-unique', 'each instance is something of its own', ['true', 'false']),
  own('ordered', 'start them one after the other', ['true', 'false']),
  own('interleave', 'wait for instances of the same node only', ['true', 'false']),
  own('promotable', 'instances can be promoted', ['true', 'false']),
  own('promoted-max', 'how many may be promoted'),
  own('promoted-node-max', 'how many may be promoted on a node'),
];

/** Options that a set of attributes may hold, as far as they are known. */
function optionsFor(set: string): readonly Option[] {
  switch (set) {
    case 'property':
      return CLUSTER_OPTIONS.options.filter(({ generated }) => !generated);
    case 'op':
    case 'op_defaults':
      return OPERATION;
    case 'rsc_defaults':
      return PRIMITIVE_META.options;
    case 'meta_attributes':
      return [...PRIMITIVE_META.options, ...CLONE];
    case 'instance_attributes':
      return [...FENCING_PARAMETERS.options, ...NODE];
    default:
      return [];
  }
}

/** Both names, where an option has an older one that configurations still use. */
const namesOf = ({ name, alias, short }: Option): Candidate[] =>
  [name, ...(alias === undefined ? [] : [alias])].map((text) => ({ text, about: short }));

function valuesOf(option: Option | undefined): Candidate[] {
  const values = option?.values ?? (option?.type === 'boolean' ? ['true', 'false'] : []);
  return values.map((text) => ({ text }));
}

function filesFor(partial: string): string[] {
  const directory = partial.slice(0, partial.lastIndexOf('/') + 1);
  try {
    return readdirSync(directory || '.', { withFileTypes: true }).map(
      (entry) => `${directory}${entry.name}${entry.isDirectory() ? '/' : ''}`,
    );
  } catch {
    return [];
  }
}
