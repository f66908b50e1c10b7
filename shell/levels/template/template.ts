import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CibError, fromSystemError } from '../../../cib/result/error.js';
import { list, maybe, object, text } from '../../answer/shape.js';
import { choice, flags, many, optional, sequence, word } from '../../grammar/argument.js';
import { found, fromWorld } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { failure, unconfirmed } from '../../outcome.js';
import type { Session } from '../../session.js';
import { generate } from '../../templates/generate.js';
import { level } from '../define.js';

/** The configuration that was made or loaded last, in each session. */
const loaded = new WeakMap<Session, string>();

const directoryOf = ({ env }: Session): string =>
  join(env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? '/', '.config'), 'crm', 'crmconf');

const templatesIn = async (session: Session): Promise<string> =>
  join((await session.preferences()).get('path.sharedir'), 'templates');

function entries(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

const CONFIGURATION = fromWorld('<config>', ({ session }) => entries(directoryOf(session)));
const TEMPLATE = found('<template>', async ({ session }) => entries(await templatesIn(session)));

const pathOf = (session: Session, name: string): string => {
  if (!/^[\w-][\w.-]*$/.test(name)) throw new CibError('EINVAL', `${name}: bad filename`);
  return join(directoryOf(session), name);
};

/** The configuration meant. @throws CibError if there is none */
function current(session: Session, name: string | undefined): string {
  const wanted = name ?? loaded.get(session);
  if (wanted === undefined) throw new CibError('EINVAL', 'please load a config first');
  if (!existsSync(pathOf(session, wanted))) throw new CibError('ENOENT', `${wanted}: no such config`);
  return wanted;
}

const NEW = command({
  name: 'new',
  summary: 'Make a configuration of templates',
  help: 'It is a text in which parameters are to be filled in, some of them here. A template it depends on comes along. Without a name of its own it is called as the template.',
  examples: ['new vip virtual-ip params ip=10.0.0.1', 'new web apache filesystem'],
  grammar: {
    ...sequence({ name: word(TEMPLATE), words: many(word(TEMPLATE)) }),
    usage: '[<config>] <template> [<template> ...] [params <name>=<value> ...]',
  },
  skill: 'administrator',
  async run({ name, words }, session) {
    const at = words.indexOf('params');
    const given = at < 0 ? words : words.slice(0, at);
    const parameters = Object.fromEntries((at < 0 ? [] : words.slice(at + 1)).map(parameterOf));
    const templates = given.length > 0 ? given : [name];
    const config = given.length > 0 ? name : freeName(session, name);
    if (existsSync(pathOf(session, config))) throw new CibError('EEXIST', `config ${config} exists; delete it first`);
    const directory = await templatesIn(session);
    const load = (template: string) => {
      try {
        return readFileSync(join(directory, template), 'utf8');
      } catch (error) {
        throw fromSystemError(error, `${template}: no such template`);
      }
    };
    const { instantiate } = await import('../../templates/instantiate.js');
    const text = instantiate(config, templates, parameters, load, (template) =>
      session.say('info', `pulling in template ${template}`),
    );
    mkdirSync(directoryOf(session), { recursive: true });
    writeFileSync(pathOf(session, config), text);
    loaded.set(session, config);
    return undefined;
  },
});

function parameterOf(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=([^=]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new CibError('EINVAL', `Expected <name>=<value>, got '${text}'`);
  return [name, value];
}

function freeName(session: Session, template: string): string {
  for (let count = 0; ; count++)
    if (!existsSync(pathOf(session, `${template}-${count}`))) return `${template}-${count}`;
}

const LOAD = command({
  name: 'load',
  summary: 'Choose the configuration that other commands are about',
  help: 'Without a name, none.',
  grammar: optional(word(CONFIGURATION)),
  skill: 'administrator',
  run(name, session) {
    if (name === undefined) loaded.delete(session);
    else loaded.set(session, current(session, name));
    return undefined;
  },
});

const EDIT = command({
  name: 'edit',
  summary: 'Fill in a configuration in an editor',
  grammar: optional(word(CONFIGURATION)),
  skill: 'administrator',
  async run(given, session) {
    const path = pathOf(session, current(session, given));
    const { editText } = await import('../../terminal/edit.js');
    const edited = await editText(session, readFileSync(path, 'utf8'), 'configuration', () => {});
    if (edited === undefined) return { failed: true };
    writeFileSync(path, edited);
    return undefined;
  },
});

const DELETE = command({
  name: 'delete',
  summary: 'Delete a configuration',
  grammar: sequence({ name: word(CONFIGURATION), force: flags('force', '--force') }),
  skill: 'administrator',
  async run({ name, force }, session) {
    const config = current(session, name);
    if (loaded.get(session) === config) {
      const question = `Config ${config} is currently in use. Do you really want to delete it?`;
      if (force.size === 0 && !session.options.force && !(await session.ask(question))) return unconfirmed(session);
      loaded.delete(session);
    }
    rmSync(pathOf(session, config));
    return undefined;
  },
});

const LIST = command({
  name: 'list',
  summary: 'List templates and configurations',
  grammar: optional(choice('templates', 'configs')),
  async run(which, session) {
    const [templates, configs] = [entries(await templatesIn(session)), entries(directoryOf(session))];
    return {
      value: which === 'templates' ? { templates } : which === 'configs' ? { configs } : { templates, configs },
    };
  },
  output: object({ templates: maybe(list('template', text())), configs: maybe(list('config', text())) }),
  render: {
    text({ templates, configs }: { templates?: string[]; configs?: string[] }) {
      const lines = (list: readonly string[]) => list.map((name) => `${name}\n`).join('');
      if (!templates || !configs) return lines(templates ?? configs ?? []);
      return `Templates:\n${lines(templates)}\nConfigurations:\n${lines(configs)}`;
    },
  },
});

/** The crm syntax of a configuration; what is wrong with it has been told. */
function generated(session: Session, name: string): string {
  const { text, problems } = generate(readFileSync(pathOf(session, name), 'utf8'));
  for (const problem of problems) session.say(problem.level, `${name}:${problem.line}: ${problem.text}`);
  return text;
}

const SHOW = command({
  name: 'show',
  summary: 'Show the crm syntax that a configuration stands for',
  grammar: optional(word(CONFIGURATION)),
  run(given, session): Outcome<string> {
    const text = generated(session, current(session, given));
    return text === '' ? { failed: true } : { value: `${text}\n` };
  },
  output: text('Commands, in crm syntax'),
});

const APPLY = command({
  name: 'apply',
  summary: 'Make what a configuration stands for',
  help: 'By default in place of everything that is configured; with `update`, in addition to it. It takes effect with the next commit.',
  examples: ['apply update vip'],
  grammar: sequence({
    method: {
      usage: '[replace|update]',
      read: (reader) => reader.keyword('replace', 'update') as 'replace' | 'update' | undefined,
    },
    name: optional(word(CONFIGURATION)),
  }),
  skill: 'administrator',
  async run({ method = 'replace', name }, session) {
    const text = generated(session, current(session, name));
    if (text === '') return failure();
    const [workspace, { readText }, { update }] = await Promise.all([
      session.workspace(),
      import('../../syntax/read.js'),
      import('../../workspace/update.js'),
    ]);
    const question = 'This operation will erase all changes. Do you want to proceed?';
    if (method === 'replace' && workspace.isChanged && session.canAsk && !(await session.ask(question))) {
      return { failed: true };
    }
    const part = method === 'replace' ? workspace.objects.filter(({ kind }) => kind.keyword !== 'node') : [];
    const remark = (said: string) => session.say('info', said);
    update(workspace, readText(text, workspace.reading), part, remark, method === 'update');
    return undefined;
  },
});

export const TEMPLATE_LEVEL = level({
  name: 'template',
  summary: 'Configurations made of templates',
  help: 'A template is a piece of configuration with parameters. Make a configuration of one or more, fill it in, look at it, apply it, then commit.',
  entries: [NEW, LOAD, EDIT, DELETE, LIST, SHOW, APPLY],
});
