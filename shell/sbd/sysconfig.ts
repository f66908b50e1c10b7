import type { Host, Runner } from '../remote/runner.js';

/** Where distributions keep the settings of SBD. */
const FILES = ['/etc/sysconfig/sbd', '/etc/default/sbd'];

/** The settings of SBD on a node: shell variables in a file. */
export interface Settings {
  readonly path: string;
  readonly text: string;
  /** There is such a file. */
  readonly exists: boolean;
}

export async function readSettings(runner: Runner, host: Host): Promise<Settings> {
  for (const path of FILES) {
    const content = await runner.read(host, path);
    if (content) return { path, text: content.toString('utf8'), exists: true };
  }
  return { path: FILES[0] as string, text: '', exists: false };
}

const LINE = /^\s*([A-Z_]+)=(.*)$/;

/** The value of a setting, quotes removed; undefined if it has none. */
export function settingOf({ text }: Pick<Settings, 'text'>, name: string): string | undefined {
  for (const line of text.split('\n').reverse()) {
    const [, key, value = ''] = LINE.exec(line) ?? [];
    if (key === name) return value.trim().replace(/^(["'])(.*)\1$/, '$2') || undefined;
  }
  return undefined;
}

/** The text with some settings changed in their places, new ones at the end; undefined removes one. */
export function withSettings(text: string, changes: Readonly<Record<string, string | undefined>>): string {
  const left = new Map(Object.entries(changes));
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => {
      const name = LINE.exec(line)?.[1];
      if (name === undefined || !(name in changes)) return [line];
      const value = left.get(name);
      left.delete(name);
      return value === undefined ? [] : [assignment(name, value)];
    });
  for (const [name, value] of left) if (value !== undefined) lines.push(assignment(name, value));
  return `${lines.join('\n').replace(/^\n+/, '')}\n`;
}

const assignment = (name: string, value: string): string =>
  `${name}=${/^[\w./-]*$/.test(value) ? value : `"${value}"`}`;

export const devicesOf = (settings: Pick<Settings, 'text'>): string[] =>
  (settingOf(settings, 'SBD_DEVICE') ?? '')
    .split(';')
    .map((device) => device.trim())
    .filter(Boolean);

/** The settings as they count: no comments, no empty lines. */
export const effectiveLines = ({ text }: Pick<Settings, 'text'>): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
