import type { CibError } from '../cib/result/error.js';
import { SyntaxFault } from './grammar/fault.js';
import type { Session } from './session.js';

/** Messages that name what they are about need no command before them. */
const SELF_EXPLAINING =
  /^(object |constraint |Cannot create |a group may contain|[^ ]+ (refers to missing|already in use at|not supported by)|[^ ]+: (invalid object id|id is already in use))/;

/** Tell an expected failure. */
export function report(session: Session, error: CibError): void {
  const plain = error instanceof SyntaxFault || session.command === '' || SELF_EXPLAINING.test(error.message);
  session.say('error', `${plain ? '' : `${session.command}: `}${error.located}`);
  for (const detail of error.details) session.say('error', detail);
}
