import { holds, type LevelRows } from './row.js';

export const OPTIONS_ROWS: LevelRows = {
  level: 'options',
  rows: {
    set: [
      {
        run: ['options set core.check_mode relaxed', 'options show check_mode'],
        prints: 'core.check_mode = relaxed\n',
      },
      {
        run: 'options set core.nothing 1',
        fails: true,
        prints: 'ERROR: options.set: Setting invalid option core.nothing\n',
      },
    ],
    show: [{ run: 'options show style', prints: 'color.style = color\n' }],
    save: [
      { run: 'options save', prints: '', check: holds('.config/crm/crm.conf', /^ignore_missing_metadata = yes$/m) },
    ],
    reset: [{ run: ['options wait yes', 'options reset'], prints: '' }],
    'skill-level': [
      { run: ['options skill-level expert', 'options show skill_level'], prints: 'core.skill_level = expert\n' },
      {
        run: 'options skill-level nonsense',
        fails: true,
        prints: 'ERROR: options.skill-level: nonsense not in operator, administrator, expert\n',
      },
    ],
    editor: [
      { run: ['options editor vim', 'options show editor'], prints: 'core.editor = vim\n' },
      {
        run: 'options editor /no/such/editor',
        fails: true,
        prints: 'ERROR: options.editor: /no/such/editor does not exist or is not a program\n',
      },
    ],
    pager: [{ run: ['options pager cat', 'options show pager'], prints: 'core.pager = cat\n' }],
    user: [
      { run: ['options user joe', 'options show user'], prints: 'core.user = joe\npath.crm_daemon_user = hacluster\n' },
    ],
    output: [
      { run: ['options output plain', 'options show style'], prints: 'color.style = plain\n' },
      {
        run: 'options output nonsense',
        fails: true,
        prints: 'ERROR: options.output: nonsense not in plain, color-always, color, uppercase\n',
      },
    ],
    colorscheme: [
      {
        run: ['options colorscheme yellow,normal,cyan,red,green,magenta', 'options show color'],
        prints:
          'color.attr_name = cyan\ncolor.attr_value = red\ncolor.error = red bold\ncolor.help_block = cyan\ncolor.help_header = normal bold\ncolor.help_keyword = blue bold underline\ncolor.help_topic = yellow bold\ncolor.id_reference = green\ncolor.identifier = normal\ncolor.info = cyan\ncolor.keyword = yellow\ncolor.ok = green bold\ncolor.resource_reference = green\ncolor.score = magenta\ncolor.style = color\ncolor.ticket = magenta\ncolor.warn = yellow bold\n',
      },
    ],
    'check-frequency': [
      {
        run: ['options check-frequency never', 'options show check_frequency'],
        prints: 'core.check_frequency = never\n',
      },
      {
        run: 'options check-frequency seldom',
        fails: true,
        prints: 'ERROR: options.check-frequency: seldom not in always, on-verify, never\n',
      },
    ],
    'check-mode': [
      { run: ['options check-mode relaxed', 'options show check_mode'], prints: 'core.check_mode = relaxed\n' },
    ],
    'sort-elements': [
      { run: ['options sort-elements no', 'options show sort_elements'], prints: 'core.sort_elements = no\n' },
    ],
    wait: [
      { run: ['options wait yes', 'options show core.wait'], prints: 'core.wait = yes\n' },
      {
        run: 'options wait maybe',
        fails: true,
        prints: 'ERROR: options.wait: Not a boolean: maybe (try one of: yes, true, on, 1, no, false, off, 0)\n',
      },
    ],
    'add-quotes': [{ run: ['options add-quotes no', 'options show add_quotes'], prints: 'core.add_quotes = no\n' }],
    'manage-children': [
      {
        run: ['options manage-children always', 'options show manage_children'],
        prints: 'core.manage_children = always\n',
      },
    ],
  },
};
