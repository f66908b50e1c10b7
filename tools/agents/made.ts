import { readFileSync } from 'node:fs';
import { escapeText } from '../../cib/xml/serialize.js';
import { unitFile } from './list.js';

/** Metadata that nobody but us can write: of systemd units and init scripts, in Pacemaker's form. */

export function unitMetadata(name: string): string | undefined {
  const file = unitFile(name);
  if (file === undefined) return undefined;
  const description = /^Description=(.*)$/m.exec(contentOf(file))?.[1]?.trim() ?? `Systemd unit file for ${name}`;
  return document(name, {
    long: `\n    ${escapeText(description)}\n  `,
    short: `systemd unit file for ${name}`,
    actions: [
      ['start', '100s'],
      ['stop', '100s'],
      ['status', '100s'],
      ['monitor', '100s', '60s'],
      ['meta-data', '5s'],
    ],
    special: '  <special tag="systemd"/>\n',
  });
}

const HEADERS = [
  'Provides',
  'Required-Start',
  'Required-Stop',
  'Should-Start',
  'Should-Stop',
  'Default-Start',
  'Default-Stop',
];

/** @param file an init script with the header of the Linux Standard Base */
export function scriptMetadata(name: string, file: string): string {
  const header = /^### BEGIN INIT INFO\n([\s\S]*?)^### END INIT INFO/m.exec(contentOf(file))?.[1] ?? '';
  const value = (key: string) => new RegExp(`^# ${key}:(.*(?:\n#(?:  |\t).*)*)`, 'm').exec(header)?.[1];
  const line = (key: string) => value(key)?.split('\n')[0];
  const special = HEADERS.map((key) => `    <${key}>${escapeText(line(key) ?? '')}</${key}>\n`).join('');
  return document(name, {
    long: escapeText(value('Description')?.replaceAll('\n#', '\n') ?? name),
    short: escapeText(line('Short-Description') ?? name),
    actions: [
      ['meta-data', '5s'],
      ['start', '15s'],
      ['stop', '15s'],
      ['status', '15s'],
      ['restart', '15s'],
      ['force-reload', '15s'],
      ['monitor', '15s', '15s'],
    ],
    special: `  <special tag="LSB">\n${special}  </special>\n`,
  });
}

interface Made {
  readonly long: string;
  readonly short: string;
  readonly actions: readonly (readonly [name: string, timeout: string, interval?: string])[];
  readonly special: string;
}

function document(name: string, { long, short, actions, special }: Made): string {
  const lines = actions.map(([action, timeout, interval]) => {
    const every = interval === undefined ? '' : ` interval="${interval}"`;
    return `    <action name="${action}" timeout="${timeout}"${every} />\n`;
  });
  return `<?xml version="1.0"?>
<resource-agent name="${escapeText(name).replaceAll('"', '&quot;')}" version="0.1">
  <version>1.1</version>
  <longdesc lang="en">${long}</longdesc>
  <shortdesc lang="en">${short}</shortdesc>
  <parameters/>
  <actions>
${lines.join('')}  </actions>
${special}</resource-agent>
`;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
