import { CibError } from '../../../cib/result/error.js';
import { sequence, word } from '../../grammar/argument.js';
import { free, fromWorld } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { isValidId } from '../../syntax/identity.js';

export const RENAME = command({
  name: 'rename',
  summary: 'Give an object another id',
  help: 'Everything that refers to it follows.',
  examples: ['rename vip virtual-ip'],
  grammar: sequence({ from: word(fromWorld('<id>', (world) => world.ids())), to: word(free('<new id>')) }),
  async run({ from, to }, session) {
    if (!isValidId(to)) throw new CibError('EINVAL', `${to}: invalid object id`);
    const workspace = await session.workspace();
    const { rename } = await import('../../workspace/remove.js');
    workspace.edit(() => rename(workspace, from, to, (remark) => session.say('info', remark)));
    return undefined;
  },
});
