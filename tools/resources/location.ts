import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { xpathLiteral } from '../../cib/xpath/literal.js';

/** The location constraints by which an administrator moves a resource, or keeps it away. */

export interface Wish {
  readonly resource: string;
  readonly node: string;
  /** ISO 8601 date at which it ends. */
  readonly until?: string | undefined;
  /** Only the promoted role is meant. */
  readonly promoted?: boolean;
}

interface Ids {
  readonly constraint: string;
  readonly rule: string;
  readonly expression: string;
  readonly lifetime: string;
}

const banIds = (resource: string, node: string): Ids => {
  const constraint = `cli-ban-${resource}-on-${node}`;
  return {
    constraint,
    rule: `${constraint}-rule`,
    expression: `${constraint}-expr`,
    lifetime: `${constraint}-lifetime`,
  };
};

const preferIds = (resource: string): Ids => ({
  constraint: `cli-prefer-${resource}`,
  rule: `cli-prefer-rule-${resource}`,
  expression: `cli-prefer-expr-${resource}`,
  lifetime: `cli-prefer-lifetime-end-${resource}`,
});

/** Keep a resource away from a node. @returns the id of the constraint */
export const ban = (client: CibClient, wish: Wish): Promise<string> =>
  constrain(client, wish, banIds(wish.resource, wish.node), '-INFINITY');

/** Have a resource on a node. @returns the id of the constraint */
export const prefer = (client: CibClient, wish: Wish): Promise<string> =>
  constrain(client, wish, preferIds(wish.resource), 'INFINITY');

async function constrain(client: CibClient, wish: Wish, ids: Ids, score: string): Promise<string> {
  const constraint = new Element('rsc_location', { id: ids.constraint, rsc: wish.resource });
  constraint.set('role', wish.promoted ? 'Promoted' : 'Started');
  if (wish.until === undefined) constraint.set('node', wish.node).set('score', score);
  else constraint.append(rule(ids, wish.node, wish.until, score));
  const input = new Element('constraints', {}, [constraint]);
  await client.call({ operation: 'modify', section: 'constraints', input });
  return ids.constraint;
}

function rule(ids: Ids, node: string, until: string, score: string): Element {
  return new Element('rule', { id: ids.rule, score, 'boolean-op': 'and' }, [
    new Element('expression', {
      id: ids.expression,
      attribute: '#uname',
      operation: 'eq',
      value: node,
      type: 'string',
    }),
    new Element('date_expression', { id: ids.lifetime, operation: 'lt', end: until }),
  ]);
}

/**
 * Take back what moved a resource to nodes, and (unless `keepBans`) what banned it from them.
 * @param force the constraint that moved it goes, whatever node it names
 */
export async function clear(
  client: CibClient,
  resource: string,
  nodes: readonly string[],
  { force = false, keepBans = false } = {},
): Promise<void> {
  const { constraint, rule } = preferIds(resource);
  for (const node of nodes) {
    const ruled = `rule[@id=${xpathLiteral(rule)}]/expression[@attribute='#uname' and @value=${xpathLiteral(node)}]`;
    const xpath = `//rsc_location[@id=${xpathLiteral(constraint)}][${ruled}]`;
    await ifThere(client.call({ operation: 'delete', xpath }));
    const preference = new Element('rsc_location', { id: constraint });
    if (!force) preference.set('node', node);
    const bans = keepBans ? [] : [new Element('rsc_location', { id: banIds(resource, node).constraint })];
    for (const input of [...bans, preference]) {
      await ifThere(client.call({ operation: 'delete', section: 'constraints', input }));
    }
  }
}

/** Nothing to delete is as good as deleted. */
async function ifThere(done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (error) {
    if (!(error instanceof CibError) || error.code !== 'ENXIO') throw error;
  }
}
