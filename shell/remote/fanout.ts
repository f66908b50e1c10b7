import { CibError } from '../../cib/result/error.js';

/** What came of a task on a node. */
export type NodeResult<Value> = { readonly node: string } & (
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: CibError }
);

/** Do something on several nodes at once; that it fails on one is no hindrance for the others. */
export function onEach<Value>(
  nodes: readonly string[],
  task: (node: string) => Promise<Value>,
): Promise<NodeResult<Value>[]> {
  return Promise.all(
    nodes.map(async (node): Promise<NodeResult<Value>> => {
      try {
        return { node, ok: true, value: await task(node) };
      } catch (error) {
        if (!(error instanceof CibError)) throw error;
        return { node, ok: false, error };
      }
    }),
  );
}

/** The error's text, which names the node. */
export const nodeError = (node: string, { message }: CibError): string =>
  message.startsWith(`${node}: `) ? message : `${node}: ${message}`;
