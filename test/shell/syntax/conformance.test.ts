import t from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
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
