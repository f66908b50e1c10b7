import { createHash } from 'node:crypto';
import { EVENTS, expressions } from '../history/patterns.js';
import type { Files } from './files.js';
import { lineTime, MAIN_LOG } from './logs.js';

/** What is worth saying of a report as a whole. */

const SAME = ['corosync.conf', 'cib.xml', 'sbd'];
const LOGS = [MAIN_LOG, 'journal.log', 'corosync.log'];
/** These should be empty, or not be there. */
const PROBLEMS = ['crm_verify.txt'];

/** Lines that people look for first. */
export const CRITICAL = ['CRIT:', 'ERROR:', 'WARNING:', 'crit:', 'error:', 'warning:'];

const contentOf = (files: Files, node: string, name: string): string | undefined =>
  files.get(`${node}/${name}`)?.toString('utf8');

/** @param patterns regular expressions of lines to show */
export function analyse(files: Files, nodes: readonly string[], patterns: readonly string[]): string {
  const lines: string[] = [];
  for (const name of SAME) {
    const sums = nodes.map((node) => {
      const text = contentOf(files, node, name);
      return text === undefined ? undefined : createHash('sha1').update(withoutStatus(name, text)).digest('hex');
    });
    const there = sums.filter((sum) => sum !== undefined);
    if (there.length === 0) continue;
    const same = new Set(there).size === 1;
    const missing = nodes.filter((_, at) => sums[at] === undefined);
    lines.push(
      `Checking ${name}: ${same ? 'the same on all nodes' : 'DIFFERS between nodes'}${missing.length > 0 ? `; missing on ${missing.join(' ')}` : ''}`,
    );
  }
  for (const name of PROBLEMS) {
    for (const node of nodes) {
      const text = contentOf(files, node, name)?.trim();
      if (text) lines.push('', `Checking problems with ${name} of ${node}:`, text);
    }
  }
  const wanted = patterns.map((pattern) => new RegExp(pattern));
  for (const node of nodes) {
    for (const name of LOGS) {
      const found = (contentOf(files, node, name) ?? '')
        .split('\n')
        .filter((line) => wanted.some((rule) => rule.test(line)));
      if (found.length > 0) lines.push('', `Checking ${name} of ${node} for ${patterns.join(' ')}:`, ...found);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The status part of a CIB is in flux. */
const withoutStatus = (name: string, text: string): string =>
  name === 'cib.xml' ? text.replace(/<status>.*<\/status>/s, '').replace(/<cib [^>]*>/, '') : text;

/** Noteworthy lines of all nodes, in the order of time. */
export function eventsIn(files: Files, nodes: readonly string[], resources: readonly string[], now: Date): string {
  const patterns = EVENTS.flatMap((kind) =>
    expressions(kind, kind === 'node' ? nodes : kind === 'resource' ? resources : [], 0),
  );
  const found = nodes.flatMap((node) => {
    const name = LOGS.find((log) => files.has(`${node}/${log}`));
    const lines = name === undefined ? [] : (contentOf(files, node, name) ?? '').split('\n');
    let time = 0;
    return lines.flatMap((line) => {
      time = lineTime(line, now) ?? time;
      return patterns.some((pattern) => pattern.test(line)) ? [{ time, line }] : [];
    });
  });
  return found
    .sort((a, b) => a.time - b.time)
    .map(({ line }) => `${line}\n`)
    .join('');
}
