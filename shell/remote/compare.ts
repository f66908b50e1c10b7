import { createHash } from 'node:crypto';
import { CibError } from '../../cib/result/error.js';
import type { Session } from '../session.js';
import { nodeError, onEach } from './fanout.js';
import { clusterNodes } from './members.js';

/** How a file differs between nodes. */
export interface Comparison {
  readonly path: string;
  /** Unified differences, or lines of a table of checksums. */
  readonly text: string;
  readonly same: boolean;
}

interface Version {
  readonly node: string;
  readonly content: Buffer;
}

/**
 * Compare a file of this node with that of others; if only others are named, the first two of them.
 * @param nodes all of the cluster if empty
 * @throws CibError `ENOENT` if a node does not have it, and those of Runner
 */
export async function compareFile(session: Session, path: string, nodes: readonly string[], checksum: boolean) {
  const wanted = [...new Set(nodes.length > 0 ? nodes : await clusterNodes(session))];
  const others = wanted.filter((node) => node !== session.host);
  const own = wanted.length === 1 || others.length < wanted.length || checksum;
  const versions = [...(own ? [await versionOf(session, path, session.host)] : [])];
  versions.push(...(await fetched(session, path, others)));
  return checksum ? checksums(path, versions) : differences(path, versions, session.host);
}

async function fetched(session: Session, path: string, nodes: readonly string[]): Promise<Version[]> {
  const results = await onEach(nodes, (node) => versionOf(session, path, node));
  return results.map((result) => {
    if (result.ok) return result.value;
    throw new CibError('EIO', nodeError(result.node, result.error));
  });
}

async function versionOf(session: Session, path: string, node: string): Promise<Version> {
  const content = await (await session.runner()).read(node === session.host ? undefined : node, path);
  if (!content) throw new CibError('ENOENT', `${node}: ${path}: No such file`);
  return { node, content };
}

function checksums(path: string, versions: readonly Version[]): Comparison {
  const sums = versions.map(({ content }) => createHash('sha1').update(content).digest('hex'));
  const lines = [
    `${'Host'.padEnd(16)}  SHA1 checksum of ${path}`,
    ...versions.map(({ node }, at) => `${node.padEnd(16)}: ${sums[at]}`),
  ];
  return { path, text: lines.map((line) => `${line}\n`).join(''), same: new Set(sums).size < 2 };
}

async function differences(path: string, versions: readonly Version[], self: string): Promise<Comparison> {
  const [first, ...rest] = versions;
  const own = first?.node === self;
  // Each of the others is compared with this node's; without that, the first two with one another.
  const pairs = own
    ? rest.map((other) => [other, first] as const)
    : rest[0] && first
      ? [[first, rest[0]] as const]
      : [];
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  const texts = pairs.map(([one, other]) => {
    const [a, b] = [one, other].map(({ content }) => content.toString('utf8')) as [string, string];
    if (a === b) return '';
    const options = { context: 0, headerOptions: FILE_HEADERS_ONLY };
    return createTwoFilesPatch(one.node, other.node, a, b, undefined, undefined, options);
  });
  return { path, text: texts.join(''), same: texts.every((text) => text === '') };
}

/** Copy a file to nodes. @returns for each how it went */
export async function pushFile(session: Session, path: string, nodes: readonly string[]) {
  const runner = await session.runner();
  return onEach(nodes, (node) => runner.copy(node, path, path));
}
