import type { Shape } from './shape.js';

/** A shape for people: a line for each member, those of members indented below it. What has a name is told once. */
export function outline(shape: Shape): string {
  return lines('result', shape, 0, new Set()).join('');
}

function lines(name: string, shape: Shape, depth: number, told: Set<string>): string[] {
  const mark = shape.optional ? '?' : '';
  const about = shape.about === undefined ? '' : `  ${shape.about}`;
  const line = `${'  '.repeat(depth)}${name}${mark}: ${kindOf(shape)}${about}\n`;
  return [line, ...below(shape, depth + 1, told)];
}

function below(shape: Shape, depth: number, told: Set<string>): string[] {
  switch (shape.kind) {
    case 'object':
      return Object.entries(shape.members).flatMap(([name, each]) => lines(name, each, depth, told));
    case 'list':
    case 'byName':
      return below(shape.of, depth, told);
    case 'either':
      return either(shape.of, depth, told);
    case 'named':
      if (told.has(shape.name)) return [];
      told.add(shape.name);
      return below(shape.of(), depth, told);
    default:
      return [];
  }
}

/** The members of each that it may be, where they have any. */
function either(shapes: readonly Shape[], depth: number, told: Set<string>): string[] {
  const choices = shapes.filter((each) => below(each, depth, new Set(told)).length > 0);
  if (choices.length < 2) return choices.flatMap((each) => below(each, depth, told));
  return choices.flatMap((each, at) => [
    `${'  '.repeat(depth)}${at === 0 ? 'either' : 'or'}\n`,
    ...below(each, depth + 1, told),
  ]);
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
