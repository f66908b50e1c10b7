import { Element } from '../../../cib/xml/element.js';
import { sanitizeId } from '../../../cib/xml/name.js';
import { isAmbiguous, merge } from './merge.js';

/** Who is named as the origin of what is made up. */
const ORIGIN = 'crm_simulate';

/**
 * A CIB in which made-up events take place. It is changed as the cluster would change it: elements
 * keep their order, new ones come last, and each change counts in the version.
 */
export class World {
  private histories = new WeakMap<Element, Map<string, Element | undefined>>();
  private ambiguous = new WeakMap<Element, boolean>();

  /**
   * @param cib changed from now on
   * @param now seconds since 1970 at which events take place
   * @param configureNodes nodes that come up without being configured are added to the configuration
   */
  constructor(
    readonly cib: Element,
    readonly now: number,
    private readonly configureNodes = false,
  ) {}

  /** The state of a node; it is made up if it has none. */
  nodeState(name: string, id?: string): Element {
    if (this.configureNodes) this.configureNode(name);
    const status = this.section(this.cib, 'status');
    for (const state of status.elements('node_state')) if (state.get('uname') === name) return state;
    const known = id ?? this.idOf(name);
    // There may be one that does not know its name yet
    let state = known === undefined ? undefined : status.child('node_state', known);
    if (state) state.set('uname', name);
    else state = status.append(new Element('node_state', { ...(known !== undefined && { id: known }), uname: name }));
    this.touch();
    return state;
  }

  /**
   * What a change of a node's state is made on, to be committed: the state itself, unless it names something twice.
   * Then it is a copy, since changes are merged by name and id, which is another thing there.
   */
  draft(state: Element): Element {
    let ambiguous = this.ambiguous.get(state);
    if (ambiguous === undefined) {
      ambiguous = isAmbiguous(state);
      this.ambiguous.set(state, ambiguous);
    }
    return ambiguous ? state.clone() : state;
  }

  commit(state: Element, draft: Element): void {
    if (draft !== state) merge(state, draft);
    this.touch();
  }

  /** @param replace the state is replaced, not changed: that counts even if it is the same */
  setOnline(
    state: Element,
    online: boolean,
    {
      member = online,
      origin = ORIGIN,
      replace = false,
    }: { member?: boolean; origin?: string; replace?: boolean } = {},
  ): void {
    const values = {
      in_ccm: String(member),
      crmd: online ? 'online' : 'offline',
      join: online ? 'member' : 'down',
      expected: online ? 'member' : 'down',
      'crm-debug-origin': origin,
    };
    const draft = replace ? state : this.draft(state);
    const changed = Object.entries(values).filter(([name, value]) => state.get(name) !== value);
    for (const [name, value] of changed) draft.set(name, value);
    if (replace || draft !== state || changed.length > 0) this.commit(state, draft);
  }

  /** Forget what a node did and what it was told: it went down. */
  forget(state: Element): void {
    for (const name of ['lrm', 'transient_attributes']) {
      const found = state.child(name);
      if (!found) continue;
      found.remove();
      this.histories.delete(state);
      this.touch();
    }
  }

  /** The history of a resource on a node. */
  history(state: Element, resource: string): Element | undefined {
    return this.historiesOf(state).get(resource);
  }

  addHistory(state: Element, resource: string, agent: Readonly<Record<string, string>>): Element {
    let lrm = state.child('lrm');
    lrm ??= state.append(new Element('lrm', { id: state.id ?? '' }));
    const list = this.section(lrm, 'lrm_resources');
    const history = list.append(new Element('lrm_resource', { id: resource, ...agent }));
    this.historiesOf(state).set(resource, history);
    return history;
  }

  /** A transient attribute of a node. */
  attribute(state: Element, name: string): string | undefined {
    for (const block of state.child('transient_attributes')?.elements('instance_attributes') ?? []) {
      for (const pair of block.elements('nvpair')) if (pair.get('name') === name) return pair.get('value');
    }
    return undefined;
  }

