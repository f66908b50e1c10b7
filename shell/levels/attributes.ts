import type { Element } from '../../cib/xml/element.js';
import { object, type Shape, text } from '../answer/shape.js';
import { optional, sequence, word } from '../grammar/argument.js';
import { type Expectation, oneOf } from '../grammar/expectation.js';
import type { Command, Outcome } from '../level.js';
import { succeeded } from '../outcome.js';
import type { Session } from '../session.js';
import { askTool, showTool } from '../tool.js';

/** The line of a tool for what is asked: of an attribute, and for `set` of its value. */
export type ToolLine = (owner: string, attribute: string, value: string) => readonly string[];

interface AttributeCommand extends Pick<Command, 'name' | 'summary' | 'help' | 'examples' | 'skill' | 'waits'> {
  readonly owner: Expectation;
  readonly attribute: Expectation;
  /** The kind of set that the attribute is in, if its values can be listed. */
  readonly set?: string;
  readonly tool: string;
  /** By what is done: `set`, `delete`, `show` and whatever else there is. */
  readonly lines: Readonly<Record<string, ToolLine>>;
}

/** `NAME OWNER set ATTRIBUTE VALUE`, `NAME OWNER show ATTRIBUTE`, and so on: done by one of our tools. */
export function attributeCommand({ owner, attribute, set, tool, lines, ...about }: AttributeCommand): Command {
  const actions = Object.keys(lines);
  const others = actions.filter((action) => action !== 'set').join('|');
  const named = sequence({
    id: word(owner),
    action: word(oneOf(`{${actions.join('|')}}`, actions)),
    attribute: word(attribute),
  });
  return {
    ...about,
    output: ATTRIBUTE_OUTPUT,
    grammar: {
      usage: `${owner.title} set ${attribute.title} <value> | ${owner.title} {${others}} ${attribute.title}`,
      read(reader, session) {
        const given = named.read(reader, session);
        const values: Expectation = {
          title: '<value>',
          complete: (world) => (set && given.action === 'set' ? world.values(set, given.attribute) : []),
        };
        return { ...given, value: optional(word(values)).read(reader, session) };
      },
    },
    async run(given: Given, session: Session): Promise<Outcome | undefined> {
      const { id, action, name, value } = split(given);
      const line = lines[action];
      const problem = problemWith(action, line, value);
      if (problem !== undefined || !line) return badUsage(about.name, given, problem ?? '');
      const args = line(id, name, value ?? '');
      if (session.answer) return attributeFrom(session, tool, args, name);
      return succeeded(await showTool(session, tool, args));
    },
  };
}

export const ATTRIBUTE_OUTPUT: Shape = object({ name: text(), value: text() }, 'The attribute that was asked for');

/** What a tool shows of an attribute, for programs: the same, whichever tool it is. @param name if it is known */
export async function attributeFrom(
  session: Session,
  tool: string,
  args: readonly string[],
  name?: string,
): Promise<Outcome> {
  const { status, elements, complaints } = await askTool(session, tool, args);
  for (const line of complaints) session.say(status === 0 ? 'warning' : 'error', line);
  const value = status === 0 ? valueIn(elements) : undefined;
  const known = name ?? elements[0]?.get('name');
  return { failed: status !== 0, ...(value === undefined ? {} : { value: { name: known, value } }) };
}

/** Of a list of crm_resource, an attribute of crm_attribute, or a secret. */
function valueIn([first]: readonly Element[]): string | undefined {
  if (first?.name === 'attribute') return first.get('value');
  const place = first?.name === 'list' ? first.child('item') : first?.name === 'secret' ? first : undefined;
  const [text] = place?.children ?? [];
  return text?.kind === 'text' ? text.text : undefined;
}

interface Given {
  readonly id: string;
  readonly action: string;
  readonly attribute: string;
  readonly value: string | undefined;
}

/** `name=value` is taken as two words. */
function split({ id, action, attribute, value }: Given) {
  const pair = /^(\w+)=(\w+.*)$/s.exec(attribute);
  return pair ? { id, action, name: pair[1] as string, value: pair[2] } : { id, action, name: attribute, value };
}

function problemWith(action: string, line: ToolLine | undefined, value: string | undefined): string | undefined {
  if (!line) return `'${action}'`;
  if (action === 'set') return value === undefined ? 'Missing value argument to set' : undefined;
  return value === undefined ? undefined : `Too many arguments to ${action}`;
}

export function badUsage(name: string, { id, action, attribute, value }: Given, problem: string): Outcome {
  const words = [id, action, attribute, ...(value === undefined ? [] : [value])].join(' ');
  return { messages: [{ level: 'error', text: `Bad usage: ${problem}, command: '${name} ${words}'` }], failed: true };
}
