import type { Shape } from './shape.js';

/** A shape for people: a line for each member, those of members indented below it. */
export function outline(shape: Shape): string {
  return lines('result', shape, 0, new Set()).join('');
}

function lines(name: string, shape: Shape, depth: number, above: ReadonlySet<string>): string[] {
  const mark = shape.optional ? '?' : '';
  const about = shape.about === undefined ? '' : `  ${shape.about}`;
  const line = `${'  '.repeat(depth)}${name}${mark}: ${kindOf(shape)}${about}\n`;
  return [line, ...below(shape, depth + 1, above)];
}

function below(shape: Shape, depth: number, above: ReadonlySet<string>): string[] {
  switch (shape.kind) {
    case 'object':
      return Object.entries(shape.members).flatMap(([name, each]) => lines(name, each, depth, above));
    case 'list':
    case 'byName':
      return below(shape.of, depth, above);
    case 'either':
      return either(shape.of, depth, above);
    case 'named':
      return above.has(shape.name) ? [] : below(shape.of(), depth, new Set([...above, shape.name]));
    default:
      return [];
  }
}

/** The members of each that it may be, where they have any. */
function either(shapes: readonly Shape[], depth: number, above: ReadonlySet<string>): string[] {
  const parts = shapes.map((each) => below(each, depth + 1, above)).filter((part) => part.length > 0);
  if (parts.length < 2) return shapes.flatMap((each) => below(each, depth, above));
  return parts.flatMap((part, at) => [`${'  '.repeat(depth)}${at === 0 ? 'either' : 'or'}\n`, ...part]);
}

/** What a value is, in a word or a few. */
export function kindOf(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return shape.values?.join(' | ') ?? 'text';
    case 'list':
      return `list of ${kindOf(shape.of)}`;
    case 'byName':
      return `${kindOf(shape.of)} by name`;
    case 'either':
      return [...new Set(shape.of.map(kindOf))].join(' or ');
    case 'named':
      return shape.name;
    case 'flag':
      return 'true | false';
    default:
      return shape.kind;
  }
}
