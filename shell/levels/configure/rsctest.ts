import { CibError } from '../../../cib/result/error.js';
import { many, word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { needsCluster } from '../unavailable.js';

const RESOURCES = new Set(['primitive', 'group', 'clone', 'master', 'bundle']);

export const RSCTEST = command({
  name: 'rsctest',
  summary: 'Try out resources as they are configured, before the cluster runs them',
  help: 'Starts, monitors and stops each resource on one node after the other. Without nodes, on all.',
  examples: ['rsctest vip', 'rsctest vip web alpha'],
  grammar: many(word(fromWorld('<resource>|<node>', (world) => [...world.resources(), ...world.nodes()])), 1),
  skill: 'expert',
  async run(ids, session) {
    const workspace = await session.workspace();
    let resources = 0;
    for (const id of ids) {
      const found = workspace.find(id);
      if (!found) throw new CibError('ENXIO', `element ${id} does not exist`);
      if (RESOURCES.has(found.element.name)) resources++;
    }
    if (resources === 0) throw new CibError('EINVAL', 'specify at least one resource');
    return needsCluster('testing resources on its nodes');
  },
});
