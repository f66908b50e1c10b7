import t from 'tap';
import { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { draftsOfXml } from '../../../shell/levels/configure/excerpt.js';
import { xmlOf } from '../../../shell/levels/configure/xml.js';
import { normalized, objectsOf } from '../../../shell/syntax/objects.js';
import { readText } from '../../../shell/syntax/read.js';
import { sameMeaning } from '../../../shell/syntax/sameness.js';
import { showAll } from '../../../shell/syntax/show.js';
import { update } from '../../../shell/workspace/update.js';
import { Workspace } from '../../../shell/workspace/workspace.js';
import { conformanceCibs } from '../../cib/conformance.js';

const samples = conformanceCibs();

/** White space in comments is not kept. */
const hasComment = (element: ReturnType<typeof parseXml>): boolean =>
  [...element.walk()].some(({ children }) => children.some(({ kind }) => kind === 'comment'));

t.test('what show prints reads back as what was there', { skip: samples.length === 0 }, async (t) => {
  for (const { name, text } of samples) {
    const cib = parseXml(text);
    const workspace = new Workspace(cib);
    update(workspace, readText(showAll(cib), workspace.reading), workspace.objects, () => {});
    const after = new Map(
      objectsOf(normalized(workspace.cib)).map((object) => [`${object.kind.keyword} ${object.id}`, object]),
    );
    const before = objectsOf(normalized(cib));
    const lost = before.filter(({ kind, id, element }) => {
      const found = after.get(`${kind.keyword} ${id}`);
      return !found || !(sameMeaning(element, found.element, (child) => child) || hasComment(element));
    });
    t.same(
      lost.map(({ id }) => id),
      [],
      name,
    );
    t.equal(
      after.size,
      new Set(before.map(({ kind, id }) => `${kind.keyword} ${id}`)).size,
      `${name}: as many objects`,
    );
  }
});

/** Ids that a command leaves out are made anew, and a comment is one line. */
function withoutMadeIds(object: Element, referred: ReadonlySet<string | undefined>): Element {
  const copy = object.clone();
  for (const element of copy.walk()) {
    const { id } = element;
    if (element !== copy && MADE.has(element.name) && !referred.has(id)) element.unset('id');
    for (const child of element.children) {
      if (child.kind === 'comment') child.text = child.text.replace(/\s+/g, ' ');
    }
  }
  return copy;
}

const MADE = new Set([
  ...['instance_attributes', 'meta_attributes', 'utilization', 'nvpair', 'op', 'operations', 'rule', 'expression'],
  ...['date_expression', 'duration', 'date_spec', 'resource_set', 'fencing-level', 'acl_permission', 'recipient'],
]);

t.test('what show prints makes the same configuration of an empty one', { skip: samples.length === 0 }, async (t) => {
  for (const { name, text } of samples) {
    const cib = parseXml(text);
    const referred = new Set([...cib.walk()].map((element) => element.get('id-ref')));
    const before = objectsOf(normalized(cib));
    for (const way of ['crm syntax', 'XML']) {
      const empty = cib.cloneShallow();
      const sections = ['crm_config', 'nodes', 'resources', 'constraints'].map((section) => new Element(section));
      empty.append(new Element('configuration', {}, sections));
      const workspace = new Workspace(empty);
      const drafts =
        way === 'XML' ? draftsOfXml(xmlOf(new Workspace(cib), [])) : readText(showAll(cib), workspace.reading);
      update(workspace, drafts, [], () => {});
      const after = new Map(
        objectsOf(normalized(workspace.cib)).map((object) => [`${object.kind.keyword} ${object.id}`, object.element]),
      );
      const lost = before.filter(({ kind, id, element }) => {
        const found = after.get(`${kind.keyword} ${id}`);
        const bare = (one: Element) => withoutMadeIds(one, referred);
        return !found || !sameMeaning(bare(element), bare(found), (child) => child);
      });
      t.same(
        lost.map(({ id }) => id),
        [],
        `${name}: ${way}`,
      );
    }
  }
});

t.test('show leaves the CIB alone', { skip: samples.length === 0 }, async (t) => {
  for (const { name, text } of samples.slice(0, 50)) {
    const cib = parseXml(text);
    const copy = cib.clone();
    showAll(cib);
    t.ok(
      sameMeaning(cib, copy, (child) => child),
      name,
    );
  }
});
