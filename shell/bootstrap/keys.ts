import { randomBytes } from 'node:crypto';
import { CibError } from '../../cib/result/error.js';
import { has, must, type Setup } from './setup.js';

/** Secrets that the nodes of a cluster share. */

export const COROSYNC_KEY = '/etc/corosync/authkey';
export const REMOTE_KEY = '/etc/pacemaker/authkey';
/** Bytes, as the programs that make such keys make them. */
const SIZES = { [COROSYNC_KEY]: 256, [REMOTE_KEY]: 4096 };

/** Make the key of the membership, unless there is one that is to stay. */
export async function makeCorosyncKey(setup: Setup): Promise<void> {
  if (!(await mayReplace(setup, COROSYNC_KEY))) return;
  await setup.runner.write(undefined, COROSYNC_KEY, randomBytes(SIZES[COROSYNC_KEY]), 0o400);
}

/** Make the key of remote nodes; the daemons' group has to be able to read it. */
export async function makeRemoteKey(setup: Setup): Promise<void> {
  if (!(await mayReplace(setup, REMOTE_KEY))) return;
  await setup.runner.write(undefined, REMOTE_KEY, randomBytes(SIZES[REMOTE_KEY]), 0o640);
  await must(setup, undefined, ['chown', 'hacluster:haclient', REMOTE_KEY]);
}

async function mayReplace({ runner, confirm }: Setup, path: string): Promise<boolean> {
  if (!(await runner.read(undefined, path))) return true;
  return confirm(`${path} already exists - overwrite?`);
}

const PRIVATE = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/**
 * See to it that root can log in to nodes without a password: there is a key, this node takes it,
 * and so do they.
 * @throws CibError `ENOENT` if there is no key and none may be made; `ENOTCONN` if a node does not let us in
 */
export async function arrangeLogins(setup: Setup, nodes: readonly string[]): Promise<void> {
  const { session, note } = setup;
  const directory = `${session.env['HOME'] ?? '/root'}/.ssh`;
  let key = await ownKey(setup, directory);
  if (!key) {
    if ((await session.preferences()).isOn('core.no_generating_ssh_key')) {
      throw new CibError('ENOENT', 'there is no ssh key, and the option core.no_generating_ssh_key says to make none');
    }
    note('SSH key for root does not exist, hence generate it now');
    const file = `${directory}/id_ed25519`;
    await must(setup, undefined, ['mkdir', '-p', '-m', '700', directory]);
    await must(setup, undefined, ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', session.host, '-f', file]);
    key = await ownKey(setup, directory);
  }
  if (key) await authorize(setup, undefined, `${directory}/authorized_keys`, key);
  for (const node of nodes) await letIn(setup, node);
}

async function ownKey({ runner }: Setup, directory: string): Promise<string | undefined> {
  for (const name of PRIVATE) {
    const text = await runner.read(undefined, `${directory}/${name}.pub`);
    if (text) return text.toString('utf8').trim();
  }
  return undefined;
}

/** Let the owner of a key log in. */
export async function authorize(setup: Setup, host: string | undefined, file: string, key: string): Promise<void> {
  const known = (await setup.runner.read(host, file))?.toString('utf8') ?? '';
  if (known.split('\n').includes(key)) return;
  const before = known === '' || known.endsWith('\n') ? known : `${known}\n`;
  await setup.runner.write(host, file, `${before}${key}\n`, 0o600);
}

async function letIn(setup: Setup, node: string): Promise<void> {
  const { runner, session } = setup;
  try {
    await runner.run(node, ['true']);
  } catch (error) {
    const { runInTerminal } = session.console;
    // ssh asks for the password itself, on the terminal.
    const copied = runInTerminal && (await has(setup, undefined, 'ssh-copy-id'));
    if (!copied || (await runInTerminal('ssh-copy-id', [node])) !== 0) throw error;
  }
}
