import { LOG_LEVELS, type LogLevel } from './context.js';

/** What is written to the log of a command line tool, and in which form. */
export interface LogPolicy {
  shows(level: LogLevel, source: string): boolean;
  /** The line for a message, with its newline. */
  line(level: LogLevel, source: string, text: string): string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const TRACES = ['PCMK_trace_files', 'PCMK_trace_formats', 'PCMK_trace_functions', 'PCMK_trace_tags'];

/**
 * The peer's policy: silent unless PCMK_stderr is set or -V given; then errors (or what else is
 * `least`), and with each further -V the next level. PCMK_debug shows up to debug, and PCMK_trace_functions names sources
 * to show whatever the level. While anything is traced, lines tell the place in a source file too;
 * ours is always the same, since a source here is a step of the work and not a C function.
 */
export function logPolicy(env: Environment, program: string, verbosity: number, least: LogLevel = 'error'): LogPolicy {
  const enabled = isEnabled(env['PCMK_stderr'], program);
  const raised = Math.max(0, enabled ? verbosity : verbosity - 1);
  const base = LOG_LEVELS.indexOf(isEnabled(env['PCMK_debug'], program) ? 'debug' : least);
  const traced = env['PCMK_trace_functions']?.split(',') ?? [];
  const place = TRACES.some((name) => env[name] !== undefined) ? `@${program}.c:1` : '';
  return {
    shows: (level, source) =>
      (enabled || verbosity > 0) && (LOG_LEVELS.indexOf(level) <= base + raised || traced.includes(source)),
    line: (level, source, text) => `(${source}${place}) \t${level}: ${text}\n`,
  };
}

/** A truth value, or a list of the programs that it is true for. */
function isEnabled(value: string | undefined, program: string): boolean {
  if (value === undefined || /^(?:0|n|no|off|false)$/i.test(value)) return false;
  return /^(?:1|y|yes|on|true)$/i.test(value) || value.split(',').includes(program);
}
