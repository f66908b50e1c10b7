import { Element } from '../../../cib/xml/element.js';
import { FILE, free, oneOf } from '../../grammar/expectation.js';
import type { Reader } from '../../grammar/reader.js';
import { readArguments } from '../arguments.js';
import type { Kind } from '../kind.js';
import { ALERT_SETS, wordFor, writeSet } from '../nvset.js';
import { DESCRIPTION, NAME } from '../patterns.js';
import { description, quoted, type Writing } from '../text.js';

const SELECTORS = ['nodes', 'fencing', 'resources', 'attributes'];

function writeSelect(select: Element): string {
  const words = ['select'];
  for (const selector of select.elements()) {
    if (!selector.name.startsWith('select_')) continue;
    words.push(selector.name.slice('select_'.length));
    if (selector.name !== 'select_attributes') continue;
    words.push('{', ...[...selector.elements('attribute')].map((attribute) => attribute.get('name') ?? ''), '}');
  }
  return words.join(' ');
}

/** Braces keep sets that belong to a recipient from being read as the alert's own. */
function writeRecipient(recipient: Element, braces: boolean, writing: Writing): string {
  const words = [writing.paint.value(quoted(recipient.get('value') ?? ''))];
  for (const child of recipient.elements()) {
    const word = wordFor(ALERT_SETS, child.name);
    if (word !== undefined) words.push(writeSet(word, child, writing));
  }
  return ['to', ...(braces ? ['{', ...words, '}'] : words)].join(' ');
}

function needsBraces(alert: Element): boolean {
  const names = [...alert.elements()].map(({ name }) => name);
  const after = names.slice(names.indexOf('recipient') + 1);
  return after.includes('instance_attributes') || after.includes('meta_attributes');
}

function readSelect(reader: Reader, alert: Element): void {
  let select: Element | undefined;
  reader.expect(oneOf('<selector>', SELECTORS));
  while (reader.next !== undefined && SELECTORS.includes(reader.next)) {
    const name = reader.any(oneOf('<selector>', SELECTORS));
    if (name === 'attributes' && !reader.keyword('{')) {
      reader.back();
      return;
    }
    select ??= alert.append(new Element('select'));
    const selector = select.append(new Element(`select_${name}`));
    if (name !== 'attributes') continue;
    while (!reader.keyword('}')) {
      const attribute = reader.need(NAME, 'Expected identifier', free('<attribute>'))[0];
      selector.append(new Element('attribute', { name: attribute }));
    }
  }
}

export const ALERT: Kind = {
  keyword: 'alert',
  element: 'alert',
  section: 'alerts',
  rank: 15,
  least: 2,
  write(alert, writing) {
    const { paint } = writing;
    const path = paint.value(quoted(alert.get('path') ?? ''));
    const parts = [
      `${paint.keyword('alert')} ${paint.id(alert.get('id') ?? '')} ${path}`,
      ...description(alert, paint),
    ];
    const braces = needsBraces(alert);
    for (const child of alert.elements()) {
      const word = wordFor(ALERT_SETS, child.name);
      if (word !== undefined) parts.push(writeSet(word, child, writing));
      else if (child.name === 'select') parts.push(writeSelect(child));
      else if (child.name === 'recipient') parts.push(writeRecipient(child, braces, writing));
    }
    return parts;
  },
  read(reader, reading) {
    const id = reader.need(NAME, 'Expected identifier', free('<id>'))[0];
    const alert = new Element('alert', { id, path: reader.need(/(.*)/, 'Expected path', FILE)[0] });
    const about = reader.take(DESCRIPTION, free('description=<text>'));
    if (about) alert.set('description', about[1] as string);
    let recipients = 0;
    while (!reader.done) {
      const word = reader.keyword('attributes', 'meta', 'select', 'to');
      if (word === 'select') readSelect(reader, alert);
      else if (word === 'to') {
        const braces = reader.keyword('{') !== undefined;
        const recipient = new Element('recipient', {
          id: `${id}-recipient-${++recipients}`,
          value: reader.any(free('<recipient>')),
        });
        const text = reader.take(DESCRIPTION, free('description=<text>'));
        if (text) recipient.set('description', text[1] as string);
        const until = ['attributes', 'meta', 'to', ...(braces ? ['}'] : [])];
        readArguments(reader, reading, recipient, ALERT_SETS, { until });
        if (braces && !reader.keyword('}')) reader.fail('Expected }');
        alert.append(recipient);
      } else if (word !== undefined) {
        reader.back();
        readArguments(reader, reading, alert, ALERT_SETS, { until: ['attributes', 'meta', 'to', 'select'] });
      } else reader.fail('Expected to');
    }
    reader.keyword('attributes', 'meta', 'select', 'to');
    return alert;
  },
};
