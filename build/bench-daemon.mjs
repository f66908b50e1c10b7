/**
 * Measures the CIB daemon: acknowledged (durable) attribute updates from 16 clients against the
 * machine's rate of single write+fdatasync calls, with and without pipelining, on a small and on a
 * large CIB; and the longest wait of a client while a checkpoint of the large CIB is written. Rates
 * depend on what else the machine does; the daemon's CPU time for an update hardly does.
 *
 *   node build/bench-daemon.mjs [--daemon COMMAND] [--seconds N]
 *
 * COMMAND runs the daemon (default: dist/bin/pacemaker-based, and dist/js on Node beside it).
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const seconds = Number(option('--seconds', '3'));
const CLIENTS = 16;
const NODES = 16;

/** Single write+fdatasync calls per second, each of the size of a small record. */
function syncRate(directory) {
  const fd = openSync(join(directory, 'probe'), 'w');
  const data = Buffer.alloc(600, 97);
  const start = process.hrtime.bigint();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < 2e9) {
    writeSync(fd, data);
    fdatasyncSync(fd);
    calls++;
    elapsed = Number(process.hrtime.bigint() - start);
  }
  closeSync(fd);
  return (calls / elapsed) * 1e9;
}

/** A CIB of about `size` bytes: resources, nodes, and attributes to update. */
function cibOf(size) {
  const resource = (i) =>
    `<primitive id="rsc${i}" class="ocf" provider="pacemaker" type="Dummy"><instance_attributes id="rsc${i}-a">` +
    `<nvpair id="rsc${i}-a-state" name="state" value="/run/rsc${i}.state"/></instance_attributes><operations>` +
    `<op id="rsc${i}-monitor" name="monitor" interval="10s" timeout="20s"/></operations></primitive>`;
  const count = Math.max(1, Math.floor(size / resource(1000).length));
  const resources = Array.from({ length: count }, (_, i) => resource(i)).join('');
  const nodes = Array.from({ length: NODES }, (_, i) => `<node id="${i}" uname="node${i}"/>`).join('');
  return (
    '<cib crm_feature_set="3.20.5" validate-with="pacemaker-4.0" epoch="1" num_updates="0" admin_epoch="0">' +
    `<configuration><crm_config/><nodes>${nodes}</nodes><resources>${resources}</resources><constraints/>` +
    '</configuration><status/></cib>'
  );
}

const nodeState = (i) =>
  `<node_state id="${i}" uname="node${i}"><transient_attributes id="${i}"><instance_attributes id="status-${i}">` +
  `<nvpair id="status-${i}-load" name="load" value="0"/></instance_attributes></transient_attributes></node_state>`;

function frame(kind, id, text) {
  const body = Buffer.from(text);
  const head = Buffer.alloc(9);
  head.writeUInt32LE(body.length + 5, 0);
  head[4] = kind;
  head.writeUInt32LE(id, 5);
  return Buffer.concat([head, body]);
}

/** Length of the values that are written. */
const DIGITS = 9;

/** A client that keeps `depth` updates under way; counts acknowledgements and notes the longest wait. */
class Load {
  done = 0;
  failed = 0;
  longest = 0;
  #sent = [];
  #answered = 0;
  #socket;
  #next = 0;
  #parts = [];
  #template;
  #digits;

  constructor(path, node, depth) {
    this.node = node;
    this.depth = depth;
    const input = `<nvpair id="status-${node}-load" name="load" value="${'0'.repeat(DIGITS)}"/>`;
    this.#template = frame(3, 0, `{"operation":"modify","section":"status"}\n${input}`);
    this.#digits = this.#template.length - DIGITS - '"/>'.length;
    this.ready = new Promise((resolve) => {
      this.#socket = connect(path, resolve);
    });
    this.#socket.on('data', (data) => this.#read(data));
    this.#socket.on('error', () => {});
    const create = '{"operation":"modify","section":"status","options":{"canCreate":true}}\n';
    this.#socket.write(frame(1, 0, JSON.stringify({ protocol: 1, program: 'bench', user: 'root' })));
    this.#socket.write(frame(3, 0, create + nodeState(node)));
  }

  start() {
    this.#send(this.depth);
  }

  stop() {
    this.#socket.destroy();
  }

  /** Many requests in one write, made by copying one and changing its digits: the load must cost little. */
  #send(count) {
    const size = this.#template.length;
    const batch = Buffer.allocUnsafe(size * count);
    const now = performance.now();
    for (let i = 0; i < count; i++) {
      const at = i * size;
      this.#template.copy(batch, at);
      const value = ++this.#next;
      batch.writeUInt32LE(value, at + 5);
      batch.latin1Write(String(value).padStart(DIGITS, '0'), at + this.#digits, DIGITS);
      this.#sent.push(now);
    }
    this.#socket.write(batch);
  }

