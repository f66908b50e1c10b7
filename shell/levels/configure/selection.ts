import { CibError } from '../../../cib/result/error.js';
import { many, word } from '../../grammar/argument.js';
import type { Expectation } from '../../grammar/expectation.js';
import { NODE } from '../../syntax/kinds/node.js';
import { TAG } from '../../syntax/kinds/tag.js';
import { KINDS } from '../../syntax/kinds.js';
import type { ConfiguredObject } from '../../syntax/objects.js';
import { resourcesOf } from '../../workspace/constraints.js';
import type { Workspace } from '../../workspace/workspace.js';

/** Which objects a command is about. */
export const SELECTOR: Expectation = {
  title: '<id>|type:<kind>|tag:<tag>|related:<id>|changed',
  complete: (world, partial) => {
    if (partial.startsWith('type:')) return KINDS.map(({ keyword }) => ({ text: `type:${keyword}` }));
    if (partial.startsWith('tag:')) return world.ids('tag').map((id) => ({ text: `tag:${id}` }));
    if (partial.startsWith('related:')) return world.resources().map((id) => ({ text: `related:${id}` }));
    const prefixes = ['type:', 'tag:', 'related:'].map((text) => ({ text, open: true }));
    return [{ text: 'changed' }, { text: 'xml' }, ...prefixes, ...world.ids().map((text) => ({ text }))];
  },
};

export const SELECTORS = many(word(SELECTOR));

/**
 * Objects that selectors name, each once; all of them if there are none. Selectors add up, and
 * `and` between two keeps what both name.
 * @throws CibError `ENXIO` if an id or pattern names nothing
 */
export function select(workspace: Workspace, selectors: readonly string[]): readonly ConfiguredObject[] {
  if (selectors.length === 0) return workspace.objects;
  let found = new Set<ConfiguredObject>();
  let both: Set<ConfiguredObject> | undefined;
  for (const selector of selectors) {
    if (selector === 'or') continue;
    if (selector === 'and') {
      both = found;
      found = new Set();
      continue;
    }
    for (const object of matches(workspace, selector)) found.add(object);
    if (!both) continue;
    found = new Set([...found].filter((object) => both?.has(object)));
    both = undefined;
  }
  return [...found];
}

function matches(workspace: Workspace, selector: string): readonly ConfiguredObject[] {
  const { objects } = workspace;
  const [prefix, ...rest] = selector.split(':');
  const name = rest.join(':');
  if (selector === 'changed') return objects.filter(({ id }) => workspace.changed.has(id));
  if (rest.length > 0) {
    switch (prefix) {
      case 'type':
        return objects.filter(({ kind }) => kind.keyword === name);
      case 'tag':
        return taggedBy(workspace, name);
      case 'related':
        return [...byPattern(objects, name), ...relatedTo(objects, name), ...ofAgent(objects, rest)];
    }
  }
  const found = byPattern(objects, selector);
  if (found.length === 0) throw new CibError('ENXIO', `object ${selector} does not exist`);
  return found;
}

const byPattern = (objects: readonly ConfiguredObject[], pattern: string): ConfiguredObject[] => {
  const wanted = glob(pattern);
  return objects.filter(
    ({ kind, id, element }) => wanted.test(id) || (kind === NODE && wanted.test(element.get('uname') ?? '')),
  );
};

/** A shell pattern: `*`, `?` and `[…]`. */
export function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  try {
    return new RegExp(`^${source.replace(/\[!/g, '[^')}$`, 's');
  } catch {
    return new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  }
}

function taggedBy(workspace: Workspace, tag: string): ConfiguredObject[] {
  const tags = workspace.objects.filter(({ kind, id }) => kind === TAG && id === tag);
  const ids = tags.flatMap(({ element }) =>
    [...element.elements('obj_ref')].map((reference) => reference.get('id') ?? ''),
  );
  return ids.flatMap((id) => workspace.findResource(id) ?? []);
}

/** Constraints on a resource, tags and containers that hold it. */
function relatedTo(objects: readonly ConfiguredObject[], id: string): ConfiguredObject[] {
  return objects.filter(({ kind, element }) => {
    if (kind.section === 'constraints') return resourcesOf(element).includes(id);
    if (kind === TAG) return [...element.elements()].some((reference) => reference.get('id') === id);
    if (!['group', 'clone', 'master', 'bundle'].includes(element.name)) return false;
    return [...element.walk()].some(
      (inner) => inner !== element && inner.get('id') === id && kind.section === 'resources',
    );
  });
}

/** Resources of an agent: `type`, `class:type` or `class:provider:type`. */
function ofAgent(objects: readonly ConfiguredObject[], spec: readonly string[]): ConfiguredObject[] {
  const type = spec.at(-1);
  const [standard, provider] = spec.length === 3 ? spec : spec.length === 2 ? [spec[0], undefined] : [];
  if (!type || spec.length > 3) return [];
  return objects.filter(
    ({ element }) =>
      element.get('type') === type &&
      (standard === undefined || element.get('class') === standard) &&
      (provider === undefined || element.get('provider') === provider),
  );
}
