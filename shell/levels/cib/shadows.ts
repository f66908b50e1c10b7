import { accessSync } from 'node:fs';
import { basename } from 'node:path';
import { shadowFile } from '../../../cib/client/shadow.js';
import { CibError, fromFileError, inFile } from '../../../cib/result/error.js';
import { list, text } from '../../answer/shape.js';
import { shadowNames } from '../../complete/shadows.js';
import { choice, many, nothing, optional, sequence, word } from '../../grammar/argument.js';
import { type Expectation, FILE, free } from '../../grammar/expectation.js';
import { command, type Message } from '../../level.js';
import type { Session } from '../../session.js';
import { checkName, checkNewName, crmShadow, SHADOW, SHADOW_OR_LIVE } from './shadow.js';

const info = ({ command }: Session, text: string): { messages: Message[] } => ({
  messages: [{ level: 'info', text: `${command}: ${text}` }],
});

const OPTIONS = ['withstatus', 'force', '--force', 'empty'];
const NAME_OR_OPTION: Expectation = { title: '<shadow>', complete: () => OPTIONS.map((text) => ({ text })) };

export const NEW = command({
  name: 'new',
  summary: 'Make a shadow copy and go over to it',
  help: 'Copies the configuration of the cluster, or makes an empty one with `empty`. Without a name the copy is a temporary one, which goes away when it is committed or left. An existing copy is overwritten only with `force`.',
  examples: ['new test', 'new test empty', 'new'],
  grammar: {
    usage: '[<shadow>] [withstatus] [force] [empty]',
    read: (reader, session) => many(word(NAME_OR_OPTION)).read(reader, session),
  },
  async run(words: string[], session) {
    const [name, ...more] = words.filter((text) => !OPTIONS.includes(text));
    if (more.length > 0) throw new CibError('EINVAL', `Unexpected argument(s): ${more.join(' ')}`);
    const force = session.options.force || words.some((text) => text.endsWith('force')) || name === undefined;
    const shadow = name === undefined ? `crmsh_${process.pid}_${session.now().getTime()}` : checkNewName(name);
    const how = words.includes('empty') ? '--create-empty' : '--create';
    await crmShadow(session, [how, shadow, ...(force ? ['--force'] : [])], `failed to create ${shadow} shadow CIB`);
    await session.useShadow(shadow);
    session.temporaryShadow = name === undefined;
    return info(session, `${shadow} shadow CIB created`);
  },
});

export const USE = command({
  name: 'use',
  summary: 'Work on a shadow copy, or on the cluster again',
  help: 'Without a name, or with `live`, go back to the CIB of the cluster.',
  examples: ['use test', 'use live'],
  grammar: sequence({ name: optional(word(SHADOW_OR_LIVE)), withstatus: optional(choice('withstatus')) }),
  async run({ name }, session) {
    if (name === undefined || name === 'live') {
      await leaveTemporary(session);
      await session.useShadow(undefined);
      return undefined;
    }
    mustExist(checkName(name), session);
    await leaveTemporary(session);
    await session.useShadow(name);
    return undefined;
  },
});

/** A copy without a name is of no use once it is left. */
async function leaveTemporary(session: Session): Promise<void> {
  const name = session.env['CIB_shadow'];
  if (!session.temporaryShadow || !name) return;
  session.temporaryShadow = false;
  await crmShadow(session, ['--delete', name, '--force'], `failed to delete ${name} shadow CIB`);
}

function mustExist(name: string, { env }: Session): void {
  try {
    accessSync(shadowFile(name, env));
  } catch {
    throw new CibError('ENXIO', `${name}: no such shadow CIB`);
  }
}

export const RESET = command({
  name: 'reset',
  summary: 'Make a shadow copy anew from the cluster',
  grammar: word(SHADOW),
  async run(name, session) {
    mustExist(checkName(name), session);
    await crmShadow(session, ['--reset', name, '--force'], `failed to copy live CIB to ${name}`);
    if (session.env['CIB_shadow'] === name) await session.useShadow(name);
    return info(session, `copied live CIB to ${name}`);
  },
});

export const COMMIT = command({
  name: 'commit',
  summary: 'Make a shadow copy the configuration of the cluster',
  help: 'Without a name, the copy in use.',
  grammar: optional(word(SHADOW)),
  waits: true,
  async run(given, session) {
    const name = given ?? session.env['CIB_shadow'];
    if (!name) throw new CibError('EINVAL', 'There is nothing to commit');
    mustExist(checkName(name), session);
    await crmShadow(session, ['--commit', name, '--force'], `failed to commit the ${name} shadow CIB`);
    if (session.temporaryShadow && name === session.env['CIB_shadow']) {
      await leaveTemporary(session);
      await session.useShadow(undefined);
    }
    return info(session, `committed '${name}' shadow CIB to the cluster`);
  },
});

export const LIST = command({
  name: 'list',
  summary: 'List the shadow copies',
  grammar: nothing,
  run: (_, session) => ({ value: shadowNames(session.env) }),
  output: list('shadow', text()),
  render: { text: (names) => names.map((name) => `${name}\n`).join('') },
});

export const DELETE = command({
  name: 'delete',
  summary: 'Delete a shadow copy',
  grammar: word(SHADOW),
  async run(name, session) {
    if (session.env['CIB_shadow'] === checkName(name)) throw new CibError('EINVAL', `${name} shadow CIB is in use`);
    mustExist(name, session);
    await crmShadow(session, ['--delete', name, '--force'], `failed to delete ${name} shadow CIB`);
    return info(session, `${name} shadow CIB deleted`);
  },
});

export const IMPORT = command({
  name: 'import',
  summary: 'Make a shadow copy of a CIB in a file, and go over to it',
  help: 'The file may be compressed. Without a name the copy is called as the file is.',
  examples: ['import /var/lib/pacemaker/pengine/pe-input-12.bz2 problem'],
  grammar: sequence({
    file: word(FILE),
    name: optional(word(free('<shadow>'))),
  }),
  async run({ file, name }, session) {
    const shadow = checkNewName(name ?? basename(file).replace(/\.(bz2|gz|xz|xml)$/, ''));
    const [{ parseXml }, { serializePretty }, { readText }, { writeDurably }] = await Promise.all([
      import('../../../cib/xml/parse.js'),
      import('../../../cib/xml/serialize.js'),
      import('../../../cib/client/compress.js'),
      import('../../../cib/client/write.js'),
    ]);
    const text = await contentOf(file, readText);
    const cib = inFile(file, () => parseXml(text));
    if (cib.name !== 'cib') throw new CibError('EINVAL', `${file}: not a CIB`);
    writeDurably(shadowFile(shadow, session.env), serializePretty(cib));
    await session.useShadow(shadow);
    session.temporaryShadow = false;
    return undefined;
  },
});

async function contentOf(file: string, read: (path: string) => Promise<string>): Promise<string> {
  try {
    return await read(file);
  } catch (error) {
    throw fromFileError(error, file);
  }
}
