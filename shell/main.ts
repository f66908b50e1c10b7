import { hostname } from 'node:os';
import { CibError } from '../cib/result/error.js';
import { type CommandLine, parseCommandLine, USAGE, UsageFault } from './options.js';
import { startupFile } from './preferences/startup.js';
import { report } from './report.js';
import { runLine } from './run.js';
import { Session } from './session.js';
import { processConsole } from './terminal/console.js';

/** The crmsh whose interface this is. */
const VERSION = 'crm 4.4.0 (metronome)';

/**
 * `crm`: run one command, the commands of a file or of standard input, or talk with a person.
 * @returns the exit status: 0 if all went well, 1 if a command failed, 2 for a wrong command line
 */
export async function runShell(args: readonly string[]): Promise<number> {
  if (args[0] === '--compgen') return completeFor(args[2] ?? '');
  let line: CommandLine;
  try {
    line = parseCommandLine(args);
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    process.stderr.write(`${USAGE}crm: ${error.message}\n`);
    return 2;
  }
  if (line.show === 'version') {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const env = { ...process.env };
  const console = processConsole(env, line.options.format === 'text' ? line.display : 'plain');
  if (line.show === 'help') {
    const { TOPICS } = await import('./topics.js');
    console.out(`${USAGE}\n${TOPICS.find(({ name }) => name === 'CommandLine')?.text}\n`);
    return 0;
  }
  const session = new Session(env, console, line.options, hostname().split('.')[0] as string, () => new Date());
  const { ROOT } = await import('./levels/root/root.js');
  session.stack.push(ROOT);
  const startup = startupFile(env);
  try {
    if (!(await heed(session))) return 1;
    if (startup !== undefined) await (await import('./script.js')).runStartup(session, startup);
    const done = () => run(session, line);
    return line.profile === undefined
      ? await done()
      : await (await import('./profile.js')).profiled(line.profile, done);
  } finally {
    await session.disconnect();
  }
}

/** @returns false if the options of this run make no sense, after saying so */
async function heed(session: Session): Promise<boolean> {
  try {
    await session.heedPreferences();
    return true;
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    report(session, error);
    return false;
  }
}

/** What the user's own shell asks for when Tab is pressed in a `crm` command line. */
async function completeFor(line: string): Promise<number> {
  const env = { ...process.env };
  const console = processConsole(env, 'plain');
  const session = new Session(
    env,
    console,
    { force: false, no: true, wait: false, format: 'text' },
    '',
    () => new Date(),
  );
  const [{ ROOT }, { complete }] = await Promise.all([
    import('./levels/root/root.js'),
    import('./complete/complete.js'),
  ]);
  session.stack.push(ROOT);
  const { candidates, word } = await complete(session, line.replace(/^\s*\S*crm(?=\s|$)\s*/, ''));
  // That shell breaks words at colons, and wants what comes after the last.
  const from = word.lastIndexOf(':') + 1;
  console.out(candidates.map(({ text }) => `${text.slice(from)}\n`).join(''));
  await session.disconnect();
  return 0;
}

async function run(session: Session, { words, file, cib }: CommandLine): Promise<number> {
  if (cib !== undefined && !(await runLine(session, `cib use ${cib}`, 'failure'))) return 1;
  if (words.length > 0) {
    const ok = await runLine(session, await lineFor(session, words));
    if (session.quitting !== undefined) return session.quitting;
    // The name of a level alone starts a session there; everything else is done.
    if (!ok || session.stack.length === 1) return session.status ?? (ok ? 0 : 1);
  }
  if (file === undefined && process.stdin.isTTY && process.stdout.isTTY) {
    const [{ converse }, { openHistory }] = await Promise.all([
      import('./terminal/repl.js'),
      import('./terminal/history.js'),
    ]);
    return converse(session, { input: process.stdin, output: process.stdout }, openHistory(session.env));
  }
  const { runScript } = await import('./script.js');
  return runScript(session, file);
}

/** A line of words that the user's shell has split already: those with blanks are quoted, unless the user minds. */
async function lineFor(session: Session, words: readonly string[]): Promise<string> {
  if (!words.some((word) => word === '' || /\s/.test(word))) return words.join(' ');
  return (await session.preferences()).isOn('core.add_quotes') ? lineOf(words) : words.join(' ');
}

/** Words as one line: those with blanks in them are quoted. */
export function lineOf(words: readonly string[]): string {
  return words
    .map((word) => {
      if (word !== '' && !/\s/.test(word)) return word;
      const quote = word.includes('"') ? "'" : '"';
      return word.includes(quote) ? word : `${quote}${word}${quote}`;
    })
    .join(' ');
}
