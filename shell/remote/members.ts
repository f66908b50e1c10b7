import { existsSync } from 'node:fs';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { sectionsAt, valueIn } from '../corosync/document.js';
import { configurationFile, readConfiguration } from '../corosync/file.js';
import type { Session } from '../session.js';

/**
 * Names of the nodes of the cluster that can be logged in to: those of the CIB, remote nodes by
 * their own name left out; without a CIB, those of corosync.conf.
 * @throws CibError `ENXIO` if nothing names them
 */
export async function clusterNodes(session: Session): Promise<string[]> {
  const names = (await namesInCib(session)) ?? namesInConfiguration(session);
  if (names.length === 0) throw new CibError('ENXIO', 'Cannot get the node list from cluster');
  return names;
}

/** The same without this node. */
export const otherNodes = async (session: Session): Promise<string[]> =>
  (await clusterNodes(session)).filter((name) => name !== session.host);

async function namesInCib(session: Session): Promise<string[] | undefined> {
  let cib: Element | undefined;
  try {
    cib = (await (await session.cib()).call({ operation: 'query' })).output;
  } catch (error) {
    if (error instanceof CibError) return undefined;
    throw error;
  }
  const configuration = cib?.child('configuration');
  const connections = new Set(
    [...(configuration?.child('resources')?.walk() ?? [])]
      .filter(({ name }) => name === 'primitive')
      .filter((each) => [...each.walk()].some((pair) => pair.name === 'nvpair' && pair.get('name') === 'server'))
      .map(({ id }) => id),
  );
  return [...(configuration?.child('nodes')?.elements('node') ?? [])].flatMap((node) => {
    const name = node.get('uname') ?? node.id ?? '';
    return name === '' || (node.get('type') === 'remote' && connections.has(name)) ? [] : [name];
  });
}

function namesInConfiguration({ env }: Session): string[] {
  if (!existsSync(configurationFile(env))) return [];
  return sectionsAt(readConfiguration(env), ['nodelist', 'node']).flatMap(
    (node) => valueIn(node, 'name') ?? valueIn(node, 'ring0_addr') ?? [],
  );
}
