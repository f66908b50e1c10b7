import type { Cluster } from './model/cluster.js';
import type { LogEntry } from './model/finding.js';

/** What a log needs of the cluster; there before the rest of it. */
export type Journal = Pick<Cluster, 'log' | 'findings' | 'warned'>;

export function note(journal: Journal, level: LogEntry['level'], source: string, text: string): void {
  journal.log.push({ level, source, text });
}

/** The configuration is wrong: reported when it is verified. */
export function configError(journal: Journal, source: string, text: string): void {
  note(journal, 'error', source, text);
  journal.findings.push({ level: 'error', text });
}

/** The configuration is doubtful: reported when it is verified. */
export function configWarning(journal: Journal, source: string, text: string): void {
  note(journal, 'warning', source, text);
  journal.findings.push({ level: 'warning', text });
}

/** An option goes by the name it had before: no fault of the configuration. */
export function noteLegacy(journal: Journal, source: string, text: string): void {
  journal.log.push({ level: 'warning', source, text, legacy: true });
}

/** Doubtful as above, reported once, however often there is cause. */
export function warnOnce(journal: Journal, source: string, cause: string, text: string): void {
  if (journal.warned.has(cause)) return;
  journal.warned.add(cause);
  configWarning(journal, source, text);
}

/** Something that whoever looks is told, among the scores or, if it is found before them, ahead of the state. */
export function remark({ scores }: Pick<Cluster, 'scores'>, text: string): void {
  scores.push({ kind: 'remark', text });
}
