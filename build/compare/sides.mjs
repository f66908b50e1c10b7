/** The two schedulers to compare: the reference, an executable, and ours, in this process. */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a side came to, as far as it must be the same. */
export const OUTPUTS = ['status', 'summary', 'scores', 'graph', 'dot', 'cib', 'stderr'];

const FILES = { graph: '-G', dot: '-D', cib: '-O' };

export class Sides {
  constructor({ reference, folder, command, runCommand }) {
    Object.assign(this, { reference, folder, command, runCommand });
  }

  file(name) {
    return join(this.folder, name);
  }

  arguments(options) {
    const files = Object.entries(FILES).flatMap(([name, option]) => [option, this.file(name)]);
    return ['-x', this.file('input.xml'), ...files, ...options];
  }

  /** The outputs of the reference; undefined if it crashed or hung. */
  async theirs(options) {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(?:CIB_|PCMK_|PE_|OCF_|HA_)/.test(name)),
    );
    this.clear();
    let result;
    try {
      const limits = { env: { ...env, LC_ALL: 'C' }, maxBuffer: 2 ** 28, timeout: 60_000 };
      const { stdout, stderr } = await run(this.reference, this.arguments(options), limits);
      result = { status: 0, stdout, stderr };
    } catch (error) {
      // The shell tells of a signal by a code beyond 128
      if (typeof error.code !== 'number' || error.code > 128) return undefined;
      result = { status: error.code, stdout: error.stdout, stderr: error.stderr };
    }
    return this.outputs(result);
  }

  async ours(options) {
    this.clear();
    let stdout = '';
    let stderr = '';
    const streams = { stdout: (text) => (stdout += text), stderr: (text) => (stderr += text), redirect() {} };
    const context = (shape) => ({
      ...shape,
      env: {},
      terminal: false,
      now: () => new Date(),
      stdin: async () => '',
      write: streams.stdout,
      warn: streams.stderr,
      log() {},
      cib: () => Promise.reject(new Error('no live CIB here')),
    });
    try {
      const status = await this.runCommand(this.command, 'crm_simulate', this.arguments(options), context, streams);
      return this.outputs({ status, stdout, stderr });
    } catch (error) {
      return this.outputs({ status: error.stack ?? String(error), stdout, stderr });
    }
  }

  clear() {
    for (const name of Object.keys(FILES)) rmSync(this.file(name), { force: true });
  }

  read(name) {
    try {
      return readFileSync(this.file(name), 'utf8');
    } catch {
      return '';
    }
  }

  outputs({ status, stdout, stderr }) {
    const lines = timeless(stdout)
      .replace(/ request="[^"]*"/, '')
      .split('\n');
    return {
      status: String(status),
      scores: lines.filter(isScore).sort().join('\n'),
      summary: lines
        .filter((line) => !isScore(line))
        .map((line) => line.trim())
        .filter(Boolean)
        .join('\n'),
      graph: timeless(this.read('graph')).replace(/crm_feature_set="[^"]*"|batch-limit="[0-9]*"/g, ''),
      dot: [...new Set(this.read('dot').split('\n'))].sort().join('\n'),
      cib: timeless(this.read('cib')).replace(/crm_feature_set="[^"]*"/g, ''),
      // What is wrong with a refused input is said in each schema validator's own words
      stderr: status === 0 ? timeless(stderr).replace(VALIDATION, '') : '',
    };
  }
}

const VALIDATION =
  /^.*(?:validity error|failed to (?:validate|compare)|(?:Extra|Expecting an) element|Invalid sequence|extra content).*\n/gm;

const isScore = (line) => / (?:allocation|promotion) score /.test(line);

/** Times near the present differ between two runs. */
function timeless(text) {
  const now = Date.now() / 1000;
  const year = new Date().getFullYear();
  const date = new RegExp(
    `[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d ${year}(?: [+-]\\d\\d:\\d\\d| ?Z)?`,
    'g',
  );
  return text
    .replace(/\b\d{10}\b/g, (number) => (Math.abs(Number(number) - now) < 1000 ? 'NOW' : number))
    .replace(date, 'NOW');
}
