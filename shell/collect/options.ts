import type { Grammar } from '../grammar/argument.js';
import { FILE } from '../grammar/expectation.js';
import { type GivenOptions, type OptionTable, withOptions } from '../grammar/options.js';

/** What `report` takes, and what it means. */
export const REPORT_OPTIONS = {
  from: { flags: ['-f'], value: 'TIME', summary: 'from this time on: `12H` ago, `18:00`, a date, both' },
  to: { flags: ['-t'], value: 'TIME', summary: 'up to this time (now)' },
  nodes: { flags: ['-n'], value: 'NODES', many: true, summary: 'these nodes only' },
  single: { flags: ['-S'], summary: 'this node only' },
  directory: { flags: ['-d'], summary: 'a directory, no archive' },
  overwrite: { flags: ['-Z'], summary: 'put it in the place of an older one' },
  extra: { flags: ['-E'], value: 'FILE', many: true, summary: 'a further log, or another file' },
  noExtra: { flags: ['-M'], summary: 'no further logs but those of -E' },
  without: { flags: ['-e'], value: 'NAME', many: true, summary: 'leave out files of this name; * stands for anything' },
  log: { flags: ['-l'], value: 'FILE', summary: 'the log of the cluster, if it is not found' },
  sanitize: { flags: ['-s'], summary: 'hide secrets' },
  hide: { flags: ['-p'], value: 'PATTERN', many: true, summary: 'what is called like this is secret (passw.*)' },
  lines: { flags: ['-L'], value: 'PATTERN', many: true, summary: 'lines of logs for the analysis (errors, warnings)' },
  quick: { flags: ['-Q'], summary: 'leave out what takes long' },
  user: { flags: ['-u'], value: 'USER', summary: 'log in to other nodes as this user' },
  ssh: { flags: ['-X'], value: 'OPTION', many: true, summary: 'option for ssh' },
  noEditor: { flags: ['-D'], summary: 'no editor is opened anyway', old: true },
  verbose: { flags: ['-v'], summary: 'say more' },
  version: { flags: ['-V'], summary: 'say which version this is' },
} as const satisfies OptionTable;

export type Given = GivenOptions<typeof REPORT_OPTIONS>;

export const REPORT_GRAMMAR: Grammar<Given> = withOptions(REPORT_OPTIONS, FILE);
