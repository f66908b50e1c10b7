import { optional, sequence, word } from '../grammar/argument.js';
import { type Expectation, free, oneOf } from '../grammar/expectation.js';
import type { Command, Outcome } from '../level.js';
import type { Session } from '../session.js';
import { showTool } from '../tool.js';

/** The line of a tool for what is asked: of an attribute, and for `set` of its value. */
export type ToolLine = (owner: string, attribute: string, value: string) => readonly string[];

interface AttributeCommand extends Pick<Command, 'name' | 'summary' | 'help' | 'examples' | 'skill' | 'waits'> {
  readonly owner: Expectation;
  readonly attribute: Expectation;
  readonly tool: string;
  /** By what is done: `set`, `delete`, `show` and whatever else there is. */
  readonly lines: Readonly<Record<string, ToolLine>>;
}

/** `NAME OWNER set ATTRIBUTE VALUE`, `NAME OWNER show ATTRIBUTE`, and so on: done by one of our tools. */
export function attributeCommand({ owner, attribute, tool, lines, ...about }: AttributeCommand): Command {
  const actions = Object.keys(lines);
  const others = actions.filter((action) => action !== 'set').join('|');
  return {
    ...about,
    grammar: {
      ...sequence({
        id: word(owner),
        action: word(oneOf(`{${actions.join('|')}}`, actions)),
        attribute: word(attribute),
        value: optional(word(free('<value>'))),
      }),
      usage: `${owner.title} set ${attribute.title} <value> | ${owner.title} {${others}} ${attribute.title}`,
    },
    async run(given: Given, session: Session): Promise<Outcome | undefined> {
      const { id, action, name, value } = split(given);
      const line = lines[action];
      const problem = problemWith(action, line, value);
      if (problem !== undefined || !line) return badUsage(about.name, given, problem ?? '');
      return (await showTool(session, tool, line(id, name, value ?? ''))) ? undefined : { failed: true };
    },
  };
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
