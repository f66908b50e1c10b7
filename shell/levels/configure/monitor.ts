import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import type { Grammar } from '../../grammar/argument.js';
import { free, fromWorld } from '../../grammar/expectation.js';
import type { Reader } from '../../grammar/reader.js';
import { command } from '../../level.js';
import { makeId } from '../../syntax/identity.js';
import { canonical, vocabularyOf } from '../../syntax/vocabulary.js';

interface Monitor {
  readonly resource: string;
  readonly role?: string;
  readonly interval: string;
  readonly timeout?: string;
}

const RESOURCE = fromWorld('<resource>[:<role>]', (world) => world.ids('primitive'));
const INTERVAL = free('<interval>[:<timeout>]');

function pair(reader: Reader, expectation: typeof RESOURCE): [string, string | undefined] {
  const [first = '', second, ...more] = reader.any(expectation).split(':');
  if (more.length > 0) reader.fail('Expected value[:value]', reader.at - 1);
  return [first, second];
}

const MONITORED: Grammar<Monitor> = {
  usage: '<resource>[:<role>] <interval>[:<timeout>]',
  read(reader, session) {
    const [resource, given] = pair(reader, RESOURCE);
    const { roles } = vocabularyOf(session.openWorkspace?.cib.get('validate-with'));
    const role = given === undefined ? undefined : canonical(given, roles);
    if (given !== undefined && role === undefined) reader.fail(`Invalid role '${given}' for resource '${resource}'`);
    const [interval, timeout] = pair(reader, INTERVAL);
    return { resource, ...(role ? { role } : {}), interval, ...(timeout ? { timeout } : {}) };
  },
};

export const MONITOR = command({
  name: 'monitor',
  summary: 'Let a resource be monitored',
  examples: ['monitor vip 10s:20s', 'monitor drbd:Promoted 9s'],
  grammar: MONITORED,
  async run({ resource, ...attributes }, session) {
    const workspace = await session.workspace();
    workspace.edit(() => {
      const found = workspace.findResource(resource);
      if (!found) throw new CibError('ENXIO', `object ${resource} does not exist`);
      if (found.kind.keyword !== 'primitive') throw new CibError('EINVAL', `${resource} is not a primitive`);
      const { element } = found;
      const operations = element.child('operations') ?? element.append(new Element('operations'));
      const op = new Element('op', { name: 'monitor', ...attributes });
      if ([...operations.elements('op')].some((other) => sameOperation(other, op))) {
        throw new CibError('EEXIST', `${resource} already has a monitor op with interval ${attributes.interval}`);
      }
      op.set('id', makeId(op, resource, workspace.ids));
      operations.append(op);
      return [resource];
    });
    return undefined;
  },
});

const sameOperation = (a: Element, b: Element): boolean =>
  ['name', 'interval', 'role'].every((name) => a.get(name) === b.get(name));
