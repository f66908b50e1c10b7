import type { Session } from '../session.js';
import type { Candidate } from './expectation.js';

/** What completion may know: the CIB at hand, agents, files. Each answer is computed only if asked for. */
export interface World {
  /** Whose line it is. */
  readonly session: Session;
  /** Ids of configured objects; of one kind (`primitive`, `location` …) or all. */
  ids(...kinds: readonly string[]): readonly string[];
  /** Resources of any kind; `free` ones are in no group, clone or bundle. */
  resources(free?: boolean): readonly string[];
  nodes(): readonly string[];
  /** Resources that fence. */
  devices(): readonly string[];
  /** Names that nodes, or their utilization, have attributes of. */
  nodeAttributes(set: 'instance_attributes' | 'utilization'): readonly string[];
  /** Tickets that constraints name. */
  tickets(): readonly string[];
  /** Names of attributes of a kind of set: properties, meta attributes, operation attributes. */
  attributes(set: string): readonly Candidate[];
  /** Values an attribute may take, if they can be listed. */
  values(set: string, name: string): readonly Candidate[];
  /** Resource agents, `class:provider:type`. */
  agents(partial: string): readonly string[];
  shadows(): readonly string[];
  /** Paths that go on from `partial`; directories end in a slash. */
  files(partial: string): readonly string[];
}
