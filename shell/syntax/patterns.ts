/** Shapes of words, each for the whole word. */

export const NAME = /([a-z0-9_#$-][^=]*)/i;
export const RESOURCE = /([a-z_#$][^=]*)/i;
export const IDSPEC = /(\$id-ref|\$id)=(.*)/i;
export const SCORE = /([^:]+):/;
export const DESCRIPTION = /description=(.+)/i;
/** `$id=ID` or `ID:`, at the start of some commands. */
export const INITIAL_ID = /\$id=(.*)|([\p{L}\p{N}_-]+):/iu;
