import t from 'tap';
import type { Request } from '../../../cib/operations/request.js';
import { encodeFrame, FRAME, FrameReader } from '../../../cib/wire/frame.js';
import { readError } from '../../../cib/wire/message.js';
import { type Host, type Limits, Session } from '../../../daemon/cib/session.js';
import { LIMITS } from '../../../daemon/cib/settings.js';
import type { Peer } from '../../../daemon/runtime/sockets.js';
import { begin, documentOf, freshDisk, type Life, randomFrom } from './simulation.js';

/** A client's end of a connection, with everything it was sent. */
class Wire implements Peer {
  readonly sent: { kind: number; id: number; text: string }[] = [];
  backlog = 0;
  state: 'open' | 'ended' | 'destroyed' = 'open';
  paused = false;
  private data: (chunk: Buffer) => void = () => {};
  private closed: () => void = () => {};
  private readonly reader = new FrameReader(2 ** 31, (kind, id, body) =>
    this.sent.push({ kind, id, text: body.toString() }),
  );

  send(data: Buffer): void {
    this.reader.push(data);
  }
  end(): void {
    this.state = 'ended';
  }
  destroy(): void {
    this.state = 'destroyed';
    this.closed();
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  onData(listener: (chunk: Buffer) => void): void {
    this.data = listener;
  }
  onClose(listener: () => void): void {
    this.closed = listener;
  }
  receive(chunk: Buffer): void {
    this.data(chunk);
  }
  hello(user = 'root'): void {
    this.receive(encodeFrame(FRAME.hello, 0, JSON.stringify({ protocol: 1, program: 'test', user })));
  }
}

function hostOf({ driver }: Life, limits: Limits = LIMITS): Host {
  return {
    limits,
    node: 'here',
    log: () => {},
    submit: (client: number, id: number, request: Request) => driver.submit(client, id, request),
    subscribe: (client) => driver.subscribe(client),
    gone: (client) => driver.gone(client),
    history: (range) => driver.history(range),
    challengePath: () => '/run/proof',
    isUnrestricted: (user) => driver.isUnrestricted(user),
    checkProof: () => 'ann',
    identify: (_, claimed) => ({ user: claimed ?? 'root', groups: [] }),
  };
}

function connect(daemon: Life, id: number, limits?: Limits, trusted = true): Wire {
  const wire = new Wire();
  daemon.driver.attach(id, new Session(id, wire, trusted, hostOf(daemon, limits)));
  return wire;
}

const settle = async (daemon: Life): Promise<void> => {
  while (await daemon.scheduler.run());
};

const request = (id: number, text: string): Buffer => encodeFrame(FRAME.request, id, text);

t.test('garbage closes its own connection and no other', async (t) => {
  const daemon = await begin(freshDisk(), randomFrom(1));
  const random = randomFrom(2);
  const good = connect(daemon, 1);
  good.hello();
  for (let i = 0; i < 300; i++) {
    const bad = connect(daemon, 100 + i);
    if (random() < 0.5) bad.hello();
    bad.receive(Buffer.from(Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * 256))));
  }
  const oversize = connect(daemon, 99, { ...LIMITS, messageBytes: 100 });
  oversize.hello();
  oversize.receive(request(1, 'x'.repeat(200)));
  t.equal(oversize.state, 'ended');
  t.match(oversize.sent.at(-1), { kind: FRAME.failed, id: 0 });
  for (const early of [FRAME.request, FRAME.proof, 77]) {
    const rude = connect(daemon, 50 + early);
    rude.receive(encodeFrame(early as typeof FRAME.request, 1, '{"operation":"query"}\n'));
    t.equal(rude.state, 'ended', `message ${early} before hello`);
  }
  const other = connect(daemon, 40);
  other.receive(encodeFrame(FRAME.hello, 0, '{"protocol":99}'));
  t.equal(other.state, 'ended', 'another protocol');
  good.receive(request(1, '{"operation":"query"}\n'));
  await settle(daemon);
  t.match(good.sent.at(-1), { kind: FRAME.done, id: 1 });
  daemon.scheduler.stop();
});