  setAttribute(state: Element, name: string, value: string): void {
    const id = state.id ?? '';
    const attributes = state.child('transient_attributes') ?? state.append(new Element('transient_attributes', { id }));
    const block =
      attributes.child('instance_attributes') ?? attributes.append(new Element('instance_attributes', { id }));
    const pair = sanitizeId(`${block.id ?? 'nvpair'}-${name}`);
    (block.child('nvpair', pair) ?? block.append(new Element('nvpair', { id: pair })))
      .set('name', name)
      .set('value', value);
  }

  setQuorum(value: string): void {
    if (this.cib.get('have-quorum') === value) return;
    this.cib.set('have-quorum', value);
    this.touch();
  }

  setOption(name: string, value: string): void {
    const section = this.section(this.section(this.cib, 'configuration'), 'crm_config');
    for (const pair of section.walk()) {
      if (pair.name !== 'nvpair' || pair.get('name') !== name) continue;
      if (pair.get('value') === value) return;
      pair.set('value', value);
      this.touchConfiguration();
      return;
    }
    const id = 'cib-bootstrap-options';
    const block =
      section.child('cluster_property_set', id) ?? section.append(new Element('cluster_property_set', { id }));
    block.append(new Element('nvpair', { id: sanitizeId(`${id}-${name}`), name, value }));
    this.touchConfiguration();
  }

  setTicket(id: string, name: 'granted' | 'standby', value: boolean): void {
    const tickets = this.section(this.section(this.cib, 'status'), 'tickets');
    const state = tickets.child('ticket_state', id) ?? tickets.append(new Element('ticket_state', { id }));
    if (state.get(name) === String(value)) return;
    state.set(name, String(value));
    this.touch();
  }

  /** Count a change of the status. */
  touch(): void {
    this.cib.set('num_updates', String(Number(this.cib.get('num_updates') ?? 0) + 1));
  }

  private touchConfiguration(): void {
    this.cib.set('epoch', String(Number(this.cib.get('epoch') ?? 0) + 1)).set('num_updates', '0');
  }

  private section(parent: Element, name: string): Element {
    return parent.child(name) ?? parent.append(new Element(name));
  }

  /** Those that a node has two of are not found. */
  private historiesOf(state: Element): Map<string, Element | undefined> {
    let known = this.histories.get(state);
    if (known) return known;
    known = new Map();
    for (const element of state.walk()) {
      const { id } = element;
      if (element.name === 'lrm_resource' && id !== undefined) known.set(id, known.has(id) ? undefined : element);
    }
    this.histories.set(state, known);
    return known;
  }

  private configureNode(name: string): void {
    for (const element of this.cib.walk()) if (element.name === 'node' && element.get('uname') === name) return;
    const nodes = this.section(this.section(this.cib, 'configuration'), 'nodes');
    nodes.append(new Element('node', { id: name, uname: name }));
    this.touchConfiguration();
  }

  /** Id of a node by its name, in any case; of a remote node that is the name. */
  private idOf(name: string): string | undefined {
    const same = (text: string | undefined): boolean => text?.toLowerCase() === name.toLowerCase();
    const configuration = this.cib.child('configuration');
    for (const node of configuration?.child('nodes')?.elements('node') ?? []) {
      if (same(node.get('uname'))) return node.get('type')?.toLowerCase() === 'remote' ? node.get('uname') : node.id;
    }
    for (const primitive of configuration?.child('resources')?.elements('primitive') ?? []) {
      const agent = `${primitive.get('class')}:${primitive.get('provider')}:${primitive.get('type')}`;
      if (agent === 'ocf:pacemaker:remote' && same(primitive.id)) return primitive.id;
      for (const block of primitive.elements('meta_attributes')) {
        for (const pair of block.elements('nvpair')) {
          if (pair.get('name') === 'remote-node' && same(pair.get('value'))) return pair.get('value');
        }
      }
    }
    return undefined;
  }
}