  #read(data) {
    this.#parts.push(data);
    const all = this.#parts.length === 1 ? data : Buffer.concat(this.#parts);
    let at = 0;
    let acknowledged = 0;
    const now = performance.now();
    while (all.length - at >= 4) {
      const length = all.readUInt32LE(at);
      if (all.length - at < length + 4) break;
      const kind = all[at + 4];
      if (kind === 20) this.failed++;
      if ((kind === 19 || kind === 20) && all.readUInt32LE(at + 5) !== 0) {
        acknowledged++;
        this.longest = Math.max(this.longest, now - this.#sent[this.#answered++]);
      }
      at += length + 4;
    }
    this.#parts = at === all.length ? [] : [all.subarray(at)];
    if (this.#answered > 10_000) this.#sent = this.#sent.slice(this.#answered);
    if (this.#answered > 10_000) this.#answered = 0;
    this.done += acknowledged;
    if (acknowledged > 0) this.#send(acknowledged);
  }
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function withDaemon(command, size, extra, use) {
  const directory = mkdtempSync(join(tmpdir(), 'metronome-bench-'));
  mkdirSync(join(directory, 'cib'), { recursive: true });
  writeFileSync(join(directory, 'cib', 'cib.xml'), cibOf(size));
  const env = { ...process.env, METRONOME_DIR: directory };
  delete env.PCMK_cib_socket;
  const daemon = spawn(command[0], [...command.slice(1), '--log-level', 'error', ...extra], { env, stdio: 'inherit' });
  const stopped = new Promise((resolve) => daemon.once('exit', resolve));
  try {
    const socket = join(directory, 'run', 'cib');
    for (let tries = 0; tries < 200; tries++) {
      const there = await new Promise((resolve) => {
        const probe = connect(socket, () => resolve(true));
        probe.on('error', () => resolve(false));
        probe.unref();
      });
      if (there) break;
      await sleep(50);
    }
    return await use(socket, daemon);
  } finally {
    daemon.kill('SIGTERM');
    await stopped;
    rmSync(directory, { recursive: true, force: true });
  }
}

/** CPU time that a process and its threads have used, in microseconds. */
function cpuOf({ pid }) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1).split(' ');
  // Ticks of a hundredth of a second, whatever the kernel's own clock.
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function measure(socket, daemon, depth) {
  const clients = Array.from({ length: CLIENTS }, (_, i) => new Load(socket, i, depth));
  await Promise.all(clients.map(({ ready }) => ready));
  await sleep(300);
  for (const client of clients) client.start();
  // Until the daemon's code is compiled for good.
  await sleep(2000);
  for (const client of clients) client.longest = 0;
  const before = clients.reduce((sum, { done }) => sum + done, 0);
  const cpu = cpuOf(daemon);
  const start = performance.now();
  await sleep(seconds * 1000);
  const done = clients.reduce((sum, client) => sum + client.done, 0) - before;
  const rate = (done / (performance.now() - start)) * 1000;
  const cost = (cpuOf(daemon) - cpu) / done;
  const failed = clients.reduce((sum, client) => sum + client.failed, 0);
  const longest = Math.max(...clients.map((client) => client.longest));
  for (const client of clients) client.stop();
  return { rate, cost, longest, failed };
}

const given = option('--daemon');
const commands = given
  ? [given.split(' ')]
  : [[join(root, 'dist/bin/pacemaker-based')], [process.execPath, join(root, 'dist/js/main.js'), 'pacemaker-based']];

const single = syncRate(tmpdir());
console.log(`single write+fdatasync: ${single.toFixed(0)}/s`);
for (const command of commands) {
  console.log(command.join(' '));
  const costs = new Map();
  for (const [name, size] of [
    ['10 KB', 10_000],
    ['10 MB', 10_000_000],
  ]) {
    // Without checkpoints first: the cost of an update by itself.
    for (const depth of [1, 8, 32]) {
      const { rate, cost, longest, failed } = await withDaemon(command, size, [], (socket, daemon) =>
        measure(socket, daemon, depth),
      );
      costs.set(`${name} ${depth}`, cost);
      const ratio = (rate / single).toFixed(1);
      console.log(
        `  ${name} CIB, ${CLIENTS} clients, ${depth} each under way: ${rate.toFixed(0)}/s = ${ratio} x single, ` +
          `${cost.toFixed(1)} us of CPU each, longest wait ${longest.toFixed(0)} ms${failed ? `, ${failed} FAILED` : ''}`,
      );
    }
    const often = ['--checkpoint-bytes', '4000000'];
    const { rate, longest } = await withDaemon(command, size, often, (socket, daemon) => measure(socket, daemon, 8));
    console.log(`  ${name} CIB, a checkpoint every 4 MB: ${rate.toFixed(0)}/s, longest wait ${longest.toFixed(0)} ms`);
  }
  for (const depth of [1, 8, 32]) {
    const cost = costs.get(`10 MB ${depth}`) / costs.get(`10 KB ${depth}`);
    console.log(
      `  an update with 10 MB takes ${cost.toFixed(2)} x the CPU time of one with 10 KB (${depth} under way)`,
    );
  }
}
