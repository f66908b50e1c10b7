import { Element, Text } from '../../../cib/xml/element.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import type { Outline } from '../../status/outline.js';
import { resourceText } from '../../status/text/resource.js';
import { ALL } from '../../status/view.js';
import { resourceXml } from '../../status/xml/resource.js';
import type { ResourceJob } from '../job.js';
import { lines } from '../report.js';

/** The state of a resource and its configuration: with its template taken in, or as it was written. */
export function queryXml({ resource, request, report }: ResourceJob): undefined {
  const selection = { show: { pending: true }, nodes: ALL, resources: ALL };
  const config = serializePretty(configuration(resource, request.command === 'query-xml-raw'));
  report.show({
    text: () => `${lines(points(resourceText(resource, selection)))}Resource XML:\n${config}`,
    xml: () => [
      new Element('resource_config', {}, [
        ...resourceXml(resource, selection),
        new Element('xml', {}, [new Text(config, true)]),
      ]),
    ],
  });
}

/** Lists without headings and marks. */
const points = (entries: readonly Outline[]): string[] =>
  entries.flatMap(({ text, below }) => (below ? points(below) : text === undefined ? [] : [text]));

/** An instance is marked with its number, and so is what is inside it. */
function configuration(resource: Resource, raw: boolean): Element {
  const xml = raw ? resource.originalXml : resource.xml;
  const instance = resource.parent ? resource.meta.get('clone') : undefined;
  if (instance === undefined) return xml;
  const marked = xml.clone().set('clone', instance);
  if (resource.kind === 'group') for (const member of marked.elements('primitive')) member.set('clone', instance);
  return marked;
}
