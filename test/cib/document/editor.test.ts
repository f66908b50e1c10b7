import t from 'tap';
import { Cib } from '../../../cib/document/cib.js';
import { Editor } from '../../../cib/document/editor.js';
import { applyPatch } from '../../../cib/patch/apply.js';
import { changesConfiguration, readPatchset, writePatchset } from '../../../cib/patch/patchset.js';
import { Comment, Element, type Node } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { fc } from '../../harness/property.js';
import { RUNS, wild } from '../patch/arbitrary.js';

/** One edit, as numbers that are taken modulo what there is to choose from. */
interface Edit {
  readonly kind: 'set' | 'unset' | 'insert' | 'remove' | 'move' | 'become' | 'comment';
  readonly element: number;
  readonly place: number;
  readonly name: string;
  readonly value: string;
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('set', 'unset', 'insert', 'remove', 'move', 'become', 'comment'),
    element: fc.nat(1000),
    place: fc.nat(1000),
    name: fc.constantFrom('a', 'b', 'id'),
    value: fc.constantFrom('1', '2', '9'),
  }),
  { minLength: 1, maxLength: 12 },
);

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function carryOut(editor: Editor, { kind, element: choice, place, name, value }: Edit, model: Element): void {
  const { root } = editor.cib;
  const element = at([...root.walk()], choice);
  const child: Node | undefined = element.children.length > 0 ? at(element.children, place) : undefined;
  if (kind === 'set' && (element !== root || name !== 'id')) editor.setAttribute(element, name, value);
  else if (kind === 'unset') editor.removeAttribute(element, name);
  else if (kind === 'insert') {
    const node = new Element('x', name === 'id' ? {} : { id: value }, [new Element('y', { id: value })]);
    editor.insert(element, node, place % (element.children.length + 1));
  } else if (kind === 'comment') editor.insert(element, new Comment(value), place % (element.children.length + 1));
  else if (kind === 'remove' && child) editor.remove(child);
  else if (kind === 'move' && child) editor.move(child, choice % element.children.length);
  else if (kind === 'become') {
    const other = [...model.walk()].find((candidate) => candidate.name === element.name);
    if (other) editor.become(element, other);
  }
}

const idsOf = (cib: Cib): string[] => [...cib.root.walk()].flatMap(({ id }) => (id === undefined ? [] : [id]));
const found = (cib: Cib, id: string): string[] => cib.byId(id).map((element) => serialize(element));

t.test('edits can be taken back, described as a patchset, and keep the index', async () => {
  fc.assert(
    fc.property(wild, edits, ([document, model], list) => {
      const before = serialize(document);
      const cib = new Cib(document);
      cib.byId('1');
      const editor = new Editor(cib);
      for (const edit of list) carryOut(editor, edit, model);

      const after = serialize(cib.root);
      const patch = readPatchset(parseXml(serialize(writePatchset(editor.patchset()))));
      const patched = serialize(applyPatch(parseXml(before), patch));
      const fresh = new Cib(parseXml(after));
      const wrong = idsOf(fresh).filter((id) => found(cib, id).join() !== found(fresh, id).join());

      editor.rollback();
      const restored = serialize(cib.root);
      const original = new Cib(parseXml(before));
      const stale = [...idsOf(original), ...idsOf(fresh)].filter(
        (id) => found(cib, id).join() !== found(original, id).join(),
      );
      return patched === after && wrong.length === 0 && restored === before && stale.length === 0;
    }),
    RUNS,
  );
});

