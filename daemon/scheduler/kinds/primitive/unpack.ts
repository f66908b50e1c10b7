import { configError, configWarning } from '../../log.js';
import { agentAbilities } from '../../model/agent.js';
import { topResource, within } from '../../model/relations.js';
import type { Clone, Primitive, Resource } from '../../model/resource.js';
import type { UnpackKind } from '../kind.js';

export const unpack: UnpackKind<Primitive> = {
  create(base) {
    const { xml } = base;
    const agent = {
      class: xml.get('class') ?? 'unknown',
      provider: xml.get('provider'),
      type: xml.get('type') ?? 'unknown',
    };
    return Object.assign(base, { kind: 'primitive', agent } as const);
  },

  unpack(primitive) {
    const standard = primitive.xml.get('class');
    const abilities = agentAbilities(standard);
    const top = topResource(primitive);
    if (!abilities.unique && primitive.unique && top.kind === 'clone') makeAnonymous(top, primitive, standard);
    if (!abilities.promotable && top.promotable) {
      const text = `Resource ${primitive.id} is of type ${standard} and therefore cannot be used as a promotable clone resource`;
      configError(primitive.cluster, 'native_unpack', text);
      return false;
    }
    return true;
  },
};

/** Only agents of some standards can be told which instance they are. */
function makeAnonymous(clone: Clone, primitive: Primitive, standard: string | undefined): void {
  const { cluster } = clone;
  const text = `Ignoring globally-unique for ${clone.id} because ${standard} resources such as ${primitive.id} can be used only as anonymous clones`;
  configWarning(cluster, 'pe__force_anon', text);
  clone.cloneNodeMax = 1;
  clone.cloneMax = Math.min(clone.cloneMax, cluster.nodes.length);
  for (const each of within(clone)) clearUnique(each);
  clearUnique(primitive);
}

function clearUnique(resource: Resource): void {
  resource.unique = false;
  resource.meta.set('globally-unique', 'false');
}
