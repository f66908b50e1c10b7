/** How parts of crm syntax are marked on a terminal; plain text leaves them as they are. */
export interface Paint {
  keyword(text: string): string;
  id(text: string): string;
  name(text: string): string;
  value(text: string): string;
  /** A resource that is referred to. */
  resource(text: string): string;
  score(text: string): string;
  ticket(text: string): string;
}

const same = (text: string): string => text;

export const PLAIN: Paint = {
  keyword: same,
  id: same,
  name: same,
  value: same,
  resource: same,
  score: same,
  ticket: same,
};
