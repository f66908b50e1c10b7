import { command } from '../../level.js';
import type { Session } from '../../session.js';
import type { ConfiguredObject } from '../../syntax/objects.js';
import { type Paint, PLAIN } from '../../syntax/paint.js';
import type { Workspace } from '../../workspace/workspace.js';
import { CONFIGURATION, type Described, definitions, described, describedCib } from '../described.js';
import { secretNames } from '../secrets.js';
import { SELECTORS, select } from './selection.js';

/** What to show: the sheet, and the objects of it in the order that the user wants. */
async function choice(session: Session, workspace: Workspace, selectors: readonly string[], secret?: RegExp) {
  const sorted = (await session.preferences()).isOn('core.sort_elements');
  const sheet = workspace.sheet(secret);
  const chosen = chosenFrom(sheet.objects, workspace, selectors);
  return { sheet, objects: sheet.sorted(chosen, sorted ? undefined : workspace.bySequence) };
}

/** Objects as crm syntax, a command after the other. */
export async function shownText(
  session: Session,
  workspace: Workspace,
  selectors: readonly string[],
  paint: Paint = PLAIN,
  secret?: RegExp,
): Promise<string> {
  const { sheet, objects } = await choice(session, workspace, selectors, secret);
  return objects.map((object) => `${sheet.text(object, paint)}\n`).join('');
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
  help: 'Shows objects in crm syntax, or in XML after `xml`. Without a selector, all of them. A selector is an id, a pattern with * and ?, a kind, the objects of a tag, what is related to a resource or an agent, or those that were changed since the last commit. `and` between two selectors keeps what both name. Values of attributes named in obscure:<pattern> are not shown; without that, those that the option core.obscure_pattern names: passwords.',
  examples: ['show', 'show type:primitive', 'show xml vip', 'show related:vip', 'show obscure:secret*'],
  grammar: SELECTORS,
  async run(words, session): Promise<{ value: string | Described }> {
    const workspace = await session.workspace();
    const secrets = words.filter((text) => text.startsWith('obscure:')).map((text) => text.slice('obscure:'.length));
    const selectors = words.filter((text) => !text.startsWith('obscure:'));
    const secret = await secretNames(session, secrets);
    if (selectors[0] === 'xml') {
      const { partOf, textOf } = await import('./xml.js');
      const cib = partOf(workspace, selectors.slice(1), secret);
      return { value: session.answer ? describedCib(cib, textOf(cib)) : `${textOf(cib)}\n` };
    }
    if (!session.answer) {
      return { value: await shownText(session, workspace, selectors, session.console.paint, secret) };
    }
    const { sheet, objects } = await choice(session, workspace, selectors, secret);
    return { value: described(sheet, objects, secret) };
  },
  output: CONFIGURATION,
  render: { xml: (value) => (typeof value === 'string' ? [] : definitions(value)) },
});
