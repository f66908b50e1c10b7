import { Element, Text } from '../../../cib/xml/element.js';
import { providers, providersOf, standards, types } from '../../agents/list.js';
import type { Job } from '../job.js';
import { Fault, lines, type View } from '../report.js';

/** Names, one a line; in XML elements around them. */
const names = (found: readonly string[], list: Element, entry: string): View => ({
  text: () => lines(found),
  xml: () => {
    for (const name of found) list.append(new Element(entry, {}, [new Text(name)]));
    return [list];
  },
});

export function listStandards({ report }: Job): undefined {
  const found = standards();
  report.show(names(found, new Element('list', { name: 'standards', count: String(found.length) }), 'item'));
}

export function listProviders({ report, context }: Job): undefined {
  const found = providers(context.env);
  if (found.length === 0) {
    report.error('No OCF providers found');
    throw new Fault('NOSUCH');
  }
  report.show(names(found, new Element('providers', { standard: 'ocf' }), 'provider'));
}

/** Who provides an OCF agent. */
export function listAlternatives({ request, report, context }: Job): undefined {
  const type = request.value ?? '';
  const found = providersOf(type, context.env);
  if (found.length === 0) {
    report.error(`No OCF providers found for ${type}`);
    throw new Fault('NOSUCH');
  }
  report.show(names(found, new Element('providers', { for: type }), 'provider'));
}

/** Agents of a class, or of a provider of a class. */
export function listAgents({ request, report, context }: Job): undefined {
  const [standard = '', ...rest] = (request.value ?? '').split(':');
  const provider = rest.length > 0 ? rest.join(':') : undefined;
  const found = types(standard.toLowerCase(), provider || undefined, context.env);
  if (found.length === 0) {
    const about = provider === undefined ? '' : ` and provider '${provider}'`;
    report.error(`No agents found for standard '${standard}'${about}`);
    throw new Fault('ERROR');
  }
  report.show(names(found, new Element('agents', { standard, ...(provider ? { provider } : {}) }), 'agent'));
}
