const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [/^Unknown option (--[^=]+).*/s, "unrecognized option '$1'"],
  [/^Unknown option -(.)$/s, "invalid option -- '$1'"],
  [/^Missing argument for (--.*)$/s, "option '$1' requires an argument"],
  [/^Missing argument for -(.)$/s, "option requires an argument -- '$1'"],
];

/** The message of a usage error in the words of getopt(1). */
export function getoptMessage(message: string): string {
  for (const [pattern, wording] of WORDINGS) if (pattern.test(message)) return message.replace(pattern, wording);
  return message;
}
