import t from 'tap';
import { hashOrder } from '../../../cib/order/hash.js';

t.test('keys come in the order of their buckets', async (t) => {
  t.same(hashOrder([]), []);
  t.same(hashOrder(['last-granted', 'granted']), ['granted', 'last-granted']);
  t.same(hashOrder(['granted', 'last-granted', 'standby', 'foo']), ['granted', 'standby', 'foo', 'last-granted']);
});

t.test('keys that meet in a bucket come in the order they were inserted in', async (t) => {
  // Both hash to the same number: 31 * 'A' + 'a' = 31 * 'B' + 'B'.
  t.same(hashOrder(['BB', 'Aa']), ['BB', 'Aa']);
  t.same(hashOrder(['Aa', 'BB']), ['Aa', 'BB']);
});

t.test('a table that has grown loses nothing', async (t) => {
  const keys = Array.from({ length: 300 }, (_, i) => `ticket${i}`);
  for (const count of [7, 8, 9, 15, 16, 17, 31, 60, 300]) {
    t.same(hashOrder(keys.slice(0, count)).sort(), keys.slice(0, count).sort(), String(count));
  }
});

t.test('an order that GLib has been seen to give', async (t) => {
  const nine = ['ticketA', 'ticketB', 'ticketC', 'ticketD', 'ticketE', 'site-1', 'site-2', 'é', 'z'];
  t.same(hashOrder(nine), ['é', 'ticketE', 'site-2', 'ticketD', 'site-1', 'ticketC', 'ticketB', 'ticketA', 'z']);
});
