import { isKnown } from '../../cib/schema/versions.js';
import type { CheckFinding } from '../checks/finding.js';
import type { Session } from '../session.js';
import type { Workspace } from './workspace.js';

export interface Verdict {
  /** What makes the configuration unusable, a line each. */
  readonly errors: readonly string[];
  /** What is wrong by what agents and others say; whether it stops a commit is up to the user's options. */
  readonly findings: readonly CheckFinding[];
  /** Nothing found is reason enough not to commit it. */
  readonly accepted: boolean;
}

/** Does the edited configuration conform to its schema, and do its references resolve? A line for each that does not. */
export async function validate(workspace: Workspace): Promise<string[]> {
  const { validateConfigured } = await import('../../cib/schema/validate.js');
  const findings = await validateConfigured(workspace.cib);
  return findings.map(({ path, message }) => `${path}: ${message}`);
}

/**
 * Check the edited configuration against its schema, and what is in it against agents and itself.
 * @param changed look only at what was changed, besides the schema
 */
export async function verify(session: Session, workspace: Workspace, changed: boolean): Promise<Verdict> {
  const [preferences, { check }] = await Promise.all([session.preferences(), import('../checks/check.js')]);
  const unknown = !isKnown(workspace.cib.get('validate-with'));
  const errors = unknown ? [] : await validate(workspace);
  const remark: CheckFinding = {
    level: 'warning',
    text: 'the CIB names no known schema, so that it cannot be checked',
  };
  const frequency = preferences.get('core.check_frequency');
  const objects = workspace.objects.filter(({ id }) => !changed || workspace.changed.has(id));
  const checks =
    frequency === 'never'
      ? []
      : await check(workspace, objects, {
          env: session.env,
          agents: frequency === 'always' || !changed,
          ignoreMissing: preferences.isOn('core.ignore_missing_metadata'),
        });
  const findings = [...(unknown ? [remark] : []), ...checks];
  const strict = preferences.get('core.check_mode') === 'strict';
  const stopped = findings.some(({ level, serious }) => serious || (strict && level === 'error'));
  return { errors, findings, accepted: errors.length === 0 && !stopped };
}
