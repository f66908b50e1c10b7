import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import type { Cluster } from '../../daemon/scheduler/model/cluster.js';
import type { Context } from '../command/context.js';
import type { Args } from '../command/parse.js';
import type { Section, Show, View } from '../status/view.js';
import { DETAIL, nodesNamed, resourcesNamed } from '../status/view.js';
import type { Name } from './options.js';
import { type Chosen, chooseSections } from './sections.js';

/** What is shown: it can be changed while it is. */
export interface Choice extends Chosen {
  readonly show: Show;
}

export interface Look {
  readonly cluster: Cluster;
  readonly view: View;
}

/** What the options ask to be shown. */
export function chosenBy(args: Args<Name>, format: 'text' | 'html' | 'xml' | 'none'): Choice {
  const detail: Show = args.has('show-detail') ? DETAIL : {};
  const show: Show = {
    pending: true,
    ...detail,
    byNode: args.has('group-by-node'),
    brief: args.has('brief'),
    inactive: args.has('inactive') || format === 'xml',
    timing: args.has('timing-details') || format === 'xml',
    description: detail.description === true || args.has('show-description'),
  };
  return { ...chooseSections(args, format), show };
}

/** The CIB could not be brought to a schema that is understood: lines as printed. */
export class Unusable extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines[0]);
  }
}

/**
 * What there is to show of a CIB.
 * @throws Unusable if it cannot be understood
 */
export async function lookAt(cib: Element, choice: Choice, args: Args<Name>, context: Context): Promise<Look> {
  const [{ upgradeConfigured }, { unpack }] = await Promise.all([
    import('../../cib/upgrade/configured.js'),
    import('../../daemon/scheduler/unpack/unpack.js'),
  ]);
  let root: Element;
  try {
    ({ root } = await upgradeConfigured(cib, {
      onStep: (step) => step.kind === 'notice' && context.warn(`${step.text}\n`),
    }));
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    const outcome = 'Error outputting status info from the fencer or CIB';
    throw new Unusable([error.message, `Upgrade failed: ${error.rc.description}`, outcome]);
  }
  const { sections, show, banPrefix } = choice;
  const now = context.now().getTime();
  const cluster = unpack(root, { now });
  if (sections.has('bans') || sections.has('tickets')) {
    const { unpackConstraints } = await import('../../daemon/scheduler/unpack/constraints/constraints.js');
    unpackConstraints(cluster);
  }
  for (const { level, source, text } of cluster.log) context.log(level, source, text);
  const view: View = {
    sections: cluster.dc ? sections : new Set<Section>([...sections, 'dc']),
    show,
    onlyNodes: nodesNamed(cluster, args.value('node')),
    onlyResources: resourcesNamed(cluster, args.value('resource')),
    banPrefix,
    now,
  };
  return { cluster, view };
}