t.test('a client that is not vouched for gets nothing before its proof', async (t) => {
  const daemon = await begin(freshDisk(), randomFrom(1));
  const wire = connect(daemon, 1, LIMITS, false);
  wire.hello();
  t.match(wire.sent, [{ kind: FRAME.challenge, text: '/run/proof' }]);
  wire.receive(request(1, '{"operation":"query"}\n'));
  t.equal(wire.state, 'ended');
  daemon.scheduler.stop();
});

t.test('faults in a request are told with their place, and the connection lives', async (t) => {
  const daemon = await begin(freshDisk(), randomFrom(1));
  const wire = connect(daemon, 1);
  wire.hello();
  wire.receive(request(1, '{"operation":"create","section":"nodes"}\n<node\n id="1"'));
  wire.receive(request(2, '{"operation":"create"}\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'));
  wire.receive(request(3, 'nonsense'));
  const deep = `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`;
  wire.receive(request(4, `{"operation":"create","section":"nodes"}\n${deep}`));
  wire.receive(request(5, '{"operation":"ping"}\n'));
  await settle(daemon);
  const errors = wire.sent.filter(({ kind }) => kind === FRAME.failed).map(({ text }) => readError(text));
  t.match(
    errors.map(({ code, place }) => [code, place.line]),
    [
      ['bad_xml', 2],
      ['bad_xml', 1],
      ['EPROTO', undefined],
      ['bad_xml', 1],
    ],
  );
  t.match(wire.sent.at(-1), { kind: FRAME.done, id: 5 });
  daemon.scheduler.stop();
});

t.test('a client that does not read is dropped, and holds up nobody', async (t) => {
  const daemon = await begin(freshDisk(), randomFrom(1));
  const [slow, quick] = [connect(daemon, 1), connect(daemon, 2)];
  for (const wire of [slow, quick]) {
    wire.hello();
    wire.receive(encodeFrame(FRAME.subscribe, 1, ''));
  }
  slow.backlog = LIMITS.backlogBytes + 1;
  quick.receive(request(2, '{"operation":"create","section":"nodes"}\n<node id="1" uname="n"/>'));
  await settle(daemon);
  t.equal(slow.state, 'destroyed');
  t.match(
    quick.sent.slice(-2).map(({ kind }) => kind),
    [FRAME.done, FRAME.event],
  );
  daemon.scheduler.stop();
});

t.test('a client with too much under way is not read from for a while', async (t) => {
  const daemon = await begin(freshDisk(), randomFrom(1));
  const wire = connect(daemon, 1, { ...LIMITS, outstanding: 10 });
  wire.hello();
  wire.receive(Buffer.concat(Array.from({ length: 20 }, (_, i) => request(i + 1, '{"operation":"bump"}\n'))));
  t.ok(wire.paused);
  await settle(daemon);
  t.notOk(wire.paused);
  t.equal(wire.sent.filter(({ kind }) => kind === FRAME.done).length, 20);
  daemon.scheduler.stop();
});

t.test('changes and history are not for users from whom ACLs may hide something', async (t) => {
  const daemon = await begin(freshDisk(), randomFrom(1));
  const [root, ann] = [connect(daemon, 1), connect(daemon, 2)];
  root.hello();
  ann.hello('ann');
  ann.receive(encodeFrame(FRAME.subscribe, 1, ''));
  t.match(ann.sent.at(-1), { kind: FRAME.done, id: 1 }, 'without ACLs there is nothing to hide');
  const option =
    '<cluster_property_set id="s"><nvpair id="s-a" name="enable-acl" value="true"/></cluster_property_set>';
  root.receive(request(1, `{"operation":"create","section":"crm_config"}\n${option}`));
  await settle(daemon);
  t.match(root.sent.at(-1), { kind: FRAME.done, id: 1 });
  ann.receive(encodeFrame(FRAME.subscribe, 2, ''));
  ann.receive(encodeFrame(FRAME.history, 3, '{}'));
  await settle(daemon);
  t.same(
    ann.sent.slice(2).map(({ kind, id, text }) => [kind, id, readError(text).code]),
    [2, 3].map((id) => [FRAME.failed, id, 'EACCES']),
    'nor was there an event',
  );
  daemon.scheduler.stop();
});

