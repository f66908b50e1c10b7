import { CibError } from '../../cib/result/error.js';
import type { Word } from './words.js';

/** A command line that cannot be understood: what is wrong, and at which word. */
export class SyntaxFault extends CibError {
  constructor(
    /** What was expected, or what is wrong. */
    readonly problem: string,
    readonly words: readonly Word[],
    /** Index of the word at fault; `words.length` if the line ended too early. */
    readonly at: number,
    /** What was being read; the command itself unless said otherwise. */
    readonly context: string = words[0]?.text ?? '',
  ) {
    super('EINVAL', describe(problem, words, at, context));
  }

  /** Offset of the fault in the line that was read. */
  get offset(): number {
    return this.words[this.at]?.start ?? this.words.at(-1)?.end ?? 0;
  }
}

/** In the form that crmsh logs. */
function describe(problem: string, words: readonly Word[], at: number, context: string): string {
  const near = words[at]?.text;
  const line = words.map(({ text }) => text).join(' ');
  return `syntax${context ? ` in ${context}` : ''}: ${problem}${near ? ` near <${near}>` : ''} parsing '${line}'`;
}
