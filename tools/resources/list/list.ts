import { Element, Text } from '../../../cib/xml/element.js';
import { outlineText } from '../../status/outline.js';
import { resourceList } from '../../status/text/status.js';
import { ALL, type View } from '../../status/view.js';
import { resourcesXml } from '../../status/xml/status.js';
import type { ClusterJob } from '../job.js';
import { Fault } from '../report.js';

/** All resources with their state; that there are none counts as a failure. */
export function listResources({ cluster, report, context }: ClusterJob): undefined {
  const view: View = {
    sections: new Set(['resources']),
    show: { inactive: true, resourceOnly: true, pending: true },
    onlyNodes: ALL,
    onlyResources: ALL,
    now: context.now().getTime(),
  };
  const any = resourceList(cluster, view, false).length > 0;
  report.show({
    text: () => outlineText(resourceList(cluster, view, true)),
    xml: () => (any ? resourcesXml(cluster, view) : [NONE()]),
  });
  if (!any) throw new Fault('NOSUCH');
}

const NONE = () => new Element('resources', {}, [new Element('item', {}, [new Text('No resources')])]);
