import { command } from '../../level.js';
import type { Session } from '../../session.js';
import type { ConfiguredObject } from '../../syntax/objects.js';
import { type Paint, PLAIN } from '../../syntax/paint.js';
import type { Workspace } from '../../workspace/workspace.js';
import { glob, SELECTORS, select } from './selection.js';

/** Attributes whose values are not shown unless asked for. */
const SECRET = 'passw*';

interface Shown {
  /** One command each. */
  readonly objects: readonly { readonly id: string; readonly kind: string; readonly text: string }[];
}

/** Objects as crm syntax, in the order that the user wants. */
export async function shownObjects(
  session: Session,
  workspace: Workspace,
  selectors: readonly string[],
  paint: Paint = PLAIN,
  secrets: readonly string[] = [],
): Promise<Shown['objects']> {
  const sorted = (await session.preferences()).isOn('core.sort_elements');
  const secret =
    secrets.length === 0 ? undefined : new RegExp(secrets.map((pattern) => glob(pattern).source).join('|'));
  const sheet = workspace.sheet(secret);
  const chosen = chosenFrom(sheet.objects, workspace, selectors);
  return sheet.sorted(chosen, sorted ? undefined : workspace.bySequence).map((object) => ({
    id: object.id,
    kind: object.kind.keyword,
    text: sheet.text(object, paint),
  }));
}

function chosenFrom(
  objects: readonly ConfiguredObject[],
  workspace: Workspace,
  selectors: readonly string[],
): readonly ConfiguredObject[] {
  if (selectors.length === 0) return objects;
  const wanted = new Set(select(workspace, selectors).map(keyOf));
  return objects.filter((object) => wanted.has(keyOf(object)));
}

const keyOf = ({ kind, id }: ConfiguredObject): string => `${kind.keyword} ${id}`;

export const SHOW = command({
  name: 'show',
  summary: 'Show the configuration, or a part of it',
  help: 'Shows objects in crm syntax, or in XML after `xml`. Without a selector, all of them. A selector is an id, a pattern with * and ?, a kind, the objects of a tag, what is related to a resource or an agent, or those that were changed since the last commit. `and` between two selectors keeps what both name. Values of attributes named in obscure:<pattern> are not shown; without that, those of passwords.',
  examples: ['show', 'show type:primitive', 'show xml vip', 'show related:vip', 'show obscure:secret*'],
  grammar: SELECTORS,
  async run(words, session) {
    const workspace = await session.workspace();
    const secrets = words.filter((text) => text.startsWith('obscure:')).map((text) => text.slice('obscure:'.length));
    const selectors = words.filter((text) => !text.startsWith('obscure:'));
    const shown = secrets.length > 0 ? secrets : [SECRET];
    if (selectors[0] === 'xml') {
      const { xmlOf } = await import('./xml.js');
      return { value: { objects: [{ id: 'cib', kind: 'xml', text: xmlOf(workspace, selectors.slice(1), shown) }] } };
    }
    return { value: { objects: await shownObjects(session, workspace, selectors, session.console.paint, shown) } };
  },
  render: { text: ({ objects }) => objects.map(({ text }) => `${text}\n`).join('') },
});
