import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { canTry, tryOperation } from '../../agents/trial.js';
import { many, word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { failure, remarks } from '../../outcome.js';
import type { Session } from '../../session.js';
import type { Workspace } from '../../workspace/workspace.js';

const RESOURCES = new Set(['primitive', 'group', 'clone', 'master', 'bundle']);

export const RSCTEST = command({
  name: 'rsctest',
  summary: 'Try out resources as they are configured, before the cluster runs them',
  help: 'Looks whether they are stopped everywhere; then starts them one after the other and stops them again, on one node after the other. Without nodes, on all. Other nodes are reached by ssh.',
  examples: ['rsctest vip', 'rsctest vip web alpha'],
  grammar: many(word(fromWorld('<resource>|<node>', (world) => [...world.resources(), ...world.nodes()])), 1),
  skill: 'expert',
  async run(ids, session): Promise<Outcome<never>> {
    const workspace = await session.workspace();
    const { resources, nodes } = named(workspace, ids);
    const untried = resources.find((resource) => !canTry(resource));
    if (untried)
      throw new CibError('ENOTSUP', `${untried.id}: operations of class ${untried.get('class')} cannot be run by hand`);
    const trier = new Trier(session, resources);
    if (!(await trier.areStopped(workspace.nodes))) return failure('Stop all resources before testing!');
    for (const node of nodes.length > 0 ? nodes : workspace.nodes) {
      if (!(await trier.tryOn(node))) return { failed: true };
    }
    return remarks(`${resources.map(({ id }) => id).join(', ')}: started and stopped on every node`);
  },
});

/** Resources first, then nodes. @throws CibError */
function named(workspace: Workspace, ids: readonly string[]): { resources: Element[]; nodes: string[] } {
  const resources: Element[] = [];
  const nodes: string[] = [];
  for (const id of ids) {
    const found = workspace.find(id) ?? workspace.findNode(id);
    if (!found) throw new CibError('ENXIO', `element ${id} does not exist`);
    if (found.element.name === 'node') nodes.push(found.element.get('uname') ?? id);
    else if (!RESOURCES.has(found.element.name) || nodes.length > 0)
      throw new CibError('EINVAL', `${id} is no resource`);
    else resources.push(...[...found.element.walk()].filter(({ name }) => name === 'primitive'));
  }
  if (resources.length === 0) throw new CibError('EINVAL', 'specify at least one resource');
  return { resources, nodes };
}

class Trier {
  constructor(
    private readonly session: Session,
    private readonly resources: readonly Element[],
  ) {}

  private async attempt(node: string, resource: Element, action: string) {
    const runner = await this.session.runner();
    const host = node === this.session.host ? undefined : node;
    return tryOperation(runner, host, resource, action, this.session.env);
  }

  private complain(node: string, resource: Element, text: string, said: string): void {
    this.session.say('error', `${resource.id}: ${text} on ${node}${said.trim() === '' ? '' : `\n${said.trim()}`}`);
  }

  /** What runs already is left alone. */
  async areStopped(nodes: readonly string[]): Promise<boolean> {
    let stopped = true;
    for (const resource of this.resources.filter((each) => each.get('class') !== 'stonith')) {
      for (const node of nodes) {
        const { state } = await this.attempt(node, resource, 'monitor');
        if (state === 'stopped') continue;
        const text = {
          ok: 'resource running at',
          promoted: 'resource is promoted at',
          failed: 'resource not clean at',
        };
        this.session.say('warning', `${resource.id}: ${text[state]} ${node}`);
        stopped = false;
      }
    }
    return stopped;
  }

  /** Start all of them, then stop them in the other order; those that were started are stopped in any case. */
  async tryOn(node: string): Promise<boolean> {
    this.session.say('info', `testing on ${node}: ${this.resources.map(({ id }) => id).join(' ')}`);
    const started: Element[] = [];
    let ok = true;
    for (const resource of this.resources) {
      const actions =
        resource.get('class') === 'stonith' ? ['monitor'] : isPromotable(resource) ? ['start', 'promote'] : ['start'];
      for (const action of actions) {
        const { state, status, stdout, stderr } = await this.attempt(node, resource, action);
        if (action === 'start') started.unshift(resource);
        if (state === 'ok') continue;
        this.complain(node, resource, `${action} failed with rc=${status}`, stdout + stderr);
        ok = false;
        break;
      }
      if (!ok) break;
    }
    for (const resource of started) ok = (await this.stop(node, resource)) && ok;
    return ok;
  }

  private async stop(node: string, resource: Element): Promise<boolean> {
    if (isPromotable(resource)) await this.attempt(node, resource, 'demote');
    const { state, stdout, stderr } = await this.attempt(node, resource, 'stop');
    if (state === 'ok') return true;
    this.complain(node, resource, 'resource failed to stop, clean it up!', stdout + stderr);
    return false;
  }
}

/** Instances of it can be promoted. */
function isPromotable({ parent }: Element): boolean {
  const clone = parent?.name === 'group' ? parent.parent : parent;
  if (clone?.name === 'master') return true;
  return [...(clone?.elements('meta_attributes') ?? [])].some((set) =>
    [...set.elements('nvpair')].some(
      (pair) => pair.get('name') === 'promotable' && /^(yes|true|on|1)$/i.test(pair.get('value') ?? ''),
    ),
  );
}
