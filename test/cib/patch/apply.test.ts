import t from 'tap';
import { applyPatch } from '../../../cib/patch/apply.js';
import { diff } from '../../../cib/patch/diff.js';
import type { Change, Patchset } from '../../../cib/patch/patchset.js';
import { CibError, type ErrorCode } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { fc } from '../../harness/property.js';
import { RUNS, wild } from './arbitrary.js';

const SAMPLE =
  '<cib admin_epoch="0" epoch="5" num_updates="2"><configuration><nodes><node id="1"/><!--one--><node id="2"/></nodes></configuration><status/></cib>';

function codeOf(run: () => unknown): ErrorCode | 'accepted' {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (error instanceof CibError) return error.code;
    throw error;
  }
}

const format2 = (changes: string, version = ''): Element => parseXml(`<diff format="2">${version}${changes}</diff>`);
const versions = (source: string, target: string): string => {
  const part = (name: string, text: string) => {
    const [a, b, c] = text.split('.');
    return `<${name} admin_epoch="${a}" epoch="${b}" num_updates="${c}"/>`;
  };
  return `<version>${part('source', source)}${part('target', target)}</version>`;
};

const VERSIONS: [source: string, target: string, code: ErrorCode | 'accepted'][] = [
  ['0.5.2', '0.5.3', 'accepted'],
  ['0.5.2', '0.6.0', 'accepted'],
  ['0.5.2', '1.0.0', 'accepted'],
  ['0.5.1', '0.5.3', 'old_data'],
  ['0.4.9', '0.5.3', 'old_data'],
  ['0.5.3', '0.5.4', 'diff_failed'],
  ['1.0.0', '1.0.1', 'diff_failed'],
  ['0.5.2', '0.5.2', 'old_data'],
  ['0.5.2', '0.4.1', 'old_data'],
  ['0.5.x', '0.5.3', 'EINVAL'],
];

for (const [source, target, code] of VERSIONS) {
  t.test(`0.5.2 by a patchset from ${source} to ${target}: ${code}`, async (t) => {
    const patch = format2('', versions(source, target));
    t.equal(
      codeOf(() => applyPatch(parseXml(SAMPLE), patch, { checkVersion: true })),
      code,
    );
  });
}

t.test('without versions a patchset fits any document', async (t) => {
  t.equal(
    codeOf(() => applyPatch(parseXml(SAMPLE), format2(''), { checkVersion: true })),
    'accepted',
  );
});

const node = "/cib/configuration/nodes/node[@id='1']";
const HOSTILE: [name: string, change: string, code: ErrorCode][] = [
  ['negative position', '<change operation="create" path="/cib" position="-1"><x/></change>', 'bad_xml_patch'],
  [
    'position that is no number',
    '<change operation="create" path="/cib" position="first"><x/></change>',
    'bad_xml_patch',
  ],
  ['huge position', '<change operation="create" path="/cib" position="99999999999"><x/></change>', 'bad_xml_patch'],
  ['move beyond the end', `<change operation="move" path="${node}" position="3"/>`, 'diff_failed'],
  ['move of the root', '<change operation="move" path="/cib" position="1"/>', 'diff_failed'],
  [
    'missing element',
    '<change operation="modify" path="/cib/nowhere"><change-result><x/></change-result></change>',
    'diff_failed',
  ],
  ['another root', '<change operation="create" path="/bic" position="0"><x/></change>', 'diff_failed'],
  ['root deleted', '<change operation="delete" path="/cib"/>', 'bad_xml_patch'],
  ['no path', '<change operation="delete"/>', 'bad_xml_patch'],
  ['empty path', '<change operation="delete" path=""/>', 'bad_xml_patch'],
  ['relative path', '<change operation="delete" path="cib/status"/>', 'bad_xml_patch'],
  ['XPath that is more than a path', '<change operation="delete" path="//node[1]"/>', 'bad_xml_patch'],
  ['unclosed predicate', `<change operation="delete" path="/cib/x[@id='1'"/>`, 'bad_xml_patch'],
  ['nothing to create', '<change operation="create" path="/cib" position="0"/>', 'bad_xml_patch'],
  ['no result', '<change operation="modify" path="/cib"/>', 'ENOMSG'],
  ['unknown operation', '<change operation="explode" path="/cib"/>', 'diff_failed'],
  [
    'creation in a comment',
    '<change operation="create" path="/cib/configuration/nodes/comment" position="0"><x/></change>',
    'bad_xml_patch',
  ],
  [
    'deletion of what was moved',
    `<change operation="move" path="${node}" position="1"/><change operation="delete" path="/cib/configuration"/>`,
    'bad_xml_patch',
  ],
];

