import { isIP } from 'node:net';
import { CibError } from '../../cib/result/error.js';
import { addSection, removeSection, type Section, sectionsAt, sectionsIn, setValue, valueIn } from './document.js';

/** Links of the knet transport: each an address of every node, and options. */
export interface Link {
  readonly number: number;
  readonly nodes: readonly { readonly id: number; readonly name: string; readonly address: string }[];
  readonly options: Readonly<Record<string, string>>;
}

/** Changes by name; undefined sets an option back to its default. */
export type LinkOptions = Readonly<Record<string, string | undefined>>;
/** Addresses by name of the node. */
export type Addresses = Readonly<Record<string, string>>;

const MOST = 8;
const OPTIONS = [
  'mcastport',
  'knet_link_priority',
  'knet_ping_interval',
  'knet_ping_timeout',
  'knet_ping_precision',
  'knet_pong_count',
  'knet_transport',
];

const invalid = (message: string): CibError => new CibError('EINVAL', message);

const nodesOf = (root: Section): Section[] => sectionsAt(root, ['nodelist', 'node']);
const nameOf = (node: Section): string => valueIn(node, 'name') ?? valueIn(node, 'nodeid') ?? '';
const addressKey = (number: number): string => `ring${number}_addr`;

/** @throws CibError `EINVAL` if the transport is another */
export function linksOf(root: Section): Link[] {
  const transport = sectionsAt(root, ['totem']).map((totem) => valueIn(totem, 'transport'))[0] ?? 'knet';
  if (transport !== 'knet') throw invalid('Corosync is not using knet transport');
  const nodes = nodesOf(root);
  const links: Link[] = [];
  for (let number = 0; number < MOST; number++) {
    if (valueIn(nodes[0] ?? root, addressKey(number)) === undefined) continue;
    const members = nodes.map((node) => ({
      id: Number(valueIn(node, 'nodeid') ?? 0),
      name: nameOf(node),
      address: valueIn(node, addressKey(number)) ?? '',
    }));
    links.push({ number, nodes: members.sort((a, b) => a.id - b.id), options: optionsOf(root, number) });
  }
  return links;
}

const interfaceOf = (root: Section, number: number): Section | undefined =>
  sectionsAt(root, ['totem', 'interface']).find((section) => Number(valueIn(section, 'linknumber') ?? -1) === number);

function optionsOf(root: Section, number: number): Record<string, string> {
  const section = interfaceOf(root, number);
  const options: Record<string, string> = {};
  for (const name of section ? OPTIONS : []) {
    const value = valueIn(section as Section, name);
    if (value !== undefined) options[name] = value;
  }
  return options;
}

/** @throws CibError `EINVAL` if there is no such link, or an option or address is wrong */
export function updateLink(root: Section, number: number, addresses: Addresses, options: LinkOptions): void {
  if (!linksOf(root).some((link) => link.number === number)) throw invalid(`Link ${number} does not exist.`);
  setAddresses(root, number, addresses);
  setOptions(root, number, options);
}

/** @returns the number of the new link @throws CibError `EINVAL` */
export function addLink(root: Section, addresses: Addresses, options: LinkOptions): number {
  const taken = new Set(linksOf(root).map(({ number }) => number));
  const number = Array.from({ length: MOST }, (_, at) => at).find((at) => !taken.has(at));
  if (number === undefined) {
    throw invalid(`Cannot add a new link. The maximum number of links supported is ${MOST}.`);
  }
  const missing = nodesOf(root)
    .map(nameOf)
    .filter((name) => !(name in addresses));
  if (missing.length > 0) {
    const lines = missing.map((name) => `The address of node ${name} is not specified.`);
    throw new CibError('EINVAL', lines[0], {}, [
      ...lines.slice(1),
      'The address of all nodes must be specified when adding a new link.',
    ]);
  }
  setAddresses(root, number, addresses);
  setOptions(root, number, options);
  return number;
}

/** @throws CibError `EINVAL` if there is no such link, or no other */
export function removeLink(root: Section, number: number): void {
  const links = linksOf(root);
  if (!links.some((link) => link.number === number)) throw invalid(`Link ${number} does not exist.`);
  if (links.length < 2) throw invalid('Cannot remove the last link.');
  for (const node of nodesOf(root)) setValue(node, addressKey(number), undefined);
  dropInterface(root, number);
}

function setAddresses(root: Section, number: number, addresses: Addresses): void {
  const nodes = nodesOf(root);
  const used = new Map(
    linksOf(root).flatMap((link) => link.nodes.map(({ name, address }) => [address, name] as const)),
  );
  for (const [name, address] of Object.entries(addresses)) {
    const node = nodes.find((each) => nameOf(each) === name);
    if (!node) throw invalid(`Unknown node ${name}.`);
    if (isIP(address) === 0) throw invalid(`invalid node address: ${address}`);
    const owner = used.get(address);
    if (owner !== undefined && valueIn(node, addressKey(number)) !== address) {
      throw invalid(`Duplicated ip address ${address}: used for both ${name} and ${owner}.`);
    }
    used.set(address, name);
    setValue(node, addressKey(number), address);
  }
}

function setOptions(root: Section, number: number, options: LinkOptions): void {
  for (const name of Object.keys(options)) {
    if (OPTIONS.includes(name)) continue;
    throw invalid(`Updating option "${name}" is not supported. Updatable options: ${OPTIONS.join(', ')}`);
  }
  if (Object.keys(options).length === 0) return;
  const totem = sectionsIn(root, 'totem')[0] ?? addSection(root, 'totem');
  let section = interfaceOf(root, number);
  if (!section) {
    section = addSection(totem, 'interface');
    setValue(section, 'linknumber', String(number));
  }
  for (const [name, value] of Object.entries(options)) setValue(section, name, value || undefined);
  if (section.entries.filter(({ kind }) => kind === 'pair').length < 2) dropInterface(root, number);
}

function dropInterface(root: Section, number: number): void {
  const section = interfaceOf(root, number);
  for (const totem of sectionsIn(root, 'totem')) if (section) removeSection(totem, section);
}
