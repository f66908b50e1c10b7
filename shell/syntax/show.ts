import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { logicalLines, splitWords } from '../grammar/words.js';
import { assignIds, isValidId } from './identity.js';
import { REFERENCE, type Reading } from './kind.js';
import { NODE } from './kinds/node.js';
import { type ConfiguredObject, commentsOf, normalize, objectsOf } from './objects.js';
import { type Paint, PLAIN } from './paint.js';
import { readObject } from './read.js';
import { sameMeaning } from './sameness.js';
import type { Writing } from './text.js';
import { vocabularyOf } from './vocabulary.js';
import { xmlLines } from './xml_text.js';

/** Breaks a command into lines that read back as one. */
const BREAK = ' \\\n\t';
const XML_BREAK = ' \\\n';

/**
 * A CIB as crm syntax. Works on a normalized copy, so that the CIB itself stays as it is; valid as
 * long as the CIB does not change.
 */
export class Sheet {
  readonly objects: readonly ConfiguredObject[];
  private readonly cib: Element;
  private readonly byId = new Map<string, ConfiguredObject>();
  private readonly ruleReferences = new Set<string>();
  private readonly reading: Reading;
  private readonly nodes: readonly string[];

  constructor(
    cib: Element,
    /** Names of attributes whose values are not shown. */
    private readonly secret?: RegExp,
  ) {
    const copy = cib.cloneShallow();
    for (const child of cib.elements('configuration')) copy.append(child.clone());
    this.cib = normalize(copy);
    this.objects = objectsOf(this.cib);
    for (const object of this.objects) {
      if (object.kind !== NODE && !this.byId.has(object.id)) this.byId.set(object.id, object);
    }
    for (const element of this.cib.walk()) {
      const reference = element.name === 'rule' ? element.get('id-ref') : undefined;
      if (reference !== undefined) this.ruleReferences.add(reference);
    }
    this.nodes = this.objects
      .flatMap(({ kind, element }) => (kind === NODE ? [element.get('uname') ?? ''] : []))
      .sort();
    this.reading = {
      vocabulary: vocabularyOf(cib.get('validate-with')),
      provider: () => 'heartbeat',
      nodes: () => this.nodes,
    };
  }

  /** Objects in the order in which they are shown. */
  sorted(objects: readonly ConfiguredObject[] = this.objects): ConfiguredObject[] {
    return [...objects].sort((a, b) => a.kind.rank - b.kind.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  }

  /** One command; XML where crm syntax cannot say all there is. */
  text(object: ConfiguredObject, paint: Paint = PLAIN): string {
    const lines = this.expressible(object) ? this.parts(object, paint, this.secret) : undefined;
    if (!lines) return `${paint.keyword('xml')} ${xmlLines(object.element).join(XML_BREAK)}`;
    return [...commentsOf(object.element), lines.join(BREAK)].join('\n');
  }

  private parts({ kind, element }: ConfiguredObject, paint: Paint, secret?: RegExp): string[] | undefined {
    const writing: Writing = {
      paint,
      isReferredTo: (id) => this.ruleReferences.has(id),
      nodeCount: this.nodes.length,
      isSecret: (name) => secret?.test(name) === true,
    };
    return kind.write(element, writing);
  }

  /** Whether the object, written and read again, is what it was. */
  expressible(object: ConfiguredObject): boolean {
    const { kind, id, element } = object;
    const parts = this.parts(object, PLAIN);
    if (!parts || (kind !== NODE && !isValidId(id))) return false;
    if (commentsOf(element).some((comment) => comment.split('\n').some((line) => !line.trim().startsWith('#'))))
      return false;
    const lines = logicalLines(parts.join(' '));
    if (lines.length !== 1) return false;
    try {
      const draft = readObject(splitWords(lines[0]?.text as string), this.reading);
      for (const comment of element.children.filter((child) => child.kind === 'comment')) {
        draft.element.append(comment.clone());
      }
      if (kind.element === 'meta_attributes' || kind.element === 'cluster_property_set') {
        if (!draft.element.get('id')) draft.element.set('id', kind.defaultId as string);
        assignIds(draft.element, element.parent ?? undefined, new Set());
      } else assignIds(draft.element, element, new Set());
      this.resolveReferences(draft.element);
      return sameMeaning(element, draft.element, (child) =>
        child.name === REFERENCE ? this.byId.get(child.get('id') ?? '')?.element : child,
      );
    } catch (error) {
      if (error instanceof CibError) return false;
      throw error;
    }
  }

  /** An id-ref may name an object in place of the set inside it. */
  private resolveReferences(draft: Element): void {
    for (const element of draft.walk()) {
      const reference = element.get('id-ref');
      const named = reference === undefined ? undefined : this.byId.get(reference);
      if (!named) continue;
      for (const inner of named.element.walk()) {
        const id = inner === named.element || inner.name !== element.name ? undefined : inner.get('id');
        if (id === undefined) continue;
        element.set('id-ref', id);
        break;
      }
    }
  }
}

/** The whole configuration, a command after the other, ending in a newline; '' if there is nothing. */
export function showAll(cib: Element, secret?: RegExp, paint: Paint = PLAIN): string {
  const sheet = new Sheet(cib, secret);
  return sheet
    .sorted()
    .map((object) => `${sheet.text(object, paint)}\n`)
    .join('');
}
