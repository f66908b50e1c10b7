import { CibError } from '../../cib/result/error.js';
import {
  addSection,
  removeSection,
  type Section,
  sectionsAt,
  sectionsIn,
  setAt,
  setValue,
  valueIn,
  valuesAt,
} from './document.js';

/** The nodes of corosync.conf, and the votes that follow from how many there are. */

export const nodeSections = (root: Section): Section[] => sectionsAt(root, ['nodelist', 'node']);

/** Of one node: name and addresses, of the first link first. */
export const labelsOf = (node: Section): string[] =>
  ['name', ...Array.from({ length: 8 }, (_, link) => `ring${link}_addr`)].flatMap((key) => valueIn(node, key) ?? []);

export const nodeNamed = (root: Section, which: string): Section | undefined =>
  nodeSections(root).find((node) => labelsOf(node).includes(which));

/** Add a node with the lowest id that is free. @throws CibError `EEXIST` if it is there already */
export function addNode(root: Section, addresses: readonly string[], name: string | undefined): void {
  const taken = [name, ...addresses].find((label) => label !== undefined && nodeNamed(root, label));
  if (taken !== undefined) throw new CibError('EEXIST', `${name ?? taken} is a node already`);
  const ids = new Set(nodeSections(root).map((node) => Number(valueIn(node, 'nodeid') ?? 0)));
  let id = 1;
  while (ids.has(id)) id++;
  const node = addSection(sectionsIn(root, 'nodelist')[0] ?? addSection(root, 'nodelist'), 'node');
  for (const [link, address] of addresses.entries()) setValue(node, `ring${link}_addr`, address);
  setValue(node, 'name', name);
  setValue(node, 'nodeid', String(id));
  settleVotes(root);
}

/** @throws CibError `ENXIO` if there is no such node */
export function removeNode(root: Section, which: string): void {
  const found = nodeNamed(root, which);
  if (!found) throw new CibError('ENXIO', `${which} is no node of the configuration`);
  for (const list of sectionsIn(root, 'nodelist')) removeSection(list, found);
  settleVotes(root);
}

export const hasDevice = (root: Section): boolean => valuesAt(root, 'quorum.device.model').length > 0;

/**
 * Two nodes decide on quorum in another way than more, unless a device votes with them. The device
 * has one vote, or with `lms` as many as the nodes but one.
 */
export function settleVotes(root: Section): void {
  const nodes = nodeSections(root).length;
  const device = hasDevice(root);
  setAt(root, 'quorum.two_node', nodes === 2 && !device ? '1' : '0');
  const [algorithm] = valuesAt(root, 'quorum.device.net.algorithm');
  const votes = algorithm === 'lms' ? nodes - 1 : 1;
  if (device) setAt(root, 'quorum.device.votes', String(votes));
  if (valuesAt(root, 'quorum.expected_votes').length > 0) {
    setAt(root, 'quorum.expected_votes', String(nodes + (device ? votes : 0)));
  }
}
