import { Element, Text } from '../../../cib/xml/element.js';
import { kindOf } from '../../../daemon/scheduler/kinds/kinds.js';
import { topResource } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { Role } from '../../../daemon/scheduler/model/role.js';
import type { ResourceJob } from '../job.js';
import { lines } from '../report.js';

/** Where an instance of a resource is active. */
export interface Place {
  readonly node: string;
  readonly promoted: boolean;
}

/** Where a resource runs, a clone instance by instance: last found first, as the peer lists them. */
export function placesOf(resource: Resource, asked: string): Place[] {
  const instances = wholeOf(resource, asked)?.children ?? [resource];
  return instances
    .flatMap((instance) => {
      const promoted = instance.promotable && kindOf(instance).status.role(instance) === Role.promoted;
      return instance.activeNodes.map(({ name }) => ({ node: name, promoted }));
    })
    .reverse();
}

/** A clone, or that of an anonymous instance which is named by the id that all of them share. */
function wholeOf(resource: Resource, asked: string): Resource | undefined {
  if (resource.kind === 'clone') return resource;
  const top = topResource(resource);
  const shared = !resource.unique && resource.historyId === asked && resource.id !== asked;
  return top.kind === 'clone' && shared ? top : undefined;
}

export function locate({ resource, request, report, context }: ResourceJob): undefined {
  const asked = request.resource ?? '';
  const places = placesOf(resource, asked);
  if (places.length === 0 && !request.quiet && context.format !== 'xml')
    report.error(`resource ${asked} is NOT running`);
  const line = ({ node, promoted }: Place): string =>
    request.quiet ? node : `resource ${asked} is running on: ${node}${promoted ? ' Promoted' : ''}`;
  report.show({
    text: () => lines(places.map(line)),
    xml: () => [
      new Element(
        'nodes',
        { resource: asked },
        places.map(
          ({ node, promoted }) => new Element('node', promoted ? { state: 'promoted' } : {}, [new Text(node)]),
        ),
      ),
    ],
  });
}
