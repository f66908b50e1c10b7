import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';

/** What an agent says of itself. */
export interface AgentMetadata {
  readonly name: string;
  readonly short: string;
  readonly long: string;
  /** In the agent's order. */
  readonly parameters: readonly Parameter[];
  readonly actions: readonly Action[];
}

export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly deprecated: boolean;
  readonly replacedWith?: string;
  /** Name of the parameter that this one is the newer form of. */
  readonly obsoletes?: string;
  readonly advanced: boolean;
  readonly generated: boolean;
  readonly type?: string;
  readonly default?: string;
  /** Values it may take, if they are listed. */
  readonly values: readonly string[];
  readonly short: string;
  readonly long: string;
}

/** An operation the agent knows, with what it advises: `timeout`, `interval`, `depth`, `role`. */
export interface Action {
  readonly name: string;
  /** In the agent's order, without the name; none is empty. */
  readonly advice: readonly (readonly [name: string, value: string])[];
}

/** Read a metadata document. @throws CibError `bad_xml` if it is none */
export function parseMetadata(text: string): AgentMetadata {
  // Agents declare a document type that nobody needs.
  const root = parseXml(text.replace(/<!DOCTYPE[^>[]*(\[[^\]]*\])?[^>]*>/, ''));
  if (root.name !== 'resource-agent') throw new CibError('bad_xml', 'meta-data contains no resource-agent element');
  return {
    name: root.get('name') ?? '',
    short: shortOf(root),
    long: textOf(root, 'longdesc'),
    parameters: [...(root.child('parameters')?.elements('parameter') ?? [])].flatMap(parameterOf),
    actions: [...(root.child('actions')?.elements('action') ?? [])].flatMap(actionOf),
  };
}

const textOf = (element: Element, name: string): string => element.child(name)?.text.trim() ?? '';
const shortOf = (element: Element): string => element.get('shortdesc') || textOf(element, 'shortdesc');

function parameterOf(element: Element): Parameter[] {
  const name = element.get('name');
  if (!name) return [];
  const content = element.child('content');
  const mark = element.child('deprecated');
  const deprecated = mark !== undefined || element.get('deprecated') === '1';
  const replacedWith = mark?.child('replaced-with')?.get('name');
  const [obsoletes, type, initial] = [element.get('obsoletes'), content?.get('type'), content?.get('default')];
  return [
    {
      name,
      required: element.get('required') === '1' && !deprecated,
      unique: element.get('unique') === '1',
      deprecated,
      ...(replacedWith ? { replacedWith } : {}),
      ...(obsoletes ? { obsoletes } : {}),
      advanced: element.get('advanced') === '1',
      generated: element.get('generated') === '1',
      ...(type ? { type } : {}),
      ...(initial ? { default: initial } : {}),
      values: [...(content?.elements('option') ?? [])].map((option) => option.get('value') ?? ''),
      short: shortOf(element),
      long: textOf(element, 'longdesc'),
    },
  ];
}

function actionOf(element: Element): Action[] {
  const name = element.get('name');
  const advice = [...element.attributes()].filter(([key, value]) => key !== 'name' && value !== '');
  return name ? [{ name, advice }] : [];
}

/** What is advised for an operation; of several monitors, that of the role or depth, else the first. */
export function advised(
  metadata: AgentMetadata,
  operation: string,
  attribute: string,
  which: { readonly role?: string | undefined; readonly depth?: string | undefined } = {},
): string | undefined {
  const value = ({ advice }: Action, key: string) => advice.find(([name]) => name === key)?.[1];
  const actions = metadata.actions.filter(({ name }) => name === operation);
  const narrowed = actions.filter(
    (action) =>
      (which.role === undefined || sameRole(value(action, 'role'), which.role)) &&
      (which.depth === undefined || value(action, 'depth') === which.depth),
  );
  const action = narrowed[0];
  return action ? value(action, attribute) : undefined;
}

const NEW_NAMES: Readonly<Record<string, string>> = { Master: 'Promoted', Slave: 'Unpromoted' };
export const currentRole = (role: string): string => NEW_NAMES[role] ?? role;
const sameRole = (a: string | undefined, b: string): boolean =>
  a !== undefined && currentRole(a).toLowerCase() === currentRole(b).toLowerCase();
