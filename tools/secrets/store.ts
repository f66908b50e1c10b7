import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromSystemError } from '../../cib/result/error.js';

const DIRECTORY = '/var/lib/pacemaker/lrm/secrets';

/** Secrets kept in files of this node: a directory a resource, a file a parameter, beside it its MD5 sum. */
export class SecretStore {
  constructor(readonly directory: string) {}

  /** Where Pacemaker keeps them, unless `PCMK_secrets_dir` says otherwise. */
  static of(env: Readonly<Record<string, string | undefined>>): SecretStore {
    return new SecretStore(env['PCMK_secrets_dir'] || DIRECTORY);
  }

  fileOf(resource: string, parameter: string): string {
    return join(this.directory, resource, parameter);
  }

  get(resource: string, parameter: string): string | undefined {
    return read(this.fileOf(resource, parameter));
  }

  /** Is there a sum, and is it that of the value? */
  check(resource: string, parameter: string): 'good' | 'bad' | 'missing' {
    const file = this.fileOf(resource, parameter);
    const sum = read(signOf(file));
    if (sum === undefined) return 'missing';
    const value = read(file);
    return value !== undefined && md5(value) === sum ? 'good' : 'bad';
  }

  /** @throws CibError of the file system */
  set(resource: string, parameter: string, value: string): void {
    const file = this.fileOf(resource, parameter);
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      write(file, `${value}\n`);
      write(signOf(file), `${md5(value)}\n`);
    } catch (error) {
      throw fromSystemError(error, `Could not create file ${file}`);
    }
  }

  /** @throws CibError of the file system */
  remove(resource: string, parameter: string): void {
    const file = this.fileOf(resource, parameter);
    try {
      rmSync(file, { force: true });
      rmSync(signOf(file), { force: true });
    } catch (error) {
      throw fromSystemError(error, `Could not remove file ${file}`);
    }
  }
}

export const signOf = (file: string): string => `${file}.sign`;

const md5 = (value: string): string => createHash('md5').update(value).digest('hex');

/** Content without white space at its end; undefined if it cannot be read. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    return undefined;
  }
}

/** At no moment is there a partial file, or one that others can read. */
function write(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.new`;
  writeFileSync(temporary, text, { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}
