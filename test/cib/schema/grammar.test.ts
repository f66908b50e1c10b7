import t from 'tap';
import { CIB } from '../../../cib/schema/grammar/cib.js';
import type { Pattern } from '../../../cib/schema/grammar/pattern.js';
import { identifiersIn } from '../../../cib/schema/identifiers.js';
import { exists, relaxNg } from '../../../cib/schema/rng.js';
import { VERSIONS, type Version } from '../../../cib/schema/versions.js';
import { parseXml } from '../../../cib/xml/parse.js';

/** The patterns of a version directly in an element, definitions and ranges looked through. */
function* parts(patterns: readonly Pattern[], version: Version): IterableIterator<Pattern> {
  for (const pattern of patterns) {
    if (pattern.kind === 'use') yield* parts([pattern.definition.pattern()], version);
    else if (pattern.kind !== 'ranged') yield pattern;
    else if (exists(pattern.range, version)) yield* parts([pattern.of], version);
  }
}

function* elements(
  patterns: readonly Pattern[],
  version: Version,
): IterableIterator<Extract<Pattern, { kind: 'element' }>> {
  for (const pattern of parts(patterns, version)) {
    if (pattern.kind === 'element') yield pattern;
    else yield* elements(inside(pattern), version);
  }
}

t.test('every reference in a generated grammar is defined', async (t) => {
  for (const version of VERSIONS) {
    const grammar = parseXml(relaxNg(version));
    const defined = [...grammar.elements('define')].map((define) => define.get('name'));
    const used = [...grammar.walk()].filter(({ name }) => name === 'ref').map((ref) => ref.get('name'));
    t.equal(new Set(defined).size, defined.length, `${version}: no name twice`);
    t.same(new Set(used), new Set(defined), `${version}: what is used is defined, and the reverse`);
  }
});

const inside = (pattern: Pattern | undefined): readonly Pattern[] =>
  pattern && 'of' in pattern && Array.isArray(pattern.of) ? pattern.of : [];

// What validation of parts relies on; see partial.ts.
t.test('a section is any number of members that do not care about each other', async (t) => {
  for (const version of VERSIONS) {
    const [cib] = elements([CIB], version);
    const configuration = [...elements(cib?.content ?? [], version)].find(({ name }) => name === 'configuration');
    const sections = [...elements(configuration?.content ?? [], version)];
    t.ok(sections.length >= 6, `${version} has sections`);
    for (const { name, content } of sections) {
      const all = [...parts(content, version)];
      t.match(all, [{ kind: 'zeroOrMore' }], `${version}: ${name} repeats`);
      const [one, ...rest] = [...parts(inside(all[0]), version)];
      t.same(rest, [], `${version}: ${name} repeats one thing`);
      const members = one?.kind === 'choice' ? [...parts(inside(one), version)] : [one];
      t.ok(
        members.every((member) => member?.kind === 'element'),
        `${version}: members of ${name} are elements`,
      );
    }
  }
});

t.test('ids and references', async (t) => {
  for (const version of VERSIONS) {
    for (const [element, { ids, references }] of identifiersIn(version))
      t.same(
        ids.filter((name) => references.includes(name)),
        [],
        `${version}: ${element}`,
      );
  }
  t.same(identifiersIn('3.9').get('rsc_order'), { ids: ['id'], references: ['first', 'then'] });
  t.same(identifiersIn('3.9').get('primitive'), { ids: ['id'], references: ['template'] });
  t.equal(identifiersIn('3.9').get('node'), undefined);
  t.same(identifiersIn('3.2').get('obj_ref'), { ids: [], references: ['id'] });
  t.equal(identifiersIn('3.3').get('obj_ref'), undefined);
});
