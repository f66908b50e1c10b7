/**
 * npm run bench: our commands paired with the peer's, where those are installed. Each pair of runs
 * gives a ratio of wall times, ours to theirs; the median of the pairs is shown with its quartiles.
 *
 *   node build/bench.mjs [--peer BIN_DIR] [--runs N] [--cib FILE]
 *
 * Pairs against a daemon need a cluster of the peer's that runs here; on ours, a daemon is started
 * for the time. `node build/bench-daemon.mjs` measures the daemon alone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { at } from './bootstrap.mjs';

const { values } = parseArgs({
  options: {
    peer: { type: 'string', default: '/usr/sbin' },
    runs: { type: 'string', default: '21' },
    cib: { type: 'string', default: at('build', 'bench.xml') },
  },
});
const runs = Number(values.runs);
const ours = at('dist', 'bin');
const temporary = mkdtempSync(join(tmpdir(), 'metronome-bench-'));

const env = { ...process.env, METRONOME_DIR: temporary, PATH: `/usr/sbin:${process.env.PATH}` };
for (const name of ['CIB_file', 'CIB_shadow']) delete env[name];

/** Milliseconds of one run, or undefined if it fails. */
function time(directory, [name, ...args], extra = {}) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(join(directory, name), args, { env: { ...env, ...extra }, stdio: 'ignore' });
  return status === 0 ? Number(process.hrtime.bigint() - start) / 1e6 : undefined;
}

const quantile = (sorted, q) => sorted[Math.round((sorted.length - 1) * q)];

/** Time both in turn; prints a line. */
function pair(title, command, goal, extra) {
  if (!existsSync(join(values.peer, command[0]))) return console.log(`${title.padEnd(34)} the peer's is not installed`);
  const ratios = [];
  const [mine, theirs] = [[], []];
  for (let i = -2; i < runs; i++) {
    const a = time(ours, command, extra);
    const b = time(values.peer, command, extra);
    if (a === undefined || b === undefined) {
      return console.log(`${title.padEnd(34)} ${a === undefined ? 'ours' : "the peer's"} fails`);
    }
    if (i < 0) continue;
    mine.push(a);
    theirs.push(b);
    ratios.push(a / b);
  }
  for (const list of [ratios, mine, theirs]) list.sort((x, y) => x - y);
  const [low, median, high] = [0.25, 0.5, 0.75].map((q) => quantile(ratios, q).toFixed(2));
  const times = `${quantile(mine, 0.5).toFixed(1)} ms / ${quantile(theirs, 0.5).toFixed(1)} ms`;
  console.log(`${title.padEnd(34)} ${median}  (${low} to ${high})   ${times}   goal ${goal}`);
}

/** Our own daemon, for the pairs against one. */
async function daemon() {
  const child = spawn(join(ours, 'pacemaker-based'), [], { env, stdio: 'ignore' });
  for (let i = 0; i < 100 && time(ours, ['cibadmin', '-Q']) === undefined; i++) await pause(50);
  return child;
}

console.log(`ours to theirs, median of ${runs} paired runs (quartiles)\n`);
pair('crm_error 0', ['crm_error', '0'], '1.2');
pair('cibadmin -Q, on a file', ['cibadmin', '-Q'], '-', { CIB_file: values.cib });
pair('crm configure show, on a file', ['crm', 'configure', 'show'], '0.1', { CIB_file: values.cib });

if (time(values.peer, ['cibadmin', '-Q']) === undefined) {
  console.log("against a daemon: needs a running cluster of the peer's (and root)");
} else {
  const child = await daemon();
  const option = ['-t', 'crm_config', '-n', 'cluster-name'];
  pair('cibadmin -Q, live', ['cibadmin', '-Q'], '1.2');
  pair('crm_attribute update, live', ['crm_attribute', ...option, '-v', 'x'], '1.2');
  pair('crm_attribute query, live', ['crm_attribute', ...option, '-G'], '1.2');
  child.kill();
  await new Promise((resolve) => child.once('exit', resolve));
}
rmSync(temporary, { recursive: true, force: true });
