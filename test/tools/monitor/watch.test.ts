import t from 'tap';
import type { LiveClient, Notification } from '../../../cib/client/client.js';
import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import type { Context } from '../../../tools/command/context.js';
import { allOptions } from '../../../tools/command/help.js';
import { type Args, parseArgs } from '../../../tools/command/parse.js';
import { crmMon } from '../../../tools/crm_mon.js';
import { eventsOf } from '../../../tools/monitor/agent.js';
import { chosenBy } from '../../../tools/monitor/look.js';
import { modeOf } from '../../../tools/monitor/mode.js';
import type { Name } from '../../../tools/monitor/options.js';
import { type Outlet, Watch } from '../../../tools/monitor/watch.js';
import { cibOf, primitive } from '../../daemon/scheduler/placed.js';

const operation = (rc: number, expected: number, status = 0): string =>
  `<lrm_rsc_op id="x_last_0" operation_key="x_start_0" transition-magic="${status}:${rc};1:1:${expected}:u" on_node="n1"/>`;

t.test('results that a change brings', (t) => {
  const created = (inside: string): Element =>
    parseXml(
      `<diff format="2"><change operation="create" path="/cib/status/node_state[@id='1']/lrm[@id='1']">${inside}</change></diff>`,
    );
  const events = (inside: string) => eventsOf(created(inside));
  t.match(events(`<lrm_resource id="x">${operation(0, 0)}</lrm_resource>`), [
    { node: 'n1', resource: 'x', task: 'start', description: 'OK', exit: 0, expected: 0, status: 0 },
  ]);
  t.match(events(operation(1, 0)), [{ description: 'Error occurred', exit: 1 }]);
  t.match(events(operation(1, 0, 2)), [{ status: 2, description: 'Timed out' }]);
  t.same(events(operation(7, 7)), [], 'what was expected not to run is no news');
  t.same(events('<nvpair id="a"/>'), []);
  const modified = parseXml(
    `<diff format="2"><change operation="modify" path="/cib/status/node_state[@id='2']/lrm"><change-result>${operation(0, 0).replace('on_node="n1"', '')}</change-result></change></diff>`,
  );
  t.match(eventsOf(modified), [{ node: '2' }]);
  t.end();
});

/** A watch whose cluster, clock and file are made up. */
function bench(line: string) {
  const args = parseArgs(allOptions(crmMon), line.split(' ')) as Args<Name>;
  const state = {
    cib: parseXml(cibOf({ resources: primitive('x'), nodes: ['n1'] })),
    now: Date.UTC(2026, 0, 1),
    pages: [] as string[],
    events: [] as Readonly<Record<string, string>>[],
    timers: [] as { readonly wait: number; readonly callback: () => void }[],
    lost: false,
    change: (_: Notification): void => {},
    end: (): void => {},
    wrote: (): void => {},
  };
  const context = { env: {}, terminal: false, format: args.value('output-as' as Name) ?? 'text' } as Context;
  const whole: Context = { ...context, now: () => new Date(state.now), log: () => {}, warn: () => {} };
  const client = {
    backend: 'live',
    async call() {
      if (state.lost) throw new CibError('ENOTCONN');
      return { output: state.cib.clone() };
    },
    async subscribe(listener: (change: Notification) => void) {
      state.change = listener;
    },
    async close() {},
  } as unknown as LiveClient;
  const outlet: Outlet = {
    connect: async () => {
      if (state.lost) throw new CibError('ENOTCONN');
      return client;
    },
    write(text) {
      state.pages.push(text);
      state.wrote();
    },
    notify: (environment) => void state.events.push(environment),
    after(wait, callback) {
      const timer = { wait, callback };
      state.timers.push(timer);
      return () => void state.timers.splice(state.timers.indexOf(timer), 1);
    },
    onEnd(callback) {
      state.end = callback;
    },
  };
  const mode = modeOf(args, whole);
  const watch = new Watch(mode, chosenBy(args, mode.format === 'html' ? 'html' : 'text'), args, whole, outlet);
  /** The next page for which that holds. */
  const page = (fits: (text: string) => boolean): Promise<string> =>
    new Promise((resolve) => {
      state.wrote = () => {
        const text = state.pages.at(-1) ?? '';
        if (fits(text)) resolve(text);
      };
      state.wrote();
    });
  return { state, watch, page };
}

const PATCH: Notification = { patch: parseXml('<diff format="2"/>'), user: 'u', client: 'c' };

t.test('the file is written at each change', async (t) => {
  const { state, watch, page } = bench('--output-to=f --interval=60s');
  const ended = watch.run();
  t.match(state.pages[0], 'Not connected to CIB: Waiting for initial connection');
  t.match(await page((text) => text.includes('Online')), 'Online: [ n1 ]');
  state.cib = parseXml(cibOf({ resources: primitive('x'), nodes: ['n1', 'n2'] }));
  state.change(PATCH);
  t.match(
    state.timers.map(({ wait }) => wait),
    [2000],
    'after others may have come',
  );
  state.timers[0]?.callback();
  await page((text) => text.includes('n2'));
  state.now += 100_000;
  state.lost = true;
  state.change(PATCH);
  await page((text) => text.includes('Not connected to CIB: Transport endpoint is not connected'));
  state.end();
  await ended;
  t.pass('it ends when it is told to');
});

t.test('the external agent', async (t) => {
  const { state, watch, page } = bench('--output-as=html --output-to=f -E agent -e me --interval=60s');
  const ended = watch.run();
  const html = await page((text) => text.includes('n1:'));
  t.match(html, '<meta http-equiv="refresh" content="60">', 'browsers load it again');
  const patch = parseXml(
    `<diff format="2"><change operation="create" path="/cib/status">${operation(1, 0)}</change></diff>`,
  );
  state.change({ ...PATCH, patch });
  t.match(state.events, [
    {
      CRM_notify_recipient: 'me',
      CRM_notify_rsc: 'x',
      CRM_notify_node: 'n1',
      CRM_notify_rc: '1',
      CRM_notify_task: 'start',
    },
  ]);
  state.end();
  await ended;
});
