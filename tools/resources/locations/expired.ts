import { CibError } from '../../../cib/result/error.js';
import { compare } from '../../../cib/time/arithmetic.js';
import { parseDate } from '../../../cib/time/parse.js';
import { Element } from '../../../cib/xml/element.js';
import type { ClusterJob } from '../job.js';
import type { Request } from '../request.js';
import { present } from './lifetime.js';

/** Remove the moves and bans whose time is over: of the resource, node and role of the request, if any. */
export async function clearExpired({ cluster, client, request, context, node }: ClusterJob): Promise<void> {
  const now = present(context.now());
  for (const constraint of cluster.cib.walk()) {
    if (constraint.name !== 'rsc_location' || !isMeant(constraint, request, node?.name)) continue;
    const end = endIn(constraint);
    if (end === undefined || !isPast(end)) continue;
    const input = new Element('constraints', {}, [new Element('rsc_location', { id: constraint.id ?? '' })]);
    await client.call({ operation: 'delete', section: 'constraints', input });
  }

  function isPast(end: string): boolean {
    try {
      return compare(now, parseDate(end, now)) > 0;
    } catch (error) {
      if (error instanceof CibError) return false;
      throw error;
    }
  }
}

function isMeant(constraint: Element, { resource, promoted }: Request, node: string | undefined): boolean {
  if (resource !== undefined && constraint.get('rsc') !== resource) return false;
  if (promoted && !/^(?:Promoted|Master)$/.test(constraint.get('role') ?? '')) return false;
  return node === undefined || constraint.get('node') === node || namesNode(constraint, node);
}

const namesNode = (constraint: Element, node: string): boolean =>
  [...constraint.walk()].some(
    (part) => part.name === 'expression' && part.get('attribute') === '#uname' && part.get('value') === node,
  );

/** When a move or ban ends, by its own expression for that. */
function endIn(constraint: Element): string | undefined {
  const id = constraint.id ?? '';
  let wanted: string;
  if (id.startsWith('cli-ban-')) wanted = `${id}-lifetime`;
  else if (id.startsWith('cli-prefer-')) wanted = `cli-prefer-lifetime-end-${constraint.get('rsc')}`;
  else return undefined;
  return [...constraint.walk()].find(({ name, id: own }) => name === 'date_expression' && own === wanted)?.get('end');
}
