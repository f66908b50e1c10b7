import t from 'tap';
import type { Request } from '../../../cib/operations/request.js';
import type { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';
import type { Disk } from './disk.js';
import { begin, documentOf, freshDisk, type Life, type LifeOptions, randomFrom } from './simulation.js';

const MINUTE = 60_000;

/** A daemon whose clock is set by hand. */
async function start(disk: Disk, clock: { now: number }, options: LifeOptions = {}): Promise<Life> {
  return begin(disk, randomFrom(1), { ...options, now: () => clock.now });
}

let lastClient = 0;

/** Perform a request as a client of its own; 'done', or the code of the error. */
function ask({ driver, scheduler }: Life, request: Request, user = 'root'): Promise<string> {
  const client = ++lastClient;
  const answer = new Promise<string>((resolve) => {
    driver.attach(client, {
      done: () => resolve('done'),
      failed: (_id: number, error: CibError) => resolve(error.code),
      event: () => {},
      flush: () => {},
    });
  });
  driver.submit(client, 1, { ...request, origin: { user, client: 'test' } });
  return scheduler.until(answer);
}

const option = (name: string, value: string, confirmWithin?: number): Request => ({
  operation: 'modify',
  section: 'crm_config',
  options: { canCreate: true },
  input: parseXml(
    `<cluster_property_set id="o"><nvpair id="o-${name}" name="${name}" value="${value}"/></cluster_property_set>`,
  ),
  ...(confirmWithin === undefined ? {} : { confirmWithin }),
});

async function tick(life: Life): Promise<void> {
  for (let i = 0; i < 3; i++) {
    life.driver.tick();
    while (await life.scheduler.run());
  }
}

t.test('a change that is not confirmed is taken back, and what came later stays', async (t) => {
  const clock = { now: 1_700_000_000_000 };
  const life = await start(freshDisk(), clock);
  t.equal(await ask(life, option('a', '1')), 'done');
  t.equal(await ask(life, option('a', '2', 5 * MINUTE)), 'done');
  t.equal(await ask(life, option('b', '1')), 'done');
  clock.now += 5 * MINUTE - 1;
  await tick(life);
  t.match(await documentOf(life), 'name="a" value="2"', 'not before its time');
  clock.now += 1;
  await tick(life);
  const document = await documentOf(life);
  t.match(document, 'name="a" value="1"');
  t.match(document, 'name="b" value="1"');
  t.match(life.logged.join('\n'), 'notice: the change to 0.3.0 was not confirmed: it has been taken back');
  t.equal(await ask(life, { operation: 'confirm' }), 'ENXIO', 'there is nothing left to confirm');
  const last = (await life.scheduler.until(life.driver.history({ last: 1 }))).at(-1);
  t.equal(last?.client, 'rollback');
});

t.test('a change that is confirmed stays', async (t) => {
  const clock = { now: 1_700_000_000_000 };
  const life = await start(freshDisk(), clock);
  t.equal(await ask(life, option('a', '1', MINUTE)), 'done');
  t.equal(await ask(life, option('a', '2', MINUTE)), 'EBUSY', 'one at a time');
  t.equal(await ask(life, { operation: 'confirm' }, 'somebody'), 'EACCES');
  t.equal(await ask(life, { operation: 'confirm' }), 'done');
  clock.now += 2 * MINUTE;
  await tick(life);
  t.match(await documentOf(life), 'name="a" value="1"');
});

t.test('the daemon may be killed meanwhile', async (t) => {
  const clock = { now: 1_700_000_000_000 };
  const disk = freshDisk();
  const first = await start(disk, clock);
  t.equal(await ask(first, option('a', '1', MINUTE)), 'done');
  first.scheduler.stop();
  clock.now += 2 * MINUTE;
  const second = await start(disk.cut(randomFrom(2)), clock);
  t.match(await documentOf(second), 'name="a" value="1"');
  await tick(second);
  t.notMatch(await documentOf(second), 'name="a"');
});

t.test('a change that never came to be needs no confirmation', async (t) => {
  const clock = { now: 1_700_000_000_000 };
  let failing = false;
  const life = await start(freshDisk(), clock, { failure: () => (failing ? 'ENOSPC' : undefined) });
  failing = true;
  t.equal(await ask(life, option('a', '1', MINUTE)), 'ENOSPC');
  failing = false;
  await tick(life);
  t.equal(await ask(life, { operation: 'confirm' }), 'ENXIO');
});
