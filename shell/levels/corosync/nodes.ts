import { CibError } from '../../../cib/result/error.js';
import { parseDocument } from '../../corosync/document.js';
import { configurationFile, writeConfiguration } from '../../corosync/file.js';
import { many } from '../../grammar/argument.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import { otherNodes } from '../../remote/members.js';
import type { Session } from '../../session.js';
import { node } from '../arguments.js';
import { COMPARISON_OUTPUT, compare, compared, comparison, push } from '../cluster/files.js';

/** corosync.conf of several nodes. */

export const PUSH = command({
  name: 'push',
  summary: 'Copy the configuration to other nodes',
  help: 'To all others, or to those that are named. Corosync reads it with `reload`.',
  examples: ['push', 'push beta gamma'],
  grammar: many(node),
  skill: 'administrator',
  run: async (nodes, session) =>
    push(session, configurationFile(session.env), nodes.length > 0 ? nodes : await otherNodes(session)),
});

export const PULL = command({
  name: 'pull',
  summary: 'Copy the configuration from another node',
  grammar: node,
  skill: 'administrator',
  async run(from, session): Promise<Outcome<never>> {
    const path = configurationFile(session.env);
    const runner = await session.runner();
    const content = await runner.read(from, path);
    if (!content) throw new CibError('ENOENT', `Failed to retrieve ${path} from ${from}: No such file`);
    if ((await runner.read(undefined, path))?.equals(content)) return remarks('No change.');
    writeConfiguration(parseDocument(content.toString('utf8'), `${from}:${path}`), session.env);
    return remarks(`${path} is now that of ${from}`);
  },
});

export const DIFF = command({
  name: 'diff',
  summary: 'Compare the configuration between nodes',
  help: 'Shows how that of each other node differs from that of this one; with `--checksum`, checksums only.',
  examples: ['diff', 'diff --checksum', 'diff beta gamma'],
  grammar: compared,
  run: (words, session: Session) => compare(session, configurationFile(session.env), words),
  output: COMPARISON_OUTPUT,
  render: comparison,
});
