import { int, int32 } from '../../../../cib/number/int.js';
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
  /** Asks whether the resource is there at all. */
  readonly probe: boolean;
  /** A probe that failed because the resource cannot run there: it counts as not running. */
  readonly masked: boolean;
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

  const execution = int32(xml.get('op-status'), undefined);
  const { pending, cancelled, noSecrets } = Execution;
  if (execution === undefined || execution < pending || execution > noSecrets || execution === cancelled) {
    return ignore('unpack_action_result', `with invalid op-status '${xml.get('op-status') ?? ''}'`);
  }
  const exit = int32(xml.get('rc-code'), undefined);
  if (exit === undefined || exit < 0 || exit > HIGHEST_EXIT) {
    return ignore('unpack_action_result', `with invalid rc-code '${xml.get('rc-code') ?? ''}'`);
  }
  const intervalMs = intervalOf(xml);
  const probe = task === 'monitor' && intervalMs === 0;
  return {
    resource,
    node,
    xml,
    id,
    key: historyKey(xml),
    task,
    intervalMs,
    probe,
    masked: probe && isMasked(exit, execution),
    exitReason: xml.get('exit-reason') ?? '',
    expected: expectedExit(xml),
    exit,
    execution,
  };
}

/** Entries of old have no key of their own: it was the id. */
export const historyKey = (xml: Element): string => xml.get('operation_key') || (xml.id ?? '');

export function intervalOf(xml: Element): number {
  const interval = int(xml.get('interval'), 0);
  return interval > 0 && interval <= 4_294_967_295 ? interval : 0;
}

const isMasked = (exit: number, execution: number | undefined): boolean =>
  exit === Exit.notInstalled || exit === Exit.invalidParameter || execution === Execution.notInstalled;

/** The same of any entry, be it sound or not. */
export const isMaskedProbe = (xml: Element): boolean =>
  xml.get('operation') === 'monitor' &&
  intervalOf(xml) === 0 &&
  isMasked(int32(xml.get('rc-code'), 0), int32(xml.get('op-status'), undefined));

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
  let part = 1;
  let value = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE && digits < 15) {
      value = value * 10 + code - ZERO;
      digits++;
    } else if (code !== COLON || digits === 0) return undefined;
    else if (part === 3) return text.charCodeAt(at + 1) > BLANK && text.charCodeAt(at + 1) < 127 ? value : undefined;
    else {
      part++;
      value = 0;
      digits = 0;
    }
  }
  return undefined;
}

const [BLANK, ZERO, NINE, COLON] = [32, 48, 57, 58];

/** Whether the exit status of an entry and its execution are these, as the history has them. */
export const endedWith = (xml: Element, exit: number): boolean =>
  int32(xml.get('rc-code'), Exit.error) === exit && int32(xml.get('op-status'), Execution.error) === Execution.done;
