import { CibError } from '../../cib/result/error.js';
import type { Finding } from '../../cib/schema/finding.js';
import { LATEST_SCHEMA } from '../../cib/schema/versions.js';
import { Element } from '../../cib/xml/element.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { LogEntry } from '../../daemon/scheduler/model/finding.js';

/** Takes what there is to say of a configuration, as it is found. */
export interface Listener {
  /** The schema does not allow it. */
  invalid(findings: readonly Finding[]): void;
  /** Something is wrong, or doubtful, that the schema does not tell. */
  fault(level: 'error' | 'warning', text: string): void;
  remark(text: string): void;
  /** Said however little is asked for. */
  notice(text: string): void;
  log(entry: LogEntry): void;
}

/** How bad it is. Only errors make a configuration unusable. */
export type Verdict = 'valid' | 'doubtful' | 'invalid' | 'no CIB';

/**
 * Whether a cluster could work with a configuration: by its schema, by whether it can be brought to
 * the latest one, and by what the scheduler makes of it.
 */
export async function verify(cib: Element, now: number, listener: Listener): Promise<Verdict> {
  if (cib.name !== 'cib') {
    listener.remark(`Input is not a CIB (outermost element is ${cib.name} not cib)`);
    return 'no CIB';
  }
  const withStatus = cib.child('status') !== undefined;
  if (!withStatus) cib.append(new Element('status'));
  const verifier = new Verifier(listener);
  const root = (await verifier.validate(cib)) && (await verifier.upgrade(cib));
  if (root) await verifier.schedule(root, now, !withStatus);
  if (verifier.worst === 'invalid') listener.fault('error', 'CIB did not pass schema validation');
  return verifier.worst;
}

const UNCHECKED =
  "Support for validate-with='none' is deprecated and will be removed in a future release without the possibility of upgrades (manually edit to use a supported schema)";

class Verifier {
  worst: 'valid' | 'doubtful' | 'invalid' = 'valid';

  constructor(private readonly listener: Listener) {}

  private fault(level: 'error' | 'warning', text: string): void {
    this.listener.fault(level, text);
    if (level === 'error') this.worst = 'invalid';
    else if (this.worst === 'valid') this.worst = 'doubtful';
  }

  /** @returns whether the schema allows it */
  async validate(cib: Element): Promise<boolean> {
    if (cib.get('validate-with') === 'none') {
      this.fault('warning', UNCHECKED);
      return true;
    }
    const { validateConfigured } = await import('../../cib/schema/validate.js');
    try {
      const findings = await validateConfigured(cib);
      if (findings.length === 0) return true;
      this.listener.invalid(findings);
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      this.fault('error', error.message);
    }
    this.worst = 'invalid';
    return false;
  }

  /** @returns the configuration as the scheduler works with it, if it can be brought there */
  async upgrade(cib: Element): Promise<Element | undefined> {
    const { upgradeConfigured } = await import('../../cib/upgrade/configured.js');
    if (cib.get('validate-with') === 'none') this.fault('warning', UNCHECKED);
    try {
      const { root } = await upgradeConfigured(cib, {
        onStep: (step) => step.kind === 'notice' && this.listener.notice(step.text),
      });
      return root;
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      this.fault('error', error.message);
      this.listener.remark(
        `The cluster will NOT be able to use this configuration.\nPlease manually update the configuration to conform to the ${LATEST_SCHEMA} syntax.`,
      );
      return undefined;
    }
  }

  /** What a cluster would do, for the log. */
  private async tellActions(cluster: Cluster): Promise<void> {
    const [{ changesOf }, { changeLog }] = await Promise.all([
      import('../../daemon/scheduler/serialise/changes.js'),
      import('../simulation/changes.js'),
    ]);
    for (const text of changeLog(changesOf(cluster)))
      this.listener.log({ level: 'notice', source: 'log_list_item', text: `Actions: ${text}` });
  }

  /** @param briefly only as far as can be told without a status */
  async schedule(root: Element, now: number, briefly: boolean): Promise<void> {
    const { schedule } = await import('../../daemon/scheduler/schedule.js');
    try {
      const cluster = schedule(root, { now, noCounts: true, validateOnly: briefly });
      const { log, findings } = cluster;
      const left = [...findings];
      for (const entry of log) {
        // Findings are in the log too: here they are not part of it
        if (entry.text === left[0]?.text && entry.level === left[0].level) left.shift();
        else {
          // All configurations there are have legacy names, and crmsh refuses to commit what is doubted here
          this.listener.log(entry.legacy ? { ...entry, level: 'info' } : entry);
          continue;
        }
        this.fault(entry.level as 'error' | 'warning', entry.text);
      }
      for (const { level, text } of left) this.fault(level, text);
      if (!briefly) await this.tellActions(cluster);
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      this.fault('error', error.message);
    }
  }
}
