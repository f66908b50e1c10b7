import { int } from '../../../cib/number/int.js';
import { formatDate } from '../../../cib/time/format.js';
import { localTime } from '../../../cib/time/local.js';
import type { Element } from '../../../cib/xml/element.js';
import { escapeText } from '../../../cib/xml/serialize.js';
import { historyKey } from '../../../daemon/scheduler/unpack/history/operation.js';
import { exitText } from '../../../daemon/scheduler/unpack/history/text.js';
import { executionText } from '../failures.js';
import { element } from './make.js';

const atLeast0 = (text: string | undefined): number => Math.max(0, int(text, 0));

export function failureXml(operation: Element): Element {
  const rc = atLeast0(operation.get('rc-code'));
  const changed = int(operation.get('last-rc-change'), 0);
  const xml = element('failure', {
    [operation.has('operation_key') ? 'op_key' : 'id']: historyKey(operation),
    node: operation.get('uname'),
    exitstatus: exitText(rc),
    exitreason: escapeReason(operation.get('exit-reason') ?? 'none'),
    exitcode: rc,
    call: operation.get('call-id'),
    status: executionText(atLeast0(operation.get('op-status'))),
  });
  if (changed <= 0) return xml;
  const more = element('failure', {
    'last-rc-change': formatDate(localTime(new Date(changed * 1000)), { zone: true }),
    queued: operation.get('queue-time'),
    exec: operation.get('exec-time'),
    interval: atLeast0(operation.get('interval')),
    task: operation.get('operation'),
  });
  for (const [name, value] of more.attributes()) xml.set(name, value);
  return xml;
}

/** Here the peer escapes what is then escaped once more. */
const escapeReason = (text: string): string =>
  /[<>&"\t\n\r]/.test(text) ? escapeText(text).replaceAll('"', '&quot;') : text;
