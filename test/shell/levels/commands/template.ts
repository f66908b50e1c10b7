import { join } from 'node:path';
import { writeTemplate } from './fixtures.js';
import type { LevelRows } from './row.js';

export const TEMPLATE_ROWS: LevelRows = {
  level: 'configure template',
  prepare: writeTemplate,
  env: (directory) => ({ CRM_CONFIG_FILE: join(directory, 'crm.conf') }),
  rows: {
    new: [
      { run: 'configure template new net address params ip=10.9.8.7', prints: 'INFO: pulling in template address\n' },
      {
        run: 'configure template new net nope',
        fails: true,
        prints: 'ERROR: configure.template.new: nope: no such template\n',
      },
    ],
    load: [
      { run: ['configure template new net address params ip=10.9.8.7', 'configure template load net'], prints: '' },
      {
        run: 'configure template load nope',
        fails: true,
        prints: 'ERROR: configure.template.load: nope: no such config\n',
      },
    ],
    edit: [
      {
        run: ['configure template new net address params ip=10.9.8.7', 'configure template edit net'],
        fails: true,
        prints: 'ERROR: configure.template.edit: edit not allowed in batch mode\n',
      },
    ],
    list: [
      {
        run: ['configure template new net address params ip=10.9.8.7', 'configure template list'],
        prints: 'Templates:\naddress\n\nConfigurations:\nnet\n',
      },
    ],
    show: [
      {
        run: ['configure template new net address params ip=10.9.8.7', 'configure template show net'],
        prints: 'primitive address ocf:heartbeat:Thing \\\n\tparams ip="10.9.8.7"\n',
      },
      {
        run: ['configure template new net address', 'configure template show net'],
        fails: true,
        prints: 'ERROR: net:13: required parameter ip not set\n',
      },
    ],
    apply: [
      {
        run: ['configure template new net address params ip=10.9.8.7', 'configure template apply update net'],
        prints: '',
        changes: [
          '+ resources <primitive id="address" class="ocf" provider="heartbeat" type="Thing"><instance_attributes id="address-instance_attributes"><nvpair name="ip" value="10.9.8.7" id="address-instance_attributes-ip"/></instance_attributes></primitive>',
        ],
      },
      {
        run: 'configure template apply update nope',
        fails: true,
        prints: 'ERROR: configure.template.apply: nope: no such config\n',
      },
    ],
    delete: [
      {
        run: ['configure template new net address params ip=10.9.8.7', 'configure template delete net force'],
        prints: '',
      },
      {
        run: 'configure template delete nope',
        fails: true,
        prints: 'ERROR: configure.template.delete: nope: no such config\n',
      },
    ],
  },
};
