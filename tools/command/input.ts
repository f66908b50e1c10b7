import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import { type Element, Text } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import type { Context } from './context.js';

const LARGEST = 1024 * 1024 * 1024;

/**
 * Read an XML file as a tool is given it: `-` is standard input, and a name ending in `.bz2` is
 * compressed (the `bzip2` command unpacks it). Text between elements, which no Pacemaker document
 * has, is dropped.
 * @throws CibError `bad_xml`; or for the file, the system's error
 */
export async function readXml(file: string, context: Context): Promise<Element> {
  const text = file === '-' ? await context.stdin() : file.endsWith('.bz2') ? unpack(file) : read(file);
  const root = parseXml(text);
  for (const element of root.walk()) {
    const { children } = element;
    if (!children.some(isText)) continue;
    const kept = children.filter((child) => !isText(child));
    children.splice(0, children.length, ...kept);
  }
  return root;
}

const isText = (node: unknown): boolean => node instanceof Text && !node.cdata;

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fromSystemError(error, `Could not read ${file}`);
  }
}

function unpack(file: string): string {
  read(file);
  const { error, status, stdout, stderr } = spawnSync('bzip2', ['--decompress', '--stdout', '--', file], {
    encoding: 'utf8',
    maxBuffer: LARGEST,
  });
  if (error) throw fromSystemError(error, `Could not run bzip2 to read ${file}`);
  if (status !== 0) throw new CibError('bad_xml', `Could not decompress ${file}: ${stderr.trim()}`);
  return stdout;
}
