import type { CibClient, ClientEnvironment, Log } from './client.js';

/**
 * Connect to the CIB that the environment names: the shadow copy `CIB_shadow`, else the file
 * `CIB_file`, else the daemon. `program` is who asks, for logs and `update-client`; `log` takes
 * traces of decisions made in this process. A file that is taken `unchecked` need not be valid;
 * changes to it are validated all the same.
 * @throws CibError `ENXIO` if there is no such file, `schema_validation` if it holds no valid CIB,
 * `ENOTCONN` if no daemon listens
 */
export async function openCib(
  env: ClientEnvironment,
  program: string,
  log?: Log,
  options: { readonly unchecked?: boolean } = {},
): Promise<CibClient> {
  if (env.CIB_shadow) {
    const { shadowFile } = await import('./shadow.js');
    return openFile('shadow', shadowFile(env.CIB_shadow, env));
  }
  if (env.CIB_file) return openFile('file', env.CIB_file);
  const { openLive } = await import('./live.js');
  const [first, ...rest] = process.argv.slice(2);
  const words = first === program ? rest : [first, ...rest];
  return openLive(env, program, { command: [program, ...words].join(' ').trim() });

  async function openFile(backend: 'file' | 'shadow', path: string): Promise<CibClient> {
    const { FileClient } = await import('./file.js');
    return FileClient.open(backend, path, { user: env.CIB_user, program, log, ...options });
  }
}
