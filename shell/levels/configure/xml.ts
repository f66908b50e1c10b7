import { Element } from '../../../cib/xml/element.js';
import { topmost } from '../../syntax/objects.js';
import { xmlLines } from '../../syntax/xml_text.js';
import type { Workspace } from '../../workspace/workspace.js';
import { hide } from '../described.js';
import { select } from './selection.js';

/** Sections that every CIB has. */
const SECTIONS = ['crm_config', 'nodes', 'resources', 'constraints'];

/** A CIB with just the selected objects, each with all that it is in, as text. */
export const xmlOf = (workspace: Workspace, selectors: readonly string[]): string =>
  textOf(partOf(workspace, selectors));

export const textOf = (cib: Element): string => `<?xml version="1.0" ?>\n${xmlLines(cib).join('\n')}\n`;

/** The same as a tree. @param secret names of attributes whose values are not shown */
export function partOf(workspace: Workspace, selectors: readonly string[], secret?: RegExp): Element {
  const wanted = new Set(select(workspace, selectors).map(({ kind, id }) => `${kind.keyword} ${id}`));
  const { objects } = workspace.sheet();
  const chosen = objects.filter(({ kind, id }) => wanted.has(`${kind.keyword} ${id}`));
  const outermost = new Map(objects.map(({ element }) => [`${element.name} ${element.id}`, element]));
  const configuration = new Element('configuration');
  for (const name of SECTIONS) configuration.append(new Element(name));
  const done = new Set<Element>();
  for (const { element, kind } of chosen) {
    const holder = topmost(element);
    const top = outermost.get(`${holder.name} ${holder.id}`) ?? holder;
    if (done.has(top)) continue;
    done.add(top);
    const section =
      kind.section === ''
        ? configuration
        : (configuration.child(kind.section) ?? configuration.append(new Element(kind.section)));
    section.append(top.clone());
  }
  if (secret) hide(configuration, secret);
  const cib = workspace.cib.cloneShallow();
  cib.append(configuration);
  return cib;
}
