import { flag, optional, value } from '../command/option.js';

const display = { group: 'display' };
const additional = { group: 'additional' };

export const OPTIONS = {
  quiet: flag('Leave out when the status was looked at', { short: 'Q' }),
  include: value('SECTION(s)', 'Show these sections too, separated by commas', { short: 'I', ...display }),
  exclude: value('SECTION(s)', 'Leave out these sections, separated by commas', { short: 'U', ...display }),
  node: value('NODE', 'Of nodes, show only this one, or those with this tag', { complete: 'node', ...display }),
  resource: value('RSC', 'Of resources, show only this one, or those with this tag', {
    complete: 'resource',
    ...display,
  }),
  'group-by-node': flag('Show resources below the node they are active on', { short: 'n', ...display }),
  inactive: flag('Show inactive resources too', { short: 'r', ...display }),
  failcounts: flag('Show fail counts of resources', { short: 'f', ...display }),
  operations: flag('Show the operation history of resources', { short: 'o', ...display }),
  'timing-details': flag('Show the operation history with times', { short: 't', ...display }),
  tickets: flag('Show tickets', { short: 'c', ...display }),
  'fence-history': optional(
    'LEVEL',
    'Show the history of fencing: 0 none, 1 failed and pending (the default), 2 succeeded too, 3 all of it',
    { short: 'm', ...display },
  ),
  'neg-locations': optional('PREFIX', 'Show bans, all or those whose id begins so', { short: 'L', ...display }),
  'show-node-attributes': flag('Show node attributes', { short: 'A', ...display }),
  'hide-headers': flag('Leave out the summary', { short: 'D', ...display }),
  'show-detail': flag('Show more: ids of nodes, each instance of a clone, and the like', { short: 'R', ...display }),
  'show-description': flag('Show descriptions of resources', display),
  brief: flag('Count resources by agent in place of naming them', { short: 'b', ...display }),
  pending: flag('Show what is under way; it is shown anyway', { short: 'j', hidden: true }),
  'as-xml': flag('Same as --output-as=xml', { short: 'X', hidden: true, deprecated: true }),
  'simple-status': flag('Show the state of the nodes in one line, for monitoring', {
    short: 's',
    hidden: true,
    deprecated: true,
  }),
  'as-html': value('FILE', 'Same as --output-as=html --output-to=FILE', { hidden: true, deprecated: true }),
  'disable-ncurses': flag('Same as --output-as=text', { short: 'N', hidden: true, deprecated: true }),
  'web-cgi': flag('Same as --output-as=html --html-cgi', { short: 'w', hidden: true, deprecated: true }),
  'html-cgi': flag('Begin HTML output with the header that CGI needs', { group: 'output' }),
  'html-stylesheet': value('URI', 'Link HTML output to this style sheet', { group: 'output' }),
  'html-title': value('TITLE', 'Title of HTML output', { group: 'output' }),
  interval: value('TIMESPEC', 'How often to look again (5 seconds by default)', { short: 'i', ...additional }),
  'one-shot': flag('Show the status once, then exit', { short: '1', ...additional }),
  daemonize: flag('Run in the background, with --output-to or --external-agent', { short: 'd', ...additional }),
  'external-agent': value('FILE', 'Program to run when resource operations take place', {
    short: 'E',
    complete: 'file',
    ...additional,
  }),
  'external-recipient': value('RCPT', 'Who the program is to tell', { short: 'e', ...additional }),
  'watch-fencing': flag('Tell --external-agent of fencing, in place of resource operations', {
    short: 'W',
    ...additional,
  }),
  'xml-file': value('FILE', 'Show the status in this file', { short: 'x', hidden: true, complete: 'file' }),
  'pid-file': value('FILE', 'Has no effect', { short: 'p', hidden: true, deprecated: true }),
} as const;

export type Name = keyof typeof OPTIONS;
