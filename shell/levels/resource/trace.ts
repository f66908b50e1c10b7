import { CibError } from '../../../cib/result/error.js';
import { parseInterval } from '../../../cib/time/interval.js';
import { Element } from '../../../cib/xml/element.js';
import { many, optional, sequence, word } from '../../grammar/argument.js';
import { type Expectation, free, oneOf } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { remarks } from '../../outcome.js';
import type { Session } from '../../session.js';
import { assignIds } from '../../syntax/identity.js';
import type { Workspace } from '../../workspace/workspace.js';
import { PRIMITIVE } from '../arguments.js';
import { editNow } from '../edits.js';

const OPERATIONS = [
  'probe',
  'monitor',
  'start',
  'stop',
  'migrate_to',
  'migrate_from',
  'promote',
  'demote',
  'notify',
  'reload',
];
const OPERATION: Expectation = oneOf('<operation>', OPERATIONS);
const SWITCH = 'trace_ra';
const DIRECTORY = 'trace_dir';

/** Which operations: all, those of a name, or the one of an interval. */
interface Which {
  readonly name: string | undefined;
  readonly interval: string | undefined;
}

/** `probe` is the monitor that is done once. */
const whichOf = (name: string | undefined, interval: string | undefined): Which =>
  name === 'probe' ? { name: 'monitor', interval: interval ?? '0' } : { name, interval };

const sameInterval = (a: string, b: string): boolean => {
  try {
    return parseInterval(a) === parseInterval(b);
  } catch {
    return a === b;
  }
};

function operationsOf(resource: Element, { name, interval }: Which): Element[] {
  return [...(resource.child('operations')?.elements('op') ?? [])].filter(
    (op) =>
      (name === undefined || op.get('name') === name) &&
      (interval === undefined || sameInterval(op.get('interval') ?? '0', interval)),
  );
}

/** The primitive of that id. @throws nothing: what is wrong is told, and then there is none */
function primitive(session: Session, workspace: Workspace, id: string): Element | undefined {
  const object = workspace.findResource(id);
  if (object?.element.name === 'primitive') return object.element;
  session.say('error', object ? `element ${id} is not a primitive resource` : `resource ${id} does not exist`);
  return undefined;
}

export const TRACE = command({
  name: 'trace',
  summary: 'Have a resource agent write down all it does',
  help: 'The agent traces its operations into files, one for each run, in the directory given or in trace_ra below path.heartbeat_dir. Without an operation, all of them. Operations other than monitors are traced when they are run next.',
  examples: ['trace vip', 'trace vip start', 'trace vip monitor 10', 'trace vip stop /tmp/traces'],
  grammar: {
    ...sequence({ id: word(PRIMITIVE), words: many(word(OPERATION)) }),
    usage: '<rsc> [<operation>] [<interval>] [<directory>]',
  },
  async run({ id, words }, session) {
    const usage = 'usage: trace <rsc> [<op>] [<interval>] [<log-dir>]';
    const only = (found: readonly string[]) => {
      if (found.length > 1) throw new CibError('EINVAL', usage);
      return found[0];
    };
    const place = only(words.filter((text) => text.startsWith('/')));
    const interval = only(words.filter((text) => /^\d+$/.test(text)));
    const which = whichOf(only(words.filter((text) => !/^(\/|\d+$)/.test(text))), interval);
    const directory = place ?? `${(await session.preferences()).get('path.heartbeat_dir')}/trace_ra`;
    let type = '';
    const ok = await editNow(session, (workspace) => {
      const resource = primitive(session, workspace, id);
      if (!resource) return false;
      type = resource.get('type') ?? '';
      workspace.edit(() => {
        traceIn(workspace, workspace.findResource(id)?.element as Element, which, directory);
        return [id];
      });
      return true;
    });
    if (!ok) return { failed: true };
    const { name } = which;
    const what = name === undefined || name === 'monitor' ? 'non-monitor operations' : `the ${name} operation`;
    return remarks(
      `Trace for ${id}${name === undefined ? '' : `:${name}`} is written to ${directory}/${type}`,
      `Trace set, restart ${id} to trace ${what}`,
    );
  },
});

