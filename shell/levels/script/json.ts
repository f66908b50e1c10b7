import { CibError } from '../../../cib/result/error.js';
import { anything, list } from '../../answer/shape.js';
import type { Grammar } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { json } from '../../scripts/json.js';
import { type Given, isRecord } from '../../scripts/model.js';
import { toProgram } from '../../scripts/progress.js';
import { runScript } from '../../scripts/run.js';
import type { Session } from '../../session.js';
import { catalogOf } from './catalog.js';
import { describe } from './describe.js';
import { worldOf } from './run.js';
import { verified } from './verify.js';

/** Does what a request asks for, gives lines of JSON. @returns whether it went well */
type Request = (parts: readonly unknown[], session: Session, write: (line: string) => void) => Promise<boolean>;

const REQUESTS: Readonly<Record<string, { readonly length: number; readonly answer: Request }>> = {
  list: {
    length: 1,
    async answer(_, session, write) {
      const catalog = await catalogOf(session);
      for (const name of catalog.names) {
        try {
          const { steps: __, ...description } = describe(await catalog.load(name));
          write(json(description));
        } catch (error) {
          if (!(error instanceof CibError)) throw error;
          write(json({ name, error: error.message }));
        }
      }
      return true;
    },
  },
  show: {
    length: 2,
    async answer([, name], session, write) {
      write(json(describe(await (await catalogOf(session)).load(String(name)))));
      return true;
    },
  },
  verify: {
    length: 3,
    async answer([, name, given], session, write) {
      const script = await (await catalogOf(session)).load(String(name));
      for (const { kind, shortdesc, longdesc, text, nodes, sudo } of await verified(session, script, tree(given))) {
        write(json({ name: kind, shortdesc, longdesc, text, nodes, sudo }));
      }
      return true;
    },
  },
  run: {
    length: 3,
    async answer([, name, given], session, write) {
      const script = await (await catalogOf(session)).load(String(name));
      const progress = toProgram(write);
      const ok = await runScript(script, tree(given), progress, await worldOf(session));
      progress.end(ok);
      return ok;
    },
  },
};

const tree = (given: unknown): Given => {
  if (!isRecord(given)) throw new CibError('EINVAL', 'parameters have to be an object');
  return given;
};

const REQUEST: Grammar<string> = {
  usage: '<json>',
  read(reader) {
    reader.expect(free('<json>'));
    if (reader.next === undefined) return reader.fail('Expected <json>');
    return reader
      .rest()
      .map(({ text }) => text)
      .join(' ');
  },
};

export const JSON_COMMAND = command({
  name: 'json',
  summary: 'Do what a request in JSON asks for',
  help: 'For programs: a request is a list, and the answer a JSON object on each line. Requests: ["list"], ["show", <name>], ["verify", <name>, {<values>}], ["run", <name>, {<values>}].',
  examples: [`json '["list"]'`, `json '["verify", "virtual-ip", {"id": "vip", "ip": "10.0.0.1"}]'`],
  raw: true,
  grammar: REQUEST,
  async run(request, session) {
    const lines: string[] = [];
    try {
      const parts = parsed(request);
      const [name] = parts;
      const found = REQUESTS[String(name)];
      if (!found) throw new CibError('EINVAL', `Unknown command: ${name}`);
      if (parts.length < found.length) {
        throw new CibError('EINVAL', `Incorrect number of arguments: ${parts.length} (expected ${found.length})`);
      }
      const ok = await found.answer(parts, session, (line) => lines.push(line));
      return { value: shown(lines, session), failed: !ok };
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      lines.push(json({ error: [error.message, ...error.details].join('\n') }));
      return { value: shown(lines, session), failed: true };
    }
  },
  output: list('answer', anything('As the request has it')),
  render: { text: (lines: readonly unknown[]) => lines.map((line) => `${line}\n`).join('') },
});

/** As lines for whoever asked for just that; inside a document, as what they say. */
const shown = (lines: readonly string[], { answer }: Session): readonly unknown[] =>
  answer ? lines.map((line) => JSON.parse(line)) : lines;

function parsed(request: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(request);
    if (Array.isArray(parts) && parts.length > 0) return parts;
  } catch {
    // Told like anything else that is no request.
  }
  throw new CibError('EINVAL', 'Failed to decode valid JSON command');
}
