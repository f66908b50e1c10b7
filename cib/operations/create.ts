import { CibError, returnCode } from '../result/error.js';
import { Element, type Node } from '../xml/element.js';
import { OperationError } from './failure.js';
import { modify } from './modify.js';
import { type Change, copyOf, inputOf, type Writing } from './operation.js';

/** Put in something new; refused if it is there already, or if only an XPath tells where to. */
export const create: Writing = {
  changes: true,
  transaction: true,
  run(change) {
    const { request, cib } = change;
    const input = inputOf(request);
    const { section, xpath } = request;
    if (xpath !== undefined) throw input.name === 'cib' ? new CibError('EINVAL') : failure('EINVAL', input);
    if (/^(all|cib)$/i.test(section ?? '') || input.name === 'cib') return modify.run(change);
    const parent = cib.section(section);
    for (const node of input.name === section ? input.children : [input]) add(change, parent, node);
  },
};

function add({ cib, editor }: Change, parent: Element | undefined, node: Node): void {
  if (node.kind === 'text' && !node.cdata) return;
  if (!parent) throw failure('EINVAL', node);
  if (node.kind === 'element' && cib.hasChild(parent, node.name, node.id)) throw failure('EEXIST', node);
  const copy = copyOf<Node>(node);
  // An attribute that once was an instruction; whoever still sends it does not mean it as content.
  if (copy.kind === 'element') for (const element of copy.walk()) element.unset('replace');
  editor.insert(parent, copy);
}

function failure(code: 'EINVAL' | 'EEXIST', node: Node): OperationError {
  const update = new Element('failed_update');
  if (node.kind === 'element' && node.id !== undefined) update.set('id', node.id);
  update
    .set('object-type', node.kind === 'element' ? node.name : node.kind)
    .set('operation', 'cib_create')
    .set('reason', returnCode(code).description);
  update.append(node.clone());
  return new OperationError(code, undefined, new Element('failed', {}, [update]));
}
