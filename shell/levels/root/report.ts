import { CibError } from '../../../cib/result/error.js';
import { list, number, object, text } from '../../answer/shape.js';
import { REPORT_GRAMMAR, REPORT_OPTIONS } from '../../collect/options.js';
import type { Collected } from '../../collect/report.js';
import type { GatherWish } from '../../collect/wish.js';
import { optionsHelp } from '../../grammar/options.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';

/** What another node asks for. @throws CibError `EINVAL` */
function asked(word: string | undefined, decode: (word: string) => GatherWish): GatherWish {
  try {
    return decode(word ?? '');
  } catch {
    throw new CibError('EINVAL', 'that is not what a node is asked by another');
  }
}

export const REPORT = command({
  name: 'report',
  summary: 'Collect logs and state of all nodes into an archive',
  help: `For whoever has to find out what went wrong: logs of a span of time, the CIB and what it says, saved transitions, the system. \`history\` reads it. Secrets are in it unless they are hidden.

${optionsHelp(REPORT_OPTIONS)}`,
  examples: [
    'report',
    'report -f 2pm -t 4pm report_1',
    'report -f "2026/09/05 12:30" -s -p "usern.*" /tmp/case7',
    'report -f 2d -S',
  ],
  grammar: REPORT_GRAMMAR,
  output: object({
    path: text(),
    nodes: list('node', text()),
    from: number('Milliseconds since 1970'),
    to: number('The same'),
  }),
  async run(given, session): Promise<Outcome<Collected> | undefined> {
    const { options, words } = given;
    const [{ collectReport, decodeWish, gatherForOther }, { reportWish }] = await Promise.all([
      import('../../collect/report.js'),
      import('../../collect/asked.js'),
    ]);
    if (options.version) return remarks('crm report of metronome, as that of crmsh 4.4');
    if (words[0] === '__collector') {
      session.narrate(await gatherForOther(session, asked(words[1], decodeWish)));
      return undefined;
    }
    if (words.length > 1) throw new CibError('EINVAL', `one name for a report, not ${words.length}`);
    const value = await collectReport(session, await reportWish(session, given));
    const { momentText } = await import('../../collect/span.js');
    return {
      value,
      ...remarks(
        `The report is saved in ${value.path}`,
        `Report timespan: ${momentText(value.from)} - ${momentText(value.to)}`,
        `Including nodes: ${value.nodes.join(' ')}`,
        'Thank you for taking time to create this report',
      ),
    };
  },
  // The remarks say it.
  render: { text: () => '' },
});
