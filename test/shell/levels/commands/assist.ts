import type { LevelRows } from './row.js';

export const ASSIST_ROWS: LevelRows = {
  level: 'configure assist',
  rows: {
    template: [
      {
        run: [
          'configure primitive x Thing params ip=1',
          'configure primitive y Thing params ip=1',
          'configure assist template x y',
        ],
        prints:
          'INFO: Template created: template-thing-1\nWARNING: Resources x,y violate uniqueness for parameter "ip": "1"\nINFO: commit forced\n',
        changes: [
          '+ resources <primitive id="x" template="template-thing-1"><instance_attributes id="x-instance_attributes"><nvpair name="ip" value="1" id="x-instance_attributes-ip"/></instance_attributes></primitive>',
          '+ resources <primitive id="y" template="template-thing-1"><instance_attributes id="y-instance_attributes"><nvpair name="ip" value="1" id="y-instance_attributes-ip"/></instance_attributes></primitive>',
          '+ resources <template id="template-thing-1" class="ocf" provider="heartbeat" type="Thing"/>',
        ],
        bench: { options: { force: true } },
      },
      {
        run: 'configure assist template nope',
        fails: true,
        prints: 'ERROR: configure.assist.template: Object not found: nope\n',
      },
    ],
    'weak-bond': [
      {
        run: 'configure assist weak-bond a d',
        prints:
          'Create weak bond / independent colocation\nThe following elements will be created:\n   * Colocation constraint, ID: place-constraint-1\n   * Dummy resource, ID: place-dummy-1\nWARNING: place-constraint-1: resource a is grouped, constraints should apply to the group\nWARNING: place-constraint-1: resource d ambiguous, apply constraints to container\n',
        changes: [
          '+ resources <primitive id="place-dummy-1" class="ocf" provider="heartbeat" type="Dummy"/>',
          '+ constraints <rsc_colocation id="place-constraint-1" score="INFINITY"><resource_set sequential="false" id="place-constraint-1-0"><resource_ref id="a"/><resource_ref id="d"/></resource_set><resource_set id="place-constraint-1-1"><resource_ref id="place-dummy-1"/></resource_set></rsc_colocation>',
        ],
        bench: { options: { force: true } },
      },
      {
        run: 'configure assist weak-bond a',
        fails: true,
        prints: 'ERROR: configure.assist.weak-bond: Need at least two arguments\n',
      },
    ],
  },
};
