import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { withoutInstance } from '../../../daemon/scheduler/unpack/find.js';
import type { Attribute } from '../request.js';
import { type Searcher, search } from './search.js';

/** A change of an attribute of a resource, as it was asked for. */
export interface Change extends Searcher {
  readonly attribute: Attribute;
  /** The name that was given for the resource. */
  readonly asked: string;
  /** Work on just the resource that was named. */
  readonly force: boolean;
}

/**
 * The resources whose attribute is meant: of a clone and what it clones, the one that has it; of
 * others, those inside it that have it, and itself, which comes last.
 */
export async function targetsOf(resource: Resource, change: Change, verb: 'update' | 'delete'): Promise<Resource[]> {
  const { attribute, asked, report, force } = change;
  if (force) return [resource];
  const { parent } = resource;
  if (parent?.kind === 'clone') {
    if ((await search(change, asked, attribute)).length === 1) return [resource];
    report.note(`Performing ${verb} of '${attribute.name}' on '${parent.id}', the parent of '${asked}'`);
    return [parent];
  }
  if (!parent && resource.kind === 'clone') {
    const [child] = resource.children;
    if (child?.kind !== 'primitive' || !(await hasOne(child, change))) return [resource];
    report.note(
      `A value for '${attribute.name}' already exists in child '${withoutInstance(child.id)}', performing ${verb} on that instead of '${asked}'`,
    );
    return [child];
  }
  return [...(await insideThatHave(resource, change)), resource];
}

const hasOne = async (resource: Resource, change: Change): Promise<boolean> =>
  (await search(change, withoutInstance(resource.id), change.attribute)).length === 1;

/** What has the attribute, inside first; one instance stands for all. */
async function insideThatHave(resource: Resource, change: Change): Promise<Resource[]> {
  const found: Resource[] = [];
  const parts = resource.kind === 'clone' ? resource.children.slice(0, 1) : resource.children;
  for (const part of parts) {
    found.push(...(await insideThatHave(part, change)));
    if (await hasOne(part, change)) found.push(part);
  }
  return found;
}
