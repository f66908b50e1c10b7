import { isKnown } from '../../cib/schema/versions.js';
import type { Element } from '../../cib/xml/element.js';
import { pathOf } from '../../cib/xml/path.js';
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
  if (findings.length === 0) return [];
  const twice = idsTakenTwice(workspace.cib);
  return twice.length > 0 ? twice : findings.map(({ path, message }) => `${path}: ${message}`);
}

/** Elements whose id is that of another. */
const REFERENCES = new Set(['resource_ref', 'obj_ref', 'role']);

/** What a schema has to say of ids that are used twice is hard to understand. */
function idsTakenTwice(cib: Element): string[] {
  const owners = new Map<string, Element>();
  const faults: string[] = [];
  for (const element of cib.child('configuration')?.walk() ?? []) {
    const { id } = element;
    if (id === undefined || REFERENCES.has(element.name)) continue;
    const owner = owners.get(id);
    if (owner) faults.push(`${pathOf(element)}: the id ${id} is that of ${pathOf(owner)}`);
    else owners.set(id, element);
  }
  return faults;
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