const SEEDS = [
  '<nvpair id="a" name="b" value="c"/>',
  '<primitive id="p" class="ocf" provider="x" type="y"><meta_attributes id="m"><nvpair id="n" name="n" value="&lt;"/></meta_attributes></primitive>',
  '<cib epoch="5"><configuration><nodes><node id="1" uname="n"/></nodes></configuration><status/></cib>',
  '<diff format="2"><version><source admin_epoch="0" epoch="1" num_updates="0"/><target admin_epoch="0" epoch="2" num_updates="0"/></version><change operation="create" path="/cib/configuration/nodes" position="0"><node id="1"/></change></diff>',
];
const HEADERS = [
  ...['create', 'modify', 'replace', 'delete', 'sync', 'patch', 'erase', 'upgrade'].flatMap((operation) => [
    { operation },
    { operation, section: 'nodes' },
    { operation, section: 'status', options: { canCreate: true, scoreUpdate: true } },
    { operation, xpath: "//node[@id='1']", options: { multiple: true } },
  ]),
];

/** Remove, repeat, swap or replace pieces of a text. */
function mutate(text: string, random: () => number): string {
  let mutated = text;
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const from = Math.floor(random() * mutated.length);
    const to = from + Math.floor(random() * 12);
    const piece = mutated.slice(from, to);
    const junk = ['<', '>', '"', '&', '&#0;', ']]>', '<!--', '\u0000', '\ud800', 'é', "'", '/', ' x="1"', '', '<?p?>'];
    const put = [piece + piece, '', junk[Math.floor(random() * junk.length)] as string][Math.floor(random() * 3)];
    mutated = mutated.slice(0, from) + put + mutated.slice(to);
  }
  return mutated;
}

/** MUTATIONS=n tries more. */
t.test('mutated input neither crashes nor hangs', async (t) => {
  const count = Number(process.env['MUTATIONS'] ?? 10_000);
  const disk = freshDisk();
  const daemon = await begin(disk, randomFrom(1), { checkpointBytes: 1e9, checkpointDelay: 1e9 });
  const random = randomFrom(Number(process.env['SEED'] ?? 1));
  const wire = connect(daemon, 1);
  wire.hello();
  for (let i = 1; i <= count; i++) {
    const header = JSON.stringify(HEADERS[Math.floor(random() * HEADERS.length)]);
    const text = mutate(SEEDS[Math.floor(random() * SEEDS.length)] as string, random);
    wire.receive(request(i, `${random() < 0.05 ? mutate(header, random) : header}\n${text}`));
    if (i % 50 === 0) await settle(daemon);
  }
  await settle(daemon);
  const answers = wire.sent.filter(({ kind }) => kind === FRAME.done || kind === FRAME.failed);
  t.equal(new Set(answers.map(({ id }) => id)).size, count, 'each was answered');
  const done = answers.filter(({ kind }) => kind === FRAME.done).length;
  t.ok(done > count / 50 && done < count, `${done} were accepted`);
  t.notMatch(daemon.logged.join('\n'), /internal error/);
  const document = await documentOf(daemon);
  daemon.scheduler.stop();
  const again = await begin(
    disk.cut(() => 0),
    randomFrom(1),
  );
  t.equal(await documentOf(again), document, 'the journal leads to the same document');
  t.same(
    again.logged.filter((line) => line.startsWith('error')),
    [],
  );
  again.scheduler.stop();
});
