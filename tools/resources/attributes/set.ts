import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { topResource } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { withoutInstance } from '../../../daemon/scheduler/unpack/find.js';
import type { ResourceJob } from '../job.js';
import { Fault, lines, type View } from '../report.js';
import { changeElement, configured } from './element.js';
import { search } from './search.js';
import { type Change, targetsOf } from './targets.js';

/** An attribute that was set, and where. */
interface Done {
  readonly resource: Resource;
  readonly set: string;
  /** Known if it was named, or made. */
  readonly setId: string | undefined;
  /** That of the pair that was there, or that was made without its id being given. */
  readonly pairId: string | undefined;
  readonly name: string;
  readonly value: string;
}

interface Setting extends Change {
  readonly cib: Element;
  readonly value: string;
  readonly recursive: boolean;
  /** What was seen to, so that no circle of colocations is gone round. */
  readonly seen: Set<Resource>;
  readonly done: Done[];
}

export async function setCommand(job: ResourceJob): Promise<undefined> {
  const { request, resource, cluster } = job;
  const { attribute, newValue } = request;
  if (!newValue) throw new Fault('USAGE', 'You need to supply a value with the -v option');
  if (attribute.set === 'element') {
    await changeElement(job, attribute.name, newValue);
    return;
  }
  if (request.recursive) {
    const { unpackConstraints } = await import('../../../daemon/scheduler/unpack/constraints/constraints.js');
    unpackConstraints(cluster);
  }
  await setAttribute(job, resource, newValue);
}

/** Set an attribute of the request, whatever value the request has for it. @throws CibError */
export async function setAttribute(
  job: Pick<ResourceJob, 'client' | 'report' | 'request' | 'cib'>,
  resource: Resource,
  value: string,
): Promise<void> {
  const { client, report, request, cib } = job;
  const { attribute, force, recursive } = request;
  const asked = request.resource ?? '';
  const done: Done[] = [];
  await update({ client, report, attribute, asked, force, cib, value, recursive, seen: new Set(), done }, resource);
  if (done.length > 0) report.show(settings(done, report.quiet));
}

/** @throws CibError what the last of the changes failed with */
async function update(setting: Setting, resource: Resource): Promise<void> {
  const { attribute, force } = setting;
  const top = topResource(resource).id;
  if (attribute.pairId === undefined && !force) await search(setting, top, { name: attribute.name });
  let failure: CibError | undefined;
  for (const target of await chosen(setting, resource, top)) {
    const found = await search(setting, withoutInstance(target.id), attribute);
    if (found.length > 1) throw new CibError('ENOTUNIQ');
    const planned = plan(setting, target, found[0]);
    try {
      await setting.client.call({ operation: 'modify', section: 'resources', input: planned.input });
      setting.done.push(planned.done);
      failure = undefined;
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      failure = error;
    }
    await followColocations(setting, target);
  }
  if (failure) throw failure;
}

/** Where to set it. @throws CibError `ENOTUNIQ` if a meta-attribute of that name makes it doubtful what is meant */
async function chosen(setting: Setting, resource: Resource, top: string): Promise<Resource[]> {
  const { attribute, force, report } = setting;
  if (attribute.set !== 'instance_attributes') {
    const targets = await targetsOf(resource, setting, 'update');
    return attribute.setId === undefined && attribute.pairId === undefined ? targets : targets.slice(-1);
  }
  const meta = force ? [] : await search(setting, top, { ...attribute, set: 'meta_attributes' });
  const [first, ...others] = meta;
  if (!first) return [resource];
  if (!report.quiet) {
    const id = others.length === 0 ? first.id : '(null)';
    report.error(`WARNING: There is already a meta attribute for '${top}' called '${attribute.name}' (id=${id})`);
    report.error(`         Delete '${id}' first or use the force option to override`);
  }
  throw new CibError('ENOTUNIQ');
}

/** What is sent to the CIB, and what is told of it. */
function plan(
  { attribute, cib, value }: Setting,
  target: Resource,
  pair: Element | undefined,
): { input: Element; done: Done } {
  const { set, name } = attribute;
  const told = { resource: target, set, name, value };
  if (pair) {
    const pairId = pair.id ?? '';
    return {
      input: new Element('nvpair', { id: pairId, name, value }),
      done: { ...told, setId: attribute.setId, pairId },
    };
  }
  const id = withoutInstance(target.id);
  const setId = attribute.setId ?? `${id}-${set}`;
  const made = attribute.pairId === undefined ? `${setId}-${name}` : undefined;
  const pairElement = new Element('nvpair', { id: attribute.pairId ?? made ?? '', name, value });
  const block = new Element(set, { id: setId }, [pairElement]);
  const input = new Element(configured(cib, target).name, { id }, [block]);
  return { input, done: { ...told, setId, pairId: made } };
}

/** Set it on what must run where the target runs, too. */
async function followColocations(setting: Setting, target: Resource): Promise<void> {
  const { attribute, seen, recursive } = setting;
  if (!recursive || attribute.set !== 'meta_attributes') return;
  seen.add(target);
  for (const { dependent, score } of target.withThis) {
    if (seen.has(dependent) || score <= 0) continue;
    const next = { ...setting, asked: dependent.id, attribute: { ...attribute, setId: undefined, pairId: undefined } };
    try {
      await update(next, dependent);
    } catch (error) {
      // What came before stands
      if (!(error instanceof CibError)) throw error;
    }
  }
}

const settings = (done: readonly Done[], quiet: boolean): View => ({
  text: () => (quiet ? '' : lines(done.map(settingText))),
  xml: () => [new Element('resource-settings', {}, done.map(settingXml))],
});

function settingText({ resource, setId, pairId, name, value }: Done): string {
  const set = setId === undefined ? '' : ` set=${setId}`;
  return `Set '${withoutInstance(resource.id)}' option: id=${pairId ?? '(null)'}${set} name=${name} value=${value}`;
}

function settingXml({ resource, set, setId, pairId, name, value }: Done): Element {
  const pair = new Element('nvpair', { ...(pairId === undefined ? {} : { id: pairId }), value, name });
  const block = new Element(set, setId === undefined ? {} : { id: setId }, [pair]);
  return new Element(resource.xml.name, { id: resource.id }, [block]);
}
