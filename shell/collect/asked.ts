import { CibError } from '../../cib/result/error.js';
import type { Session } from '../session.js';
import { CRITICAL } from './analysis.js';
import type { Given } from './options.js';
import { parseMoment } from './span.js';
import type { ReportWish } from './wish.js';

/** What the options ask for, where they say nothing the user's options. @throws CibError `EINVAL` */
export async function reportWish(session: Session, { options, words, line }: Given): Promise<ReportWish> {
  const preferences = await session.preferences();
  const now = session.now();
  const from = parseMoment(options.from ?? preferences.get('report.from_time'), now);
  const to = options.to === undefined ? now.getTime() : parseMoment(options.to, now);
  if (from >= to) throw new CibError('EINVAL', 'The start time must be before the finish time');
  const rules = preferences
    .get('report.sanitize_rule')
    .split(/[\s|]+/)
    .filter(Boolean);
  for (const pattern of [...options.hide, ...options.lines, ...rules]) checkPattern(pattern);
  const extra = options.noExtra ? [] : split([preferences.get('report.collect_extra_logs')]);
  return {
    from,
    to,
    nodes: split(options.nodes),
    single: options.single || preferences.isOn('report.single_node'),
    extra: [...split(options.extra), ...extra],
    without: split(options.without),
    ...(options.log === undefined ? {} : { log: options.log }),
    quick: options.quick || preferences.isOn('report.speed_up'),
    directory: options.directory || !preferences.isOn('report.compress'),
    overwrite: options.overwrite || preferences.isOn('report.remove_exist_dest'),
    compressor: preferences.get('report.compress_prog'),
    hidden: options.sanitize || options.hide.length > 0 ? [...options.hide, ...rules] : undefined,
    patterns: options.lines.length > 0 ? options.lines : CRITICAL,
    destination: words[0] ?? `crm_report-${dayName(now)}`,
    call: line.join(' '),
    login: { ...(options.user === undefined ? {} : { user: options.user }), options: split(options.ssh) },
    verbose: options.verbose || preferences.get('report.verbosity') !== '0' || preferences.isOn('core.debug'),
  };
}

function checkPattern(pattern: string): void {
  try {
    new RegExp(pattern);
  } catch (error) {
    throw new CibError('EINVAL', `bad regex ${pattern}: ${(error as Error).message}`);
  }
}

/** `Mon-09-Oct-2023`. */
function dayName(now: Date): string {
  const [day, month, date, year] = now.toDateString().split(' ');
  return [day, date, month, year].join('-');
}

const split = (values: readonly string[]): string[] => values.flatMap((value) => value.split(/\s+/)).filter(Boolean);
