import type { CibClient } from '../../cib/client/client.js';
import { OperationError } from '../../cib/operations/failure.js';
import type { Request } from '../../cib/operations/request.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { serializePretty } from '../../cib/xml/serialize.js';
import type { Outcome } from '../command/command.js';
import type { Context } from '../command/context.js';
import type { Args } from '../command/parse.js';
import { type CibCommand, COMMANDS, type CommandName } from './commands.js';
import { type Name, SCOPES } from './options.js';

/** What cibadmin has to show, if anything. */
export interface Shown {
  /** Text of an XML document, or a CIB with access marked. */
  readonly xml?: string;
  readonly digest?: string;
  /** Paths of matches; `xml` then says the same. */
  readonly paths?: readonly string[];
  readonly note?: string;
}

const DEFAULT_TIMEOUT = 30;

interface Given {
  readonly input?: Element | undefined;
  /** Whose permissions count, if not those of whoever runs this. */
  readonly user?: string | undefined;
}

/** One request to the CIB, and how its result is shown. */
export class CibCall {
  private readonly warnings: string[] = [];

  constructor(
    private readonly args: Args<Name>,
    private readonly context: Context,
    private readonly name: CommandName,
  ) {}

  /** Lines for standard error. */
  warn(...lines: readonly string[]): void {
    this.warnings.push(...lines);
  }

  /** @param render how a whole CIB is shown, if not as it is */
  async run(given: Given, render?: (root: Element) => string): Promise<Outcome<Shown>> {
    const request = this.request(given);
    let client: CibClient;
    try {
      client = await this.context.cib();
    } catch (error) {
      return this.failed('Could not connect to the CIB API', error, true);
    }
    if (Number(this.args.value('timeout') ?? DEFAULT_TIMEOUT) < 1) {
      this.warn(`Timeout must be positive, defaulting to ${DEFAULT_TIMEOUT}`);
    }
    try {
      return { ...(await this.perform(client, request, render)), errors: this.warnings };
    } catch (error) {
      return this.failed('CIB API call failed', error);
    } finally {
      await client.close();
    }
  }

  private request({ input, user }: Given): Request {
    const place = this.args.last('scope', 'xpath');
    if (place?.name === 'scope' && !SCOPES.includes(place.value as string)) {
      this.warn(`Invalid value '${place.value}' for '--scope'. Operation will apply to the entire CIB`);
    }
    const { operation, options }: CibCommand = COMMANDS[this.name];
    const { program, argv } = this.context;
    return {
      operation: operation as Request['operation'],
      [place?.name === 'xpath' ? 'xpath' : 'section']: place?.value,
      input: this.name === 'replace' ? withStatus(input) : input,
      options: options?.(this.args),
      ...(user !== undefined && { origin: { user, client: program, command: [program, ...argv].join(' ') } }),
    };
  }

  private async perform(
    client: CibClient,
    request: Request,
    render: ((root: Element) => string) | undefined,
  ): Promise<Outcome<Shown>> {
    const paths = request.options?.addressOnly && request.xpath !== undefined;
    if (request.operation === 'query' && !render && !paths) return { value: { xml: await client.queryText(request) } };
    const { output, upgrade } = await client.call(request);
    if (upgrade && upgrade.length > 0) {
      const { reportUpgrade } = await import('./upgrade-report.js');
      reportUpgrade(upgrade, this.context);
    }
    if (!output) return {};
    if (render && output.name === 'cib') return { value: { xml: render(output) } };
    const xml = serializePretty(output);
    if (!paths || output.name !== 'xpath-query') return { value: { xml } };
    return { value: { xml, paths: [...output.elements('xpath-query-path')].map(({ id }) => id ?? '') } };
  }

  private failed(what: string, error: unknown, detailed = false): Outcome<Shown> {
    if (!(error instanceof CibError)) throw error;
    const { code, rc, details } = error;
    if (this.name === 'upgrade' && code === 'schema_unchanged') {
      return { value: { note: `Upgrade unnecessary: ${rc.description}` }, errors: this.warnings };
    }
    // A failure to show a result is worded by whoever failed.
    const reason = error instanceof RenderError ? error.message : `${what}: ${rc.description}`;
    const errors = [...this.warnings, `${this.context.program}: ${reason}`, ...(detailed ? details : [])];
    if (error instanceof OperationError)
      return { value: { xml: serializePretty(error.output) }, exit: rc.exit, errors };
    return { exit: error instanceof RenderError ? 'CONFIG' : rc.exit, errors };
  }
}

/** A result that cannot be shown; the message is complete. */
export class RenderError extends CibError {}

/** A whole CIB has a status section, whether or not it was given with one. */
function withStatus(input: Element | undefined): Element | undefined {
  if (input?.name !== 'cib' || input.child('status')) return input;
  const copy = input.clone();
  copy.append(new Element('status'));
  return copy;
}
