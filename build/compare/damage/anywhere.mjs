import { RESOURCES } from './patient.mjs';

/** Another form or size of a number or time. */
function otherNumber(dice, text) {
  const number = Number.parseInt(text, 10);
  return String(
    dice.pick([
      number + 1,
      number - 1,
      0,
      -number,
      number * 1000,
      `${number}s`,
      `${number}ms`,
      `PT${number}S`,
      ` ${number}`,
      `+${number}`,
      `${number}.5`,
      `0${number}`,
      'INFINITY',
      '-INFINITY',
      2 ** 31,
      '99999999999',
      number,
    ]),
  );
}

/** Any part of the document. */
export const ANYWHERE = {
  swapValues(patient) {
    const { dice } = patient;
    const first = dice.pick([...patient.root.walk()]);
    const name = dice.pick(first.attributeNames().filter((candidate) => candidate !== 'id'));
    const same = (element) =>
      element !== first &&
      element.name === first.name &&
      element.has(name) &&
      (first.name !== 'nvpair' || element.get('name') === first.get('name'));
    const second = dice.pick([...patient.root.walk()].filter(same));
    if (!second) return;
    const value = first.get(name);
    first.set(name, second.get(name));
    second.set(name, value);
  },
  number(patient) {
    const { dice } = patient;
    const numeric = (value) => /^-?\d+[a-z]*$/i.test(value);
    const element = dice.pick(
      [...patient.root.walk()].filter((candidate) =>
        candidate.attributes().some(([name, value]) => !/^(?:id|uname|uuid)$/.test(name) && numeric(value)),
      ),
    );
    const name = dice.pick(
      element.attributes().filter(([key, value]) => !/^(?:id|uname|uuid)$/.test(key) && numeric(value)),
    )[0];
    element.set(name, otherNumber(dice, element.get(name)));
  },
  truth(patient) {
    const { dice } = patient;
    const isTruth = ([, value]) => /^(?:true|false)$/.test(value);
    const element = dice.pick([...patient.root.walk()].filter((candidate) => candidate.attributes().some(isTruth)));
    const [name, value] = dice.pick(element.attributes().filter(isTruth));
    element.set(name, value === 'true' ? 'false' : 'true');
  },
  dropAttribute(patient) {
    const element = patient.dice.pick([...patient.root.walk()]);
    const optional = element
      .attributeNames()
      .filter(
        (name) =>
          !/^(?:id|name|validate-with|class|type|uname|operation|attribute|node|rsc|ticket|then|first)$/.test(name),
      );
    if (optional.length > 0) element.unset(patient.dice.pick(optional));
  },
  dropElement: (patient) =>
    patient
      .one(
        'nvpair',
        'op',
        'rsc_location',
        'rsc_colocation',
        'rsc_order',
        'rsc_ticket',
        'meta_attributes',
        'instance_attributes',
        'utilization',
        'operations',
        'lrm_rsc_op',
        'lrm_resource',
        'lrm',
        'node_state',
        'transient_attributes',
        'ticket_state',
        'node',
        'fencing-level',
        'rule',
        'resource_ref',
      )
      .remove(),
  dropResource(patient) {
    const gone = patient.dice.pick(patient.all(...RESOURCES));
    const ids = new Set([...gone.walk()].map(({ id }) => id));
    gone.remove();
    // What points nowhere is refused
    for (const constraint of patient.all(
      'rsc_location',
      'rsc_colocation',
      'rsc_order',
      'rsc_ticket',
      'obj_ref',
      'acl_permission',
    )) {
      const refers = (element) =>
        ['rsc', 'with-rsc', 'first', 'then', 'reference'].some((name) => ids.has(element.get(name))) ||
        (/_ref$/.test(element.name) && ids.has(element.id));
      if ([...constraint.walk()].some(refers)) constraint.remove();
    }
  },
  double(patient) {
    const element = patient.one(
      'op',
      'rsc_location',
      'rsc_colocation',
      'rsc_order',
      'primitive',
      'lrm_rsc_op',
      'meta_attributes',
    );
    const copy = patient.renamed(element.clone());
    element.parent.insert(copy, element.parent.children.indexOf(element) + patient.dice.between(0, 1));
  },
  shuffle(patient) {
    const parent = patient.one(
      'resources',
      'constraints',
      'nodes',
      'status',
      'lrm_resources',
      'lrm_resource',
      'group',
      'operations',
      'resource_set',
    );
    const children = parent.elements();
    if (parent.name === 'group' && children.some(({ name }) => name !== 'primitive')) return;
    for (const child of children) child.remove();
    for (const child of patient.dice.some(children, children.length, children.length)) parent.append(child);
  },
};
