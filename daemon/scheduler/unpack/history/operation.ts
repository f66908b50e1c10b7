import { int, smallNumber } from '../../../../cib/number/int.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError } from '../../log.js';
import type { Node } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';

/** Exit statuses of agents, in OCF's numbering. */
export const Exit = {
  ok: 0,
  error: 1,
  invalidParameter: 2,
  unimplemented: 3,
  insufficientPrivileges: 4,
  notInstalled: 5,
  notConfigured: 6,
  notRunning: 7,
  runningPromoted: 8,
  failedPromoted: 9,
  degraded: 190,
  degradedPromoted: 191,
  unknown: 193,
} as const;

/** How the execution of an operation ended, as recorded. */
export const Execution = {
  pending: -1,
  done: 0,
  cancelled: 1,
  timeout: 2,
  notSupported: 3,
  error: 4,
  errorHard: 5,
  errorFatal: 6,
  notInstalled: 7,
  notConnected: 8,
  invalid: 9,
  noFenceDevice: 10,
  noSecrets: 11,
} as const;

const HIGHEST_EXIT = 255;

/** An entry of the operation history. */
export interface Operation {
  readonly resource: Resource;
  readonly node: Node;
  readonly xml: Element;
  readonly id: string;
  readonly key: string;
  readonly task: string;
  readonly intervalMs: number;
  readonly exitReason: string;
  /** -1 if it is not known. */
  readonly expected: number;
  exit: number;
  execution: number;
}

const STATEFUL = new Set(['monitor', 'start', 'stop', 'promote', 'demote', 'migrate_to', 'migrate_from', 'asyncmon']);

/** Read an entry; undefined if it says nothing about the state of the resource, or is wrong, which is logged. */
export function readOperation(resource: Resource, node: Node, xml: Element): Operation | undefined {
  const { id } = xml;
  const ignore = (source: string, why: string): undefined => {
    const where = `${id === undefined ? '' : `${id} `}for ${resource.id} on ${node.name}`;
    configError(resource.cluster, source, `Ignoring resource history entry ${where} ${why}`);
    return undefined;
  };
  if (id === undefined) return ignore('unpack_rsc_op', 'without ID');
  const task = xml.get('operation');
  if (task === undefined) return ignore('unpack_rsc_op', 'without operation');
  if (!STATEFUL.has(task)) return undefined;

  const execution = int(xml.get('op-status'), undefined);
  const { pending, cancelled, noSecrets } = Execution;
  if (execution === undefined || execution < pending || execution > noSecrets || execution === cancelled) {
    return ignore('unpack_action_result', `with invalid op-status '${xml.get('op-status') ?? ''}'`);
  }
  const exit = int(xml.get('rc-code'), undefined);
  if (exit === undefined || exit < 0 || exit > HIGHEST_EXIT) {
    return ignore('unpack_action_result', `with invalid rc-code '${xml.get('rc-code') ?? ''}'`);
  }
  return {
    resource,
    node,
    xml,
    id,
    key: historyKey(xml),
    task,
    intervalMs: intervalOf(xml),
    exitReason: xml.get('exit-reason') ?? '',
    expected: expectedExit(xml),
    exit,
    execution,
  };
}

/** Entries of old have no key of their own: it was the id. */
export const historyKey = (xml: Element): string => xml.get('operation_key') || (xml.id ?? '');

export const intervalOf = (xml: Element): number => Math.max(0, int(xml.get('interval'), 0));

export const isProbe = (xml: Element): boolean => xml.get('operation') === 'monitor' && intervalOf(xml) === 0;

/** A probe that failed because the resource cannot run there: it counts as not running. */
export function isMaskedProbe(xml: Element): boolean {
  if (!isProbe(xml)) return false;
  const exit = int(xml.get('rc-code'), 0);
  return (
    exit === Exit.notInstalled ||
    exit === Exit.invalidParameter ||
    int(xml.get('op-status'), undefined) === Execution.notInstalled
  );
}

/** The exit status that was expected: the third part of the transition key. */
export function expectedExit(xml: Element): number {
  const text = xml.get('transition-key') ?? '';
  const plain = thirdNumber(text);
  if (plain !== undefined) return plain;
  const key = /^\s*[+-]?\d+:\s*[+-]?\d+:\s*([+-]?\d+):\s*\S/.exec(text);
  return key ? Number(key[1]) : -1;
}

/** Of a key as the cluster writes it, `1:2:0:graph`; undefined for any other text. */
function thirdNumber(text: string): number | undefined {
  const first = text.indexOf(':');
  const second = text.indexOf(':', first + 1);
  const third = text.indexOf(':', second + 1);
  if (first < 0 || second < first || third < second || !/^\w/.test(text.slice(third + 1, third + 2))) return undefined;
  if (smallNumber(text.slice(0, first)) === undefined) return undefined;
  if (smallNumber(text.slice(first + 1, second)) === undefined) return undefined;
  return smallNumber(text.slice(second + 1, third));
}

/** Whether the exit status of an entry and its execution are these, as the history has them. */
export const endedWith = (xml: Element, exit: number): boolean =>
  int(xml.get('rc-code'), Exit.error) === exit && int(xml.get('op-status'), Execution.error) === Execution.done;
