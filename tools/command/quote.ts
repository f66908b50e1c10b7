/** Words as one shell command line: those that a shell would split or read otherwise are quoted. */
export function quoteWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** One word to a shell, though perhaps not the same word: that much the peer leaves as it is. */
const ONE_WORD =
  /^[ \t\n]*(?!#)(?:[^ \t\n'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+[ \t\n]*(?:[ \t\n]#[^\n]*\n?)?$/;

function quoteWord(word: string): string {
  return ONE_WORD.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
