import { Element, Text } from '../../cib/xml/element.js';
import { resultXml } from '../../tools/command/render.js';
import { exitCode } from '../../tools/command/run.js';
import { API_VERSION } from '../../tools/command/version.js';
import { asData } from '../../tools/status/data.js';
import type { Message } from '../level.js';
import { allowed } from './xml.js';

/**
 * What one command line has to say, where a program reads it: nothing is printed until all is
 * known, then it is one document. The frame is that of the tools.
 */
export class Answer {
  readonly messages: Message[] = [];
  /** What was found, if it is not XML already; absent if the command just does something. */
  value: unknown;
  /** What was found as XML. */
  elements: readonly Element[] = [];
  /** A command was run, whether it had anything to say or not. */
  ran = false;

  /** @param request the command line */
  constructor(readonly request: string) {}

  private errors(): string[] {
    return this.messages.filter(({ level }) => level === 'error').map(({ text }) => text);
  }

  private remarks(): Message[] {
    return this.messages.filter(({ level }) => level !== 'error');
  }

  /** @param code exit status @param compact on one line, so that lines are documents */
  json(code: number, ok: boolean, compact: boolean): string {
    const [errors, remarks] = [this.errors(), this.remarks()];
    const result = this.value ?? (this.elements.length > 0 ? asData(this.elements) : undefined);
    const document = {
      'api-version': API_VERSION,
      request: this.request,
      ...(result === undefined ? {} : { result }),
      ...(remarks.length === 0 ? {} : { messages: remarks.map(({ level, text }) => ({ level, text })) }),
      status: { code, message: messageOf(code, ok), ...(errors.length === 0 ? {} : { errors }) },
    };
    return `${JSON.stringify(document, null, compact ? 0 : 2)}\n`;
  }

  xml(code: number, ok: boolean): string {
    const [errors, remarks] = [this.errors(), this.remarks()];
    const root = new Element('pacemaker-result', { 'api-version': API_VERSION, request: allowed(this.request) });
    for (const element of this.elements) root.append(element.parent ? element.clone() : element);
    if (remarks.length > 0) {
      const said = remarks.map(({ level, text }) => new Element('message', { level }, [new Text(allowed(text))]));
      root.append(new Element('messages', {}, said));
    }
    const status = root.append(new Element('status', { code: String(code), message: messageOf(code, ok) }));
    if (errors.length > 0) {
      const list = errors.map((text) => new Element('error', {}, [new Text(allowed(text))]));
      status.append(new Element('errors', {}, list));
    }
    return resultXml(root, 0);
  }
}

/** An exit status need not mean that something went wrong: a plan tells by it that there is something to do. */
const messageOf = (code: number, ok: boolean): string => exitCode(ok ? 0 : code).description;
