import type { Element } from '../../xml/element.js';

const RETIRED_CLASSES = new Set(['nagios', 'upstart']);

const isRetired = (element: Element): boolean =>
  RETIRED_CLASSES.has((element.get('class') ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase()));

/** What in a document is of a kind no longer supported, or would have nothing else left in it. */
export class Unsupported {
  readonly #templates = new Map<string, Element[]>();
  readonly #primitives = new Set<Element>();
  /** Ids of resources that go. */
  readonly #ids = new Set<string>();

  constructor(root: Element) {
    const resources: Element[] = [];
    for (const element of root.walk()) {
      if (element.name === 'template' && element.id !== undefined) {
        this.#templates.set(element.id, [...(this.#templates.get(element.id) ?? []), element]);
      } else if (RESOURCE_KINDS.has(element.name)) {
        resources.push(element);
      }
    }
    for (const element of resources)
      if (element.name === 'primitive' && this.#goes(element)) this.#primitives.add(element);
    for (const element of resources) {
      if (this.#resource(element) && element.id !== undefined) this.#ids.add(element.id);
    }
  }

  /** A primitive that uses a template which is not there goes, too. */
  #goes(primitive: Element): boolean {
    const template = primitive.get('template');
    return isRetired(primitive) || (template !== undefined && this.#templatesOf(primitive).every(isRetired));
  }

  #templatesOf(primitive: Element): Element[] {
    return this.#templates.get(primitive.get('template') ?? '') ?? [];
  }

  #resource(element: Element): boolean {
    switch (element.name) {
      case 'primitive':
        return this.primitive(element);
      case 'group':
        return this.group(element);
      case 'clone':
        return this.clone(element);
      default:
        return this.bundle(element);
    }
  }

  readonly template = isRetired;
  readonly primitive = (element: Element): boolean => this.#primitives.has(element);
  readonly group = (group: Element): boolean => [...group.elements('primitive')].every(this.primitive);
  readonly clone = (clone: Element): boolean =>
    [...clone.walk()].every((element) => element.name !== 'primitive' || this.primitive(element));
  readonly bundle = (bundle: Element): boolean => bundle.child('rkt') !== undefined;

  /** The class of a primitive, its own or that of its template. */
  classOf(primitive: Element): string | undefined {
    const own = primitive.get('class');
    return own ?? this.#templatesOf(primitive)[0]?.get('class');
  }

  readonly reference = (reference: Element): boolean => this.#ids.has(reference.id ?? '');
  readonly resourceSet = (set: Element): boolean => [...set.elements('resource_ref')].every(this.reference);

  /** A constraint goes if one of the attributes names such a resource, or if it is left without sets. */
  constraint(element: Element, attributes: readonly string[]): boolean {
    if (attributes.some((name) => this.#ids.has(element.get(name) ?? ''))) return true;
    const sets = [...element.elements('resource_set')];
    return sets.length > 0 && sets.every(this.resourceSet);
  }
}

const RESOURCE_KINDS = new Set(['primitive', 'group', 'clone', 'bundle']);
