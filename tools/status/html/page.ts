import type { Element } from '../../../cib/xml/element.js';
import { htmlText, tag } from './write.js';

const STYLE = `.bold { font-weight: bold }
.online { color: green }
.offline { color: red }
.maint { color: blue }
.standby { color: blue }
.health_red { color: red }
.health_yellow { color: GoldenRod }
.rsc-failed { color: red }
.rsc-failure-ignored { color: DarkGreen }
.rsc-managed { color: blue }
.rsc-multiple { color: orange }
.rsc-ok { color: green }
.warning { color: red; font-weight: bold }`;

export interface PageOptions {
  /** Begin with the header that CGI needs. */
  readonly cgi: boolean;
  readonly stylesheet?: string | undefined;
  readonly title?: string | undefined;
  /** Seconds after which a browser is to load the page again. */
  readonly refresh?: number | undefined;
  /** Listed at the end. */
  readonly errors?: readonly string[];
}

/** A whole page. */
export function pageText(body: readonly Element[], options: PageOptions): string {
  const { cgi, stylesheet, title = 'Cluster Status', refresh, errors = [] } = options;
  const head = tag('head', {}, tag('title', {}, title), tag('meta', { charset: 'utf-8' }));
  if (refresh !== undefined) head.append(tag('meta', { 'http-equiv': 'refresh', content: String(refresh) }));
  head.append(tag('style', {}, STYLE));
  if (stylesheet !== undefined) head.append(tag('link', { rel: 'stylesheet', href: stylesheet }));
  const content = [...body];
  if (errors.length > 0) content.push(tag('ul', {}, ...errors.map((text) => tag('li', {}, text))));
  const html = tag('html', { lang: 'en' }, head, tag('body', {}, ...content));
  return `${cgi ? 'Content-Type: text/html\n\n' : ''}${htmlText(html)}`;
}
