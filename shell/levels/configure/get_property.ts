import { CLUSTER_OPTIONS } from '../../../cib/options/cluster.js';
import { CibError } from '../../../cib/result/error.js';
import { list, maybe, object, text } from '../../answer/shape.js';
import { optionOf } from '../../checks/agents.js';
import { many, word } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { isBoolean, isTrue } from '../../preferences/preference.js';

const TRUTH = ['-t', '--true'];

export const GET_PROPERTY = command({
  name: 'get_property',
  aliases: ['get-property'],
  summary: 'Show the value of an option of the cluster',
  help: 'That is its default if it is not set. With -t, true or false is shown whatever way it is spelt, and false if there is no value. Without a name, the options are listed.',
  examples: ['get_property stonith-enabled', 'get_property -t maintenance-mode'],
  grammar: many(word({ title: '[-t] <option>', complete: (world) => world.attributes('property') })),
  async run(words, session) {
    const names = words.filter((text) => !TRUTH.includes(text));
    const truth = words.length > names.length;
    if (names.length === 0) {
      const known = CLUSTER_OPTIONS.options.flatMap(({ name, alias }) => [name, ...(alias ? [alias] : [])]);
      return { value: known.sort().map((name) => ({ name })) };
    }
    const workspace = await session.workspace();
    const value = names.map((name) => {
      const option = CLUSTER_OPTIONS.options.find((known) => known.name === name || known.alias === name);
      const found = optionOf(workspace, name) ?? option?.default;
      if (found === undefined && !truth) throw new CibError('ENXIO', `${name}: Property not set`);
      return { name, value: truth ? canonical(found) : found };
    });
    return { value };
  },
  output: list('property', object({ name: text(), value: maybe(text('Absent where properties are only listed')) })),
  render: { text: (found: readonly { name: string; value?: string | undefined }[]) => lines(found) },
});

const lines = (found: readonly { readonly name: string; readonly value?: string | undefined }[]): string =>
  found.map(({ name, value }) => `${value ?? name}\n`).join('');

const canonical = (value = 'false'): string => (isBoolean(value) ? String(isTrue(value)) : value);
