import t from 'tap';
import type { Context } from '../../../tools/command/context.js';
import { allOptions } from '../../../tools/command/help.js';
import { type Args, parseArgs } from '../../../tools/command/parse.js';
import { crmMon } from '../../../tools/crm_mon.js';
import { type Mode, modeOf } from '../../../tools/monitor/mode.js';
import type { Name } from '../../../tools/monitor/options.js';

function mode(line: string, world: { terminal?: boolean; env?: Record<string, string> } = {}): Mode {
  const args = parseArgs(allOptions(crmMon), line.split(' ').filter(Boolean)) as Args<Name>;
  const format = args.value('output-as' as Name) ?? 'text';
  return modeOf(args, { env: {}, terminal: false, ...world, format } as Context);
}

t.test('format and manner', (t) => {
  const terminal = { terminal: true };
  const file = { terminal: true, env: { CIB_file: 'x' } };
  const cases: readonly (readonly [string, Parameters<typeof mode>[1], Partial<Mode>])[] = [
    ['', terminal, { format: 'console', run: 'update', intervalMs: 5000 }],
    ['--interval=5s --show-detail', terminal, { format: 'console', run: 'update', intervalMs: 5000 }],
    ['', {}, { format: 'text', run: 'once' }],
    ['-1', terminal, { format: 'text', run: 'once' }],
    ['-N', terminal, { format: 'text', run: 'once' }],
    ['--output-as=text -i 3', terminal, { format: 'text', run: 'once' }],
    ['-i 3 -o', file, { format: 'text', run: 'once' }],
    ['-i 3 --output-to=f', terminal, { format: 'text', run: 'update', to: 'f', intervalMs: 3000 }],
    ['--output-as=html', terminal, { format: 'html', run: 'once' }],
    ['--output-as=html --output-to=- -i 3', {}, { format: 'html', run: 'once', to: undefined }],
    [
      '--output-as=html --output-to=f --daemonize -i 1min',
      {},
      { format: 'html', run: 'background', intervalMs: 60000 },
    ],
    ['--daemonize -1 --output-to=f', {}, { run: 'once' }],
    ['-d -E agent', {}, { run: 'background', to: undefined }],
    ['-X', terminal, { format: 'legacy-xml', run: 'once' }],
    ['--as-html=f', terminal, { format: 'html', to: 'f' }],
    ['-w', terminal, { format: 'html', run: 'once', cgi: true }],
    ['-s', terminal, { run: 'once' }],
    ['--output-as=xml', terminal, { format: 'xml', run: 'once' }],
  ];
  for (const [line, world, expected] of cases) t.match(mode(line, world), expected, line || '(nothing)');
  t.end();
});

t.test('what does not go together', (t) => {
  t.throws(() => mode('--daemonize'), /requires at least one of --output-to/);
  t.throws(() => mode('--daemonize --output-to=f --output-as=none'), /requires --external-agent/);
  t.throws(() => mode('--interval=soon'), /Invalid value for -i: soon/);
  t.end();
});
