import { Element } from '../../cib/xml/element.js';
import type { Context } from '../command/context.js';
import type { Args } from '../command/parse.js';
import { quoteWords } from '../command/quote.js';
import { resultXml } from '../command/render.js';
import { API_VERSION, PACEMAKER_VERSION } from '../command/version.js';
import type { Look } from './look.js';
import type { Mode } from './mode.js';
import type { Name } from './options.js';

/** What is to be seen, in the format that was chosen. */
export async function printed(
  { cluster, view }: Look,
  mode: Mode,
  args: Args<Name>,
  context: Context,
): Promise<string> {
  switch (mode.format) {
    case 'none':
      return '';
    case 'html': {
      const [{ statusHtml }, { pageText }] = await Promise.all([
        import('../status/html/status.js'),
        import('../status/html/page.js'),
      ]);
      return pageText(statusHtml(cluster, view), pageOptions(mode, args));
    }
    case 'text':
    case 'console': {
      const { statusText } = await import('../status/text/status.js');
      return statusText(cluster, view);
    }
    default:
      return document(cluster, view, mode, context);
  }
}

async function document(
  cluster: Look['cluster'],
  view: Look['view'],
  { format }: Mode,
  { invoked, program, argv }: Context,
): Promise<string> {
  const { statusXml } = await import('../status/xml/status.js');
  const sections = statusXml(cluster, view);
  const request = quoteWords([invoked ?? program, ...argv]);
  if (format === 'json') {
    const { asData } = await import('../status/data.js');
    const status = { code: 0, message: 'OK' };
    return `${JSON.stringify({ 'api-version': API_VERSION, request, result: asData(sections), status }, null, 2)}\n`;
  }
  if (format === 'legacy-xml') return resultXml(new Element('crm_mon', { version: PACEMAKER_VERSION }, sections), 0);
  const status = new Element('status', { code: '0', message: 'OK' });
  return resultXml(new Element('pacemaker-result', { 'api-version': API_VERSION, request }, [...sections, status]), 0);
}

export function pageOptions({ cgi, to, intervalMs }: Mode, args: Args<Name>) {
  return {
    cgi,
    stylesheet: args.value('html-stylesheet'),
    title: args.value('html-title'),
    ...(to !== undefined && { refresh: Math.ceil(intervalMs / 1000) }),
  };
}
