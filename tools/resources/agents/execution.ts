import { CibError } from '../../../cib/result/error.js';
import { Element, Text } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { exitText } from '../../../daemon/scheduler/unpack/history/text.js';
import { EXECUTION, type Execution as Result } from '../../agents/execute.js';
import { executionText } from '../../status/failures.js';
import { element } from '../../status/xml/make.js';
import type { View } from '../report.js';
import type { AgentSpec } from '../request.js';

/** An operation that was run, and what came of it. */
export interface Execution {
  /** As it was asked for. */
  readonly operation: string;
  /** Of the resource. */
  readonly name: string | undefined;
  readonly agent: AgentSpec;
  /** Values that stood in for what is configured. */
  readonly overrides: readonly (readonly [name: string, value: string])[];
  readonly result: Result;
}

function subject({ operation, name, agent }: Execution): string {
  const { standard, provider, type } = agent;
  const spec = [standard, provider, type].filter((part) => part !== undefined).join(':');
  return `Operation ${operation}${name === undefined ? '' : ` for ${name}`} (${spec})`;
}

/** Why it could not be run, if so. */
export function failureText(execution: Execution): string | undefined {
  const { status, reason } = execution.result;
  if (status === EXECUTION.done) return undefined;
  const why = reason === undefined ? '' : `: ${reason}`;
  return `${subject(execution)} could not be executed (${executionText(status)}${why})`;
}

export const executionView = (execution: Execution, quiet: boolean): View => ({
  text: () => toText(execution, quiet),
  xml: () => [executionXml(execution)],
});

function toText(execution: Execution, quiet: boolean): string {
  const { name, overrides, result } = execution;
  const { status, exit, reason, stdout, stderr } = result;
  let out = '';
  for (const [key, value] of overrides) {
    const about = name === undefined ? '' : ` for '${name}'`;
    out += `Overriding the cluster configuration${about} with '${key}' = '${value}'\n`;
  }
  if (status === EXECUTION.done && !quiet) {
    const why = reason === undefined ? '' : `: ${reason}`;
    out += `${subject(execution)} returned ${exit} (${exitText(exit)}${why})\n`;
  }
  if (stdout !== undefined && isXml(stdout)) return `${out}${stdout}`;
  return `${out}${[stdout, stderr].flatMap((text) => (text === undefined ? [] : [`${text}\n`])).join('')}`;
}

function executionXml({ operation, name, agent, overrides, result }: Execution): Element {
  const { status, exit, reason, stdout, stderr } = result;
  const { standard, type, provider } = agent;
  const children = [
    element(
      'overrides',
      {},
      overrides.map(([key, value]) => element('override', { name: key, value, rsc: name })),
    ),
    element('agent-status', {
      code: exit,
      message: exitText(exit),
      execution_code: status,
      execution_message: executionText(status),
      reason,
    }),
  ];
  if (stdout !== undefined && isXml(stdout)) children.push(new Element('command', {}, [new Text(stdout, true)]));
  else if (stdout !== undefined || stderr !== undefined) {
    const outputs = Object.entries({ stdout, stderr }).flatMap(([source, text]) =>
      text === undefined ? [] : [new Element('output', { source }, [new Text(text)])],
    );
    children.push(element('command', { code: exit }, outputs));
  }
  const attributes = { action: operation, class: standard, type, rsc: name, provider };
  return element('resource-agent-action', attributes, children);
}

function isXml(text: string): boolean {
  try {
    parseXml(text);
    return true;
  } catch (error) {
    if (error instanceof CibError) return false;
    throw error;
  }
}
