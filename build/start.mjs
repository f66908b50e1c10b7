/**
 * npm start: builds, starts a CIB daemon of its own under .lab/ (no root needed) and attaches the
 * `crm` shell to it. Without a terminal it prints the status and ends.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { at, bootstrap } from './bootstrap.mjs';
import { buildExecutables, buildJs, generate } from './compile.mjs';

const LAB = at('.lab');
const LOG = at('.lab', 'daemon.log');
const PATIENCE_MS = 10_000;

bootstrap();
buildJs();
await buildExecutables();
await generate();

const env = { ...process.env, METRONOME_DIR: LAB, PATH: `${at('dist', 'bin')}:${process.env.PATH}` };
for (const name of ['CIB_file', 'CIB_shadow', 'PCMK_cib_socket']) delete env[name];
env.CIB_shadow_dir = at('.lab', 'shadow');

const tool = (name, args, options = {}) =>
  spawnSync(at('dist', 'bin', name), args, { env, encoding: 'utf8', ...options });
const answers = () => tool('cibadmin', ['--query', '--no-children']).status === 0;

/** Start the daemon unless one serves this lab already; the one started here, if any. */
async function startDaemon() {
  if (answers()) return undefined;
  const log = openSync(LOG, 'a');
  const daemon = spawn(at('dist', 'bin', 'pacemaker-based'), [], { env, stdio: ['ignore', log, log] });
  closeSync(log);
  let ended = false;
  daemon.once('exit', () => {
    ended = true;
  });
  for (let waited = 0; !answers(); waited += 50) {
    if (ended || waited > PATIENCE_MS) {
      console.error(`The CIB daemon did not start. Its log, ${LOG}, ends with:`);
      console.error(readFileSync(LOG, 'utf8').split('\n').slice(-10).join('\n'));
      daemon.kill();
      process.exit(1);
    }
    await pause(50);
  }
  return daemon;
}

mkdirSync(env.CIB_shadow_dir, { recursive: true });
const isNew = !existsSync(at('.lab', 'cib'));
const daemon = await startDaemon();
if (isNew) tool('cibadmin', ['--replace', '--xml-file', at('build', 'lab.xml')], { stdio: 'inherit' });

if (process.stdin.isTTY && process.stdout.isTTY) {
  console.error("A CIB daemon runs in .lab/. Try 'configure show', 'help', Tab; 'quit' ends both.");
  process.on('SIGINT', () => {});
  const { status } = tool('crm', [], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  const { stdout } = tool('cibadmin', ['--query']);
  const [, version] = /<cib [^>]*?\bepoch="(\d+)"/.exec(stdout) ?? [];
  const count = (name) => stdout.split(`<${name} `).length - 1;
  console.log(
    `CIB daemon: answers in ${LAB}, epoch ${version}, ${count('node')} nodes, ${count('primitive')} primitives`,
  );
  console.log('Started without a terminal, so no shell: run `npm start` on one.');
}
if (daemon) {
  daemon.kill('SIGTERM');
  await new Promise((resolve) => daemon.once('exit', resolve));
}
