/**
 * In the executable only, before anything else: a command that goes once through a large CIB ends before the
 * optimising compiler's work has paid (half of the CPU time of `crm_simulate` at 1,000 resources), and collects
 * garbage that its end would have. Bun is told of that by its environment alone, so the process starts anew, as
 * itself, with that set. Small inputs, and what reads standard input or the daemon, go straight on.
 */
import { statSync } from 'node:fs';
import { basename } from 'node:path';

const COMMANDS = new Set(['crm_simulate', 'crm_mon', 'crm_verify', 'crm_resource']);
/** Bytes from which it pays: starting anew takes 4 ms. */
const LARGE = 256 * 1024;
const SETTINGS = {
  BUN_JSC_useDFGJIT: '0',
  // The plain compiler's work pays sooner than for what ends at once
  BUN_JSC_jitPolicyScale: '0.3',
  BUN_JSC_largeHeapSize: String(192 * 1024 * 1024),
};

function sizeOf(file) {
  const status = file ? statSync(file, { throwIfNoEntry: false }) : undefined;
  return status?.isFile() ? status.size : 0;
}

function begin() {
  const { env, argv } = process;
  const words = argv.slice(2);
  const name = basename(env.METRONOME_ARGV0 ?? process.argv0);
  const command = COMMANDS.has(name) ? name : words[0];
  if (!COMMANDS.has(command) || typeof process.execve !== 'function') return;
  if (Object.keys(SETTINGS).some((setting) => setting in env)) {
    // What this process starts is to be as ever
    for (const [setting, value] of Object.entries(SETTINGS)) if (env[setting] === value) delete env[setting];
    return;
  }
  try {
    const files = [env.CIB_file, ...words.map((word) => word.replace(/^(?:--xml-file=|-x(?=.))/, ''))];
    if (!files.some((file) => sizeOf(file) >= LARGE)) return;
    process.execve(process.execPath, [process.argv0, ...words], { ...env, ...SETTINGS });
  } catch {
    // Then it takes a little longer
  }
}

begin();
