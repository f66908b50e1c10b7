/**
 * The CIB directory's files: `cib.xml` with its digest in `cib.xml.sig`, and older ones as backups
 * `cib-N.raw` with `cib-N.raw.sig`, where `cib.last` holds the N that comes next.
 */
export const CIB_FILE = 'cib.xml';
export const SERIES_FILE = 'cib.last';

/** Backups are numbered below this; then the oldest is replaced. */
export const BACKUPS = 100;

export const signatureOf = (file: string): string => `${file}.sig`;
export const backupName = (number: number): string => `cib-${number}.raw`;

/** Number of the next backup; 0 if the series file makes no sense. */
export function readSeries(text: string): number {
  const number = Number.parseInt(text, 10);
  return number >= 0 && number < BACKUPS ? number : 0;
}

export const nextInSeries = (number: number): number => (number + 1) % BACKUPS;

/** Backups in a directory, the last written first, given the number that comes next. */
export function backupsNewestFirst(names: readonly string[], next: number): string[] {
  const age = (name: string) => (next - 1 - Number(/^cib-(\d+)\.raw$/.exec(name)?.[1]) + 2 * BACKUPS) % BACKUPS;
  return names.filter((name) => /^cib-\d{1,2}\.raw$/.test(name)).sort((a, b) => age(a) - age(b));
}

/**
 * Indented text as it is without indentation: outside of comments and CDATA, line breaks are there
 * for the reader only, as those in attributes are written as character references.
 */
export function unindent(text: string): string {
  if (!text.includes('<!')) return text.replace(/\n */g, '').replace(/^ +/, '');
  return text.replace(/(<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>)|(?:^|\n) */g, '$1');
}
