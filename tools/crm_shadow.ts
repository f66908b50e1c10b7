import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, unlinkSync } from 'node:fs';
import type { CibClient } from '../cib/client/client.js';
import { openCib } from '../cib/client/open.js';
import { shadowFile } from '../cib/client/shadow.js';
import { writeDurably } from '../cib/client/write.js';
import { emptyCib } from '../cib/document/empty.js';
import { describePatchset } from '../cib/patch/describe.js';
import { diff } from '../cib/patch/diff.js';
import { type Patchset, writePatchset } from '../cib/patch/patchset.js';
import { CibError, fromSystemError } from '../cib/result/error.js';
import { Element, Text } from '../cib/xml/element.js';
import { parseXml } from '../cib/xml/parse.js';
import { serializePretty } from '../cib/xml/serialize.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { flag, value } from './command/option.js';
import { type Args, UsageError } from './command/parse.js';

/** What a query or command on a shadow copy has to show. */
interface Value {
  /** A command has done its work and shows no instance. */
  readonly shows: 'instance' | 'file' | 'content' | 'diff' | 'nothing';
  readonly instance?: string;
  readonly file?: string;
  /** XML text of the shadow copy. */
  readonly content?: string;
  /** Lines of the difference to the cluster's CIB, for people. */
  readonly diff?: readonly string[];
  /** The same as a patchset, for programs. */
  readonly patchset?: string;
  /** Remarks for people only. */
  readonly notes?: readonly string[];
  /** What to do next. */
  readonly instruction?: string;
}

const OPTIONS = {
  which: flag('Name the active shadow copy', { short: 'w', group: 'queries' }),
  display: flag('Print the active shadow copy', { short: 'p', group: 'queries' }),
  diff: flag('Print what differs between the cluster and the active shadow copy', { short: 'd', group: 'queries' }),
  file: flag('Print the path of the active shadow copy', { short: 'F', group: 'queries' }),
  create: value('name', "Make a shadow copy of the cluster's configuration", { short: 'c', group: 'commands' }),
  'create-empty': value('name', 'Make a shadow copy with an empty configuration; see --validate-with', {
    short: 'e',
    group: 'commands',
  }),
  commit: value('name', 'Make the shadow copy the configuration of the cluster', {
    short: 'C',
    group: 'commands',
    complete: 'shadow',
  }),
  delete: value('name', 'Delete the shadow copy', { short: 'D', group: 'commands', complete: 'shadow' }),
  edit: flag('Open the active shadow copy in $EDITOR', { short: 'E', group: 'commands' }),
  reset: value('name', 'Make the shadow copy anew from the cluster; needs --force', {
    short: 'r',
    group: 'commands',
    complete: 'shadow',
  }),
  switch: value('name', '(Advanced) Go over to the shadow copy', { short: 's', group: 'commands', complete: 'shadow' }),
  force: flag('(Advanced) Do it even where something would be overwritten', { short: 'f', group: 'additional' }),
  batch: flag('(Advanced) Start no shell', { short: 'b', group: 'additional' }),
  all: flag('(Advanced) With --commit: the whole CIB, status included', { short: 'a', group: 'additional' }),
  'validate-with': value('schema', '(Advanced) Schema for --create-empty', {
    short: 'v',
    group: 'additional',
    complete: 'schema',
  }),
} as const;

type Name = keyof typeof OPTIONS;
const COMMANDS = [
  'which',
  'display',
  'diff',
  'file',
  'create',
  'create-empty',
  'commit',
  'delete',
  'edit',
  'reset',
  'switch',
] as const;
type ShadowCommand = (typeof COMMANDS)[number];

/** One run: which instance, where it lies, and the options that bear on it. */
class Run {
  readonly active: string | undefined;

  constructor(
    readonly args: Args<Name>,
    readonly context: Context,
    readonly named: string | undefined,
  ) {
    this.active = context.env['CIB_shadow'];
  }

  /** The instance a command names, or the active one that a query is about. */
  get instance(): string {
    const instance = this.named ?? this.active;
    if (instance === undefined) throw new CibError('ENXIO', 'No active shadow configuration defined');
    return instance;
  }

  get file(): string {
    return shadowFile(this.instance, this.context.env);
  }

  /** The CIB that the shadow copies stand beside. */
  async real<T>(use: (client: CibClient) => Promise<T>): Promise<T> {
    const { CIB_shadow: _, ...env } = this.context.env;
    let client: CibClient;
    try {
      client = await openCib(env, this.context.program);
    } catch (error) {
      throw prefixed('Could not connect to CIB', error);
    }
    try {
      return await use(client);
    } finally {
      await client.close();
    }
  }

  query(): Promise<Element> {
    return this.real(async (client) => {
      try {
        return (await client.call({ operation: 'query' })).output as Element;
      } catch (error) {
        throw prefixed('Could not query the non-shadow CIB', error);
      }
    });
  }

