import { CibError } from '../cib/result/error.js';
import type { Element } from '../cib/xml/element.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { helpText } from './command/help.js';
import { type Args, UsageError } from './command/parse.js';
import { chosenBy, type Look, lookAt, Unusable } from './monitor/look.js';
import { type Mode, modeOf } from './monitor/mode.js';
import { type Name, OPTIONS } from './monitor/options.js';
import { BAD_HISTORY } from './monitor/sections.js';
import { asData } from './status/data.js';
import { statusText } from './status/text/status.js';
import { installedApi, isPcs, reduceTo } from './status/xml/older.js';
import { statusXml } from './status/xml/status.js';

interface Value extends Look {
  /** Version of the results that whoever asked can read, if not all. */
  readonly readable?: number | undefined;
  toJSON(): unknown;
}

/** The CIB of the cluster, of CIB_file, or of the file that is named. */
async function readCib(args: Args<Name>, context: Context): Promise<Element> {
  const file = args.value('xml-file');
  if (file === undefined) return (await (await context.cib()).call({ operation: 'query' })).output as Element;
  const { openCib } = await import('../cib/client/open.js');
  const client = await openCib({ ...context.env, CIB_file: file }, context.program);
  return (await client.call({ operation: 'query' })).output as Element;
}

const isFile = (args: Args<Name>, { env }: Context): boolean =>
  args.has('xml-file') || env['CIB_file'] !== undefined || env['CIB_shadow'] !== undefined;

/** Why there is no status. That of a file that cannot be used is no failure, by the peer's exit status. */
function unreachable(error: unknown, args: Args<Name>, context: Context): Outcome<Value> {
  if (!(error instanceof CibError)) throw error;
  const { description, exit } = error.rc;
  if (isFile(args, context)) return { errors: [`Could not connect to the CIB: ${description}`] };
  return { exit, errors: [`${context.program}: Connection to cluster failed: ${description}`] };
}

/** What is chosen by default depends on the format; the console shows what text does. */
function choiceOf(args: Args<Name>, { format }: Mode) {
  if (format === 'html' || format === 'none') return chosenBy(args, format);
  return chosenBy(args, format === 'text' || format === 'console' ? 'text' : 'xml');
}

async function run(args: Args<Name>, context: Context): Promise<Outcome<Value>> {
  try {
    return await runMode(modeOf(args, context), args, context);
  } catch (error) {
    if (error instanceof UsageError) return misuse(error, args, context);
    throw error;
  }
}

/** Where people read, they get help as well; a page tells what is wrong itself. */
function misuse({ message }: UsageError, args: Args<Name>, context: Context): Outcome<Value> | Promise<Outcome<Value>> {
  const outcome = { exit: 'USAGE', errors: [`${context.program}: ${message}`] } as const;
  const page = { format: 'html', run: 'once', to: undefined, intervalMs: 0, cgi: args.has('html-cgi') } as const;
  if (context.format === 'html') return failurePage(outcome, page, args);
  const helps = context.format === 'text' || context.format === 'console';
  if (!helps || message === BAD_HISTORY) return outcome;
  return { ...outcome, errors: [helpText(crmMon, 'main'), ...outcome.errors] };
}

async function runMode(mode: Mode, args: Args<Name>, context: Context): Promise<Outcome<Value>> {
  // Nothing tells of changes to a file
  if (mode.run === 'once' || isFile(args, context)) return showStatus(mode, args, context);
  const { goToBackground, IN_BACKGROUND, processOutlet } = await import('./monitor/process.js');
  if (mode.run === 'background' && context.env[IN_BACKGROUND] === undefined) {
    return goToBackground(context) === undefined ? { exit: 'OSERR' } : {};
  }
  const { Watch } = await import('./monitor/watch.js');
  await new Watch(mode, choiceOf(args, mode), args, context, processOutlet(mode, args, context)).run();
  return {};
}

async function showStatus(mode: Mode, args: Args<Name>, context: Context): Promise<Outcome<Value>> {
  const choice = choiceOf(args, mode);
  let look: Look;
  try {
    look = await lookAt(await readCib(args, context), choice, args, context);
  } catch (error) {
    const outcome = error instanceof Unusable ? { errors: error.lines } : unreachable(error, args, context);
    return mode.format === 'html' ? failurePage(outcome, mode, args) : outcome;
  }
  if (args.has('simple-status')) return { printed: (await import('./status/simple.js')).simpleStatus(look.cluster) };
  const { cluster, view } = look;
  const readable = mode.format === 'xml' && isPcs(context.caller?.() ?? []) ? installedApi() : undefined;
  const value = { cluster, view, readable, toJSON: () => asData(statusXml(cluster, view)) };
  if (mode.format !== 'html' && mode.format !== 'legacy-xml') return { value };
  const { printed } = await import('./monitor/page.js');
  const text = await printed(look, mode, args, context);
  const file = args.value('as-html');
  if (file === undefined || file === '-') return { printed: text };
  (await import('./monitor/process.js')).writePage(file, text);
  return {};
}

/** What went wrong is told on the page. */
async function failurePage({ errors, exit }: Outcome<Value>, mode: Mode, args: Args<Name>): Promise<Outcome<Value>> {
  const [{ pageText }, { pageOptions }] = await Promise.all([
    import('./status/html/page.js'),
    import('./monitor/page.js'),
  ]);
  const printed = pageText([], { ...pageOptions(mode, args), ...(errors && { errors }) });
  return { printed, ...(exit !== undefined && { exit }) };
}

export const crmMon = command<Value, typeof OPTIONS>({
  name: 'crm_mon',
  summary: "show the state of the cluster's nodes and resources",
  description:
    'Output consists of sections: attributes, bans, counts, dc, failcounts, failures, fencing (fencing-failed,\n' +
    'fencing-pending, fencing-succeeded), maint-mode, nodes, operations, options, resources, stack, tickets and times;\n' +
    '"summary" stands for stack, dc, times, counts and maint-mode. XML shows all of them unless told otherwise, text\n' +
    'the summary, nodes, resources and failures.',
  formats: ['text', 'html', 'xml', 'json', 'console', 'none'],
  groups: [
    { id: 'display', title: 'Display Options:', help: 'Show display options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  examples: [
    { text: 'Show the status once', command: 'crm_mon -1' },
    { text: 'Show inactive resources too, all by node', command: 'crm_mon -1 --group-by-node --inactive' },
    { text: 'Show all that is known, as XML', command: 'crm_mon --output-as=xml' },
    { text: 'Watch the cluster on a terminal, in detail', command: 'crm_mon --interval=5s --show-detail' },
    {
      text: 'Keep a page for a web server up to date',
      command: 'crm_mon --daemonize --output-as=html --output-to=/srv/www/cluster.html',
    },
  ],
  run,
  render: {
    text: ({ cluster, view }) => statusText(cluster, view),
    xml: ({ cluster, view, readable }) =>
      readable === undefined ? statusXml(cluster, view) : reduceTo(readable, statusXml(cluster, view)),
  },
});
