import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import type { Reading } from '../syntax/kind.js';
import { NODE } from '../syntax/kinds/node.js';
import { OP_DEFAULTS } from '../syntax/kinds/property.js';
import { type ConfiguredObject, objectsOf } from '../syntax/objects.js';
import { type Compare, Sheet } from '../syntax/show.js';
import { vocabularyOf } from '../syntax/vocabulary.js';

/** Finds the provider of an OCF agent that was named by its type alone. */
export type FindProvider = (type: string) => string;

/**
 * The configuration being edited: what was read, and what it has become. Nothing reaches the CIB
 * before it is committed.
 */
export class Workspace {
  /** Ids of objects that were made or changed. */
  readonly changed = new Set<string>();
  /** Ids of objects that were removed, some of them made anew afterwards. */
  private readonly removed = new Set<string>();
  private working: Element;
  private edited = false;
  private index: Index | undefined;
  private taken: Set<string> | undefined;
  private written: { readonly key: string; readonly sheet: Sheet } | undefined;

  constructor(
    /** The CIB as it was read, without status; never changed. */
    readonly base: Element,
    private readonly findProvider: FindProvider = () => 'heartbeat',
    /** Roles get their newer names, where the schema knows them. */
    private readonly modern = false,
  ) {
    this.working = base;
  }

  /** @throws CibError if there is no CIB to be had */
  static async open(client: CibClient, findProvider?: FindProvider, modern?: boolean): Promise<Workspace> {
    // Status is none of our business, and may be much larger than all the rest.
    const { output: cib } = await client.call({ operation: 'query', options: { noChildren: true } });
    const { output: configuration } = await client.call({ operation: 'query', section: 'configuration' });
    if (cib?.name !== 'cib' || !configuration) throw new CibError('ENXIO', 'No CIB!');
    const base = cib.cloneShallow();
    base.append(configuration);
    base.append(new Element('status'));
    return new Workspace(base, findProvider, modern);
  }

  /** Edits that were made before. */
  static resumed(
    base: Element,
    cib: Element,
    changed: readonly string[],
    findProvider?: FindProvider,
    modern?: boolean,
  ): Workspace {
    const workspace = new Workspace(base, findProvider, modern);
    workspace.working = cib;
    workspace.edited = true;
    for (const id of changed) workspace.changed.add(id);
    return workspace;
  }

  /** The CIB as edited; to be changed by `edit` only. */
  get cib(): Element {
    return this.working;
  }

  get isChanged(): boolean {
    return this.edited;
  }

  get objects(): readonly ConfiguredObject[] {
    return this.indexed.objects;
  }

  get reading(): Reading {
    return {
      vocabulary: vocabularyOf(this.working.get('validate-with'), this.modern),
      provider: this.findProvider,
      nodes: () => this.nodes,
      isOperationDefaults: (id) => this.findResource(id)?.kind === OP_DEFAULTS,
    };
  }

  /** Names of nodes, sorted. */
  get nodes(): readonly string[] {
    return this.indexed.names;
  }

  /** Is there a node of that name, in any case? */
  isNode(name: string): boolean {
    return this.indexed.folded.has(name.toLowerCase());
  }

  /** Objects by the word they begin with. */
  ofKind(keyword: string): readonly ConfiguredObject[] {
    return this.indexed.byKeyword.get(keyword) ?? [];
  }

  /** Ids that are taken. */
  get ids(): Set<string> {
    this.taken ??= idsIn(this.working);
    return this.taken;
  }

  /** The configuration as crm syntax; valid until the next edit. */
  sheet(secret?: RegExp): Sheet {
    const key = secret?.source ?? '';
    if (this.written?.key !== key) this.written = { key, sheet: new Sheet(this.working, secret) };
    return this.written.sheet;
  }

  /** The object that has this id; a resource before a node. */
  find(id: string): ConfiguredObject | undefined {
    return this.findResource(id) ?? this.findNode(id);
  }

  /** The object that has this id, other than a node. */
  findResource(id: string): ConfiguredObject | undefined {
    return this.indexed.others.get(id);
  }

  /** The node of this name or id. */
  findNode(id: string): ConfiguredObject | undefined {
    return this.indexed.nodes.get(id);
  }

  /**
   * Change the configuration. If `change` throws, everything is as it was.
   * @param change is given the CIB to change; returns ids of objects that it made or changed
   */
  edit(change: (cib: Element) => Iterable<string>): void {
    const before = this.working;
    const wasEdited = this.edited;
    this.working = before.cloneShallow();
    for (const child of before.children) this.working.append(child.clone());
    this.forget();
    try {
      for (const id of change(this.working)) this.changed.add(id);
      this.edited = true;
    } catch (error) {
      this.working = before;
      this.edited = wasEdited;
      throw error;
    } finally {
      this.forget();
    }
  }

  /** An object was removed. */
  gone(id: string): void {
    this.changed.delete(id);
    this.removed.add(id);
  }

  /** Compares objects by when they came: those that were read in their order, then those made since in theirs. */
  get bySequence(): Compare {
    const places = new Map<string, number>();
    const note = (id: string) => places.has(id) || places.set(id, places.size);
    for (const { id } of objectsOf(this.base)) if (!this.removed.has(id)) note(id);
    for (const id of this.changed) note(id);
    for (const { id } of this.objects) note(id);
    return (a, b) => (places.get(a.id) as number) - (places.get(b.id) as number);
  }

  /** A section of the configuration, made if there is none. */
  section(name: string): Element {
    const configuration = this.working.child('configuration');
    if (!configuration) throw new CibError('ENXIO', 'CIB has no configuration element');
    if (name === '') return configuration;
    return configuration.child(name) ?? configuration.append(new Element(name));
  }

  /** Look everything up anew: elements came, went or got another id. */
  forget(): void {
    this.index = undefined;
    this.taken = undefined;
    this.written = undefined;
  }

  private get indexed(): Index {
    this.index ??= indexOf(this.working);
    return this.index;
  }
}

interface Index {
  readonly objects: readonly ConfiguredObject[];
  readonly others: ReadonlyMap<string, ConfiguredObject>;
  readonly nodes: ReadonlyMap<string, ConfiguredObject>;
  readonly byKeyword: ReadonlyMap<string, readonly ConfiguredObject[]>;
  /** Names of nodes, sorted, and in lower case. */
  readonly names: readonly string[];
  readonly folded: ReadonlySet<string>;
}

function indexOf(cib: Element): Index {
  const objects = objectsOf(cib);
  const [others, nodes] = [new Map<string, ConfiguredObject>(), new Map<string, ConfiguredObject>()];
  const byKeyword = new Map<string, ConfiguredObject[]>();
  for (const object of objects) {
    const alike = byKeyword.get(object.kind.keyword) ?? [];
    if (alike.push(object) === 1) byKeyword.set(object.kind.keyword, alike);
    if (object.kind !== NODE) {
      if (!others.has(object.id)) others.set(object.id, object);
      continue;
    }
    nodes.set(object.id, object);
    nodes.set(object.element.get('uname') ?? '', object);
  }
  const names = (byKeyword.get(NODE.keyword) ?? []).map(({ element }) => element.get('uname') ?? '').sort();
  return { objects, others, nodes, byKeyword, names, folded: new Set(names.map((name) => name.toLowerCase())) };
}

function idsIn(cib: Element): Set<string> {
  const ids = new Set<string>();
  for (const element of cib.child('configuration')?.walk() ?? []) {
    const { id } = element;
    if (id !== undefined) ids.add(id);
  }
  return ids;
}
