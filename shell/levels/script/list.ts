import { CibError } from '../../../cib/result/error.js';
import { either, list, object, text } from '../../answer/shape.js';
import { choice, many } from '../../grammar/argument.js';
import { command, type Message } from '../../level.js';
import { catalogOf } from './catalog.js';
import { prettyCategory } from './describe.js';

/** Scripts that others include, and that nobody wants for themselves. */
const INTERNAL = 'script';

interface Entry {
  readonly name: string;
  readonly category: string;
  readonly shortdesc: string;
}

export const LIST = command({
  name: 'list',
  summary: 'List the scripts',
  help: 'By category, without those that are parts of others. `all` lists these too, `names` only their names.',
  examples: ['list', 'list all names'],
  grammar: many(choice('all', 'names')),
  async run(words, session) {
    const catalog = await catalogOf(session);
    const all = words.includes('all');
    if (all && words.includes('names')) return { value: catalog.names };
    const messages: Message[] = [];
    const found: Entry[] = [];
    for (const name of catalog.names) {
      try {
        const { category, shortdesc } = await catalog.load(name);
        if (all || category.toLowerCase() !== INTERNAL)
          found.push({ name, category: category.toLowerCase(), shortdesc });
      } catch (error) {
        if (!(error instanceof CibError)) throw error;
        messages.push({ level: 'error', text: error.message });
      }
    }
    return { messages, value: words.includes('names') ? found.map(({ name }) => name) : found };
  },
  output: either(
    list('name', text()),
    list('script', object({ name: text(), category: text(), shortdesc: text('What it is for') })),
  ),
  render: { text: (found: readonly string[] | readonly Entry[]) => written(found) },
});

function written(found: readonly string[] | readonly Entry[]): string {
  const categories = new Map<string, string[]>();
  let names = '';
  for (const entry of found) {
    if (typeof entry === 'string') {
      names += `${entry}\n`;
      continue;
    }
    const title = prettyCategory(entry.category);
    const lines = categories.get(title) ?? [];
    categories.set(title, [...lines, `${entry.name.padEnd(16)} ${entry.shortdesc}`]);
  }
  const blocks = [...categories.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return names + blocks.map(([title, lines]) => `${title}:\n\n${lines.sort().join('\n')}\n\n`).join('');
}
