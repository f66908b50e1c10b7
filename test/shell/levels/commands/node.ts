import type { LevelRows } from './row.js';

export const NODE_ROWS: LevelRows = {
  level: 'node',
  rows: {
    show: [
      { run: 'node show', prints: 'alpha(1): member\n\track=4\nbeta(2): member(offline)\n' },
      { run: 'node show alpha', prints: 'alpha(1): member\n\track=4\n' },
      { run: 'node show gamma', prints: '' },
    ],
    standby: [
      {
        run: 'node standby beta',
        prints: 'INFO: standby node beta\n',
        changes: [
          '+ 2 <instance_attributes id="nodes-2"><nvpair id="nodes-2-standby" name="standby" value="on"/></instance_attributes>',
        ],
      },
      {
        run: 'node standby alpha reboot',
        prints: 'INFO: standby node alpha\n',
        changes: ['+ status-1 <nvpair id="status-1-standby" name="standby" value="on"/>'],
      },
      {
        run: 'node standby --all',
        prints: 'INFO: standby node alpha\nINFO: standby node beta\n',
        changes: [
          '+ nodes-1 <nvpair id="nodes-1-standby" name="standby" value="on"/>',
          '+ 2 <instance_attributes id="nodes-2"><nvpair id="nodes-2-standby" name="standby" value="on"/></instance_attributes>',
        ],
      },
      { run: 'node standby gamma', fails: true, prints: 'ERROR: Node "gamma" is not in the cluster\n' },
    ],
    online: [
      {
        run: ['node standby alpha', 'node online alpha'],
        prints: 'INFO: online node alpha\n',
        changes: ['+ nodes-1 <nvpair id="nodes-1-standby" name="standby" value="off"/>'],
      },
    ],
    maintenance: [
      {
        run: 'node maintenance alpha',
        prints: '',
        changes: ['+ nodes-1 <nvpair id="nodes-1-maintenance" name="maintenance" value="true"/>'],
      },
      {
        run: 'node maintenance gamma',
        fails: true,
        prints: "ERROR: Node 'gamma' not found in CIB\nERROR: Failed to update node attributes for gamma\n",
      },
    ],
    ready: [
      {
        run: ['node maintenance beta', 'node ready beta'],
        prints: '',
        changes: [
          '+ 2 <instance_attributes id="nodes-2"><nvpair id="nodes-2-maintenance" name="maintenance" value="off"/></instance_attributes>',
        ],
      },
    ],
    fence: [
      {
        run: 'node fence beta',
        fails: true,
        prints: 'ERROR: node.fence: fencing needs a running cluster, and none runs here\n',
      },
    ],
    clearstate: [
      {
        run: 'node clearstate beta',
        fails: true,
        prints: 'ERROR: node.clearstate: this has to be confirmed: --force does it\n',
      },
      {
        run: 'node clearstate alpha',
        prints: /skipping clean-up of alpha/,
        bench: { options: { force: true } },
      },
    ],
    delete: [
      { run: 'node delete beta', prints: 'INFO: node beta deleted\n', changes: ['- nodes <node id="2">'] },
      { run: 'node delete alpha', fails: true, prints: 'ERROR: node.delete: node alpha is still active\n' },
    ],
    attribute: [
      { run: 'node attribute alpha set rack 5', prints: '', changes: ['nodes-1-rack value: 4 → 5'] },
      { run: 'node attribute alpha show rack', prints: 'scope=nodes name=rack value=4\n' },
      {
        run: 'node attribute alpha delete rack',
        prints: 'Deleted nodes attribute: id=nodes-1-rack name=rack\n',
        changes: ['- nodes-1 <nvpair id="nodes-1-rack">'],
      },
    ],
    utilization: [
      {
        run: 'node utilization beta set cpu 8',
        prints: '',
        changes: [
          '+ 2 <utilization id="nodes-2-utilization"><nvpair id="nodes-2-utilization-cpu" name="cpu" value="8"/></utilization>',
        ],
      },
      {
        run: 'node utilization beta show cpu',
        fails: true,
        prints: 'crm_attribute: Error performing operation: No such device or address\n',
      },
    ],
    'status-attr': [
      {
        run: 'node status-attr alpha set pingd 100',
        prints: '',
        changes: ['+ status-1 <nvpair id="status-1-pingd" name="pingd" value="100"/>'],
      },
      {
        run: 'node status-attr alpha show "fail-count-vip#monitor_10000"',
        prints: 'scope=status name=fail-count-vip#monitor_10000 value=3\n',
      },
    ],
    server: [
      { run: 'node server', prints: 'alpha\nbeta\n' },
      { run: 'node server alpha', prints: 'alpha\n' },
    ],
  },
};
