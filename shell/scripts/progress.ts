import type { Session } from '../session.js';
import type { Action } from './actions.js';
import { json } from './json.js';
import type { Script } from './model.js';

/** Who is told how a script comes along. */
export interface Progress {
  started(script: Script, nodes: readonly string[]): void;
  /** Something went wrong on a node. */
  error(node: string, message: string): void;
  finished(action: Action, ok: boolean, output: string): void;
  /** What would be done, were this not a rehearsal. */
  command(nodes: string, text: string): void;
}

export function toPerson(session: Session): Progress {
  return {
    started({ shortdesc }, nodes) {
      if (shortdesc !== '') session.say('info', shortdesc);
      session.say('info', `Nodes: ${nodes.join(', ')}`);
    },
    error: (node, message) => session.say('error', `[${node}]: ${message}`),
    finished({ kind, shortdesc }, ok, output) {
      const what = shortdesc || kind;
      if (ok) session.say('info', what);
      else session.say('error', `${what} failed`);
      if (output !== '') session.console.out(`${output}\n`);
    },
    command: (nodes, text) => session.console.out(`** ${nodes} - ${text}\n`),
  };
}

/** A run of a script as data. */
export interface ScriptRun {
  readonly script?: string;
  readonly nodes?: readonly string[];
  readonly actions: readonly { readonly action: string; readonly ok: boolean; readonly output: string }[];
  /** What would be done, of a rehearsal. */
  readonly commands: readonly { readonly nodes: string; readonly command: string }[];
}

/** Kept until all is done; what goes wrong is said as it does. */
export function toRecord(session: Session): Progress & { readonly run: ScriptRun } {
  let about: Pick<ScriptRun, 'script' | 'nodes'> = {};
  const actions: ScriptRun['actions'][number][] = [];
  const commands: ScriptRun['commands'][number][] = [];
  return {
    started: ({ name }, nodes) => {
      about = { script: name, nodes };
    },
    error: (node, message) => session.say('error', `[${node}]: ${message}`),
    finished({ kind, shortdesc }, ok, output) {
      const action = shortdesc || kind;
      if (!ok) session.say('error', `${action} failed`);
      actions.push({ action, ok, output });
    },
    command: (nodes, command) => commands.push({ nodes, command }),
    get run() {
      return { ...about, actions, commands };
    },
  };
}

/** A line of JSON for each action; what went wrong on nodes comes at the end, if something failed. */
export function toProgram(write: (line: string) => void): Progress & { end(ok: boolean): void } {
  const errors: { host: string; error: string }[] = [];
  return {
    started() {},
    error: (host, error) => void errors.push({ host, error }),
    finished: ({ shortdesc }, ok, output) =>
      write(json({ rc: ok, shortdesc, ...(ok ? { output } : { error: output }) })),
    command() {},
    end(ok) {
      for (const error of ok ? [] : errors) write(json(error));
    },
  };
}
