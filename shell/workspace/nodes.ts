import type { CibClient } from '../../cib/client/client.js';
import type { Element } from '../../cib/xml/element.js';
import { changeCib } from './change.js';

export const nodesOf = (cib: Element): Element[] => [
  ...(cib.child('configuration')?.child('nodes')?.elements('node') ?? []),
];

/** Remove a node from the CIB, with its attributes, its state and its history. */
export function deleteNode(client: CibClient, name: string): Promise<boolean> {
  return changeCib(client, (cib) => {
    const node = nodesOf(cib).find((each) => each.get('uname') === name);
    for (const state of [...(cib.child('status')?.elements('node_state') ?? [])]) {
      if (state.get('uname') === name || state.get('id') === node?.get('id')) state.remove();
    }
    node?.remove();
  });
}
