import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LevelRows } from './row.js';

const SETUP = `version: 2.2
category: Server
shortdesc: Set things up
parameters:
  - name: id
    required: yes
actions:
  - cib: |
      primitive {{id}} Thing params ip=10.0.0.7
`;

export const SCRIPT_ROWS: LevelRows = {
  level: 'script',
  prepare(directory) {
    const scripts = join(directory, '.config', 'crm', 'scripts');
    mkdirSync(scripts, { recursive: true });
    writeFileSync(join(scripts, 'setup.yml'), SETUP);
  },
  rows: {
    list: [
      { run: 'script list all names', prints: /^virtual-ip$/m },
      { run: 'script list', prints: /^setup +Set things up$/m },
    ],
    show: [
      { run: 'script show setup', prints: /^setup \(Server\)\nSet things up\n/ },
      { run: 'script show nope', fails: true, prints: /./ },
    ],
    verify: [
      { run: 'script verify setup id=x', prints: /primitive x Thing params/ },
      { run: 'script verify nope', fails: true, prints: /./ },
    ],
    run: [
      {
        run: 'script run setup id=x dry_run=yes',
        prints: /^\*\* localhost - [^\n]*\nprimitive x Thing params ip=10.0.0.7\n/m,
      },
      {
        run: 'script run setup id=x',
        prints: 'INFO: Set things up\nINFO: Nodes: alpha, beta\nINFO: Configure cluster resources\n',
        changes: [
          '+ resources <primitive id="x" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="x-instance_attributes"><nvpair name="ip" value="10.0.0.7" id="x-instance_attributes-ip"/></instance_attributes></primitive>',
        ],
      },
      { run: 'script run nope a=b', fails: true, prints: /./ },
    ],
    json: [
      { run: `script json '["show", "setup"]'`, prints: /^\{"category": "server".*\}\n$/ },
      { run: 'script json "[list]"', fails: true, prints: /./ },
    ],
  },
};
