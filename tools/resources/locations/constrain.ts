import type { CibClient } from '../../../cib/client/client.js';
import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import type { ClusterJob } from '../job.js';
import { endOf } from './lifetime.js';

/** The location constraints by which an administrator moves a resource, or keeps it away. */

interface Ids {
  readonly constraint: string;
  readonly rule: string;
  readonly expression: string;
  readonly lifetime: string;
}

export const banIds = (resource: string, node: string): Ids => {
  const constraint = `cli-ban-${resource}-on-${node}`;
  return {
    constraint,
    rule: `${constraint}-rule`,
    expression: `${constraint}-expr`,
    lifetime: `${constraint}-lifetime`,
  };
};

export const preferIds = (resource: string): Ids => ({
  constraint: `cli-prefer-${resource}`,
  rule: `cli-prefer-rule-${resource}`,
  expression: `cli-prefer-expr-${resource}`,
  lifetime: `cli-prefer-lifetime-end-${resource}`,
});

type Job = Pick<ClusterJob, 'client' | 'context' | 'report'>;

export interface Wish {
  readonly resource: string;
  readonly node: string;
  /** ISO 8601 duration. */
  readonly lifetime: string | undefined;
  /** Only the promoted role is meant. */
  readonly promoted: boolean;
}

/** Have a resource on a node. */
export const prefer = (job: Job, wish: Wish): Promise<void> =>
  whateverRole(wish, async (role) => {
    const until = endOf(wish.lifetime, job);
    await constrain(job.client, wish, preferIds(wish.resource), { role, until, score: 'INFINITY' });
  });

/** Keep a resource away from a node. */
export const ban = (job: Job, wish: Wish): Promise<void> =>
  whateverRole(wish, async (role) => {
    const { resource, node, promoted } = wish;
    const until = endOf(wish.lifetime, job);
    const ids = banIds(resource, node);
    const { report } = job;
    const what = promoted ? 'being promoted' : 'running';
    report.note(
      `WARNING: Creating rsc_location constraint '${ids.constraint}' with a score of -INFINITY for resource ${resource} on ${node}.`,
    );
    report.note(
      `\tThis will prevent ${resource} from ${what} on ${node} until the constraint is removed using the clear option or by editing the CIB with an appropriate tool.`,
    );
    report.note(`\tThis will be the case even if ${node} is the last node in the cluster`);
    await constrain(job.client, wish, ids, { role, until, score: '-INFINITY' });
  });

/** Older schemas know the promoted role by another name. */
async function whateverRole({ promoted }: Wish, make: (role: string) => Promise<void>): Promise<void> {
  if (!promoted) return make('Started');
  try {
    await make('Promoted');
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    try {
      await make('Master');
    } catch (again) {
      throw again instanceof CibError ? error : again;
    }
  }
}

interface Terms {
  readonly role: string;
  readonly score: string;
  /** Date at which it ends. */
  readonly until: string | undefined;
}

async function constrain(client: CibClient, wish: Wish, ids: Ids, { role, score, until }: Terms): Promise<void> {
  const constraint = new Element('rsc_location', { id: ids.constraint, rsc: wish.resource, role });
  if (until === undefined) constraint.set('node', wish.node).set('score', score);
  else constraint.append(rule(ids, wish.node, until, score));
  const input = new Element('constraints', {}, [constraint]);
  await client.call({ operation: 'modify', section: 'constraints', input });
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
