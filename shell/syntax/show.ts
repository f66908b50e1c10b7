import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { splitWords } from '../grammar/words.js';
import { assignIds, isValidId, resolveReferences } from './identity.js';
import { REFERENCE, type Reading } from './kind.js';
import { NODE } from './kinds/node.js';
import { likenessOf } from './likeness.js';
import { type ConfiguredObject, commentsOf, normalized, objectsOf } from './objects.js';
import { type Paint, PLAIN } from './paint.js';
import { readObject } from './read.js';
import { sameMeaning } from './sameness.js';
import type { Writing } from './text.js';
import { vocabularyOf } from './vocabulary.js';
import { xmlLines } from './xml_text.js';

/** As `Array.sort` wants it. */
export type Compare = (a: ConfiguredObject, b: ConfiguredObject) => number;

const byId: Compare = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Breaks a command into lines that read back as one. */
const BREAK = ' \\\n\t';
const XML_BREAK = ' \\\n';
const MEMBERS = new Set(['primitive', 'group']);

/**
 * A CIB as crm syntax; valid as long as the CIB does not change.
 */
export class Sheet {
  readonly objects: readonly ConfiguredObject[];
  private readonly cib: Element;
  private readonly byId = new Map<string, ConfiguredObject>();
  private ruleReferences: ReadonlySet<string> | undefined;
  private readonly reading: Reading;
  private readonly nodes: readonly string[];
  /** Whether objects of a likeness are what they were when written and read again. */
  private readonly known = new Map<string, boolean>();

  constructor(
    cib: Element,
    /** Names of attributes whose values are not shown. */
    private readonly secret?: RegExp,
  ) {
    this.cib = normalized(cib);
    this.objects = objectsOf(this.cib);
    for (const object of this.objects) {
      if (object.kind !== NODE && !this.byId.has(object.id)) this.byId.set(object.id, object);
    }
    this.nodes = this.objects
      .flatMap(({ kind, element }) => (kind === NODE ? [element.get('uname') ?? ''] : []))
      .sort();
    this.reading = {
      vocabulary: vocabularyOf(cib.get('validate-with')),
      provider: () => 'heartbeat',
      nodes: () => this.nodes,
      isOperationDefaults: () => false,
    };
  }

  /** Objects in the order in which they are shown: by kind, and then by id unless `among` tells otherwise. */
  sorted(objects: readonly ConfiguredObject[] = this.objects, among: Compare = byId): ConfiguredObject[] {
    return [...objects].sort((a, b) => a.kind.rank - b.kind.rank || among(a, b));
  }

  /** One command; XML where crm syntax cannot say all there is. */
  text(object: ConfiguredObject, paint: Paint = PLAIN): string {
    const plain = this.expressibleParts(object);
    const same = paint === PLAIN && !this.hasSecrets(object.element);
    const lines = plain && !same ? this.parts(object, paint, this.secret) : plain;
    if (!lines) return `${paint.keyword('xml')} ${xmlLines(object.element).join(XML_BREAK)}`;
    return [...commentsOf(object.element), lines.join(BREAK)].join('\n');
  }

  private parts({ kind, element }: ConfiguredObject, paint: Paint, secret?: RegExp): string[] | undefined {
    const writing: Writing = {
      paint,
      isReferredTo: (id) => this.referredRules.has(id),
      nodeCount: this.nodes.length,
      isSecret: (name) => secret?.test(name) === true,
    };
    return kind.write(element, writing);
  }

  /** Ids of rules that other rules refer to. */
  private get referredRules(): ReadonlySet<string> {
    if (!this.ruleReferences) {
      const found = new Set<string>();
      for (const element of this.cib.walk()) {
        const reference = element.name === 'rule' ? element.get('id-ref') : undefined;
        if (reference !== undefined) found.add(reference);
      }
      this.ruleReferences = found;
    }
    return this.ruleReferences;
  }

  private hasSecrets(element: Element): boolean {
    const { secret } = this;
    if (!secret) return false;
    if (element.name === 'nvpair') return secret.test(element.get('name') ?? '');
    return element.children.some((child) => child.kind === 'element' && this.hasSecrets(child));
  }

  /** The parts of the command, if the object, written and read again, is what it was. */
  private expressibleParts(object: ConfiguredObject): string[] | undefined {
    const { kind, id, element } = object;
    const parts = this.parts(object, PLAIN);
    if (!parts || (kind !== NODE && !isValidId(id))) return undefined;
    const comments = commentsOf(element);
    if (comments.some((comment) => comment.split('\n').some((line) => !line.trim().startsWith('#')))) return undefined;
    const text = parts.join(' ');
    return !text.includes('\n') && this.readsBackAsLike(object, text) ? parts : undefined;
  }

  /** Another object has the id of one of its members. */
  private isAmbiguous({ element }: ConfiguredObject): boolean {
    return element.children.some(
      (child) =>
        child.kind === 'element' && MEMBERS.has(child.name) && this.byId.get(child.id ?? '')?.element !== child,
    );
  }

  /** Of objects that are alike, one is tried. */
  private readsBackAsLike(object: ConfiguredObject, text: string): boolean {
    const likeness = this.isAmbiguous(object) ? undefined : likenessOf(object.element);
    if (likeness === undefined) return this.readsBack(object, text);
    let answer = this.known.get(likeness);
    if (answer === undefined) this.known.set(likeness, (answer = this.readsBack(object, text)));
    return answer;
  }

  private readsBack({ kind, element }: ConfiguredObject, text: string): boolean {
    try {
      const draft = readObject(splitWords(text), this.reading);
      for (const child of element.children) if (child.kind === 'comment') draft.element.append(child.clone());
      if (kind.element === 'meta_attributes' || kind.element === 'cluster_property_set') {
        if (!draft.element.get('id')) draft.element.set('id', kind.defaultId as string);
        assignIds(draft.element, element.parent ?? undefined, new Set());
      } else assignIds(draft.element, element, new Set());
      resolveReferences(draft.element, (id) => this.byId.get(id)?.element);
      return sameMeaning(element, draft.element, (child) =>
        child.name === REFERENCE ? this.byId.get(child.get('id') ?? '')?.element : child,
      );
    } catch (error) {
      if (error instanceof CibError) return false;
      throw error;
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
