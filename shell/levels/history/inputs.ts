import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CibClient } from '../../../cib/client/client.js';
import { readText } from '../../../cib/client/compress.js';
import { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { Elements } from '../../answer/elements.js';
import { either, LINES } from '../../answer/shape.js';
import { STATUS_OUTPUT } from '../../answer/tools.js';
import { flags, sequence, word } from '../../grammar/argument.js';
import { LIVE } from '../../history/report.js';
import { command, type Outcome } from '../../level.js';
import type { Session } from '../../session.js';
import { askTool, runTool } from '../../tool.js';
import { CONFIGURATION, type Described, definitions, described } from '../described.js';
import { explorerOf } from './state.js';
import { PE } from './transitions.js';

/** Commands on what the saved inputs of transitions hold. */

/** The saved input of a transition, or the CIB at hand, as text. */
async function inputOf(session: Session, which: string): Promise<string> {
  if (which === LIVE) return (await session.cib()).queryText({ operation: 'query' });
  const { path } = await (await explorerOf(session)).find(which);
  return readText(path);
}

/** The configuration or status of a transition, as text. */
async function rendered(session: Session, which: string, status: boolean): Promise<string> {
  const input = await inputOf(session, which);
  if (!status) {
    const { showAll } = await import('../../syntax/show.js');
    return showAll(parseXml(input));
  }
  return onCib(session, input, async (cib) => {
    const { output, status, complaints } = await runTool(session, 'crm_mon', ['-1'], { cib });
    if (status !== 0) throw new CibError('error', `crm_mon exited with code ${status} and said: ${complaints.trim()}`);
    return output;
  });
}

/** The same for programs. */
async function describedInput(session: Session, which: string, status: boolean): Promise<Described | Elements> {
  const input = await inputOf(session, which);
  if (!status) {
    const { Sheet } = await import('../../syntax/show.js');
    const sheet = new Sheet(parseXml(input));
    return described(sheet, sheet.sorted());
  }
  return onCib(
    session,
    input,
    async (cib) => new Elements((await askTool(session, 'crm_mon', ['-1'], { cib })).elements),
  );
}

/** Do something to a CIB that is in no file. */
async function onCib<T>(
  session: Session,
  text: string,
  act: (cib: () => Promise<CibClient>) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'crm-pe-'));
  try {
    const file = join(directory, 'cib.xml');
    writeFileSync(file, text);
    const { CIB_shadow: _, ...env } = session.env;
    const { openCib } = await import('../../../cib/client/open.js');
    const client = await openCib({ ...env, CIB_file: file }, 'crm', undefined, { unchecked: true });
    try {
      return await act(async () => client);
    } finally {
      await client.close();
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const statusToo = flags('status');

export const SHOW = command({
  name: 'show',
  summary: 'Show the configuration of a transition, or the status',
  examples: ['show 49', 'show 49 status'],
  grammar: sequence({ which: word(PE), status: statusToo }),
  skill: 'administrator',
  async run({ which, status }, session): Promise<Outcome<string | Described | Elements>> {
    const show = session.answer ? describedInput : rendered;
    return { value: await show(session, which, status.has('status')) };
  },
  output: either(CONFIGURATION, STATUS_OUTPUT),
  render: {
    xml: (value) => (typeof value === 'string' ? [] : value instanceof Elements ? value.list : definitions(value)),
  },
});

const comparing = (name: 'diff' | 'wdiff', program: string, args: (a: string, b: string) => readonly string[]) =>
  command({
    name,
    summary: name === 'diff' ? 'Compare two transitions' : 'Compare two transitions, word by word',
    examples: [`${name} 48 49`, `${name} 48 49 status`],
    grammar: sequence({ one: word(PE), other: word(PE), status: statusToo }),
    skill: 'administrator',
    async run({ one, other, status }, session) {
      const texts = await Promise.all([one, other].map((which) => rendered(session, which, status.has('status'))));
      const directory = mkdtempSync(join(tmpdir(), 'crm-diff-'));
      try {
        const files = texts.map((text, at) => {
          const file = join(directory, String(at));
          writeFileSync(file, text);
          return file;
        });
        const { stdout, error } = spawnSync(program, [...args(one, other), ...files], { encoding: 'utf8' });
        if (error) throw new CibError('ENOENT', `${program} is not installed`);
        return { value: stdout.split('\n').slice(0, -1) };
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
    output: { ...LINES, about: `What ${program} prints` },
    render: { text: (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('') },
  });

export const DIFF = comparing('diff', 'diff', (a, b) => ['-U', '0', '-d', '-b', '--label', a, '--label', b]);
export const WDIFF = comparing('wdiff', 'wdiff', () => []);
