import { CibError } from '../../cib/result/error.js';
import type { Host } from '../remote/runner.js';
import type { Session } from '../session.js';

/** Have Corosync on all nodes read its file again. @param host who tells the others @throws CibError `EIO` */
export async function reload(session: Session, host: Host): Promise<void> {
  const { status, stdout, stderr } = await (await session.runner()).run(host, ['corosync-cfgtool', '-R']);
  if (status === 0) return;
  const said = (stderr.trim() || stdout.trim()).split('\n').at(-1) || `exit status ${status}`;
  throw new CibError(
    'EIO',
    `${host === undefined ? '' : `${host}: `}Corosync cannot reload its configuration: ${said}`,
  );
}
