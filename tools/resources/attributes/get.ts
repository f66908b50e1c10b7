import { Element, Text } from '../../../cib/xml/element.js';
import { kindOf } from '../../../daemon/scheduler/kinds/kinds.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { pairsOf } from '../../../daemon/scheduler/unpack/context.js';
import { parameters } from '../../../daemon/scheduler/unpack/meta.js';
import type { ResourceJob } from '../job.js';
import type { Attribute } from '../request.js';

/** Show the value of an attribute, as it takes effect where the resource runs. */
export function getAttribute({ resource, request, report }: ResourceJob): undefined {
  const { attribute } = request;
  const { node, all } = kindOf(resource).status.activeNode(resource);
  if (all > 1) {
    report.error(`${resource.id} is active on more than one node, returning the default value for ${attribute.name}`);
  }
  const value = effectiveValue(resource, attribute, all > 1 ? undefined : node);
  if (value === undefined) report.error(`Attribute '${attribute.name}' not found for '${resource.id}'`);
  else {
    report.show({
      text: () => `${value}\n`,
      xml: () => [
        new Element('list', { name: 'attributes', count: '1' }, [
          new Element('item', { name: attribute.name }, [new Text(value)]),
        ]),
      ],
    });
  }
}

function effectiveValue(resource: Resource, { set, name }: Attribute, node: Node | undefined): string | undefined {
  switch (set) {
    case 'instance_attributes':
      return parameters(resource, node).get(name);
    case 'meta_attributes':
      return resource.meta.get(name);
    case 'utilization':
      return pairsOf(resource.cluster, resource.xml, 'utilization').get(name);
    case 'element':
      return resource.xml.get(name);
  }
}
