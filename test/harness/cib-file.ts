import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../tools/command/command.js';
import { invoke, type Ran, type World } from './invoke.js';

export interface Sections {
  readonly crm_config?: string;
  readonly nodes?: string;
  readonly resources?: string;
  readonly constraints?: string;
  readonly status?: string;
}

/** XML of a CIB with these sections. */
export const cibWith = ({
  crm_config = '',
  nodes = '',
  resources = '',
  constraints = '',
  status = '',
}: Sections): string =>
  `<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration>
    <crm_config>${crm_config}</crm_config><nodes>${nodes}</nodes><resources>${resources}</resources>
    <constraints>${constraints}</constraints></configuration><status>${status}</status></cib>`;

/** A CIB in a temporary file, for commands to work on. */
export class CibFile {
  readonly directory = mkdtempSync(join(tmpdir(), 'metronome-tool-'));
  readonly path = join(this.directory, 'cib.xml');

  constructor(sections: Sections) {
    this.reset(sections);
  }

  reset(sections: Sections): void {
    writeFileSync(this.path, cibWith(sections));
  }

  get text(): string {
    return readFileSync(this.path, 'utf8');
  }

  /** Run a command line, split at blanks. */
  // biome-ignore lint/suspicious/noExplicitAny: commands of every value and option type
  run(command: Command<any, any>, line: string | readonly string[], world: World = {}): Promise<Ran> {
    const argv = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
    return invoke(command, argv, { ...world, env: { CIB_file: this.path, ...world.env } });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}
