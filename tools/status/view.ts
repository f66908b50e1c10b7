import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import { printableId } from '../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../daemon/scheduler/model/resource.js';
import { tagged } from './tags.js';

export const SECTIONS = [
  'attributes',
  'bans',
  'counts',
  'dc',
  'failcounts',
  'failures',
  'fencing-failed',
  'fencing-pending',
  'fencing-succeeded',
  'maint-mode',
  'nodes',
  'operations',
  'options',
  'resources',
  'stack',
  'tickets',
  'times',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Which details are shown. */
export interface Show {
  readonly brief?: boolean;
  readonly cloneDetail?: boolean;
  readonly nodeId?: boolean;
  readonly implicit?: boolean;
  readonly timing?: boolean;
  readonly inactive?: boolean;
  readonly byNode?: boolean;
  readonly pending?: boolean;
  readonly resourceOnly?: boolean;
  readonly failedDetail?: boolean;
  readonly featureSet?: boolean;
  readonly description?: boolean;
}

/** What `--show-detail` adds. */
export const DETAIL: Show = {
  cloneDetail: true,
  nodeId: true,
  implicit: true,
  failedDetail: true,
  featureSet: true,
  description: true,
};

/** Names that something must be among to be shown. */
export type Names = readonly string[];
export const ALL: Names = ['*'];

export interface View {
  readonly sections: ReadonlySet<Section>;
  readonly show: Show;
  readonly onlyNodes: Names;
  readonly onlyResources: Names;
  /** Show only bans whose id begins with this. */
  readonly banPrefix?: string | undefined;
  /** Milliseconds since 1970, for "Last updated". */
  readonly now: number;
  readonly localNode?: string | undefined;
}

export const includes = (names: Names, name: string | undefined): boolean =>
  name !== undefined && names.some((each) => each === '*' || each === name);

export const includesNode = (names: Names, { name }: Node): boolean =>
  names.some((each) => each === '*' || each.toLowerCase() === name.toLowerCase());

/** Whether a resource is named, or an instance of it by its full id. */
export const isNamed = (names: Names, resource: Resource): boolean =>
  includes(names, printableId(resource)) || (resource.id.includes(':') && includes(names, resource.id));

/** Names of the nodes that a name or a tag stands for; all if there is none. */
export function nodesNamed(cluster: Cluster, name: string | undefined): Names {
  if (name === undefined || name === '*') return ALL;
  if (cluster.nodesByName.has(name.toLowerCase())) return [name];
  return tagged(cluster, name).flatMap((id) => cluster.nodesById.get(id.toLowerCase())?.name ?? []);
}

/** Names of the resources that an id or a tag stands for; all if there is none. */
export function resourcesNamed(cluster: Cluster, id: string | undefined): Names {
  if (id === undefined || id === '*') return ALL;
  const found = findByName(cluster, id);
  if (found) return [id.includes(':') ? found.id : printableId(found)];
  return tagged(cluster, id).flatMap((member) => {
    const resource = findByName(cluster, member);
    return resource ? [printableId(resource)] : [];
  });
}

/** The first resource of that id, or whose id without `:N` it is. */
export function findByName(cluster: Cluster, id: string): Resource | undefined {
  const search = (resources: readonly Resource[]): Resource | undefined => {
    for (const resource of resources) {
      if (resource.id === id || resource.historyId === id || resource.id.replace(/:\d+$/, '') === id) return resource;
      const inside = search(resource.children);
      if (inside) return inside;
    }
    return undefined;
  };
  return search(cluster.resources);
}
