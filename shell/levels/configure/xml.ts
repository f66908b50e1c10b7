import { Element } from '../../../cib/xml/element.js';
import { topmost } from '../../syntax/objects.js';
import { xmlLines } from '../../syntax/xml_text.js';
import type { Workspace } from '../../workspace/workspace.js';
import { glob, select } from './selection.js';

/** Sections that every CIB has. */
const SECTIONS = ['crm_config', 'nodes', 'resources', 'constraints'];

/** A CIB with just the selected objects, each with all that it is in. */
export function xmlOf(workspace: Workspace, selectors: readonly string[], secrets: readonly string[] = []): string {
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
  hide(configuration, secrets);
  const cib = workspace.cib.cloneShallow();
  cib.append(configuration);
  return `<?xml version="1.0" ?>\n${xmlLines(cib).join('\n')}\n`;
}

function hide(root: Element, secrets: readonly string[]): void {
  const patterns = secrets.map(glob);
  if (patterns.length === 0) return;
  for (const element of root.walk()) {
    if (element.name !== 'nvpair' || !element.has('value')) continue;
    if (patterns.some((pattern) => pattern.test(element.get('name') ?? ''))) element.set('value', '******');
  }
}
