/** The words crm syntax takes for true; anything else is false. */
export const isTrue = (word: string): boolean => /^(true|yes|on|1)$/i.test(word);
