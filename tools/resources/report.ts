import type { ExitName } from '../../cib/result/codes.js';
import type { Element } from '../../cib/xml/element.js';
import type { Context } from '../command/context.js';
import { asData } from '../status/data.js';

/** Something to show, in whatever form is asked for. */
export interface View {
  text(): string;
  xml(): readonly Element[];
}

/** What a command of crm_resource has to say, in order. */
export class Report {
  readonly errors: string[] = [];
  private entries: (string | View)[] = [];
  private readonly told: Record<string, unknown> = {};

  constructor(private silent: boolean) {}

  get quiet(): boolean {
    return this.silent;
  }

  /** From now on, say less. */
  hush(): void {
    this.silent = true;
  }

  /** A line for people: XML has none of them, nor does who wants quiet. */
  note(line: string): void {
    if (!this.quiet) this.entries.push(`${line}\n`);
  }

  /** An empty line for people, wanting quiet or not. */
  blank(): void {
    this.entries.push('\n');
  }

  error(line: string): void {
    this.errors.push(line);
  }

  show(view: View): void {
    this.entries.push(view);
  }

  get text(): string {
    return this.entries.map((entry) => (typeof entry === 'string' ? entry : entry.text())).join('');
  }

  get elements(): Element[] {
    return this.entries.flatMap((entry) => (typeof entry === 'string' ? [] : entry.xml()));
  }

  /** What only programs are told, beside what is shown. */
  tell(data: Readonly<Record<string, unknown>>): void {
    Object.assign(this.told, data);
  }

  toJSON(): unknown {
    return { ...(asData(this.elements) as object), ...this.told };
  }

  /** Say now what there is to say so far, before something that takes its time. */
  flush({ format, write, warn }: Pick<Context, 'format' | 'write' | 'warn'>): void {
    if (format !== 'text') return;
    if (this.errors.length > 0) warn(lines(this.errors));
    const { text } = this;
    if (text !== '') write(text);
    this.errors.length = 0;
    this.entries = [];
  }
}

export const lines = (texts: readonly string[]): string => texts.map((line) => `${line}\n`).join('');

/** A command cannot go on: the exit status, and why. */
export class Fault extends Error {
  override readonly name = 'Fault';
  constructor(
    readonly exit: ExitName,
    /** None if all is said already. */
    readonly reason?: string,
  ) {
    super(reason ?? exit);
  }
}
