import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import { assemble, type Parts } from './assemble.js';
import type { Script } from './model.js';
import { readYaml, type Source } from './source.js';

/** Scripts that there are: those of directories, and those that come with us. */
export class Catalog {
  private readonly files = new Map<string, string>();
  private readonly loaded = new Map<string, Promise<Script>>();

  /**
   * @param directories the first that has a script of a name counts
   * @param own scripts that come with us, where no directory has one of the name
   * @param agent gives the XML in which an agent describes itself
   */
  constructor(
    directories: readonly string[],
    private readonly own: ReadonlyMap<string, Source>,
    private readonly agent: Parts['agent'],
  ) {
    for (const directory of directories) {
      for (const [name, file] of scriptsIn(directory)) if (!this.files.has(name)) this.files.set(name, file);
    }
  }

  /** Sorted. */
  get names(): string[] {
    return [...new Set([...this.files.keys(), ...this.own.keys()])].sort();
  }

  /** @throws CibError if there is no such script, or something is wrong with it */
  load(name: string, within: readonly string[] = []): Promise<Script> {
    let script = this.loaded.get(name);
    if (!script) this.loaded.set(name, (script = this.read(name, [...within, name])));
    return script;
  }

  /** @param path scripts that are being loaded, each because the one before includes it */
  private async read(name: string, path: readonly string[]): Promise<Script> {
    const file = this.files.get(name);
    const own = this.own.get(name);
    if (file === undefined && !own) throw new CibError('ENOENT', `Script not found: ${name}`);
    try {
      const source = file === undefined ? (own as Source) : await sourceOf(file);
      const directory = file === undefined || file.endsWith('.xml') ? undefined : dirname(file);
      return await assemble(name, source, directory, {
        agent: this.agent,
        script: async (other) => {
          // It would be waited for without end.
          if (path.includes(other)) throw new CibError('EINVAL', `${other} includes itself`);
          return this.load(other, path);
        },
      });
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      throw new CibError(error.code, `Error when loading script ${name}: ${error.message}`, error.place, error.details);
    }
  }
}

/** `NAME/main.yml`, `NAME.yml` and `workflows/NAME.xml`. */
function scriptsIn(directory: string): [name: string, file: string][] {
  const entries = list(directory);
  return [
    ...entries
      .filter((entry) => list(join(directory, entry)).includes('main.yml'))
      .map((entry): [string, string] => [entry, join(directory, entry, 'main.yml')]),
    ...entries
      .filter((entry) => entry.endsWith('.yml'))
      .map((entry): [string, string] => [basename(entry, '.yml'), join(directory, entry)]),
    ...list(join(directory, 'workflows'))
      .filter((entry) => entry.endsWith('.xml'))
      .map((entry): [string, string] => [basename(entry, '.xml'), join(directory, 'workflows', entry)]),
  ];
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

async function sourceOf(file: string): Promise<Source> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw fromSystemError(error, (error as Error).message);
  }
  if (!file.endsWith('.xml')) return readYaml(text);
  const { readWorkflow } = await import('./workflow.js');
  return readWorkflow(text, file);
}
