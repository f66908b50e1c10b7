import type { CallOptions, Operation } from '../../cib/operations/request.js';
import type { Args } from '../command/parse.js';
import type { Name } from './options.js';

/** What a command of cibadmin needs and does. */
export interface CibCommand {
  /** What is asked of the CIB; commands without work on their input alone. */
  readonly operation?: Operation;
  readonly needsInput?: true;
  /** An XPath can stand for the input. */
  readonly takesXpath?: true;
  /** Easily does more harm than was meant. */
  readonly unsafe?: true;
  options?(args: Args<Name>): CallOptions;
}

export const COMMANDS = {
  upgrade: { operation: 'upgrade', unsafe: true },
  query: {
    operation: 'query',
    options: (args) => ({ noChildren: args.has('no-children'), addressOnly: args.has('node-path') }),
  },
  erase: { operation: 'erase', unsafe: true },
  bump: { operation: 'bump' },
  create: { operation: 'create', needsInput: true },
  modify: {
    operation: 'modify',
    needsInput: true,
    // Some day only with --score; scripts have relied on it without for too long.
    options: (args) => ({ scoreUpdate: true, canCreate: args.has('allow-create') }),
  },
  patch: { operation: 'patch', needsInput: true },
  replace: { operation: 'replace', needsInput: true },
  delete: { operation: 'delete', needsInput: true, takesXpath: true },
  'delete-all': {
    operation: 'delete',
    needsInput: true,
    takesXpath: true,
    unsafe: true,
    options: () => ({ multiple: true }),
  },
  empty: {},
  'md5-sum': { needsInput: true },
  'md5-sum-versioned': { needsInput: true },
} satisfies Partial<Record<Name, CibCommand>>;

export type CommandName = keyof typeof COMMANDS;
