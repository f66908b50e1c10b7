/** Parts of one CIB put into another: its resources, its constraints on our resources, its histories, its options. */

const REFERENCES = ['rsc', 'with-rsc', 'first', 'then', 'template', 'id-ref', 'reference'];
const RESOURCES = /^(?:primitive|group|clone|bundle)$/;
const PREFIX = 'other-';

/** A copy in which every id, and every reference to one, is translated. */
function translated(element, translate) {
  const copy = element.clone();
  for (const part of copy.walk()) {
    if (part.has('id')) part.set('id', translate(part.id));
    for (const name of REFERENCES) if (part.has(name)) part.set(name, translate(part.get(name)));
  }
  return copy;
}

const resourcesOf = (root) => [...root.walk()].filter(({ name }) => RESOURCES.test(name));
const section = (root, name, Element) => {
  const configuration = root.child('configuration');
  return configuration.child(name) ?? configuration.append(new Element(name));
};

const WAYS = {
  resources(root, other, dice, Element) {
    const parts = section(other, 'resources', Element).elements();
    // Templates first: others may be made of them
    const taken = [
      ...parts.filter(({ name }) => name === 'template'),
      ...dice.some(
        parts.filter(({ name }) => name !== 'template'),
        5,
        1,
      ),
    ];
    for (const part of taken) section(root, 'resources', Element).append(translated(part, (id) => PREFIX + id));
    const ids = new Set(taken.flatMap((part) => resourcesOf(part)).map(({ id }) => id));
    const nodes = root.child('status').elements('node_state');
    for (const history of [...other.walk()].filter(
      ({ name, id }) => name === 'lrm_resource' && ids.has(id.replace(/:\d+$/, '')),
    )) {
      const home = dice.pick(nodes)?.child('lrm')?.child('lrm_resources');
      if (home?.child('lrm_resource', PREFIX + history.id)) continue;
      home?.append(renamedHistory(history, PREFIX + history.id));
    }
  },
  constraints(root, other, dice, Element) {
    const ours = resourcesOf(root).map(({ id }) => id);
    const theirs = new Map();
    const translate = (id) => {
      if (!theirs.has(id)) theirs.set(id, dice.pick(ours));
      return theirs.get(id);
    };
    const names = [...root.walk()].filter(({ name }) => name === 'node').map((node) => node.get('uname'));
    for (const constraint of dice.some(section(other, 'constraints', Element).elements(), 8, 1)) {
      const copy = translated(constraint, (id) => PREFIX + id);
      for (const part of copy.walk()) {
        for (const name of REFERENCES)
          if (part.has(name) && name !== 'id-ref') part.set(name, translate(part.get(name)));
        if (part.name === 'resource_ref') part.set('id', translate(part.id));
        if (part.has('node')) part.set('node', dice.pick(names));
      }
      section(root, 'constraints', Element).append(copy);
    }
  },
  histories(root, other, dice) {
    const ours = resourcesOf(root)
      .filter(({ name }) => name === 'primitive')
      .map(({ id }) => id);
    const homes = [...root.walk()].filter(({ name }) => name === 'lrm_resources');
    for (const history of dice.some(
      [...other.walk()].filter(({ name }) => name === 'lrm_resource'),
      6,
      1,
    )) {
      const copy = renamedHistory(history, dice.pick(ours));
      const home = dice.pick(homes);
      home.child('lrm_resource', copy.id)?.remove();
      home.append(copy);
    }
  },
  options(root, other, dice, Element) {
    section(root, 'crm_config', Element).remove();
    const configuration = root.child('configuration');
    configuration.insert(
      translated(section(other, 'crm_config', Element), (id) => PREFIX + id),
      0,
    );
    if (dice.chance(0.5)) configuration.child('rsc_defaults')?.remove();
  },
};

function renamedHistory(history, id) {
  const copy = history.clone();
  for (const part of copy.walk()) {
    if (part.has('operation_key')) part.set('operation_key', part.get('operation_key').replace(history.id, id));
    if (part.has('id')) part.set('id', part.id.replace(history.id, id));
  }
  return copy;
}

/** Put parts of another CIB into a CIB; which. */
export function cross(root, other, dice, Element) {
  const done = [];
  for (const way of dice.some(Object.keys(WAYS), 3, 1)) {
    try {
      WAYS[way](root, other, dice, Element);
      done.push(way);
    } catch (error) {
      // One of the two has nothing of the kind
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return done;
}
