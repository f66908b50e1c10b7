/** Real CIBs, and an independent parser as the judge. */
import { DOMParser, type Element as DomElement, type Node as DomNode } from '@xmldom/xmldom';
import t from 'tap';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import { conformanceCibs } from '../conformance.js';

/** Name, attributes in order and children of a node; white space between elements is nothing. */
type Shape = [name: string, attributes: [string, string][], children: (Shape | string)[]];

function ours(element: Element): Shape {
  const children = element.children.map((child) => (child.kind === 'element' ? ours(child) : child.text));
  return [element.name, [...element.attributes()], children];
}

function theirs(node: DomElement): Shape {
  const children: (Shape | string)[] = [];
  for (let child: DomNode | null = node.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 1) children.push(theirs(child as DomElement));
    else if (child.nodeType === 8 || /\S/.test(child.nodeValue ?? '')) children.push(child.nodeValue ?? '');
  }
  const attributes = Array.from(node.attributes, ({ name, value }): [string, string] => [name, value]);
  return [node.nodeName, attributes, children];
}

t.test('real CIBs keep everything through parsing and printing', async (t) => {
  const judge = new DOMParser();
  for (const { name, text } of conformanceCibs()) {
    const tree = parseXml(text);
    const printed = serializePretty(tree);
    t.equal(serializePretty(parseXml(printed)), printed, `${name}: what is printed is printed again`);
    const document = judge.parseFromString(text, 'text/xml');
    t.equal(
      JSON.stringify(ours(tree)),
      JSON.stringify(theirs(document.documentElement as DomElement)),
      `${name}: as read by another parser`,
    );
  }
});
