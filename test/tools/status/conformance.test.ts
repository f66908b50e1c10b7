import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { epochSeconds, fromEpoch } from '../../../cib/time/arithmetic.js';
import { parseDate } from '../../../cib/time/parse.js';
import { upgradeConfigured } from '../../../cib/upgrade/configured.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { unpack } from '../../../daemon/scheduler/unpack/unpack.js';
import { statusText } from '../../../tools/status/text/status.js';
import { ALL, type View } from '../../../tools/status/view.js';
import { findSuite } from '../../daemon/scheduler/cases.js';
import { repository } from '../../harness/repository.js';

const suite = findSuite(repository(dirname(fileURLToPath(import.meta.url))));
const TITLE = 'Current cluster status:\n';

/** The status part of what the peer prints for a case. */
function expectedStatus(folder: string, name: string): string {
  const text = readFileSync(join(folder, 'summary', `${name}.summary`), 'utf8');
  const from = text.indexOf(TITLE);
  return text.slice(from, text.indexOf('\nTransition Summary:', from)).trimEnd();
}

t.test(
  'the status of every scheduler case',
  { skip: suite === undefined && 'they are not beside the repository' },
  async (t) => {
    if (!suite) return;
    const present = Date.now;
    const wrong: string[] = [];
    for (const name of suite.names) {
      const root = parseXml(readFileSync(join(suite.folder, 'xml', `${name}.xml`), 'utf8'));
      const date = suite.args[name]?.[1]?.replace(' ', 'T');
      const today = fromEpoch(Math.floor(present() / 1000));
      const recorded = Number(root.get('execution-date') ?? Math.floor(present() / 1000));
      const now = 1000 * (date === undefined ? recorded : epochSeconds(parseDate(date, today)));
      const cluster = unpack((await upgradeConfigured(root)).root, { now });
      const view: View = {
        sections: new Set(['nodes', 'resources'] as const),
        show: { pending: true, inactive: true, failedDetail: true },
        onlyNodes: ALL,
        onlyResources: ALL,
        now,
      };
      if (`${TITLE}${statusText(cluster, view, 1)}`.trimEnd() !== expectedStatus(suite.folder, name)) wrong.push(name);
    }
    t.comment(`${suite.names.length - wrong.length} of ${suite.names.length} are the same`);
    t.same(wrong, []);
  },
);
