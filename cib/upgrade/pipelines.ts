import type { SchemaName } from '../schema/versions.js';
import { upgradeAcls } from './from-1.3.js';
import { collapseReferences, expandReferences } from './from-2.10/references.js';
import { retireOptions } from './from-2.10/retire-options.js';
import { convertElements } from './from-3.10/conversions.js';
import { convertLifetimes } from './from-3.10/lifetimes.js';
import { normalizeOptions } from './from-3.10/options.js';
import { Provenance } from './from-3.10/provenance.js';
import { resolveReferences, restoreReferences } from './from-3.10/references.js';
import { removeUnsupported } from './from-3.10/removals.js';
import type { Transform } from './transform.js';

/** The last schema of each series, and the steps that take a CIB from it to the next series. */
const PIPELINES: Partial<Record<SchemaName, () => readonly Transform[]>> = {
  'pacemaker-1.3': () => [{ name: 'upgrade-1.3-0.xsl', apply: upgradeAcls }],
  'pacemaker-2.10': () => [
    { name: 'upgrade-2.10-0.xsl', apply: expandReferences },
    { name: 'upgrade-2.10-1.xsl', apply: retireOptions },
    { name: 'upgrade-2.10-2.xsl', apply: collapseReferences },
  ],
  'pacemaker-3.10': () => {
    const provenance = new Provenance();
    return [
      { name: 'upgrade-3.10-0.xsl', apply: (root) => resolveReferences(root, provenance) },
      { name: 'upgrade-3.10-1.xsl', apply: (root, say) => normalizeOptions(root, provenance, say) },
      { name: 'upgrade-3.10-2.xsl', apply: (root) => convertElements(root, provenance) },
      { name: 'upgrade-3.10-3.xsl', apply: (root, say) => convertLifetimes(root, provenance, say) },
      { name: 'upgrade-3.10-4.xsl', apply: (root, say) => removeUnsupported(root, provenance, say) },
      { name: 'upgrade-3.10-99.xsl', apply: (root, say) => restoreReferences(root, provenance, say) },
    ];
  },
};

/** Made anew for each upgrade, as its steps share what they know of the document. */
export const pipelineFrom = (schema: SchemaName): readonly Transform[] => PIPELINES[schema]?.() ?? [];
