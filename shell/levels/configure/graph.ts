import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CibError } from '../../../cib/result/error.js';
import { text } from '../../answer/shape.js';
import { choice, optional, sequence, word } from '../../grammar/argument.js';
import { FILE, oneOf } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import type { Environment } from '../../session.js';

const FORMATS = ['png', 'svg', 'pdf', 'ps', 'gif', 'jpg', 'dot'];

export const GRAPH = command({
  name: 'graph',
  summary: 'Draw the configuration',
  help: 'With a file, the graph is written there in the language of dot(1), or drawn as an image if a format is given (graphviz does that); - is standard output. Without one, it is shown in a window. `exportsettings` writes the colours and styles to a file, where they can be changed.',
  examples: ['graph dot cluster.dot', 'graph dot cluster.svg svg', 'graph exportsettings'],
  grammar: sequence({
    what: optional(choice('dot', 'exportsettings')),
    file: optional(word(FILE)),
    format: optional(word(oneOf('<format>', FORMATS))),
  }),
  skill: 'administrator',
  output: text('The graph in the language of dot(1)'),
  async run({ what, file, format }, session) {
    const [{ configurationGraph, STYLES }, { deliverGraph, writeText }] = await Promise.all([
      import('../../graph/dot.js'),
      import('../../graph/deliver.js'),
    ]);
    const settings = settingsFile(session.env);
    if (what === 'exportsettings') {
      writeText(settings, `${JSON.stringify(STYLES, null, 2)}\n`);
      return { messages: [{ level: 'info', text: `settings written to ${settings}` }] };
    }
    const graph = configurationGraph(await session.workspace(), { ...STYLES, ...readSettings(settings) });
    if (file === '-') return { value: graph };
    await deliverGraph(session, graph, { file, format });
    return undefined;
  },
});

function settingsFile(env: Environment): string {
  const base = env['XDG_CONFIG_HOME'] || `${env['HOME'] ?? ''}/.config`;
  return join(base, 'crm', 'graph.json');
}

function readSettings(file: string): Record<string, Record<string, string>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CibError('EINVAL', `${file}: ${(error as Error).message}`);
  }
}
