import { Element, Text } from '../../../cib/xml/element.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import type { ClusterJob } from '../job.js';
import { Fault, lines } from '../report.js';

/** Ids of all that is not made of other resources. */
export function listNames({ cluster, report }: ClusterJob): undefined {
  if (cluster.resources.length === 0) {
    report.error('NO resources configured\n');
    throw new Fault('NOSUCH');
  }
  const names = cluster.resources.flatMap(leaves).map(({ id }) => id);
  report.show({
    text: () => lines(names),
    xml: () => [
      new Element(
        'list',
        { name: 'resource names', count: String(names.length) },
        names.map((name) => new Element('item', { name: 'resource' }, [new Text(name)])),
      ),
    ],
  });
}

const leaves = (resource: Resource): Resource[] =>
  resource.children.length === 0 ? [resource] : resource.children.flatMap(leaves);
