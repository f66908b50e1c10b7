/** The command lines of the clients, one a line in NAME.txt, each below the name of the CIB it begins with. */
import { existsSync, readFileSync } from 'node:fs';
import { at } from '../../bootstrap.mjs';

export const CLIENTS = ['crm', 'pcs'];

export const installed = (client) => existsSync(`/usr/sbin/${client}`);

/** `[lab]` begins the lines that start from lab.xml; empty lines and comments are left out. */
export function lines(client) {
  let start = 'empty';
  return readFileSync(at('build', 'compare', 'clients', `${client}.txt`), 'utf8')
    .split('\n')
    .flatMap((text) => {
      const line = text.trim();
      if (line === '' || line.startsWith('#')) return [];
      const heading = /^\[(\w+)\]$/.exec(line);
      if (heading) {
        start = heading[1];
        return [];
      }
      return [{ client, start, line }];
    });
}
