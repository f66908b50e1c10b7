import { configError, configWarning } from '../log.js';
import type { Requires, Resource } from '../model/resource.js';

const SOURCE = 'unpack_requires';

/** What has to be true before a resource may start: as configured if that makes sense, or the default. */
export function unpackRequires(resource: Resource, value: string | undefined): Requires {
  const { cluster, id, fenceDevice } = resource;
  const { fencingEnabled } = cluster.options;
  switch (value?.toLowerCase()) {
    case 'nothing':
      return 'nothing';
    case 'quorum':
      return 'quorum';
    case 'fencing':
      if (!fencingEnabled) configWarning(cluster, SOURCE, `${id} requires fencing but fencing is disabled`);
      return 'fencing';
    case 'unfencing': {
      if (!fenceDevice && fencingEnabled) return 'unfencing';
      const why = fenceDevice ? 'fencing devices cannot require unfencing' : 'fencing is disabled';
      configWarning(cluster, SOURCE, `Resetting "requires" for ${id} to "quorum" because ${why}`);
      return 'quorum';
    }
  }
  const byDefault = defaultFor(resource);
  if (value !== undefined) {
    const text = `Resetting 'requires' for ${id} to '${byDefault}' because '${value}' is not valid`;
    configError(cluster, SOURCE, text);
  }
  return byDefault === 'unfencing' ? unpackRequires(resource, byDefault) : byDefault;
}

function defaultFor({ fenceDevice, isRemoteConnection, cluster, kind }: Resource): Requires {
  if (fenceDevice || (kind === 'primitive' && isRemoteConnection)) return 'quorum';
  if (cluster.enableUnfencing) return 'unfencing';
  if (cluster.options.fencingEnabled) return 'fencing';
  return cluster.options.noQuorumPolicy === 'ignore' ? 'nothing' : 'quorum';
}
