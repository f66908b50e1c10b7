import { int } from '../../../../cib/number/int.js';
import { EXIT } from '../../../../cib/result/codes.js';
import { ctime } from '../../../../cib/time/ctime.js';
import type { Element } from '../../../../cib/xml/element.js';
import type { Operation } from './operation.js';

const TEXTS = new Map<number, string>(Object.values(EXIT).map(({ number, description }) => [number, description]));

/** What an exit status of an agent means, in words. */
export const exitText = (exit: number): string =>
  TEXTS.get(exit) ?? (exit > 128 ? 'Interrupted by signal' : 'Unknown exit status');

/** Exit status and reason, in words. */
export const resultText = ({ exit, exitReason }: Pick<Operation, 'exit' | 'exitReason'>): string =>
  exitReason === '' ? exitText(exit) : `${exitText(exit)}: ${exitReason}`;

/** When the result of an operation was first seen, for log lines. */
export function changeTime(operation: Element): string {
  const seconds = int(operation.get('last-rc-change'), undefined);
  if (seconds === undefined) return 'unknown_time';
  return ctime(seconds).replace(/^\S+ /, '');
}
