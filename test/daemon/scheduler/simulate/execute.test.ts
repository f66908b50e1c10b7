import t from 'tap';
import { Action, ActionFlag } from '../../../../daemon/scheduler/model/action.js';
import type { Synapse } from '../../../../daemon/scheduler/model/graph.js';
import { execute, type Outcome } from '../../../../daemon/scheduler/simulate/execute.js';

/** A transition of actions by name, each with those it waits for; in the order of the synapses. */
function play(
  inputs: Readonly<Record<string, string>>,
  outcomes: Readonly<Record<string, Outcome>> = {},
  priorities: Readonly<Record<string, number>> = {},
): { readonly order: string; readonly complete: boolean } {
  const names = Object.keys(inputs);
  const actions = new Map<string, Action>();
  const action = (name: string): Action => {
    const known = actions.get(name);
    if (known) return known;
    const flags = name.startsWith('p') ? ActionFlag.pseudo : 0;
    const made = new Action(actions.size + 1, undefined, name, name, 0, undefined, flags);
    actions.set(name, made);
    return made;
  };
  const synapses: Synapse[] = names.map((name, id) => ({
    id,
    priority: priorities[name] ?? 0,
    action: action(name),
    inputs: (inputs[name] ?? '').split(' ').filter(Boolean).map(action),
  }));
  const order: string[] = [];
  const complete = execute({ synapses }, ({ action: { key } }) => {
    order.push(key);
    return outcomes[key] ?? 'done';
  });
  return { order: order.join(' '), complete };
}

t.test(
  'what is ready runs in the order of the graph, and what it makes ready behind it in the same round',
  async (t) => {
    t.same(play({ a: '', b: '', c: 'a' }), { order: 'a b c', complete: true });
    t.same(play({ c: 'a', a: '', b: '' }), { order: 'a b c', complete: true }, 'before it: in the next round');
    t.same(play({ d: 'c', c: 'a', b: 'a', a: '', e: 'b' }), { order: 'a c b e d', complete: true });
  },
);

t.test('all inputs must be done', async (t) => {
  t.same(play({ a: '', c: 'a b', b: 'a' }), { order: 'a b c', complete: true });
  t.same(play({ a: '', b: 'a missing' }), { order: 'a', complete: false }, 'one that is not in the graph never is');
  t.same(play({ a: 'b', b: 'a' }), { order: '', complete: false }, 'a loop');
});

t.test('after a failure only what is no real action goes on', async (t) => {
  t.same(play({ a: '', b: '', p1: '', p2: 'a' }, { a: 'failed' }), { order: 'a p1', complete: true });
  const urgent = { b: 1_000_000, c: 1_000_000 };
  t.same(
    play({ a: '', b: '', c: 'a' }, { a: 'failed' }, urgent),
    { order: 'a b c', complete: true },
    'and what is urgent',
  );
});

t.test('what cannot be started ends the transition, too', async (t) => {
  t.same(play({ a: '', b: 'a', c: '' }, { a: 'refused' }), { order: 'a', complete: true });
});
