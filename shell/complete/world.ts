import { readdirSync } from 'node:fs';
import { FENCING_PARAMETERS } from '../../cib/options/fencing.js';
import type { Option } from '../../cib/options/option.js';
import { CibError } from '../../cib/result/error.js';
import type { Candidate } from '../grammar/expectation.js';
import type { Word } from '../grammar/words.js';
import type { World } from '../grammar/world.js';
import type { Session } from '../session.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import type { Workspace } from '../workspace/workspace.js';
import { agentsFor } from './agents.js';
import { optionsFor } from './options.js';
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
    session,
    ids: (...kinds) => idsOf(objects, (object) => kinds.length === 0 || kinds.includes(object.kind.keyword)),
    resources: (free = false) =>
      idsOf(objects, ({ element }) => RESOURCES.has(element.name) && !(free && isInside(element))),
    nodes: () => workspace?.nodes ?? [],
    devices: () => idsOf(objects, ({ element }) => element.get('class') === 'stonith'),
    nodeAttributes: (set) => named(workspace, ['nodes'], set),
    tickets: () => [...new Set(objects.flatMap(({ element }) => element.get('ticket') ?? []))],
    attributes: (set) => {
      if (set === 'utilization') return plain(named(workspace, ['nodes', 'resources'], set));
      if (set !== 'instance_attributes' || !subject) return optionsFor(set, words).flatMap(namesOf);
      return [...subject.parameters, ...(subject.fencing ? FENCING_PARAMETERS.options.flatMap(namesOf) : [])];
    },
    values: (set, name) => {
      const known = valuesOf(optionsFor(set, words).find((option) => option.name === name || option.alias === name));
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

/** Names of the attributes in all sets of a kind. */
function named(workspace: Workspace | undefined, sections: readonly string[], set: string): string[] {
  const names = new Set<string>();
  for (const section of sections) {
    for (const element of workspace?.cib.child('configuration')?.child(section)?.walk() ?? []) {
      if (element.name !== set) continue;
      for (const nvpair of element.elements('nvpair')) names.add(nvpair.get('name') ?? '');
    }
  }
  return [...names];
}

const plain = (texts: readonly string[]): Candidate[] => texts.map((text) => ({ text }));

const isInside = (element: ConfiguredObject['element']): boolean => CONTAINERS.has(element.parent?.name ?? '');

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
