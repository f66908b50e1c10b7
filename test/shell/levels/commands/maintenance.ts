import type { LevelRows } from './row.js';

export const MAINTENANCE_ROWS: LevelRows = {
  level: 'maintenance',
  rows: {
    on: [
      {
        run: 'maintenance on',
        prints: '',
        changes: [
          '+ crm_config <cluster_property_set id="cib-bootstrap-options"><nvpair id="cib-bootstrap-options-maintenance-mode" name="maintenance-mode" value="true"/></cluster_property_set>',
        ],
      },
      {
        run: 'maintenance on vip',
        prints:
          "Set 'vip' option: id=vip-meta_attributes-maintenance set=vip-meta_attributes name=maintenance value=true\n",
        changes: [
          '+ vip <meta_attributes id="vip-meta_attributes"><nvpair id="vip-meta_attributes-maintenance" name="maintenance" value="true"/></meta_attributes>',
        ],
      },
      {
        run: 'maintenance on nope',
        fails: true,
        prints: "crm_resource: Resource 'nope' not found\nError performing operation: No such object\n",
      },
    ],
    off: [
      {
        run: ['maintenance on', 'maintenance off'],
        prints: '',
        changes: [
          '+ crm_config <cluster_property_set id="cib-bootstrap-options"><nvpair id="cib-bootstrap-options-maintenance-mode" name="maintenance-mode" value="false"/></cluster_property_set>',
        ],
      },
    ],
    action: [
      {
        run: ['maintenance on', 'maintenance action vip monitor'],
        prints: 'INFO: vip: monitor on host: not running\n',
        changes: [
          '+ crm_config <cluster_property_set id="cib-bootstrap-options"><nvpair id="cib-bootstrap-options-maintenance-mode" name="maintenance-mode" value="true"/></cluster_property_set>',
        ],
      },
      {
        run: 'maintenance action vip monitor',
        fails: true,
        prints: 'ERROR: maintenance.action: Not in maintenance mode.\n',
      },
    ],
  },
};
