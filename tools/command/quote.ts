/** Words as one shell command line: those that a shell would split or read otherwise are quoted. */
export function quoteWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  const plain = word !== '' && !/[\s'"\\]/.test(word) && !word.startsWith('#');
  return plain ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