t.test('a path that was known is not used where it leads elsewhere by now', async (t) => {
  const cib = new Cib(parseXml('<cib><status><a id="1"/><b id="2"/><b id="3" x="0"/></status></cib>'));
  const status = cib.section('status') as Element;
  const last = status.child('b', '3') as Element;
  const steps: ((editor: Editor) => void)[] = [
    (editor) => editor.setAttribute(last, 'x', '1'),
    (editor) => editor.insert(status, new Element('b', { id: '3' }), 0),
    (editor) => editor.setAttribute(last, 'x', '2'),
    (editor) => editor.removeAt(status, 0),
    (editor) => editor.setAttribute(last, 'x', '3'),
    (editor) => editor.setAttribute(status.child('b', '2') as Element, 'id', '3'),
    (editor) => editor.setAttribute(last, 'x', '4'),
    (editor) => editor.setAttribute(last, 'id', '4'),
    (editor) => editor.setAttribute(last, 'x', '5'),
  ];
  for (const [i, step] of steps.entries()) {
    const before = serialize(cib.root);
    const editor = new Editor(cib);
    step(editor);
    const patched = applyPatch(parseXml(before), parseXml(serialize(writePatchset(editor.patchset()))));
    t.equal(serialize(patched), serialize(cib.root), `step ${i}`);
  }
});

t.test('a document becomes like another', async () => {
  fc.assert(
    fc.property(wild, ([document, model]) => {
      const cib = new Cib(document);
      new Editor(cib).become(cib.root, model);
      return serialize(cib.root) === serialize(model);
    }),
    RUNS,
  );
});

const SMALL = `<cib epoch="1"><configuration><resources><primitive id="a" x="1"/><primitive id="b"/></resources>
  </configuration><status><node_state id="a"/></status></cib>`;

t.test('what is edited decides what is said to have changed', async (t) => {
  const cases: [name: string, edit: (editor: Editor, cib: Cib) => void, configuration: boolean, paths: string[]][] = [
    [
      'an attribute',
      (editor, cib) => editor.setAttribute(cib.byId('b')[0] as Element, 'x', '2'),
      true,
      ["modify /cib/configuration/resources/primitive[@id='b']"],
    ],
    [
      'an attribute set to what it is',
      (editor, cib) => editor.setAttribute(cib.byId('a')[0] as Element, 'x', '1'),
      false,
      [],
    ],
    ['the root', (editor, cib) => editor.setAttribute(cib.root, 'epoch', '2'), false, ['modify /cib']],
    [
      'the status',
      (editor, cib) => editor.insert(cib.section('status') as Element, new Element('node_state', { id: 'z' })),
      false,
      ['create /cib/status'],
    ],
    [
      'a removal',
      (editor, cib) => editor.remove(cib.byId('b')[0] as Element),
      true,
      ["delete /cib/configuration/resources/primitive[@id='b']"],
    ],
    [
      'something new that is removed again',
      (editor, cib) => editor.remove(editor.insert(cib.section('resources') as Element, new Element('group'))),
      true,
      [],
    ],
    [
      'the whole configuration',
      (editor, cib) => editor.remove(cib.section('configuration') as Element),
      true,
      ['delete /cib/configuration'],
    ],
  ];
  for (const [name, edit, configuration, paths] of cases) {
    const cib = new Cib(parseXml(SMALL));
    const editor = new Editor(cib);
    edit(editor, cib);
    const { changes } = editor.patchset();
    t.same(
      changes.map(({ operation, path }) => `${operation} ${path}`),
      paths,
      name,
    );
    t.equal(editor.changesConfiguration, configuration, name);
    if (changes.length > 0) t.equal(changesConfiguration(editor.patchset()), configuration, `${name}, by its patchset`);
  }
});

t.test('a replacement by the same is a change all the same', async (t) => {
  const cib = new Cib(parseXml(SMALL));
  const editor = new Editor(cib);
  editor.become(cib.byId('b')[0] as Element, new Element('primitive', { id: 'b' }));
  t.equal(editor.dirty, true);
  t.equal(editor.changesConfiguration, true);
  t.same(editor.patchset().changes, []);
});

t.test('sections are found by name, if there is one of them', async (t) => {
  const cib = new Cib(parseXml('<cib><configuration><nodes/><tags/><tags/></configuration></cib>'));
  t.equal(cib.section('nodes')?.name, 'nodes');
  t.equal(cib.section(), cib.root);
  t.equal(cib.section('all'), cib.root);
  t.equal(cib.section('tags'), undefined, 'two of them');
  t.equal(cib.section('status'), undefined, 'none');
  t.equal(cib.section('primitive'), undefined, 'no section');
});
