import { type Grammar, many, word } from '../../grammar/argument.js';
import type { Expectation } from '../../grammar/expectation.js';
import type { Step } from '../../scripts/model.js';
import { COMMON } from '../../scripts/parameters.js';
import { catalogOf } from './catalog.js';

export const SCRIPT_NAME: Expectation = {
  title: '<script>',
  find: async ({ session }) => (await catalogOf(session)).names.map((text) => ({ text })),
};

/** Parameters of a script, those of steps below with the names of these. */
const parametersOf = (
  steps: readonly Step[],
  path: readonly string[] = [],
): { text: string; about: string; open: true }[] =>
  steps.flatMap((step) => {
    const inner = step.name === undefined ? path : [...path, step.name];
    const own = step.parameters.map(({ name, shortdesc }) => ({
      text: `${[...inner, name].join(':')}=`,
      about: shortdesc,
      open: true as const,
    }));
    return [...own, ...parametersOf(step.steps, inner)];
  });

const parameter = (script: string): Expectation => ({
  title: '<param>=<value>',
  async find({ session }) {
    const { steps } = await (await catalogOf(session)).load(script);
    const common = Object.entries(COMMON).map(([name, { about }]) => ({ text: `${name}=`, about, open: true }));
    return [...parametersOf(steps), ...common];
  },
});

/** A script, and what its parameters are to be. */
export const SCRIPT_ARGUMENTS: Grammar<{ name: string; parameters: string[] }> = {
  usage: '<script> [<param>=<value> ...]',
  read(reader, session) {
    const name = word(SCRIPT_NAME).read(reader, session);
    return { name, parameters: many(word(parameter(name))).read(reader, session) };
  },
};
