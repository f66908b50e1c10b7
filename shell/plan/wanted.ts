import { CLUSTER_OPTIONS } from '../../cib/options/cluster.js';
import { NODE } from '../syntax/kinds/node.js';
import { PROPERTY } from '../syntax/kinds/property.js';
import { type ConfiguredObject, idOf } from '../syntax/objects.js';
import type { PlacedDraft } from '../syntax/read.js';
import { update } from '../workspace/update.js';
import type { Workspace } from '../workspace/workspace.js';
import { settle } from './settle.js';

/** What the cluster itself writes among the options: no file has to name it. */
const GENERATED = new Set([
  ...CLUSTER_OPTIONS.options.filter(({ generated }) => generated).map(({ name }) => name),
  ...['dc-version', 'cluster-infrastructure', 'cluster-name', 'have-watchdog', 'last-lrm-refresh'],
]);

/**
 * Make the configuration what drafts say it is to be. Nodes come and go with the cluster, so that
 * those no draft names stay.
 * @param part the objects that the drafts stand for
 */
export function makeWanted(
  workspace: Workspace,
  drafts: readonly PlacedDraft[],
  part: readonly ConfiguredObject[],
): void {
  for (const { kind, element } of drafts) {
    if (kind !== PROPERTY) continue;
    const existing = workspace.findResource(idOf(kind, element))?.element;
    const named = new Set([...element.elements('nvpair')].map((pair) => pair.get('name')));
    for (const pair of existing?.elements('nvpair') ?? []) {
      const name = pair.get('name') ?? '';
      if (GENERATED.has(name) && !named.has(name)) element.append(pair.clone());
    }
  }
  const ours = part.filter((object) => object.kind !== NODE && !isGenerated(object));
  update(workspace, drafts, ours, () => {});
  workspace.edit((cib) => {
    settle(workspace.base, cib);
    return [];
  });
}

/** A set of options that holds nothing but what the cluster wrote. */
const isGenerated = ({ kind, element }: ConfiguredObject): boolean =>
  kind === PROPERTY && [...element.elements('nvpair')].every((pair) => GENERATED.has(pair.get('name') ?? ''));
