import { readText } from '../../cib/client/compress.js';
import { fromSystemError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import { dropText } from '../../cib/xml/text.js';
import type { Context } from './context.js';

/**
 * Read an XML file as a tool is given it: `-` is standard input, and a name ending in `.bz2` is
 * compressed. Text between elements, which no Pacemaker document has, is dropped.
 * @throws CibError `bad_xml`, `compression`; or for the file, the system's error
 */
export async function readXml(file: string, context: Context): Promise<Element> {
  return dropText(parseXml(file === '-' ? await context.stdin() : await read(file)));
}

async function read(file: string): Promise<string> {
  try {
    return await readText(file);
  } catch (error) {
    throw fromSystemError(error, `Could not read ${file}`);
  }
}
