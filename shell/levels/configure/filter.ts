import { spawnSync } from 'node:child_process';
import { CibError } from '../../../cib/result/error.js';
import { sequence, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { excerptOf } from './excerpt.js';
import { SELECTORS } from './selection.js';

const LIMIT = 512 * 1024 * 1024;

export const FILTER = command({
  name: 'filter',
  summary: 'Change the configuration, or a part of it, by a program',
  help: 'The program gets on its input what `show` would show, or XML after `xml`, and what it prints is taken in its place. It is run by the shell, so quote it if it has arguments.',
  examples: ["filter 'sed s/10s/20s/' type:primitive", 'filter ./edit.py xml'],
  grammar: sequence({ program: word(free('<program>')), selectors: SELECTORS }),
  skill: 'administrator',
  async run({ program, selectors }, session) {
    const excerpt = await excerptOf(session, await session.workspace(), selectors);
    const { status, stdout, error } = spawnSync('/bin/sh', ['-c', program], {
      input: excerpt.text,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'inherit'],
      env: session.env as NodeJS.ProcessEnv,
      maxBuffer: LIMIT,
    });
    // A program need not read what it gets.
    const wrong = error && (error as NodeJS.ErrnoException).code !== 'EPIPE' ? `: ${error.message}` : '';
    if (wrong || status !== 0) throw new CibError('error', `${program} failed${wrong}`);
    if (stdout !== excerpt.text) excerpt.take(stdout);
    return undefined;
  },
});
