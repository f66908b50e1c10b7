import { addSection, removeSection, type Section, sectionsIn, setValue } from './document.js';
import { settleVotes } from './nodes.js';

/** A device outside the cluster that votes with its nodes. */
export interface Device {
  readonly host: string;
  readonly port: string;
  readonly algorithm: 'ffsplit' | 'lms';
  /** `lowest`, `highest` or the id of a node. */
  readonly tieBreaker: string;
  readonly tls: 'on' | 'off' | 'required';
  /** Commands, absolute paths; when they are run. */
  readonly heuristics?: { readonly commands: readonly string[]; readonly mode: string };
}

/** Let a device vote, in the place of one that may be there. */
export function setDevice(root: Section, { host, port, algorithm, tieBreaker, tls, heuristics }: Device): void {
  removeDevice(root);
  const quorum = sectionsIn(root, 'quorum')[0] ?? addSection(root, 'quorum');
  const device = addSection(quorum, 'device');
  setValue(device, 'model', 'net');
  setValue(device, 'votes', '1');
  const net = addSection(device, 'net');
  setValue(net, 'tls', tls);
  setValue(net, 'host', host);
  setValue(net, 'port', port);
  setValue(net, 'algorithm', algorithm);
  setValue(net, 'tie_breaker', tieBreaker);
  if (heuristics) {
    const section = addSection(device, 'heuristics');
    setValue(section, 'mode', heuristics.mode);
    for (const [at, line] of heuristics.commands.entries()) setValue(section, `exec_script${at + 1}`, line);
  }
  settleVotes(root);
}

export function removeDevice(root: Section): void {
  for (const quorum of sectionsIn(root, 'quorum'))
    for (const device of sectionsIn(quorum, 'device')) removeSection(quorum, device);
  settleVotes(root);
}
