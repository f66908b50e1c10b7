import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CibError, fromSystemError } from '../../cib/result/error.js';

/** Values by `section.name`. */
export type Values = Map<string, string>;

/**
 * Read a file of sections and `name = value` lines; none if there is no such file. A value goes on
 * in lines that begin with a blank.
 * @throws CibError `EINVAL`, with the line, if it is something else
 */
export function readValues(file: string): Values {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return new Map();
  }
  const values: Values = new Map();
  let section: string | undefined;
  let last: string | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const fail = (message: string) => new CibError('EINVAL', message, { file, line: index + 1 });
    if (line === '' || /^[#;]/.test(line)) continue;
    const header = /^\[([^\]]+)\]$/.exec(line);
    if (header) {
      [section, last] = [header[1] as string, undefined];
      continue;
    }
    if (section === undefined) throw fail('File contains no section headers.');
    if (/^\s/.test(raw) && last !== undefined) {
      values.set(last, `${values.get(last)}\n${line}`);
      continue;
    }
    const [, name, value = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) throw fail(`'${line}' is no option`);
    last = `${section}.${name}`;
    values.set(last, value);
  }
  return values;
}

/** @throws CibError if it cannot be written */
export function writeValues(file: string, values: Values): void {
  const sections = new Map<string, string[]>();
  for (const [key, value] of values) {
    const at = key.indexOf('.');
    const section = key.slice(0, at);
    if (!sections.has(section)) sections.set(section, []);
    sections.get(section)?.push(`${key.slice(at + 1)} = ${value.replaceAll('\n', '\n\t')}\n`);
  }
  const text = [...sections].map(([section, lines]) => `[${section}]\n${lines.join('')}\n`).join('');
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw fromSystemError(error, `${file}: ${(error as Error).message}`);
  }
}
