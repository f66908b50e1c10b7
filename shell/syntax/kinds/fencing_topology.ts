import { Element } from '../../../cib/xml/element.js';
import { fromWorld } from '../../grammar/expectation.js';
import type { Kind } from '../kind.js';

/** What a level applies to, as written; undefined if the level names nothing. */
function targetOf(level: Element): string | undefined {
  const pattern = level.get('target-pattern');
  if (pattern !== undefined) return `pattern:${pattern}`;
  const attribute = level.get('target-attribute');
  if (attribute !== undefined) return `attr:${attribute}=${level.get('target-value')}`;
  const target = level.get('target');
  return target === undefined ? undefined : `${target}:`;
}

const TARGET = fromWorld('<node>:', (world) => world.nodes().map((node) => `${node}:`));
const DEVICES = fromWorld('<device>[,<device>]', (world) => world.devices());
const TARGET_WORDS = /attr:([\w-]+)=([\w-]+)|pattern:(.+)|([^:]+):/i;

interface Level {
  readonly target: Readonly<Record<string, string>>;
  /** Levels of one of these are numbered from 1. */
  readonly counted: string;
  readonly devices: string;
}

export const FENCING_TOPOLOGY: Kind = {
  keyword: 'fencing_topology',
  aliases: ['fencing-topology'],
  element: 'fencing-topology',
  section: '',
  rank: 9,
  least: 0,
  defaultId: 'fencing_topology',
  write(topology, { paint, nodeCount }) {
    const targets = new Map<string, Map<number, string>>();
    for (const level of topology.elements('fencing-level')) {
      const target = targetOf(level);
      if (target === undefined) return undefined;
      const levels = targets.get(target) ?? new Map<number, string>();
      targets.set(target, levels.set(Number(level.get('index')), level.get('devices') ?? ''));
    }
    const lists = [...targets].map(([target, levels]) => {
      const devices = [...levels].sort(([a], [b]) => a - b).map(([, names]) => names);
      return { target, devices: devices.join(' ') };
    });
    const keyword = paint.keyword('fencing_topology');
    if (new Set(lists.map(({ devices }) => devices)).size === 1 && lists.length === nodeCount) {
      return [`${keyword} ${lists[0]?.devices}`];
    }
    return [keyword, ...lists.map(({ target, devices }) => `${target} ${devices}`)];
  },
  read(reader, reading) {
    const levels: Level[] = [];
    const ofAll: string[] = [];
    let target: Omit<Level, 'devices'> | undefined;
    while (!reader.done) {
      const match = reader.take(TARGET_WORDS, TARGET);
      if (match) target = targetFrom(match);
      else {
        const devices = reader.any(DEVICES);
        if (target) levels.push({ ...target, devices });
        else ofAll.push(devices);
      }
    }
    reader.expect(TARGET);
    reader.expect(DEVICES);
    const everywhere = reading
      .nodes()
      .flatMap((node) => ofAll.map((devices) => ({ target: { target: node }, counted: node, devices })));
    return topologyOf([...everywhere, ...levels]);
  },
};

function targetFrom([, attribute, value = '', pattern, node = '']: RegExpExecArray): Omit<Level, 'devices'> {
  if (attribute !== undefined) {
    return { target: { 'target-attribute': attribute, 'target-value': value }, counted: attribute };
  }
  if (pattern !== undefined) return { target: { 'target-pattern': pattern }, counted: pattern };
  return { target: { target: node }, counted: node };
}

function topologyOf(levels: readonly Level[]): Element {
  const counts = new Map<string, number>();
  const elements = levels.map(({ target, counted, devices }) => {
    const index = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, index);
    return new Element('fencing-level', { ...target, index: String(index), devices });
  });
  return new Element('fencing-topology', {}, elements);
}
