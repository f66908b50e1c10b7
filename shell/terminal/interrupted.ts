/** Ctrl-C at a question: the command that asked is left, with nothing answered. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
