import type { Session } from '../session.js';

type Maker = typeof import('cli-table3');
let maker: Maker | undefined;

/** Have tables drawn if a person is looking; to be awaited before `table` is called. */
export async function loadTables(session: Session): Promise<void> {
  if (session.console.ask) maker ??= (await import('cli-table3')).default as unknown as Maker;
}

const SIDES = ['top', 'bottom', 'left', 'right', 'mid'] as const;
const NO_LINES = Object.fromEntries([
  ...SIDES.flatMap((side) => ['', '-mid', '-left', '-right'].map((part) => [`${side}${part}`, ''])),
  ['middle', '  '],
]);

/** Rows in columns: under headings on a terminal, bare for scripts and pipes. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (!maker) return plain(rows);
  const style = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 };
  const drawn = new maker({ head: [...headings], chars: NO_LINES, style });
  drawn.push(...rows.map((row) => [...row]));
  return `${drawn.toString().replace(/ +$/gm, '')}\n`;
}

function plain(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(width(i)))
      .join('  ')
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}
