import { writeFileSync } from 'node:fs';
import { fromFileError } from '../../../cib/result/error.js';
import { text as textShape } from '../../answer/shape.js';
import { many, word } from '../../grammar/argument.js';
import { FILE } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { SELECTOR } from './selection.js';
import { shownText } from './show.js';

export const SAVE = command({
  name: 'save',
  summary: 'Write the configuration, or a part of it, to a file',
  help: 'In crm syntax, or in XML after `xml`; - is standard output. Selectors are those of `show`.',
  examples: ['save cluster.crm', 'save xml type:primitive primitives.xml'],
  grammar: {
    usage: '[xml] [<selector> ...] <file>',
    read(reader, session) {
      const words = many(
        word({
          ...SELECTOR,
          complete: (world, partial) => [
            ...(SELECTOR.complete?.(world, partial) ?? []),
            ...(FILE.complete?.(world, partial) ?? []),
          ],
        }),
        1,
      ).read(reader, session);
      return { selectors: words.slice(0, -1), file: words.at(-1) as string };
    },
  },
  async run({ selectors, file }, session) {
    const workspace = await session.workspace();
    const xml = selectors[0] === 'xml';
    const text = xml
      ? (await import('./xml.js')).xmlOf(workspace, selectors.slice(1))
      : await shownText(session, workspace, selectors);
    if (file === '-') return { value: text };
    try {
      writeFileSync(file, text);
    } catch (error) {
      throw fromFileError(error, file);
    }
    return undefined;
  },
  output: textShape('What the file would hold'),
});
