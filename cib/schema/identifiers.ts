import { CIB } from './grammar/cib.js';
import type { Definition, Pattern, Value } from './grammar/pattern.js';
import { exists } from './rng.js';
import type { Version } from './versions.js';

/** Which attributes of an element identify it, and which name another element's id. */
export interface Identifiers {
  readonly ids: readonly string[];
  readonly references: readonly string[];
}

const cache = new Map<Version, ReadonlyMap<string, Identifiers>>();

/**
 * By element name, what the grammar of a version types as ID and as IDREF. In no version does an
 * attribute's type depend on where its element stands. Nothing inside `status` is typed.
 */
export function identifiersIn(version: Version): ReadonlyMap<string, Identifiers> {
  let found = cache.get(version);
  if (!found) {
    const collector = new Collector(version);
    collector.visit(CIB, 'cib');
    found = collector.found;
    cache.set(version, found);
  }
  return found;
}

class Collector {
  readonly found = new Map<string, { ids: string[]; references: string[] }>();
  private readonly seen = new Set<Definition>();

  constructor(private readonly version: Version) {}

  visit(pattern: Pattern, element: string): void {
    switch (pattern.kind) {
      case 'ranged':
        if (exists(pattern.range, this.version)) this.visit(pattern.of, element);
        return;
      case 'attribute':
        this.note(element, pattern.name, pattern.value);
        return;
      case 'element':
        for (const part of pattern.content) this.visit(part, pattern.name);
        return;
      case 'use':
        if (this.seen.has(pattern.definition)) return;
        this.seen.add(pattern.definition);
        this.visit(pattern.definition.pattern(), element);
        return;
      case 'anything':
        return;
      default:
        for (const part of pattern.of) this.visit(part, element);
    }
  }

  private note(element: string, attribute: string, value: Value): void {
    if (value.kind === 'ranged') {
      this.note(element, attribute, exists(value.range, this.version) ? value.of : value.otherwise);
    } else if (value.kind === 'type' && (value.type === 'ID' || value.type === 'IDREF')) {
      const entry = this.found.get(element) ?? { ids: [], references: [] };
      const list = value.type === 'ID' ? entry.ids : entry.references;
      if (!list.includes(attribute)) list.push(attribute);
      this.found.set(element, entry);
    }
  }
}
