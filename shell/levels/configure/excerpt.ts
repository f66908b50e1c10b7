import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import type { Session } from '../../session.js';
import { normalized, objectsOf, topmost } from '../../syntax/objects.js';
import { type PlacedDraft, readText } from '../../syntax/read.js';
import { update } from '../../workspace/update.js';
import type { Workspace } from '../../workspace/workspace.js';
import { select } from './selection.js';
import { shownText } from './show.js';
import { xmlOf } from './xml.js';

/** A part of the configuration as text that can be changed and taken back. */
export interface Excerpt {
  readonly text: string;
  readonly xml: boolean;
  /** Make the configuration say what the text, as changed, says. @throws CibError with line and column */
  take(changed: string): void;
}

/** @param words selectors, after `xml` if it is to be XML */
export async function excerptOf(session: Session, workspace: Workspace, words: readonly string[]): Promise<Excerpt> {
  const xml = words[0] === 'xml';
  const selectors = xml ? words.slice(1) : words;
  const text = xml ? xmlOf(workspace, selectors) : await shownText(session, workspace, selectors);
  return {
    text,
    xml,
    take(changed) {
      const drafts = xml ? draftsOfXml(changed) : readText(changed, workspace.reading);
      update(workspace, drafts, select(workspace, selectors), (remark) => session.say('info', remark));
    },
  };
}

function parsed(text: string, place: CibError['place']): Element {
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new CibError(error.code, error.message, { ...error.place, ...place }, error.details);
  }
}

/** Objects of a CIB in XML, those inside others left in them. @throws CibError if it is no CIB */
export function draftsOfXml(text: string, place: CibError['place'] = {}): PlacedDraft[] {
  const root = parsed(text, place);
  if (root.name !== 'cib') throw new CibError('EINVAL', 'not a CIB', place);
  const objects = objectsOf(normalized(root)).filter(({ element }) => topmost(element) === element);
  return objects.map(({ kind, element }) => {
    const { line } = element;
    const copy: Element = element.clone();
    copy.parent = null;
    return { kind, element: copy, line };
  });
}
