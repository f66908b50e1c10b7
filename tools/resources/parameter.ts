import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { xpathLiteral } from '../../cib/xpath/literal.js';
import { query } from '../attributes/node.js';

/** Kinds of attributes that a resource has, by the element that holds them. */
export type SetName = 'instance_attributes' | 'meta_attributes' | 'utilization';

/** What is to be changed, and how. */
export interface ParameterChange {
  readonly set: SetName;
  readonly name: string;
  /** Only the set, or the pair, of this id. */
  readonly setId?: string | undefined;
  readonly pairId?: string | undefined;
  /** In the resource that was named, whatever else has such an attribute. */
  readonly force?: boolean;
}

/** What was done, line by line, for people. */
export interface ParameterReport {
  readonly notes: string[];
  readonly errors: string[];
}

const MEMBERS = new Set(['primitive', 'group', 'clone', 'master', 'bundle']);
const isClone = (element: Element | null): boolean => element?.name === 'clone' || element?.name === 'master';
const isResource = (element: Element): boolean => MEMBERS.has(element.name);
const idOf = (element: Element): string => element.get('id') ?? '';

function topmost(resource: Element): Element {
  const { parent } = resource;
  return parent && isResource(parent) ? topmost(parent) : resource;
}

/** Pairs of a resource; those of its members too, where no kind of set is asked for. */
function pairsOf(resource: Element, { name, setId, pairId }: Partial<ParameterChange>, set?: SetName): Element[] {
  const sets = set
    ? [...resource.elements(set)].filter((element) => setId === undefined || element.id === setId)
    : [resource];
  return sets
    .flatMap((element) => [...element.walk()])
    .filter(
      (element) =>
        element.name === 'nvpair' && element.get('name') === name && (pairId === undefined || element.id === pairId),
    );
}

/** Several pairs of that name: which is meant? */
function tellMatches(pairs: readonly Element[], name: string, report: ParameterReport): void {
  if (pairs.length < 2) return;
  report.notes.push(
    `Multiple attributes match name=${name}`,
    ...pairs.map((pair) => `  Value: ${pair.get('value') ?? '(null)'} \t(id=${pair.id ?? '<none>'})`),
    '',
  );
}

/**
 * Set an attribute of a resource. One that its clone, its child or members of it have already is
 * changed there.
 * @throws CibError `ENOTUNIQ` if several pairs match, and those of the request
 */
export async function setParameter(
  client: CibClient,
  resource: Element,
  change: ParameterChange,
  value: string,
  report: ParameterReport,
): Promise<void> {
  warnOfOthers(resource, change, report);
  for (const target of resourcesWith(resource, change, 'update', report)) {
    const id = idOf(target);
    const found = theOnly(pairsOf(target, change, change.set), change.name, report);
    if (found) {
      const input = new Element('nvpair', { id: idOf(found), name: change.name, value });
      await client.call({ operation: 'modify', section: 'resources', input });
      report.notes.push(`Set '${id}' option: id=${idOf(found)}${setSuffix(change)} name=${change.name} value=${value}`);
      continue;
    }
    const setId = change.setId ?? `${id}-${change.set}`;
    const pairId = change.pairId ?? `${setId}-${change.name}`;
    const pair = new Element('nvpair', { id: pairId, name: change.name, value });
    const input = new Element(target.name, { id }, [new Element(change.set, { id: setId }, [pair])]);
    await client.call({ operation: 'modify', section: 'resources', input });
    report.notes.push(`Set '${id}' option: id=${pairId} set=${setId} name=${change.name} value=${value}`);
  }
}

const setSuffix = ({ setId }: ParameterChange): string => (setId === undefined ? '' : ` set=${setId}`);

/**
 * Delete an attribute of a resource, and of its members.
 * @throws CibError `ENOTUNIQ` if several pairs match, `ENXIO` if the resource has none, and those of the request
 */
export async function deleteParameter(
  client: CibClient,
  resource: Element,
  change: ParameterChange,
  report: ParameterReport,
): Promise<void> {
  if (change.pairId === undefined && !change.force)
    tellMatches(pairsOf(topmost(resource), change), change.name, report);
  const targets = change.set === 'meta_attributes' ? targetsOf(resource, change, 'delete', report) : [resource];
  let missing = false;
  for (const target of targets) {
    const found = theOnly(pairsOf(target, change, change.set), change.name, report);
    missing = !found;
    if (!found) continue;
    const input = new Element('nvpair', { id: idOf(found), name: change.name });
    await client.call({ operation: 'delete', section: 'resources', input });
    report.notes.push(`Deleted '${idOf(target)}' option: id=${idOf(found)}${setSuffix(change)} name=${change.name}`);
  }
  if (missing) throw new CibError('ENXIO');
}

function theOnly(pairs: readonly Element[], name: string, report: ParameterReport): Element | undefined {
  if (pairs.length < 2) return pairs[0];
  tellMatches(pairs, name, report);
  throw new CibError('ENOTUNIQ');
}

function warnOfOthers(resource: Element, change: ParameterChange, report: ParameterReport): void {
  if (change.pairId === undefined && !change.force)
    tellMatches(pairsOf(topmost(resource), change), change.name, report);
}

function resourcesWith(
  resource: Element,
  change: ParameterChange,
  verb: string,
  report: ParameterReport,
): readonly Element[] {
  if (change.set !== 'instance_attributes') {
    const targets = targetsOf(resource, change, verb, report);
    return change.setId === undefined && change.pairId === undefined ? targets : targets.slice(-1);
  }
  const top = topmost(resource);
  const meta = change.force ? [] : pairsOf(top, change, 'meta_attributes');
  if (meta.length === 0) return [resource];
  const id = idOf(meta[0] as Element);
  report.errors.push(
    `WARNING: There is already a meta attribute for '${idOf(top)}' called '${change.name}' (id=${id})`,
    `         Delete '${id}' first or use the force option to override`,
  );
  throw new CibError('ENOTUNIQ');
}

/** The resources whose attribute is meant: the named one comes last, if it is one of them. */
function targetsOf(resource: Element, change: ParameterChange, verb: string, report: ParameterReport): Element[] {
  if (change.force) return [resource];
  const has = (element: Element) => pairsOf(element, change, change.set).length === 1;
  const { parent } = resource;
  if (parent && isClone(parent)) {
    if (has(resource)) return [resource];
    report.notes.push(`Performing ${verb} of '${change.name}' on '${idOf(parent)}', the parent of '${idOf(resource)}'`);
    return [parent];
  }
  if (isClone(resource)) {
    const child = resource.child('primitive');
    if (!child || !has(child)) return [resource];
    report.notes.push(
      `A value for '${change.name}' already exists in child '${idOf(child)}', performing ${verb} on that instead of '${idOf(resource)}'`,
    );
    return [child];
  }
  const members = [...resource.elements()].filter((element) => isResource(element) && has(element));
  return [...members, resource];
}

/** A resource with the document around it. @throws CibError `ENXIO` if there is no such resource */
export async function resourceIn(client: CibClient, id: string): Promise<Element> {
  const [resources] = await query(client, '/cib/configuration/resources');
  for (const element of resources?.walk() ?? []) if (isResource(element) && element.id === id) return element;
  throw new CibError('ENXIO', `Resource '${id}' not found`);
}

/** Whether there is such a node, by name. */
export const nodeExists = async (client: CibClient, name: string): Promise<boolean> =>
  (await query(client, `/cib/configuration/nodes/node[@uname=${xpathLiteral(name)}]`, true)).length > 0;
