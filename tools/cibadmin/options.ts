import { SECTIONS } from '../../cib/document/sections.js';
import { flag, optional, value } from '../command/option.js';

const command = { group: 'commands' } as const;
const data = { group: 'data' } as const;
const additional = { group: 'additional' } as const;

/** What --scope can name; anything else is as good as nothing. */
export const SCOPES = SECTIONS.filter((name) => name !== 'cib' && name !== 'all');

export const OPTIONS = {
  upgrade: flag('Transform the configuration to the newest schema', { short: 'u', ...command }),
  query: flag('Print the CIB, or a part of it (the default)', { short: 'Q', ...command }),
  erase: flag('Empty the whole CIB', { short: 'E', ...command }),
  bump: flag('Raise the epoch by one', { short: 'B', ...command }),
  create: flag('Add an object; fails if it is there already', { short: 'C', ...command }),
  modify: flag('Find an object anywhere in the CIB and update it; fails if there is none, unless -c is given', {
    short: 'M',
    ...command,
  }),
  patch: flag('Apply a difference made by crm_diff', { short: 'P', ...command }),
  replace: flag('Replace an object and all that is in it', { short: 'R', ...command }),
  delete: flag('Delete the first object with the name and all the attributes of the one given', {
    short: 'D',
    ...command,
  }),
  'delete-all': flag('With --xpath: delete all that match, not just the first', { short: 'd', ...command }),
  empty: optional('schema', 'Print an empty CIB, of this schema or else of the newest', {
    short: 'a',
    aliases: ['blank'],
    complete: 'schema',
    ...command,
  }),
  'md5-sum': flag('Print the digest that is kept beside a CIB on disk', { short: '5', ...command }),
  'md5-sum-versioned': flag('Print the digest that patchsets carry', { short: '6', ...command }),

  'xml-file': value('FILE', 'Read XML from this file; goes before the other two', {
    short: 'x',
    complete: 'file',
    ...data,
  }),
  'xml-text': value('STRING', 'The XML itself; goes before --xml-pipe', { short: 'X', ...data }),
  'xml-pipe': flag('Read XML from standard input', { short: 'p', ...data }),

  force: flag('Do it although it may do harm', { short: 'f', ...additional }),
  timeout: value('value', 'Seconds to wait for an answer', { short: 't', ...additional }),
  user: value('value', 'Act with the permissions of this user (for root and hacluster only)', {
    short: 'U',
    ...additional,
  }),
  scope: value('value', 'Work on this section only; the last of --scope and --xpath counts', {
    short: 'o',
    complete: 'section',
    ...additional,
  }),
  xpath: value('value', 'Work on what this XPath selects; the last of --scope and --xpath counts', {
    short: 'A',
    complete: 'xpath',
    ...additional,
  }),
  'show-access': optional(
    'value',
    'With --query and --user: mark what the user may read and write, by color, text, namespace, or what suits the output (auto)',
    { short: 'S', ...additional },
  ),
  score: flag(
    'With --modify: let the values NAME++ and NAME+=N add to the score that is there (they always do, as yet)',
    additional,
  ),
  'allow-create': flag('With --modify: create the object if there is none', { short: 'c', ...additional }),
  'no-children': flag('With --query: print only the object itself', { short: 'n', ...additional }),

  local: flag('Accepted for old scripts; does nothing', { short: 'l', hidden: true, deprecated: true }),
  node: value('value', 'Accepted for old scripts; does nothing', {
    short: 'N',
    aliases: ['host'],
    hidden: true,
    deprecated: true,
  }),
  'node-path': flag('With --query and --xpath: print the paths of what matches', {
    short: 'e',
    hidden: true,
    deprecated: true,
  }),
  'sync-call': flag('Accepted for old scripts; does nothing', { short: 's', hidden: true, deprecated: true }),
  'no-bcast': flag('Accepted for old scripts; does nothing', { short: 'b', hidden: true, deprecated: true }),
} as const;

export type Name = keyof typeof OPTIONS;
