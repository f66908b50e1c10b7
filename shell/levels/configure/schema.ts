import { CibError } from '../../../cib/result/error.js';
import { isKnown, SCHEMAS } from '../../../cib/schema/versions.js';
import { object, text } from '../../answer/shape.js';
import { optional, word } from '../../grammar/argument.js';
import { oneOf } from '../../grammar/expectation.js';
import { command } from '../../level.js';

export const SCHEMA = command({
  name: 'schema',
  summary: 'Show or change the schema of the configuration',
  help: 'Changing it does not transform anything: the configuration has to conform to the new schema as it is.',
  examples: ['schema', 'schema pacemaker-3.9'],
  grammar: optional(word(oneOf('<schema>', SCHEMAS))),
  async run(name, session) {
    const workspace = await session.workspace();
    const current = workspace.cib.get('validate-with') ?? '';
    if (name === undefined) return { value: { schema: current } };
    if (name === current) return { messages: [{ level: 'info', text: `already using schema ${name}` }] };
    if (!isKnown(name)) throw new CibError('EINVAL', `schema ${name} does not exist`);
    workspace.edit((cib) => {
      cib.set('validate-with', name);
      return [];
    });
    const { validate } = await import('../../workspace/verify.js');
    const errors = await validate(workspace);
    if (errors.length === 0) return undefined;
    workspace.edit((cib) => {
      cib.set('validate-with', current);
      return [];
    });
    throw new CibError('schema_validation', `Schema ${name} conflicts with current configuration`, {}, errors);
  },
  output: object({ schema: text('validate-with of the CIB') }),
  render: { text: ({ schema }: { schema: string }) => `${schema}\n` },
});
