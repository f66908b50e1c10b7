import t from 'tap';
import { Element } from '../../../cib/xml/element.js';
import { RepeatedTag } from '../../../cib/xml/repeated-tag.js';
import { openTag } from '../../../cib/xml/serialize.js';
import { fc } from '../../harness/property.js';

const element = fc
  .record({
    name: fc.constantFrom('a', 'b'),
    flat: fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('1', '2', '<"&')), { maxLength: 3 }),
  })
  .map(({ name, flat }) => {
    const made = new Element(name);
    for (const [attribute, value] of flat) made.set(attribute, value);
    return made;
  });

t.test('a tag is the same as when it is printed by itself, whatever was printed before', async () => {
  fc.assert(
    fc.property(fc.array(element, { minLength: 1, maxLength: 12 }), (elements) => {
      const tag = new RepeatedTag();
      for (const one of elements) if (tag.text(one) !== openTag(one)) return false;
      return true;
    }),
  );
});
