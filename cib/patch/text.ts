import { escapeAttribute, openTag, serialize } from '../xml/serialize.js';
import { type Change, type Patchset, VERSION_ATTRIBUTES, type VersionTriple } from './patchset.js';

/**
 * The text of a patchset, the same as that of the `<diff>` element, without making the element: the
 * daemon writes one for every change. `rootTag` prints the start tag of the document's root, which
 * has a part in nearly all of them.
 */
export function patchsetText({ source, target, digest, changes }: Patchset, rootTag = openTag): string {
  let body = '';
  if (source || target) {
    const versions = (source ? versionText('source', source) : '') + (target ? versionText('target', target) : '');
    body += `<version>${versions}</version>`;
  }
  for (const change of changes) body += changeText(change, rootTag);
  const open = `<diff format="2"${digest === undefined ? '' : ` digest="${escapeAttribute(digest)}"`}`;
  return body === '' ? `${open}/>` : `${open}>${body}</diff>`;
}

function versionText(name: string, version: VersionTriple): string {
  const [first, second, third] = VERSION_ATTRIBUTES;
  return `<${name} ${first}="${version[0]}" ${second}="${version[1]}" ${third}="${version[2]}"/>`;
}

function changeText(change: Change, rootTag: typeof openTag): string {
  const open = `<change operation="${change.operation}" path="${escapeAttribute(change.path)}"`;
  switch (change.operation) {
    case 'modify': {
      let list = '';
      for (const { name, value } of change.attributes) {
        const set = value === undefined ? 'operation="unset"' : `operation="set" value="${escapeAttribute(value)}"`;
        list += `<change-attr name="${escapeAttribute(name)}" ${set}/>`;
      }
      list = list === '' ? '<change-list/>' : `<change-list>${list}</change-list>`;
      const result = change.path === '/cib' ? rootTag(change.result) : openTag(change.result);
      return `${open}>${list}<change-result>${result}/></change-result></change>`;
    }
    case 'create':
      return `${open} position="${change.position}">${serialize(change.node)}</change>`;
    default:
      return `${open}${change.position === undefined ? '' : ` position="${change.position}"`}/>`;
  }
}
