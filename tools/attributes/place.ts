import { sectionPath } from '../../cib/document/sections.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { sanitizeId } from '../../cib/xml/name.js';
import { xpathLiteral } from '../../cib/xpath/literal.js';

/** Which set of name-value pairs is meant. */
export interface Place {
  /** Section of the CIB, or `tickets`. */
  readonly section: string;
  /** Id of the node whose attributes are meant; has a meaning in `nodes` and `status` only. */
  readonly nodeId?: string | undefined;
  /** The node is a remote or guest node. */
  readonly remote?: boolean;
  readonly setType?: 'utilization' | undefined;
  /** Only the set of this id. */
  readonly setId?: string | undefined;
}

/** Which pairs of a place; all of them if neither is given. */
export interface Selection {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

const DEFAULTS = new Set(['op_defaults', 'rsc_defaults']);

/** Is there one such set for the whole cluster, not one for each node? */
const isClusterWide = ({ section }: Place): boolean =>
  section === 'crm_config' || section === 'tickets' || DEFAULTS.has(section);

/** Section that a request for a place names. */
export const sectionOf = ({ section }: Place): string => (section === 'tickets' ? 'status' : section);

/**
 * XPath of pairs in a place.
 * @throws CibError `ENOMSG` if there is no such section, `EINVAL` if a node is needed
 */
export function attributesPath(place: Place, { id, name }: Selection): string {
  if (!isClusterWide(place) && place.nodeId === undefined) throw new CibError('EINVAL');
  const base = sectionPath(sectionOf(place));
  if (base === undefined) throw new CibError('ENOMSG');
  const conditions = [
    ...(id === undefined ? [] : [`@id=${xpathLiteral(id)}`]),
    ...(name === undefined ? [] : [`@name=${xpathLiteral(name)}`]),
  ];
  const where = conditions.length > 0 ? `[${conditions.join(' and ')}]` : '';
  return `${base}${ownerPath(place)}//${setElement(place)}${idPath(place.setId)}//nvpair${where}`;
}

function ownerPath({ section, nodeId, ...place }: Place): string {
  if (section === 'tickets') return '//tickets';
  if (isClusterWide({ section, ...place })) return '';
  return `//${section === 'status' ? 'node_state' : 'node'}${idPath(nodeId)}`;
}

const idPath = (id: string | undefined): string => (id === undefined ? '' : `[@id=${xpathLiteral(id)}]`);

function setElement({ section, setType }: Place): string {
  if (section === 'crm_config') return 'cluster_property_set';
  if (DEFAULTS.has(section)) return 'meta_attributes';
  // Here a set id names the transient_attributes element, which holds sets of both types.
  if (section === 'status') return 'transient_attributes';
  return setType ?? 'instance_attributes';
}

/** A pair that is not there yet, in the elements that are to hold it: the input of a modify request. */
export function newAttribute(place: Place, pair: Selection & { readonly value: string }): Element {
  const { section, nodeId, remote, setType = 'instance_attributes' } = place;
  const setId = place.setId ?? defaultSetId(place);
  const id = pair.id ?? sanitizeId(`${setId}-${pair.name}`);
  const nvpair = new Element('nvpair', { id, name: pair.name ?? id, value: pair.value });
  const set = (name: string) => new Element(name, { id: setId }, [nvpair]);
  if (section === 'tickets') {
    return new Element('status', {}, [new Element('tickets', {}, [set(setType)])]);
  }
  if (section === 'nodes' && nodeId !== undefined) {
    if (!remote) return new Element('node', { id: nodeId }, [set(setType)]);
    const node = new Element('node', { type: 'remote', id: nodeId, uname: nodeId }, [set(setType)]);
    return new Element('nodes', {}, [node]);
  }
  if (section === 'status' && nodeId !== undefined) {
    const transient = new Element('transient_attributes', { id: nodeId }, [set(setType)]);
    return new Element('node_state', { id: nodeId }, [transient]);
  }
  return new Element(section, {}, [set(section === 'crm_config' ? 'cluster_property_set' : 'meta_attributes')]);
}

function defaultSetId({ section, nodeId, setType }: Place): string {
  if (section === 'crm_config') return 'cib-bootstrap-options';
  if (section === 'tickets') return 'status-tickets';
  if (section !== 'nodes' && section !== 'status') return `${section}-options`;
  return [section, nodeId, ...(setType === undefined ? [] : [setType])].join('-');
}
