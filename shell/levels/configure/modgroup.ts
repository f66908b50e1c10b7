import { CibError } from '../../../cib/result/error.js';
import { choice, optional, sequence, word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { constraintsOn } from '../../workspace/constraints.js';

const GROUP = fromWorld('<group>', (world) => world.ids('group'));
const PRIMITIVE = fromWorld('<primitive>', (world) => world.ids('primitive'));

export const MODGROUP = command({
  name: 'modgroup',
  summary: 'Add a resource to a group, or take one out',
  examples: ['modgroup web add fs before apache', 'modgroup web remove fs'],
  grammar: sequence({
    group: word(GROUP),
    action: choice('add', 'remove'),
    primitive: word(PRIMITIVE),
    place: optional(sequence({ where: choice('after', 'before'), member: word(PRIMITIVE) })),
  }),
  async run({ group, action, primitive, place }, session) {
    const workspace = await session.workspace();
    workspace.edit(() => {
      const found = workspace.findResource(group);
      if (!found) throw new CibError('ENXIO', `group ${group} does not exist`);
      if (found.element.name !== 'group') throw new CibError('EINVAL', `element ${group} is not a group`);
      const member = workspace.findResource(primitive);
      if (action === 'remove') {
        if (!member || member.element.parent !== found.element) {
          throw new CibError('EINVAL', `${primitive} is not member of ${group}`);
        }
        if ([...found.element.elements('primitive')].length === 1) {
          throw new CibError('EINVAL', `${primitive} is all that ${group} has: delete the group instead`);
        }
        member.element.remove();
        workspace.section('resources').append(member.element);
        return [group, primitive];
      }
      if (!member) throw new CibError('ENXIO', `${group} refers to missing object ${primitive}`);
      if (member.kind.keyword !== 'primitive') {
        throw new CibError('EINVAL', `a group may contain only primitives; ${primitive} is ${member.kind.keyword}`);
      }
      const { parent } = member.element;
      if (parent === found.element)
        throw new CibError('EINVAL', `child ${primitive} listed more than once in ${group}`);
      if (parent?.name !== 'resources') throw new CibError('EINVAL', `${primitive} already in use at ${parent?.id}`);
      const children = found.element.children;
      const beside = place && found.element.child('primitive', place.member);
      if (place && !beside) throw new CibError('EINVAL', `${place.member} is not member of ${group}`);
      const at = beside ? children.indexOf(beside) + (place?.where === 'after' ? 1 : 0) : children.length;
      member.element.remove();
      found.element.insert(member.element, at);
      for (const { id } of constraintsOn(workspace.objects, primitive)) {
        session.say('warning', `${id}: resource ${primitive} is grouped, constraints should apply to the group`);
      }
      return [group, primitive];
    });
    return undefined;
  },
});
