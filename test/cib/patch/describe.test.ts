import t from 'tap';
import { describePatchset } from '../../../cib/patch/describe.js';
import { diff } from '../../../cib/patch/diff.js';
import { parseXml } from '../../../cib/xml/parse.js';

t.test('every kind of change', async (t) => {
  const before = parseXml(
    '<cib epoch="1" admin_epoch="0" num_updates="0"><a/><b x="1" y="2"/><c id="7"><!--gone--></c><d/><e/></cib>',
  );
  const after = parseXml(
    '<cib epoch="2" admin_epoch="0" num_updates="0"><b x="&lt;2" z="3"/><c id="7"/><e/><d/><f id="8"><g p="1" password="s" hidden="password"/><!--why--><h><i/></h></f></cib>',
  );
  t.same(describePatchset(diff(before, after, { ignoreAttributeOrder: true })), [
    'Diff: --- 0.1.0 2',
    'Diff: +++ 0.2.0 (no digest)',
    '-- /cib/a',
    "-- /cib/c[@id='7']/comment (0)",
    '+  /cib:  @epoch=2',
    '+  /cib/b:  @x=<2, @z=3',
    '-- /cib/b:  @y',
    '+~ /cib/e moved to offset 2',
    '+~ /cib/d moved to offset 3',
    '++ /cib:  <f id="8"/>',
    '++          <g p="1" password="*****" hidden="password"/>',
    '  <!--why-->',
    '++          <h>',
    '++            <i/>',
    '++          </h>',
    '++        </f>',
  ]);
});

t.test('headings', async (t) => {
  const version =
    '<version><source admin_epoch="0" epoch="1" num_updates="2"/><target admin_epoch="0" epoch="1" num_updates="N"/></version>';
  const heading = (num: string, digest = '') =>
    describePatchset(parseXml(`<diff format="2"${digest}>${version.replace('N', num)}</diff>`));
  t.same(heading('2'), ['Local-only Change: 0.1.2']);
  t.same(heading('3', ' digest="abc"'), ['Diff: --- 0.1.2 2', 'Diff: +++ 0.1.3 abc']);
  t.same(describePatchset(parseXml('<diff format="2"/>')), []);
  t.throws(() => describePatchset(parseXml('<diff format="1"/>')), { code: 'EINVAL' });
});
