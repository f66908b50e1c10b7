import type { ExitCode } from '../../cib/result/codes.js';
import { Element, Text } from '../../cib/xml/element.js';
import { escapeText } from '../../cib/xml/serialize.js';
import type { Command, Outcome } from './command.js';
import type { Context } from './context.js';
import { quoteWords } from './quote.js';
import { API_VERSION } from './version.js';

interface Rendered {
  readonly stdout: string;
  readonly stderr: string;
}

type Renders = Pick<Command, 'render'>;

export function renderText(command: Renders, outcome: Outcome<unknown>, context: Context): Rendered {
  // `none` leaves only the exit status.
  if (context.format === 'none') return { stderr: '', stdout: '' };
  const stderr = (outcome.errors ?? []).map((line) => `${line}\n`).join('');
  if (outcome.printed !== undefined) return { stderr, stdout: outcome.printed };
  return { stderr, stdout: 'value' in outcome ? command.render.text(outcome.value, context) : '' };
}

/** `<pacemaker-result>`, or its JSON twin: the value with the same frame of request and status. */
export function renderXml(command: Renders, outcome: Outcome<unknown>, exit: ExitCode, context: Context): Rendered {
  const request = quoteWords([context.invoked ?? context.program, ...context.argv]);
  const errors = outcome.errors ?? [];
  if (context.format === 'json') {
    const status = { code: exit.number, message: exit.description, ...(errors.length > 0 ? { errors } : {}) };
    const value = 'value' in outcome ? { result: outcome.value } : {};
    return {
      stderr: '',
      stdout: `${JSON.stringify({ 'api-version': API_VERSION, request, ...value, status }, null, 2)}\n`,
    };
  }
  const root = new Element('pacemaker-result', { 'api-version': API_VERSION, request });
  if ('value' in outcome) for (const child of command.render.xml(outcome.value, context)) root.append(child);
  const status = root.append(new Element('status', { code: String(exit.number), message: exit.description }));
  if (errors.length > 0) {
    const list = status.append(new Element('errors'));
    for (const error of errors) list.append(new Element('error', {}, [new Text(error)]));
  }
  return { stderr: '', stdout: resultXml(root, 0) };
}

/**
 * Result documents hold prose, so elements with text stay on one line, as libxml2 prints them:
 * white space inside them would change what they say.
 */
export function resultXml(element: Element, depth: number): string {
  const indent = '  '.repeat(depth);
  let out = `${indent}<${element.name}`;
  for (const [name, value] of element.attributes()) out += ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`;
  if (element.children.length === 0) return `${out}/>\n`;
  if (element.children.some((child) => child.kind === 'text')) return `${out}>${inline(element)}</${element.name}>\n`;
  out += '>\n';
  for (const child of element.children) {
    if (child.kind === 'element') out += resultXml(child, depth + 1);
    else if (child.kind === 'comment') out += `${indent}  <!--${child.text}-->\n`;
  }
  return `${out}${indent}</${element.name}>\n`;
}

/** As libxml2 writes it, which is not how a CIB is written. */
function escaped(text: string): string {
  return escapeText(text)
    .replace(/[\t\n]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replaceAll('&#x0D;', '&#13;');
}

function inline(element: Element): string {
  let out = '';
  for (const child of element.children) {
    if (child.kind === 'text') out += child.cdata ? `<![CDATA[${child.text}]]>` : escapeText(child.text);
    else if (child.kind === 'element') out += resultXml(child, 0).trimEnd();
  }
  return out;
}
