import { Comment, Element, type Node } from '../../../cib/xml/element.js';
import { fc } from '../../harness/property.js';

/** Properties run from this seed; a failure prints its own, to be given as SEED=… */
export const RUNS = { seed: Number(process.env['SEED'] ?? 20260701), numRuns: 400 };

const attributes = fc.uniqueArray(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2', '<&">', '')),
  {
    selector: ([name]) => name,
    maxLength: 4,
  },
);

interface Kind {
  /** Siblings may share name and id, or have no id, and there are comments. */
  readonly wild: boolean;
}

function element(name: fc.Arbitrary<string>, id: fc.Arbitrary<string | undefined>, children: fc.Arbitrary<Node[]>) {
  return fc.tuple(name, id, attributes, children).map(([tag, key, pairs, nodes]) => {
    const made = new Element(tag);
    if (key !== undefined) made.set('id', key);
    for (const [attribute, value] of pairs) made.set(attribute, value);
    for (const node of nodes) made.append(node);
    return made;
  });
}

const comment = fc.constantFrom('one', 'ONE', 'two').map((text) => new Comment(text));
const name = fc.constantFrom('x', 'y', 'z');
const id = fc.constantFrom('1', '2', '3', "it's/4", 'é 5');

function children({ wild }: Kind, depth: number): fc.Arbitrary<Node[]> {
  if (depth === 0) return fc.constant([]);
  const below = children({ wild }, depth - 1);
  if (!wild) {
    return fc.uniqueArray(element(name, id, below), { selector: (node) => `${node.name} ${node.id}`, maxLength: 6 });
  }
  const any = element(name, fc.option(id, { nil: undefined }), below);
  return fc.array(fc.oneof({ weight: 4, arbitrary: any }, { weight: 1, arbitrary: comment }), { maxLength: 6 });
}

const root = (kind: Kind) => element(fc.constant('cib'), fc.constant(undefined), children(kind, 3));

/** Two documents that have much in common: names and ids are few. */
export const addressable = fc.tuple(root({ wild: false }), root({ wild: false }));
export const wild = fc.tuple(root({ wild: true }), root({ wild: true }));