for (const [name, change, code] of HOSTILE) {
  t.test(`refused: ${name}`, async (t) => {
    const root = parseXml(SAMPLE);
    const good = `<change operation="delete" path="${node}"/><change operation="create" path="/cib/status" position="0"><x/></change>`;
    t.equal(
      codeOf(() => applyPatch(root, format2(change))),
      code,
    );
    t.equal(
      codeOf(() => applyPatch(root, format2(change.includes('node[') ? change : good + change))),
      code,
    );
    t.equal(serialize(root), SAMPLE, 'nothing is left of it');
  });
}

t.test('not patchsets at all', async (t) => {
  for (const text of ['<a/>', '<diff/>', '<diff format="3"/>', '<diff format="two"/>', '<cib format="2"/>']) {
    t.equal(
      codeOf(() => applyPatch(parseXml(SAMPLE), parseXml(text))),
      'EINVAL',
      text,
    );
  }
});

t.test('what is tolerated', async (t) => {
  const root = parseXml(SAMPLE);
  applyPatch(
    root,
    format2(`
      <change operation="delete" path="/cib/configuration/nodes/node[@id='9']"/>
      <change operation="create" path="/cib/status" position="7"><x y="&lt;"/></change>
      <change operation="move" path="/cib" position="0"/>
      <other/>`),
  );
  t.equal(serialize(root), SAMPLE.replace('<status/>', '<status><x y="&lt;"/></status>'));
});

t.test('a wrong digest is noticed, if it is to be, and the patchset taken back', async (t) => {
  const root = parseXml(SAMPLE);
  const patch: Patchset = { ...diff(root, parseXml('<cib><x/></cib>')), digest: '0'.repeat(32) };
  t.equal(
    codeOf(() => applyPatch(root, patch, { checkDigest: true })),
    'diff_failed',
  );
  t.equal(serialize(root), SAMPLE);
  applyPatch(root, patch);
  t.equal(serialize(root), '<cib><x/></cib>');
});

t.test('all or nothing, wherever it fails', async () => {
  const bad: Change = { operation: 'move', path: '/cib/nowhere', position: 0 };
  const late: Change = { operation: 'move', path: '/cib/w', position: 999 };
  fc.assert(
    fc.property(wild, fc.nat(), fc.constantFrom(bad, late), ([first, second], at, change) => {
      const [before, after] = [first.clone(), second.clone()];
      before.append(new Element('w'));
      after.append(new Element('w'));
      const { changes } = diff(before, after, { exact: true });
      const broken = [...changes];
      broken.splice(at % (changes.length + 1), 0, change);
      const text = serialize(before);
      const failed = codeOf(() => applyPatch(before, { changes: broken })) === 'diff_failed';
      const whole = [...before.walk()].every((element) => element.children.every((child) => child.parent === element));
      return failed && whole && serialize(before) === text;
    }),
    RUNS,
  );
});

const FORMAT1 = `
<diff format="1">
  <diff-removed admin_epoch="0" epoch="5" num_updates="2">
    <cib epoch="5" num_updates="2">
      <configuration>
        <nodes><node id="1" __crm_diff_marker__="removed:top"/><!--one--><node id="2" gone="x"/></nodes>
      </configuration>
    </cib>
  </diff-removed>
  <diff-added>
    <cib epoch="6" num_updates="0" admin_epoch="0">
      <configuration>
        <nodes><node id="2" uname="b"/><node id="3" __crm_diff_marker__="added:top"><x __crm_diff_marker__="added:top"/></node></nodes>
      </configuration>
    </cib>
  </diff-added>
</diff>`;

t.test('format 1', async (t) => {
  const text = SAMPLE.replace('<node id="2"/>', '<node id="2" gone="x" stays="y"/>');
  const root = applyPatch(parseXml(text), parseXml(FORMAT1), { checkVersion: true });
  t.equal(
    serialize(root),
    '<cib epoch="6" num_updates="0" admin_epoch="0"><configuration><nodes><node stays="y" id="2" uname="b"/><node id="3"><x/></node></nodes></configuration><status/></cib>',
  );
  const refused: [from: string, to: string, code: ErrorCode][] = [
    ['<cib epoch="5" num_updates="2">', '<cib epoch="6" num_updates="0">', 'diff_failed'],
    ['<cib epoch="6" num_updates="0" admin_epoch="0">', '<cib epoch="5">', 'old_data'],
    ['<node id="2" uname="b"/>', '<node id="9" uname="b"/>', 'diff_failed'],
    ['<diff-added>', '<diff-added><cib epoch="6"/>', 'ENOTUNIQ'],
    ['<cib epoch="6"', '<cib id="other" epoch="6"', 'bad_xml_patch'],
  ];
  for (const [from, to, code] of refused) {
    const again = parseXml(text);
    const patch = parseXml(FORMAT1.replace(from, to));
    t.equal(
      codeOf(() => applyPatch(again, patch, { checkVersion: true })),
      code,
      to,
    );
    t.equal(serialize(again), text);
  }
});