  /** @throws CibError if there is no such shadow copy */
  mustExist(): void {
    try {
      statSync(this.file);
    } catch (error) {
      throw prefixed(`Could not access shadow instance '${this.instance}'`, fromSystemError(error));
    }
  }

  read(): Element {
    try {
      return parseXml(readFileSync(this.file, 'utf8'));
    } catch (error) {
      if (!(error instanceof CibError)) throw fromSystemError(error);
      const where = { ...error.place, file: this.file };
      throw new CibError('no_input', `Could not parse XML from input file '${this.file}'`, {}, [
        new CibError('bad_xml', error.message, where).located,
      ]);
    }
  }

  write(cib: Element, verb: 'create' | 'reset'): void {
    try {
      writeDurably(this.file, serializePretty(cib));
    } catch (error) {
      throw prefixed(`Could not ${verb} the shadow instance '${this.instance}'`, fromSystemError(error));
    }
  }
}

function prefixed(message: string, error: unknown): CibError {
  if (!(error instanceof CibError)) throw error;
  return new CibError(error.code, `${message}: ${error.rc.description}`);
}

/** Refuse what would destroy something, and say how to insist. */
function danger(
  run: Run,
  reason: string,
  what: 'cluster' | 'shadow file',
  exit: Outcome<Value>['exit'] = 'USAGE',
): Outcome<Value> {
  const other =
    exit === 'USAGE' && run.active !== undefined && run.active !== run.instance
      ? `.\nAdditionally, the supplied shadow instance (${run.instance}) is not the same as the active one (${run.active})`
      : '';
  const message = `${reason}${other}.\nTo prevent accidental destruction of the ${what}, the --force flag is required in order to proceed.`;
  return { exit: exit as 'USAGE', errors: [`${run.context.program}: ${message}`] };
}

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;

const alreadyExists = (run: Run): Outcome<Value> =>
  danger(run, `A shadow instance '${run.instance}' already exists`, 'shadow file', 'CANTCREAT');

async function create(run: Run, reset: boolean): Promise<Outcome<Value>> {
  if (!run.args.has('force')) {
    if (reset) return danger(run, 'The reset command overwrites the active shadow configuration', 'shadow file');
    if (exists(run.file)) return alreadyExists(run);
  }
  run.write(await run.query(), reset ? 'reset' : 'create');
  return enter(run, 'A new shadow instance was created. To begin using it');
}

function createEmpty(run: Run): Outcome<Value> {
  if (!run.args.has('force') && exists(run.file)) return alreadyExists(run);
  const cib = emptyCib(run.args.value('validate-with'));
  run.write(cib, 'create');
  return enter(run, 'A new shadow instance was created. To begin using it', [
    `Created new ${cib.get('validate-with')} configuration`,
  ]);
}

/** Go into a shell in which the instance is active, or say how to activate it in this one. */
function enter(run: Run, prefix: string, notes: readonly string[] = []): Outcome<Value> {
  const { context, instance } = run;
  const prompt = `shadow[${instance.slice(0, 40)}] # `;
  if (run.active === instance && context.env['PS1'] === prompt) return { value: { shows: 'nothing', notes } };
  const shell = context.env['SHELL'];
  if (run.args.has('batch') || shell === undefined) {
    const instruction = `${prefix}, enter the following into your shell:\n\texport CIB_shadow=${instance}`;
    return { value: { shows: 'nothing', notes, instruction } };
  }
  const lines = [...notes, 'Setting up shadow instance', 'Press Ctrl+D to exit the crm_shadow shell'];
  if (context.format === 'text') context.write(`${lines.join('\n')}\n`);
  const args = /(^|\/)bash$/.test(shell) ? ['--norc', '--noprofile'] : [];
  const env = { ...context.env, PS1: prompt, CIB_shadow: instance } as NodeJS.ProcessEnv;
  const { error, status } = spawnSync(shell, args, { stdio: 'inherit', env });
  if (error) throw prefixed(`Failed to launch shell '${shell}'`, fromSystemError(error));
  return { value: { shows: 'nothing' }, exit: status ?? 'ERROR' };
}

async function commit(run: Run): Promise<Outcome<Value>> {
  if (!run.args.has('force')) {
    return danger(run, 'The commit command overwrites the active cluster configuration', 'cluster');
  }
  run.mustExist();
  await run.real(async (client) => {
    const cib = run.read();
    const whole = run.args.has('all');
    const input = whole ? cib : cib.child('configuration');
    try {
      await client.call({ operation: 'replace', section: whole ? undefined : 'configuration', input });
    } catch (error) {
      throw prefixed(`Could not commit shadow instance '${run.instance}' to the CIB`, error);
    }
  });
  return { value: { shows: 'nothing' } };
}

