/**
 * npm run compare-clients: real clients of Pacemaker's tools, crmsh's `crm` and `pcs -f`, with our
 * executables in the place of the tools they call. What their user sees, the exit status and the
 * resulting CIB must be as with the tools that are installed.
 *
 *   --clients A,B    which (default crm,pcs); one that is not installed is left out, and said so
 *   --ours DIR       our executables by name (default dist/bin)
 *   --also DIR       further tools to put in their place; what differs there in the same way is counted apart
 *   --match TEXT     lines that contain it
 *   --verbose        show both outputs of what differs
 *   --recall FILE    keep what the installed tools gave, and do not run them again
 *
 * It needs a mount namespace of its own, in which our executables are bound over the installed ones.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { at } from './bootstrap.mjs';
import { execute } from './compare/clients/execute.mjs';
import { CLIENTS, installed, lines } from './compare/clients/lines.mjs';
import { mask, PARTS } from './compare/clients/mask.mjs';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: CLIENTS.join(',') },
    ours: { type: 'string', default: at('dist', 'bin') },
    also: { type: 'string' },
    match: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    recall: { type: 'string' },
    // Of the process that runs one side
    side: { type: 'boolean', default: false },
    output: { type: 'string' },
  },
});

const clients = values.clients.split(',').filter(installed);
const chosen = clients.flatMap(lines).filter(({ line }) => line.includes(values.match));
if (values.side) {
  writeFileSync(values.output, JSON.stringify(await execute(JSON.parse(readFileSync(values.output, 'utf8')))));
  process.exit(0);
}

const temporary = mkdtempSync(join(tmpdir(), 'metronome-clients-'));
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const DAEMONS = '/usr/lib/pacemaker';

/** The installed file that one of ours stands for. */
function target(name) {
  return [join('/usr/sbin', name), join(DAEMONS, name)].find((path) => name !== 'crm' && existsSync(path));
}

/** Run lines with the executables of a folder over the installed ones. */
function side(folders, chosen) {
  const output = join(temporary, 'side.json');
  writeFileSync(output, JSON.stringify(chosen));
  const mounts = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => {
      const path = target(name);
      return path === undefined ? [] : [`mount --bind ${quote(realpathSync(join(folder, name)))} ${quote(path)}`];
    }),
  );
  const self = fileURLToPath(import.meta.url);
  const command = [process.execPath, self, '--side', '--output', output].map(quote).join(' ');
  const script = [...mounts, `exec ${command}`].join(' && ');
  const { status } = spawnSync('unshare', ['-m', 'sh', '-c', script], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the lines could not be run: this needs unshare, mount, and to be root');
  return JSON.parse(readFileSync(output, 'utf8'));
}

const keyOf = ({ start, line }) => `${start} ${line}`;

/** What the installed tools give, as far as it is not known yet. */
function installedTools() {
  const known = new Map(values.recall && existsSync(values.recall) ? JSON.parse(readFileSync(values.recall)) : []);
  const unknown = chosen.filter((entry) => !known.has(keyOf(entry)));
  const results = unknown.length === 0 ? [] : side([], unknown);
  for (const [i, result] of results.entries()) known.set(keyOf(unknown[i]), result);
  if (values.recall) writeFileSync(values.recall, JSON.stringify([...known]));
  return chosen.map((entry) => known.get(keyOf(entry)));
}

for (const client of values.clients.split(',')) {
  if (!clients.includes(client)) console.log(`${client}: not installed, left out`);
}
try {
  const theirs = installedTools().map(mask);
  const ours = side([resolve(values.ours)], chosen).map(mask);
  const also = values.also === undefined ? undefined : side([resolve(values.also)], chosen).map(mask);
  const totals = Object.fromEntries(clients.map((client) => [client, { lines: 0, same: 0, also: 0 }]));
  for (const [i, { client, start, line }] of chosen.entries()) {
    const total = totals[client];
    total.lines++;
    const wrong = PARTS.filter((part) => ours[i][part] !== theirs[i][part]);
    if (wrong.length === 0) {
      total.same++;
      continue;
    }
    const shared = also !== undefined && wrong.every((part) => ours[i][part] === also[i][part]);
    if (shared) total.also++;
    console.log(`[${start}] ${line}: differs in ${wrong.join(', ')}${shared ? ' (as with the further tools)' : ''}`);
    if (!values.verbose) continue;
    for (const part of wrong) {
      writeFileSync(join(temporary, 'theirs'), `${theirs[i][part]}\n`);
      writeFileSync(join(temporary, 'ours'), `${ours[i][part]}\n`);
      const { stdout } = spawnSync('diff', ['-U1', 'theirs', 'ours'], { cwd: temporary, encoding: 'utf8' });
      console.log(stdout.split('\n').slice(2).join('\n'));
    }
  }
  for (const [client, { lines, same, also }] of Object.entries(totals)) {
    console.log(
      `${client}: ${same} of ${lines} lines give the same${values.also ? `; ${also} more differ as with the further tools` : ''}`,
    );
  }
} finally {
  rmSync(temporary, { recursive: true });
}
