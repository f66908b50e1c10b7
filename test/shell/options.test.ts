import t from 'tap';
import { lineOf } from '../../shell/main.js';
import { parseCommandLine, UsageFault } from '../../shell/options.js';

t.test('options stand before the command', async (t) => {
  t.match(parseCommandLine(['-F', '-D', 'plain', 'configure', 'delete', '-f', 'x']), {
    options: { force: true },
    display: 'plain',
    words: ['configure', 'delete', '-f', 'x'],
  });
  t.match(parseCommandLine(['-wn', '--cib=test', '-ffile']), {
    options: { wait: true, no: true },
    cib: 'test',
    file: 'file',
    words: [],
  });
  t.match(
    parseCommandLine(['-o', 'json', '-o', 'core.pager=cat', '-R', '-H', 'x', '-X', 'y', '--scriptdir', 'z', '-d']),
    {
      options: { format: 'json' },
    },
  );
  t.match(parseCommandLine(['-f', '-']), { file: '-' });
  t.match(parseCommandLine(['--', '-x']), { words: ['-x'] });
  t.match(parseCommandLine(['--version']), { show: 'version' });
});

t.test('what is not understood is refused', async (t) => {
  for (const args of [['-Z'], ['--nonsense'], ['-f'], ['-D', 'pink'], ['-o', 'yaml'], ['--force=yes']]) {
    try {
      parseCommandLine(args);
      t.fail(args.join(' '));
    } catch (error) {
      t.type(error, UsageFault, args.join(' '));
    }
  }
});

t.test('arguments with blanks are quoted', async (t) => {
  t.equal(lineOf(['configure', 'primitive', 'a b', 'c="d e"', 'f']), `configure primitive "a b" 'c="d e"' f`);
});