function remove(run: Run): Outcome<Value> {
  if (!run.args.has('force')) return danger(run, 'The delete command removes the specified shadow file', 'shadow file');
  try {
    unlinkSync(run.file);
  } catch (error) {
    const fault = fromSystemError(error);
    if (fault.code !== 'ENOENT') throw prefixed(`Could not remove shadow instance '${run.instance}'`, fault);
  }
  if (run.active !== run.instance) return { value: { shows: 'nothing' } };
  const inShell = run.context.env['PS1'] === `shadow[${run.instance.slice(0, 40)}] # `;
  const instruction = inShell
    ? 'Press Ctrl+D to exit the crm_shadow shell'
    : 'Remember to unset the CIB_shadow variable by entering the following into your shell:\n\tunset CIB_shadow';
  return { value: { shows: 'nothing', instruction } };
}

function edit(run: Run): Outcome<Value> {
  run.mustExist();
  const editor = run.context.env['EDITOR'];
  if (editor === undefined)
    return { exit: 'NOT_CONFIGURED', errors: [`${run.context.program}: No value for EDITOR defined`] };
  // Through a shell, since an editor may be set with options of its own.
  const { error, status } = spawnSync('/bin/sh', ['-c', `${editor} "$1"`, 'sh', run.file], { stdio: 'inherit' });
  if (error || status === 127 || status === 126) {
    const why = error ? fromSystemError(error).rc.description : 'No such file or directory';
    return {
      exit: 'OSFILE',
      errors: [`${run.context.program}: Could not invoke EDITOR (${editor} ${run.file}): ${why}`],
    };
  }
  return { value: { shows: 'nothing' }, exit: status ?? 'ERROR' };
}

async function showDiff(run: Run): Promise<Outcome<Value>> {
  run.mustExist();
  const patch: Patchset = diff(await run.query(), run.read());
  if (patch.changes.length === 0) return { value: { shows: 'diff', instance: run.instance } };
  const patchset = serializePretty(writePatchset(patch));
  // Like diff(1): an exit status other than 0 tells that there is a difference.
  return { value: { shows: 'diff', instance: run.instance, diff: describePatchset(patch), patchset }, exit: 'ERROR' };
}

const RUNNERS: Record<ShadowCommand, (run: Run) => Outcome<Value> | Promise<Outcome<Value>>> = {
  which: (run) => ({ value: { shows: 'instance', instance: run.instance } }),
  file: (run) => ({ value: { shows: 'file', instance: run.instance, file: run.file } }),
  display(run) {
    run.mustExist();
    return { value: { shows: 'content', instance: run.instance, content: serializePretty(run.read()) } };
  },
  diff: showDiff,
  create: (run) => create(run, false),
  reset: (run) => create(run, true),
  'create-empty': createEmpty,
  commit,
  delete: remove,
  edit,
  switch(run) {
    run.mustExist();
    return enter(run, 'To switch to the named shadow instance');
  },
};

export const crmShadow = command<Value, typeof OPTIONS>({
  name: 'crm_shadow',
  summary: 'try configuration changes on a copy of the CIB',
  usage: '<query>|<command>',
  description:
    'A shadow copy is a CIB of its own in a file. While one is active (CIB_shadow names it), cibadmin, crm_resource and\nthe other tools read and change it and leave the cluster alone, until it is committed.',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'queries', title: 'Queries:', help: 'Show query help' },
    { id: 'commands', title: 'Commands:', help: 'Show command help' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  examples: [
    { text: "Try something on a copy of the cluster's configuration", command: 'crm_shadow --create test' },
    { text: 'Start from an empty configuration', command: 'crm_shadow --create-empty test' },
    { text: 'See what the copy would change', command: 'crm_shadow --diff' },
    { text: 'Make the copy the configuration of the cluster', command: 'crm_shadow --commit test --force' },
    { text: 'Throw the copy away', command: 'crm_shadow --delete test --force' },
  ],
  async run(args, context) {
    if (args.positional.length > 0) throw new UsageError(`non-option ARGV-elements: ${args.positional.join(' ')}`);
    const chosen = args.last(...COMMANDS);
    if (!chosen) throw new UsageError('Must specify a query or command option');
    const run = new Run(args, context, chosen.value);
    return RUNNERS[chosen.name](run);
  },
  render: {
    text: ({ shows, instance, file, content, diff, notes = [], instruction }) => {
      const shown = { instance: [instance], file: [file], content: [content?.trimEnd()], diff, nothing: [] }[shows];
      const lines = [...notes, instruction, ...(shown ?? [])].filter((line) => line !== undefined);
      return lines.map((line) => `${line}\n`).join('');
    },
    xml: ({ instance, file, content, patchset, instruction, shows }) => {
      if (instruction !== undefined) return [new Element('instruction', {}, [new Text(instruction)])];
      if (shows === 'nothing') return [];
      const shadow = new Element('shadow', {
        ...(instance !== undefined && { instance }),
        ...(file !== undefined && { file }),
      });
      if (content !== undefined) shadow.append(new Element('content', {}, [new Text(content, true)]));
      if (patchset !== undefined) shadow.append(new Element('xml-patchset', {}, [new Text(patchset, true)]));
      return [shadow];
    },
  },
});
