import { CibError } from '../../../cib/result/error.js';
import { checkRunning } from '../../bootstrap/cluster.js';
import { configure } from '../../bootstrap/configure.js';
import { setupOf } from '../../bootstrap/setup.js';
import { pushTo } from '../../bootstrap/spread.js';
import { setAt, valuesAt } from '../../corosync/document.js';
import { configurationFile, readConfiguration, writeConfiguration } from '../../corosync/file.js';
import { word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { remarks } from '../../outcome.js';
import { otherNodes } from '../../remote/members.js';

export const RENAME = command({
  name: 'rename',
  summary: 'Give the cluster another name',
  help: 'In corosync.conf of all nodes, and in the configuration. It counts when the cluster is started the next time.',
  examples: ['rename web'],
  grammar: word(free('<name>')),
  skill: 'administrator',
  async run(name, session) {
    const setup = await setupOf(session, { quiet: false, yes: true });
    await checkRunning(setup, undefined, true, "Can't rename cluster when cluster service is stopped");
    if (!/^[\w.-]+$/.test(name)) throw new CibError('EINVAL', `'${name}' is no name for a cluster`);
    const root = readConfiguration(session.env);
    if (valuesAt(root, 'totem.cluster_name')[0] === name) throw new CibError('EINVAL', 'Expected a different name');
    const nodes = await otherNodes(session);
    setAt(root, 'totem.cluster_name', name);
    writeConfiguration(root, session.env);
    if (nodes.length > 0) {
      setup.note(`Copy cluster config file to "${nodes.join(' ')}"`);
      await pushTo(session, configurationFile(session.env), nodes);
    }
    await configure(session, `property cib-bootstrap-options: cluster-name=${name}\n`);
    return remarks('To apply the change, restart the cluster service at convenient time');
  },
});