function traceIn(workspace: Workspace, resource: Element, which: Which, directory: string): void {
  const id = resource.id ?? '';
  const found = operationsOf(resource, which);
  const missing = missingFrom(resource, which);
  if (found.length === 0 && which.interval !== undefined && !sameInterval(which.interval, '0')) {
    const problem = `Operation ${which.name} with interval ${which.interval} not found in ${id}`;
    throw new CibError('ENXIO', problem);
  }
  if (found.length === 0 && which.name === 'monitor' && which.interval === undefined) {
    throw new CibError('ENXIO', `No monitor operation configured for ${id}`);
  }
  const operations = resource.child('operations') ?? resource.append(new Element('operations'));
  for (const name of missing)
    found.push(operations.append(new Element('op', { name, interval: which.interval ?? '0' })));
  for (const op of found) {
    // What was changed stands last, as in crmsh.
    op.remove();
    operations.append(op);
    const set = op.child('instance_attributes') ?? op.append(new Element('instance_attributes'));
    setPair(set, SWITCH, '1');
    setPair(set, DIRECTORY, directory);
  }
  assignIds(resource, undefined, workspace.ids);
}

/** Operations that are to be traced but are not configured. */
function missingFrom(resource: Element, which: Which): string[] {
  if (which.name !== undefined) return operationsOf(resource, which).length > 0 ? [] : [which.name];
  const promotable = resource.parent?.name === 'master' || hasMeta(resource, 'promotable');
  const names = ['start', 'stop', ...(promotable ? ['promote', 'demote'] : [])];
  return names.filter((name) => operationsOf(resource, { name, interval: undefined }).length === 0);
}

const hasMeta = (resource: Element, name: string): boolean =>
  [...resource.elements('meta_attributes')].some((set) =>
    [...set.elements('nvpair')].some((pair) => pair.get('name') === name && pair.get('value') === 'true'),
  );

function setPair(set: Element, name: string, value: string): void {
  const pair = [...set.elements('nvpair')].find((each) => each.get('name') === name);
  if (pair) pair.set('value', value);
  else set.append(new Element('nvpair', { name, value }));
}

export const UNTRACE = command({
  name: 'untrace',
  summary: 'End what trace began',
  examples: ['untrace vip', 'untrace vip start'],
  grammar: sequence({
    id: word(PRIMITIVE),
    operation: optional(word(OPERATION)),
    interval: optional(word(free('<interval>'))),
  }),
  async run({ id, operation, interval }, session) {
    const which = whichOf(operation, interval);
    const ok = await editNow(session, (workspace) => {
      if (!primitive(session, workspace, id)) return false;
      workspace.edit(() => {
        untraceIn(workspace.findResource(id)?.element as Element, which);
        return [id];
      });
      return true;
    });
    if (!ok) return { failed: true };
    return remarks(`Stop tracing ${id}${which.name === undefined ? '' : ` for operation ${which.name}`}`);
  },
});

function untraceIn(resource: Element, which: Which): void {
  const found = operationsOf(resource, which);
  if (found.length === 0 && which.name !== undefined) {
    const every = which.interval === undefined ? '' : ` with interval ${which.interval}`;
    throw new CibError('ENXIO', `Operation ${which.name}${every} not found in ${resource.id}`);
  }
  const place = resource.child('operations');
  for (const op of found) {
    for (const set of [...op.elements('instance_attributes')]) {
      for (const pair of [...set.elements('nvpair')]) {
        if ([SWITCH, DIRECTORY].includes(pair.get('name') ?? '')) pair.remove();
      }
      if (set.children.length === 0) set.remove();
    }
    op.remove();
    if (!isIdle(op)) place?.append(op);
  }
  if (place?.children.length === 0) place.remove();
}

/** It says nothing: made for the trace alone. */
const isIdle = (op: Element): boolean =>
  op.children.length === 0 &&
  op.attributeNames().every((name) => ['id', 'name', 'interval'].includes(name)) &&
  sameInterval(op.get('interval') ?? '0', '0');
