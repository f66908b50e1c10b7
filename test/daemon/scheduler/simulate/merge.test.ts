import t from 'tap';
import { parseXml } from '../../../../cib/xml/parse.js';
import { serialize } from '../../../../cib/xml/serialize.js';
import { isAmbiguous, merge } from '../../../../daemon/scheduler/simulate/merge.js';
import { World } from '../../../../daemon/scheduler/simulate/world.js';
import { cibWith } from '../../../harness/cib-file.js';

t.test('what is ambiguous', async (t) => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['<s><a id="1"/><a id="2"/><b id="1"/></s>', false],
    ['<s><a/><a/></s>', false],
    ['<s><a id="1"/><a id="1"/></s>', true],
    ['<s><t><a id="1"/><a id="1"/></t></s>', true],
  ];
  for (const [text, ambiguous] of cases) t.equal(isAmbiguous(parseXml(text)), ambiguous, text);
});

t.test('children go by name and id', async (t) => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['<s x="1"/>', '<s y="2"/>', '<s x="1" y="2"/>'],
    ['<s><a id="1" v="old"/></s>', '<s><a id="1" v="new"/></s>', '<s><a id="1" v="new"/></s>'],
    ['<s><a id="1"/></s>', '<s><a id="2"/><b/></s>', '<s><a id="1"/><a id="2"/><b/></s>'],
    [
      '<s><a id="1" v="x"/><a id="1" v="y"/></s>',
      '<s><a id="1" v="x"/><a id="1" v="z"/></s>',
      '<s><a id="1" v="z"/><a id="1" v="y"/></s>',
    ],
  ];
  for (const [target, update, expected] of cases) {
    const element = parseXml(target);
    merge(element, parseXml(update));
    t.equal(serialize(element), expected, update);
  }
});

t.test('a state that names something twice', async (t) => {
  const history = (value: string): string => `<lrm_resource id="r" v="${value}"/>`;
  const status = `<node_state id="1" uname="n1"><lrm id="1"><lrm_resources>${history('a')}${history('b')}</lrm_resources></lrm></node_state>`;
  const world = new World(parseXml(cibWith({ nodes: '<node id="1" uname="n1"/>', status })), 1000);
  const state = world.nodeState('n1');
  const draft = world.draft(state);
  t.not(draft, state, 'is changed on a copy');
  t.equal(world.history(draft, 'r'), undefined, 'which of the two is meant cannot be told');
  world.addHistory(draft, 'r', { v: 'c' });
  world.commit(state, draft);
  t.match(serialize(state), `<lrm_resources>${history('c')}${history('b')}</lrm_resources>`);
});
