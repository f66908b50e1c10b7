import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { sequence, word } from '../../grammar/argument.js';
import { type Candidate, type Expectation, free } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import type { Session } from '../../session.js';

const PATH: Expectation = {
  title: '<id>.[<operation>.][<interval>.]<name>',
  complete: (world, partial) =>
    partial.includes('.') ? [] : world.ids().map((id) => ({ text: `${id}.`, open: true })),
  find: ({ session }, partial) => pathsIn(session, partial.slice(0, partial.indexOf('.'))),
};

/** What of an object can be set. */
async function pathsIn(session: Session, id: string): Promise<Candidate[]> {
  const element = id === '' ? undefined : (await session.workspace()).find(id)?.element;
  const paths: string[] = [];
  for (const part of element?.walk() ?? []) {
    const operation = part.name === 'op' ? `${part.get('name')}.` : '';
    if (operation) {
      for (const name of part.attributeNames().filter((each) => each !== 'id' && each !== 'name')) {
        paths.push(`${id}.${operation}${name}`);
      }
    } else if (part.name === 'nvpair') paths.push(`${id}.${part.get('name')}`);
  }
  return paths.map((text) => ({ text }));
}

export const SET = command({
  name: 'set',
  summary: 'Change one value of an object',
  help: 'The value has to be there already: an attribute of any of its sets, or one of an operation. Of several operations of a name, the interval says which.',
  examples: ['set vip.ip 192.168.1.20', 'set vip.monitor.timeout 30s', 'set vip.monitor.10s.timeout 30s'],
  grammar: sequence({ path: word(PATH), value: word(free('<value>')) }),
  skill: 'administrator',
  async run({ path, value }, session) {
    const [id = '', ...rest] = path.split('.');
    if (rest.length < 1 || rest.length > 3) {
      throw new CibError('EINVAL', `Invalid path: "${path}"; Valid path: "id.[op_type.][interval.]name"`);
    }
    const workspace = await session.workspace();
    workspace.edit(() => {
      const object = workspace.find(id);
      if (!object) throw new CibError('ENXIO', `Object ${id} not found`);
      const name = rest.at(-1) as string;
      if (rest.length === 1) attributeOf(object.element, name, path).set('value', value);
      else operationOf(object.element, id, rest.slice(0, -1)).set(name, value);
      return [id];
    });
    return undefined;
  },
});

function attributeOf(object: Element, name: string, path: string): Element {
  const found = [...object.walk()].filter((element) => element.name === 'nvpair' && element.get('name') === name);
  if (found.length === 0) throw new CibError('ENXIO', `Attribute not found: ${path}`);
  if (found.length > 1) throw new CibError('EINVAL', `Expected 1 attribute named ${name}, found ${found.length}`);
  return found[0] as Element;
}

function operationOf(object: Element, id: string, [operation = '', interval]: readonly string[]): Element {
  const operations = [...(object.child('operations')?.elements('op') ?? [])];
  const named = operations.filter((op) => op.get('name') === operation);
  if (interval !== undefined) {
    const found = named.find((op) => op.get('interval') === interval || op.id === `${id}-${operation}-${interval}`);
    if (found) return found;
    throw new CibError('ENXIO', `Operation "${operation}" interval "${interval}" not found for resource ${id}`);
  }
  if (named.length > 1) throw new CibError('EINVAL', `Should specify interval of ${operation}`);
  if (!named[0]) throw new CibError('ENXIO', `Operation "${operation}" not found for resource ${id}`);
  return named[0];
}
