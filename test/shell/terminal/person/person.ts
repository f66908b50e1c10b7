/** A person with a terminal, a home of their own and a CIB, who starts `crm`. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { CRM } from '../../../harness/crm.js';
import { haveTerminals, NO_TERMINALS, Terminal, type TerminalOptions } from '../../../harness/pty.js';
import { CLUSTER, installAgent } from '../../levels/cluster.js';

export const PROMPT = /\(live\/[^)]+\)# $/;
export const CONFIGURE = /\)configure# $/;

export const [ENTER, TAB, ESC] = ['\r', '\t', '\u001b'];
/** The control key with a letter. */
export const ctrl = (letter: string): string => String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 31);

export interface StartOptions extends Partial<TerminalOptions> {
  readonly args?: readonly string[];
}

export class Person {
  readonly home = mkdtempSync(join(tmpdir(), 'crm-'));
  readonly cib = join(this.home, 'cib.xml');
  private readonly open: Terminal[] = [];

  constructor() {
    writeFileSync(this.cib, CLUSTER);
    installAgent(this.home);
    mkdirSync(join(this.home, 'shadow'));
  }

  get saved(): string {
    return readFileSync(this.cib, 'utf8');
  }

  /** Start `crm`. */
  start({ args = [], env, ...rest }: StartOptions = {}): Terminal {
    const terminal = new Terminal([...CRM, ...args], {
      cwd: this.home,
      ...rest,
      env: {
        HOME: this.home,
        PATH: process.env['PATH'] ?? '',
        LANG: 'C.UTF-8',
        CIB_file: this.cib,
        CIB_shadow_dir: join(this.home, 'shadow'),
        OCF_ROOT: join(this.home, 'ocf'),
        CRM_SYSTEM_CONFIG_FILE: join(this.home, 'none'),
        NO_COLOR: '1',
        ...env,
      },
    });
    this.open.push(terminal);
    return terminal;
  }

  /** Start it, and wait until it asks for a command. */
  async begin(options?: StartOptions): Promise<Terminal> {
    const terminal = this.start(options);
    await terminal.shows(PROMPT);
    return terminal;
  }

  async leave(): Promise<void> {
    await Promise.all(this.open.map((terminal) => terminal.close()));
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** What happens between a person and `crm`; left out, aloud, where there are no terminals. */
export function scene(title: string, play: (t: Test, person: Person) => Promise<void>): void {
  const here = haveTerminals();
  if (!here) process.stderr.write(`${title}: ${NO_TERMINALS}\n`);
  t.test(title, { skip: here ? false : NO_TERMINALS }, async (t) => {
    const person = new Person();
    t.teardown(() => person.leave());
    await play(t, person);
  });
}
