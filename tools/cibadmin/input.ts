import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import type { Context } from '../command/context.js';
import { readXml } from '../command/input.js';
import type { Args } from '../command/parse.js';
import { UsageError } from '../command/parse.js';
import type { Name } from './options.js';

/**
 * The XML that a command works with: from a file, else from the command line, else from standard
 * input.
 * @param orXpath the command could do with an XPath instead, which the complaint then mentions
 * @throws UsageError if none is given; CibError `bad_input` if it cannot be read or parsed
 */
export async function readInput(args: Args<Name>, context: Context, orXpath: boolean): Promise<Element> {
  const [file, text] = [args.value('xml-file'), args.value('xml-text')];
  if (file === undefined && text === undefined && !args.has('xml-pipe')) {
    const either = orXpath ? 'either --xpath or ' : '';
    throw new UsageError(`The supplied command requires ${either}input via --xml-file, --xml-text, or --xml-pipe`);
  }
  try {
    if (file !== undefined) return await readXml(file, context);
    return text !== undefined ? parseXml(text) : await readXml('-', context);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    const source = file ?? (text === undefined ? 'stdin' : 'input string');
    throw new CibError('bad_input', `Couldn't parse input from ${source}`, {}, [reason(error, file)]);
  }
}

function reason({ message, place: { line, column } }: CibError, file: string | undefined): string {
  return line === undefined ? message : `${file ?? 'input'}:${line}:${column}: ${message}`;
}
