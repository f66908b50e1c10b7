import type { Element } from '../../cib/xml/element.js';
import { reduced } from '../workspace/reduced.js';
import type { Workspace } from '../workspace/workspace.js';

/** Attributes of what is drawn, by kind; `*` is for all, and users may override them in a file. */
export type Styles = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const STYLES: Styles = {
  '.': { compound: 'true' },
  '*': { fontname: 'Helvetica', fontsize: '11' },
  node: { style: 'bold', shape: 'box', color: '#7ac142' },
  primitive: { fillcolor: '#e4e5e6', color: '#b9b9b9', shape: 'box', style: 'rounded,filled' },
  rsc_template: { fillcolor: '#ffd457', color: '#b9b9b9', shape: 'box', style: 'rounded,filled,dashed' },
  'class:stonith': { shape: 'box', style: 'dashed' },
  location: { style: 'dashed', dir: 'none' },
  clone: { color: '#ec008c' },
  ms: { color: '#f8981d' },
  bundle: { color: '#00aeef', style: 'rounded' },
  group: { color: '#00aeef', labelloc: 'b', labeljust: 'r' },
  optional_set: { style: 'dotted' },
  'template:edge': { color: '#b9b9b9', style: 'dotted', arrowtail: 'open', dir: 'back' },
};

const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;

function attributes(pairs: Readonly<Record<string, string>>): string {
  const list = Object.entries(pairs).map(([name, value]) => `${name}=${quoted(value)}`);
  return list.length === 0 ? '' : ` [${list.join(', ')}]`;
}

/**
 * The configuration as a graph for dot(1): nodes and resources, groups as boxes around their members,
 * orders as arrows, and locations as dashed lines to nodes.
 */
export function configurationGraph(workspace: Workspace, styles: Styles = STYLES): string {
  const drawing = new Drawing(workspace, styles);
  const lines = workspace.objects.flatMap(({ kind, element }) => drawing.object(kind.keyword, element));
  const top = Object.entries(styles['.'] ?? {}).map(([name, value]) => `${name}=${quoted(value)};`);
  return `digraph G {\n${[...top, ...lines].map((line) => `  ${line}\n`).join('')}}\n`;
}

class Drawing {
  constructor(
    private readonly workspace: Workspace,
    private readonly styles: Styles,
  ) {}

  object(keyword: string, element: Element): string[] {
    switch (keyword) {
      case 'node':
        return [this.vertex(element.get('uname') ?? '', element.get('uname') ?? '', ['node'])];
      case 'rsc_template':
        return [this.vertex(element.id ?? '', `${element.id}\\n${element.get('type')}`, ['rsc_template'])];
      case 'primitive':
        return element.parent?.name === 'group' ? [] : this.primitive(element);
      case 'group':
        return this.group(element);
      case 'order':
        return this.order(element);
      case 'location':
        return this.location(element);
      default:
        return [];
    }
  }

  private style(kinds: readonly string[]): Record<string, string> {
    return Object.assign({}, this.styles['*'], ...kinds.map((kind) => this.styles[kind]));
  }

  private vertex(name: string, label: string, kinds: readonly string[]): string {
    return `${quoted(name)}${attributes({ label, ...this.style(kinds) })};`;
  }

  private primitive(element: Element): string[] {
    const resource = reduced(this.workspace, element);
    const [standard = '', type = ''] = [resource?.get('class'), resource?.get('type')];
    const agent = standard === 'ocf' || standard === 'stonith' ? type : `${standard}:${type}`;
    const holder = HOLDERS[element.parent?.name ?? ''];
    const kinds = ['primitive', `class:${standard}`, ...(holder ? [holder] : [])];
    const template = element.get('template');
    const id = element.id ?? '';
    const edge = template === undefined ? [] : [this.edge(template, id, this.styles['template:edge'] ?? {})];
    return [this.vertex(id, `${id}\\n${agent}`, kinds), ...edge];
  }

  private group(element: Element): string[] {
    const id = element.id ?? '';
    const members = [...element.elements('primitive')];
    const holder = HOLDERS[element.parent?.name ?? ''];
    const style = this.style(['group', ...(holder ? [holder] : [])]);
    const inner = [
      ...Object.entries({ label: id, ...style }).map(([name, value]) => `${name}=${quoted(value)};`),
      ...members.flatMap((member) => this.primitive(member)),
      `${members.map((member) => quoted(member.id ?? '')).join(' -> ')};`,
    ];
    return [`subgraph ${quoted(`cluster_${id}`)} {`, ...inner.map((line) => `  ${line}`), '}'];
  }

  private order(element: Element): string[] {
    const sets = [...element.elements('resource_set')];
    const style = element.get('kind') === 'Optional' ? (this.styles['optional_set'] ?? {}) : {};
    const label = { ...(element.get('kind') ? { label: element.get('kind') as string } : {}), ...style };
    if (sets.length === 0) {
      return [this.edge(this.first(element.get('first')), this.first(element.get('then')), label)];
    }
    const lines: string[] = [];
    let before: string[] = [];
    for (const set of sets) {
      const ids = [...set.elements('resource_ref')].map((reference) => this.first(reference.id));
      const parallel = set.get('sequential') === 'false';
      const optional = set.get('require-all') === 'false' ? { ...label, ...this.styles['optional_set'] } : label;
      const heads = parallel ? ids : ids.slice(0, 1);
      for (const one of before) for (const other of heads) lines.push(this.edge(one, other, optional));
      if (!parallel)
        for (const [at, id] of ids.entries()) if (at > 0) lines.push(this.edge(ids[at - 1] as string, id, optional));
      before = parallel ? ids : ids.slice(-1);
    }
    return lines;
  }

  private location(element: Element): string[] {
    const resource = element.get('rsc');
    if (resource === undefined) return [];
    const rules = [...element.elements('rule')];
    const expression = rules.length === 1 ? rules[0]?.child('expression') : undefined;
    const named = expression?.get('attribute') === '#uname' && expression.get('operation') === 'eq';
    const node = element.get('node') ?? (named ? expression?.get('value') : undefined);
    if (node === undefined) return [];
    const label = (element.get('score') ?? rules[0]?.get('score') ?? '').replace('INFINITY', 'inf');
    return [this.edge(node, this.first(resource), { ...(label ? { label } : {}), ...this.styles['location'] })];
  }

  private edge(from: string, to: string, style: Readonly<Record<string, string>>): string {
    return `${quoted(from)} -> ${quoted(to)}${attributes(style)};`;
  }

  /** A resource is drawn as the first primitive in it. */
  private first(id = ''): string {
    const element = this.workspace.findResource(id)?.element;
    const inner = element && [...element.walk()].find(({ name }) => name === 'primitive');
    return inner?.id ?? id;
  }
}

const HOLDERS: Readonly<Record<string, string>> = { clone: 'clone', master: 'ms', bundle: 'bundle' };
