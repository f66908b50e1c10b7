export type Mark = 'rsc-ok' | 'rsc-failed' | 'rsc-managed' | 'rsc-multiple' | 'rsc-failure-ignored';

/** Text as nested lists. Without a text of its own, an entry only indents what is below it. */
export interface Outline {
  readonly text?: string;
  readonly below?: readonly Outline[];
  /** How well what it tells of is, for colours. */
  readonly mark?: Mark;
}

export const item = (text: string, mark?: Mark): Outline => (mark ? { text, mark } : { text });

/** A list with a heading; none if there is nothing in it. */
export const list = (title: string, below: readonly Outline[]): Outline => ({ text: `${title}:`, below });

/** Lines with their newlines: headings at the margin, and below them points that are indented by level. */
export function outlineText(entries: readonly Outline[], level = 0): string {
  let out = '';
  for (const { text, below } of entries) {
    if (text !== undefined) out += `${'  '.repeat(level)}${level > 0 ? '* ' : ''}${text}\n`;
    if (below) out += outlineText(below, level + 1);
  }
  return out;
}
