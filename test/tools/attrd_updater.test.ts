import t from 'tap';
import { attrdUpdater } from '../../tools/attrd_updater.js';
import { invoke } from '../harness/invoke.js';

const run = (line: string) => invoke(attrdUpdater, line.split(' ').filter(Boolean));

t.test('there is no attribute manager without a cluster', async (t) => {
  const refused = (text: string) => `attrd_updater: Could not update ${text}: Connection refused (111)\n`;
  const cases: [string, string][] = [
    ['-n a', 'attrd_updater: Could not connect to attribute manager: Connection refused\n'],
    ['-n a -U 1', refused('a=1')],
    ['-n a -v 1 -z -p -W local', refused('a=1')],
    ['-P a.* -D', refused('a.*=(null)')],
    ['-R', refused('(null)=(null)')],
  ];
  for (const [line, stderr] of cases) t.same(await run(line), { code: 102, stdout: '', stderr }, line);
  t.match(await run('-n a -B 1'), { code: 102, stdout: "Warning: 'B' command given without required --delay\n" });
  t.match(await run('-n a -B 1 -d 5'), { code: 102, stdout: '' });
});

t.test('misuse', async (t) => {
  const cases: [string, string][] = [
    ['', 'Command requires --name or --pattern argument'],
    ['-U 1', 'Command requires --name or --pattern argument'],
    ['-P a', 'Error: pattern can only be used with delete or update'],
    ['-P a -n b -D', 'Error: --name and --pattern cannot be used at the same time'],
    ['-n a -l soon', 'Unknown value for --lifetime: soon'],
    ['-n a -W soon', "--wait= must be one of 'no', 'local', 'cluster'"],
  ];
  for (const [line, message] of cases) {
    t.same(await run(line), { code: 64, stdout: '', stderr: `attrd_updater: ${message}\n` }, line);
  }
});
