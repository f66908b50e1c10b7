/** What command lines can name of a CIB. */

const of = (found, otherwise) => (found.length > 0 ? [...new Set(found)] : otherwise);

/** @param root the `cib` element */
export function namesOf(root) {
  const all = [...root.walk()].filter((node) => node.kind === 'element');
  const named = (tag, attribute = 'id') =>
    all.flatMap((element) => (element.name === tag && element.get(attribute) ? [element.get(attribute)] : []));
  const nvpairs = (parent) =>
    all.flatMap((element) =>
      element.name === parent
        ? [...element.elements('nvpair')].flatMap((pair) => (pair.get('name') ? [pair.get('name')] : []))
        : [],
    );
  const primitives = named('primitive');
  const clones = [...named('clone'), ...named('master')];
  return {
    primitives: of(primitives, ['rsc']),
    resources: of([...primitives, ...named('group'), ...clones, ...named('bundle')], ['rsc']),
    collectives: of([...named('group'), ...clones, ...named('bundle')], ['group1']),
    instances: of(named('lrm_resource'), ['rsc:0']),
    nodes: of([...named('node', 'uname'), ...named('node_state', 'uname')], ['node1']),
    tickets: of([...named('rsc_ticket', 'ticket'), ...named('ticket_state')], ['ticketA']),
    parameters: of(nvpairs('instance_attributes'), ['ip']),
    meta: of([...nvpairs('meta_attributes')], ['target-role']),
    utilization: of(nvpairs('utilization'), ['cpu']),
    options: of(nvpairs('cluster_property_set'), ['no-quorum-policy']),
    sets: of(
      [...named('instance_attributes'), ...named('meta_attributes'), ...named('cluster_property_set')],
      ['set1'],
    ),
    pairs: of(named('nvpair'), ['pair1']),
    rules: of(named('rule'), ['rule1']),
    operations: of(named('op', 'name'), ['monitor']),
    tags: of(named('tag'), ['tag1']),
  };
}
