import t from 'tap';
import { inPeerOrder } from '../../../../daemon/scheduler/place/peer-order.js';
import { sortAsList } from '../../../../daemon/scheduler/place/sort.js';
import { fc } from '../../../harness/property.js';

const orderOf = (...keys: string[]): string[] => inPeerOrder(keys.map((key) => [key, 0] as const)).map(([key]) => key);

t.test("the order of the peer's tables", (t) => {
  // As crm_simulate -U lists utilization
  t.same(orderOf('disk', 'memory', 'cpu'), ['cpu', 'disk', 'memory']);
  t.same(orderOf('hv_memory', 'cpu'), ['cpu', 'hv_memory']);
  t.end();
});

t.test('nothing is lost or invented, however many there are', (t) => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 100 }), (keys) => {
      t.same(orderOf(...keys).sort(), [...keys].sort());
    }),
    { numRuns: 50 },
  );
  t.end();
});

t.test('sorting is stable, and that of the language where comparison is an order', (t) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat())), (items) => {
      const compare = (a: readonly number[], b: readonly number[]): number => (a[0] as number) - (b[0] as number);
      t.same(sortAsList([...items], compare), [...items].sort(compare));
    }),
    { numRuns: 50 },
  );
  t.end();
});

t.test('a comparison that goes in a circle is asked as the peer asks it', (t) => {
  const beats: Record<string, string> = { rock: 'scissors', scissors: 'paper', paper: 'rock' };
  const compare = (a: string, b: string): number => (a === b ? 0 : beats[a] === b ? -1 : 1);
  // The second half is [scissors, paper]; rock beats the first of it
  t.same(sortAsList(['rock', 'paper', 'scissors'], compare), ['rock', 'scissors', 'paper']);
  t.end();
});
