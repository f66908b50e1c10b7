import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { Cib } from '../document/cib.js';
import { type Outcome, perform } from '../operations/perform.js';
import type { Request } from '../operations/request.js';
import { isChange } from '../operations/table.js';
import { CibError, fromSystemError } from '../result/error.js';
import { CIB_FILE } from '../store/disk.js';
import type { UpgradeStep } from '../upgrade/step.js';
import { Element } from '../xml/element.js';
import { parseXml } from '../xml/parse.js';
import { serializePretty } from '../xml/serialize.js';
import { dropText } from '../xml/text.js';
import type { CibClient, Log, Reply } from './client.js';
import { compressed, isCompressed, readText, STANDARD_INPUT } from './compress.js';
import { fileEnvironment, validateFile } from './file-environment.js';
import { withLock } from './lock.js';
import { writeDurably } from './write.js';

interface Loaded {
  readonly cib: Cib;
  readonly text: string;
  /** What tells one state of the file from another. */
  readonly stamp: string;
}

export interface FileClientOptions {
  /** User whose permissions count; everything is permitted if absent. */
  readonly user?: string | undefined;
  readonly program: string;
  readonly log?: Log | undefined;
  /** Take the file even if it does not conform to its schema: to look at it, or to mend it. */
  readonly unchecked?: boolean | undefined;
}

/** A CIB in a file: each change reads it anew if need be, and replaces it, under a lock. */
export class FileClient implements CibClient {
  private loaded: Loaded;

  private constructor(
    readonly backend: 'file' | 'shadow',
    readonly location: string,
    private readonly options: FileClientOptions,
    loaded: Loaded,
  ) {
    this.loaded = loaded;
  }

  /** @throws CibError `ENXIO` if there is no such file, `schema_validation` if it holds no valid CIB */
  static async open(backend: 'file' | 'shadow', path: string, options: FileClientOptions): Promise<FileClient> {
    const client = new FileClient(backend, path, options, await read(path));
    if (!options.unchecked) await validateFile(client.loaded.cib, options.log);
    return client;
  }

  async call(request: Request): Promise<Reply> {
    if (isChange(request.operation)) return this.change(request);
    const { output, version } = await this.perform(request);
    return { output: output?.clone(), version };
  }

  async queryText(request: Request): Promise<string> {
    const { output } = await this.perform(request);
    return output ? serializePretty(output) : '';
  }

  async close(): Promise<void> {}

  private async change(request: Request): Promise<Reply> {
    try {
      return await withLock(this.location, async () => {
        if (stampOf(this.location) !== this.loaded.stamp) this.loaded = await read(this.location);
        const upgrade: UpgradeStep[] = [];
        const { version } = await this.perform(request, upgrade);
        if (!request.options?.dryRun) await this.save();
        return { version, upgrade };
      });
    } catch (error) {
      throw fromSystemError(error);
    }
  }

  private perform(request: Request, upgrade: UpgradeStep[] = []): Promise<Outcome> {
    const user = request.origin?.user ?? this.options.user;
    const origin = user === undefined ? undefined : { client: this.options.program, ...request.origin, user };
    const options = { ...request.options, noModificationTime: true };
    const environment = fileEnvironment(Date.now(), upgrade, this.options.log);
    return perform(this.loaded.cib, { ...request, options, origin }, environment);
  }

  private async save(): Promise<void> {
    const { location } = this;
    const { cib, text: before } = this.loaded;
    const text = serializePretty(cib.root);
    if (text === before) return;
    try {
      if (basename(location) === CIB_FILE) {
        const { isClusterFile, writeClusterFile } = await import('./cluster-file.js');
        if (isClusterFile(location)) writeClusterFile(location, cib.root, Date.now());
        else writeDurably(location, text);
      } else writeDurably(location, isCompressed(location) ? await compressed(text, location) : text);
    } catch (error) {
      this.loaded = await read(location);
      throw error;
    }
    this.loaded = { cib, text, stamp: stampOf(location) };
  }
}

function stampOf(path: string): string {
  if (path === STANDARD_INPUT) return path;
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.dev}.${stat.ino}.${stat.size}.${stat.mtimeNs}` : '';
}

async function read(path: string): Promise<Loaded> {
  const stamp = stampOf(path);
  if (stamp === '') throw new CibError('ENXIO', undefined, { file: path });
  let text: string;
  let root: Element;
  try {
    text = await readText(path);
    root = parseXml(text);
  } catch (error) {
    throw unreadable(path, fromSystemError(error));
  }
  dropText(root);
  if (!root.child('status')) root.append(new Element('status'));
  return { cib: new Cib(root), text, stamp };
}

/** Pacemaker reports whatever is wrong with a file's content as a failed validation. */
function unreadable(path: string, { message, place }: CibError): CibError {
  const { located } = new CibError('bad_xml', message, { ...place, file: path });
  return new CibError('schema_validation', undefined, {}, [located]);
}
