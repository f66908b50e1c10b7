import type { Shape } from './shape.js';

/** A schema in the terms of JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** What a command is called as the id of its schema. */
export const schemaId = (command: string): string => `urn:metronome:crm:${command.replaceAll(' ', ':')}`;

/** The schema of the document that a command prints under `-o json`. */
export function documentSchema(command: string, summary: string, output: Shape | undefined): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const result = output && schemaOf(output, definitions);
  return {
    $schema: DIALECT,
    $id: schemaId(command),
    title: `crm ${command}`,
    description: summary,
    ...record(
      {
        'api-version': { type: 'string', description: 'Version of the output of the tools' },
        request: { type: 'string', description: 'The command line' },
        ...(result && {
          result: { ...result, description: output.about ?? 'Absent if it fails before it finds anything' },
        }),
        messages: {
          type: 'array',
          description: 'Remarks and warnings',
          items: record({ level: { enum: ['warning', 'info'] }, text: { type: 'string' } }, ['level', 'text']),
        },
        status: {
          ...record(
            {
              code: { type: 'integer', description: 'Exit status' },
              message: { type: 'string' },
              errors: { type: 'array', items: { type: 'string' } },
            },
            ['code', 'message'],
          ),
        },
      },
      ['api-version', 'request', 'status'],
    ),
    ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
  };
}

const record = (properties: Readonly<Record<string, unknown>>, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
});

/** The schema of a value; what has a name of its own is defined once. */
function schemaOf(shape: Shape, definitions: Record<string, JsonSchema>): JsonSchema {
  const about = shape.about === undefined ? {} : { description: shape.about };
  switch (shape.kind) {
    case 'text':
      return { type: 'string', ...(shape.values && { enum: shape.values }), ...about };
    case 'number':
      return { type: 'number', ...about };
    case 'flag':
      return { type: 'boolean', ...about };
    case 'anything':
      return about;
    case 'list':
      return { type: 'array', ...about, items: schemaOf(shape.of, definitions) };
    case 'byName':
      return { type: 'object', ...about, additionalProperties: schemaOf(shape.of, definitions) };
    case 'either':
      return { ...about, anyOf: shape.of.map((each) => schemaOf(each, definitions)) };
    case 'object': {
      const members = Object.entries(shape.members);
      const properties = Object.fromEntries(members.map(([name, each]) => [name, schemaOf(each, definitions)]));
      const required = members.filter(([, { optional }]) => !optional).map(([name]) => name);
      return { ...record(properties, required), ...about };
    }
    case 'named':
      if (!(shape.name in definitions)) {
        definitions[shape.name] = {};
        definitions[shape.name] = schemaOf(shape.of(), definitions);
      }
      return { $ref: `#/$defs/${shape.name}`, ...about };
  }
}
