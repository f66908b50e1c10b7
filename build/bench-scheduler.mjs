/**
 * node build/bench-scheduler.mjs [--gencib PATH] [--ref CRM_SIMULATE] [--runs N] [--largest SIZE] [CIB…]
 *
 * What deciding costs. In a warm process: how soon there is a new transition after one operation failed
 * on a settled cluster, with what is kept of the configuration and without. Given a generator of CIBs,
 * every kind and size of them, and given a crm_simulate to compare with, both tools in turn as whole
 * processes: wall time, CPU time and peak memory, their ratios, and the exponent by which each of
 * ours grows with nodes times resources.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { at } from './bootstrap.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gencib: { type: 'string' },
    ref: { type: 'string' },
    runs: { type: 'string', default: '3' },
    largest: { type: 'string', default: '64x3000' },
  },
});

const KINDS = ['primitives', 'groups', 'clones', 'promotable', 'mixed', 'colocated', 'utilization'];
const SIZES = ['3x30', '16x200', '32x1000', '64x3000', '100x5000'];
const ours = at('dist', 'bin', 'crm_simulate');
const temporary = mkdtempSync(join(tmpdir(), 'metronome-bench-'));

function generate(size, kind, ...more) {
  const [nodes, resources] = size.split('x');
  const file = join(temporary, 'cib.xml');
  execFileSync(values.gencib, ['--nodes', nodes, '--resources', resources, '--kind', kind, ...more, '-o', file]);
  return file;
}

/** Wall and CPU seconds and peak memory in MB of one run, as GNU time tells them. */
function measure(tool, file) {
  const report = join(temporary, 'time');
  const command = ['-f', '%e %U %S %M', '-o', report, tool, '-x', file, '-S'];
  execFileSync('/usr/bin/time', command, { stdio: 'ignore', maxBuffer: 1 << 30 });
  const [wall, user, system, kilobytes] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  return { wall, cpu: user + system, memory: kilobytes / 1024 };
}

/** The least of several runs of each tool, taken in turn. */
function pair(file) {
  const best = {};
  for (let run = 0; run < Number(values.runs); run++) {
    for (const [name, tool] of [['ours', ours], ...(values.ref ? [['ref', values.ref]] : [])]) {
      const one = measure(tool, file);
      const least = best[name] ?? one;
      for (const key of Object.keys(one)) least[key] = Math.min(least[key], one[key]);
      best[name] = least;
    }
  }
  return best;
}

const cells = (...texts) =>
  texts.map((text, i) => (i < 1 ? String(text).padEnd(24) : String(text).padStart(9))).join('');
const numbers = ({ wall, cpu, memory }) => [wall.toFixed(2), cpu.toFixed(2), memory.toFixed(0)];

function line(title, { ours: mine, ref }, exponent) {
  const ratios = ref ? [...numbers(ref), (mine.wall / ref.wall).toFixed(2), (mine.cpu / ref.cpu).toFixed(2)] : [];
  console.log(cells(title, ...numbers(mine), exponent === undefined ? '' : exponent.toFixed(2), ...ratios));
}

const HEAD = ['wall s', 'CPU s', 'MB', 'exponent'];
const REFERENCE = ['ref wall', 'ref CPU', 'ref MB', 'wall :1', 'CPU :1'];

function table() {
  console.log(`\n${cells('crm_simulate -S', ...HEAD, ...(values.ref ? REFERENCE : []))}`);
  for (const file of positionals) line(file.slice(-23), pair(file));
  if (!values.gencib) return;
  const sizes = SIZES.slice(0, SIZES.indexOf(values.largest) + 1);
  for (const probes of ['none', 'all']) {
    for (const kind of KINDS) {
      let before;
      for (const size of sizes) {
        const file = generate(size, kind, '--event', 'failed-node', '--probes', probes);
        const figures = pair(file);
        const [nodes, resources] = size.split('x').map(Number);
        const here = { size: nodes * resources, cpu: figures.ours.cpu };
        const exponent = before && Math.log(here.cpu / before.cpu) / Math.log(here.size / before.size);
        before = here;
        line(`${kind} ${size}${probes === 'all' ? ' probed' : ''}`, figures, exponent);
      }
    }
  }
}

/** Milliseconds from a failed monitor to the transition, each time of another resource. */
async function reschedule(title, file) {
  const { parseXml } = await import('../dist/js/cib/xml/parse.js');
  const { Cib } = await import('../dist/js/cib/document/cib.js');
  const { Editor } = await import('../dist/js/cib/document/editor.js');
  const { Rescheduler } = await import('../dist/js/daemon/scheduler/reschedule.js');
  const { schedule } = await import('../dist/js/daemon/scheduler/schedule.js');
  const cib = new Cib(parseXml(readFileSync(file, 'utf8')));
  const rescheduler = new Rescheduler(cib);
  const monitors = [...(cib.root.child('status')?.walk() ?? [])].filter(
    (entry) => entry.name === 'lrm_rsc_op' && entry.get('operation') === 'monitor' && entry.get('interval') !== '0',
  );
  const times = (decide) => {
    const taken = [];
    let used = process.cpuUsage();
    for (let i = 0; i < 60; i++) {
      if (i === 20) used = process.cpuUsage();
      const editor = new Editor(cib);
      editor.setAttribute(monitors[(i * 37) % monitors.length], 'rc-code', '1');
      const start = performance.now();
      decide({ now: 1.8e12 + i * 1000 });
      taken.push(performance.now() - start);
      editor.rollback();
    }
    const { user, system } = process.cpuUsage(used);
    const warm = taken.slice(20).sort((a, b) => a - b);
    const cpu = (user + system) / 1000 / warm.length;
    return `${warm[0].toFixed(0)} ms at least, ${warm[20].toFixed(0)} in the middle, ${cpu.toFixed(0)} of CPU`;
  };
  console.log(`${title}: a failed monitor, decided again`);
  console.log(`  knowing the configuration   ${times((run) => rescheduler.schedule(run))}`);
  console.log(`  anew                        ${times((run) => schedule(cib.root, run))}`);
}

if (values.gencib) {
  for (const probes of ['none', 'all']) {
    const file = generate('32x1000', 'mixed', '--event', 'none', '--probes', probes);
    await reschedule(`32 x 1,000, mixed, probes ${probes}, ${process.versions.bun ? 'Bun' : 'Node'}`, file);
  }
}
if (!existsSync(ours)) console.log('npm run build first: there is no executable to measure');
else table();
rmSync(temporary, { recursive: true });
