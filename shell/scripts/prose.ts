const WIDTH = 70;

/** Paragraphs, each in lines of at most 70 characters. */
export const prose = (text: string): string =>
  text
    .split('\n\n')
    .filter((paragraph) => paragraph.trim() !== '')
    .map(wrapped)
    .join('\n\n');

/** Blanks stay as they are but at the ends of lines; the first line may begin with some. */
function wrapped(paragraph: string): string {
  const chunks = paragraph
    .replaceAll('\t', '        ')
    .replace(/\s/g, ' ')
    .split(/( +)/)
    .flatMap((chunk) => chunk.split(/(?<=[A-Za-z]{2}-)(?=[A-Za-z])/))
    .filter((chunk) => chunk !== '');
  const lines: string[] = [];
  let line = '';
  for (let chunk of chunks) {
    const isBlank = chunk.trim() === '';
    // What is longer than a line is broken where this one ends.
    for (; chunk.length > WIDTH && !isBlank; line = '') {
      const room = WIDTH - line.length;
      lines.push(`${line}${chunk.slice(0, room)}`);
      chunk = chunk.slice(room);
    }
    if (line.length + chunk.length > WIDTH) {
      lines.push(line.trimEnd());
      line = isBlank ? '' : chunk;
    } else if (!isBlank || line !== '' || lines.length === 0) line += chunk;
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '').join('\n');
}

/** Crm syntax of a script: single blanks, and lines that go on begin with a tab. */
export function tidyCib(text: string): string {
  let tidy = text.replace(/ +/g, ' ').replace(/\n[ \t\f\v]+/g, '\n\t');
  while (tidy.includes('\n\t\n')) tidy = tidy.replace('\n\t\n', '\n');
  return tidy;
}

/** An empty line before each command. */
export const spacedCib = (text: string): string => text.replace(/[\n\r]+/g, '\n').replace(/\n([^\t])/g, '\n\n$1');

export const withoutEmptyLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');

/** Each command in a line of its own. */
export function joinedLines(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (/^\s/.test(line) && lines.length > 0) lines[lines.length - 1] += line;
    else lines.push(line);
  }
  return lines.map((line) => `${line}\n`).join('');
}
