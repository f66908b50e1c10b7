import t from 'tap';
import { Cib } from '../../../cib/document/cib.js';
import { Comment, Element, type Node } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { evaluate } from '../../../cib/xpath/engine.js';
import { isPlain, loadEngine, type Match, select, selectElements } from '../../../cib/xpath/select.js';
import { fc } from '../../harness/property.js';
import { RUNS, wild } from '../patch/arbitrary.js';

const step = fc.tuple(
  fc.constantFrom('/', '//'),
  fc.constantFrom('cib', 'x', 'y', 'z', '*'),
  fc.constantFrom('', '', "[@id='1']", '[@id="2"]', "[@a='1']", '[@b]', "[@id='1' and @a]", "[@id='3'][@b='2']"),
);
const expression = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '', '', '/@id', '//@a', '/@*'))
  .map(([steps, end]) => steps.map((parts) => parts.join('')).join('') + end);

/** Where a match is, in a way that tells any two apart. */
function place(match: Match): string {
  if (match.kind === 'document') return '/';
  if (match.kind === 'attribute') return `${place(match.element)}/@${match.name}`;
  const { parent } = match;
  return parent ? `${place(parent)}/${parent.children.indexOf(match as Node)}` : '';
}
const places = (matches: readonly Match[]): string[] => matches.map(place);

t.test('plain paths select what the engine selects, with and without an index', async () => {
  fc.assert(
    fc.property(wild, expression, ([root], text) => {
      if (!isPlain(text)) return false;
      const expected = places(evaluate(root, text)).join();
      return places(select(root, text)).join() === expected && places(select(new Cib(root), text)).join() === expected;
    }),
    RUNS,
  );
});

const DOCUMENT = parseXml(
  `<cib><configuration><resources><group id="g"><primitive id="a" type="Dummy"/><!-- note --><primitive id="b"/></group>
   <primitive id="c" type="Dummy"/></resources></configuration></cib>`,
);

t.test('the engine', async (t) => {
  await loadEngine();
  const cases: [expression: string, selected: string[]][] = [
    ['//primitive[1]', ['a', 'c']],
    ['(//primitive)[last()]', ['c']],
    ["//primitive[not(@type='Dummy')]", ['b']],
    ["//*[starts-with(@type,'Du')]", ['a', 'c']],
    ['//primitive[@id="a"]/following-sibling::*', ['b']],
    ['//primitive[@id="b"]/preceding-sibling::*[1]', ['a']],
    ['//primitive/ancestor::group', ['g']],
    ['//primitive[@id="b"]|//group', ['g', 'b']],
    ['//group[count(primitive)=2]', ['g']],
    ['//primitive[@id="a"]/..', ['g']],
    ['//@type/..', ['a', 'c']],
    ['//primitive[position()>1]', ['b']],
  ];
  for (const [text, ids] of cases) {
    t.equal(isPlain(text), false, text);
    t.same(
      select(DOCUMENT, text).map((match) => (match instanceof Element ? match.id : match.kind)),
      ids,
      text,
    );
  }
  t.ok(select(DOCUMENT, '//comment()')[0] instanceof Comment);
  t.same(select(DOCUMENT, '/'), [{ kind: 'document' }]);
  t.same(
    selectElements(DOCUMENT, '//@type|//comment()|/').map(({ name, id }) => id ?? name),
    ['cib', 'a', 'g', 'c'],
    'attributes, comments and the document stand for elements',
  );
});

t.test('what selects no nodes, or is no expression, selects nothing', async (t) => {
  for (const text of ['//[', '', 'count(//*)', "'text'", '1 = 1', '//nosuch', '//primitive[', 'p:x', '/cib/'])
    t.same(select(DOCUMENT, text), [], text);
});
