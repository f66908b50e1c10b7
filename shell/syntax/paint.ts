/** How parts of crm syntax, and of what else is shown, are marked on a terminal; plain text leaves them as they are. */
export interface Paint {
  keyword(text: string): string;
  id(text: string): string;
  name(text: string): string;
  value(text: string): string;
  /** A resource that is referred to. */
  resource(text: string): string;
  /** A list of attributes that is referred to. */
  reference(text: string): string;
  score(text: string): string;
  ticket(text: string): string;
  readonly help: {
    /** The title. */
    topic(text: string): string;
    header(text: string): string;
    /** A word that can be typed. */
    keyword(text: string): string;
    /** Whole lines that can be typed. */
    block(text: string): string;
  };
  /** What is well, or is not. */
  readonly state: {
    ok(text: string): string;
    warn(text: string): string;
    error(text: string): string;
    info(text: string): string;
  };
}

const same = (text: string): string => text;

export const PLAIN: Paint = {
  keyword: same,
  id: same,
  name: same,
  value: same,
  resource: same,
  reference: same,
  score: same,
  ticket: same,
  help: { topic: same, header: same, keyword: same, block: same },
  state: { ok: same, warn: same, error: same, info: same },
};
