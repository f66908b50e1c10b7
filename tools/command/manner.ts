/**
 * A value with what options say of the way it is shown: there for the text renderer, no part of the data that
 * programs are given.
 */
export function shownAs<Value extends object, Manner extends object>(value: Value, manner: Manner): Value & Manner {
  for (const [name, setting] of Object.entries(manner)) {
    Object.defineProperty(value, name, { value: setting, enumerable: false });
  }
  return value as Value & Manner;
}
