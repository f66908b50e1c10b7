const START =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const REST = `${START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;
let patterns: { readonly start: RegExp; readonly other: RegExp } | undefined;

/**
 * A string made a valid XML id, as Pacemaker does it: every byte (of UTF-8) of a character that is
 * not allowed becomes a dot, or an underscore at the start.
 */
export function sanitizeId(id: string): string {
  patterns ??= { start: new RegExp(`^[^${START}]`, 'u'), other: new RegExp(`[^${REST}]`, 'gu') };
  const dots = (character: string) => '.'.repeat(Buffer.byteLength(character));
  return id.replace(patterns.start, (first) => `_${dots(first).slice(1)}`).replace(patterns.other, dots);
}
