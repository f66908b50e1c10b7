import type { Cib } from '../../cib/document/cib.js';
import type { TreeIndex } from '../../cib/document/ids.js';
import type { Element } from '../../cib/xml/element.js';
import type { Cluster, RunOptions } from './model/cluster.js';
import { Memory } from './model/memory.js';
import { schedule } from './schedule.js';

/**
 * Decides about one CIB again and again, while Editors change it: what `schedule` decides, sooner,
 * since what follows from the configuration alone is kept until that is edited. Nearly all that
 * happens to a cluster is in the status.
 */
export class Rescheduler {
  private memory = new Memory();
  private readonly watch: TreeIndex;

  constructor(private readonly cib: Cib) {
    const forget = (element: Element): void => {
      if (isConfiguration(element)) this.memory = new Memory();
    };
    this.watch = { add: forget, remove: forget, addOne: forget, removeOne: forget };
    cib.observe(this.watch);
  }

  schedule(run: RunOptions): Cluster {
    return schedule(this.cib.root, { ...run, memory: this.memory });
  }

  close(): void {
    this.cib.unobserve(this.watch);
  }
}

/** The configuration, or something in it. */
function isConfiguration(element: Element): boolean {
  let section = element;
  for (let at: Element | null = element; at?.parent; at = at.parent) section = at;
  return section.name === 'configuration';
}
