import t from 'tap';
import { helpText, press, screenOf } from '../../../tools/monitor/keys.js';
import type { Choice } from '../../../tools/monitor/look.js';
import { Refresh, SETTLE_MS } from '../../../tools/monitor/refresh.js';
import { fitted } from '../../../tools/monitor/screen.js';
import type { Section } from '../../../tools/status/view.js';

const choice = (...sections: Section[]): Choice => ({
  sections: new Set(sections),
  show: { pending: true },
  banPrefix: undefined,
});

t.test('keys', (t) => {
  const base = screenOf(choice('nodes', 'dc', 'fencing-failed'));
  const cases: readonly (readonly [string, readonly Section[], object])[] = [
    ['c', ['nodes', 'dc', 'fencing-failed', 'tickets'], {}],
    ['cc', ['nodes', 'dc', 'fencing-failed'], {}],
    ['o', ['nodes', 'dc', 'fencing-failed', 'operations'], {}],
    ['t', ['nodes', 'dc', 'fencing-failed', 'operations'], { timing: true }],
    ['to', ['nodes', 'dc', 'fencing-failed'], { timing: false }],
    ['n', ['nodes', 'dc', 'fencing-failed'], { byNode: true }],
    ['R', ['nodes', 'dc', 'fencing-failed'], { cloneDetail: true, nodeId: true, implicit: true }],
    ['RR', ['nodes', 'dc', 'fencing-failed'], { cloneDetail: false, nodeId: false }],
    ['D', ['nodes', 'fencing-failed'], {}],
    ['DD', ['nodes', 'fencing-failed', 'stack', 'dc', 'times', 'counts', 'maint-mode'], {}],
    ['m', ['nodes', 'dc', 'fencing-failed', 'fencing-pending', 'fencing-succeeded'], {}],
    ['mmm', ['nodes', 'dc'], {}],
    ['z', ['nodes', 'dc', 'fencing-failed'], {}],
  ];
  for (const [keys, sections, show] of cases) {
    const screen = [...keys].reduce((before, key) => press(key, before), base);
    t.same([...screen.sections], sections, keys);
    t.match(screen.show, show, keys);
  }
  t.end();
});

t.test('the page about keys', (t) => {
  const help = press('?', screenOf(choice('nodes')));
  t.equal(help.help, true);
  t.equal(press('r', help).help, true, 'it stays while something is changed');
  t.match(helpText(press('r', help)), /^\* r: \tShow inactive resources too$/m);
  t.match(helpText(help), /^ {2}r: /m);
  t.equal(press(' ', help).help, false, 'any other key goes back');
  t.end();
});

t.test('when to look again', (t) => {
  const refresh = new Refresh(5000);
  t.equal(refresh.changed(0), 0, 'at once, if it never was');
  refresh.looked(0);
  t.equal(refresh.changed(100), SETTLE_MS, 'others may follow');
  for (let i = 0; i < 8; i++) refresh.changed(100);
  t.equal(refresh.changed(100), 0, 'there were many');
  refresh.looked(100);
  t.equal(refresh.changed(5101), 0, 'it is long ago');
  t.end();
});

t.test('what fits on a screen', (t) => {
  t.same(fitted('abcdef\ng\th\ni\n', 2, 4), ['abcd', 'g   ']);
  t.same(fitted('a\tb\n', 5, 80), ['a       b']);
  t.end();
});
