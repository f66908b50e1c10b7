import t from 'tap';
import { judge } from './judge.js';

const nodeAttributes = new Map([
  ['#uname', 'Alpha'],
  ['rack', '7'],
  ['load', '2.50'],
  ['kernel', '5.10.3'],
  ['db-ready', 'yes'],
  ['size', 'large'],
  ['limit', '10'],
]);
const resourceParameters = new Map([['max', '7']]);
const resourceMeta = new Map([['min', '8']]);
const submatches = ['db-clone', 'db', undefined, ''];
const world = { nodeAttributes, resourceParameters, resourceMeta, submatches };

/** Attributes of an expression, and what it comes to. */
const CASES: [attributes: string, verdict: string][] = [
  ['attribute="rack" operation="defined"', 'satisfied'],
  ['attribute="none" operation="defined"', 'unsatisfied'],
  ['attribute="rack" operation="not_defined"', 'unsatisfied'],
  ['attribute="none" operation="NOT_DEFINED"', 'satisfied'],
  // Text is compared without regard to case.
  ['attribute="#uname" operation="eq" value="alpha"', 'satisfied'],
  ['attribute="#uname" operation="ne" value="beta"', 'satisfied'],
  ['attribute="none" operation="eq" value=""', 'unsatisfied'],
  ['attribute="none" operation="ne" value="x"', 'satisfied'],
  ['attribute="rack" operation="eq" value="07"', 'unsatisfied'],
  ['attribute="rack" operation="eq" value="07" type="integer"', 'satisfied'],
  ['attribute="load" operation="eq" value="2.5" type="number"', 'satisfied'],
  ['attribute="load" operation="eq" value="2.5" type="version"', 'unsatisfied'],
  ['attribute="kernel" operation="eq" value="5.10.3.0-rc1" type="version"', 'satisfied'],
  // Order is one of integers, or of numbers if either value has a point.
  ['attribute="rack" operation="lt" value="10"', 'satisfied'],
  ['attribute="rack" operation="lt" value="10" type="string"', 'expired'],
  ['attribute="rack" operation="gt" value="6.5"', 'satisfied'],
  ['attribute="load" operation="gte" value="2.5"', 'satisfied'],
  ['attribute="load" operation="lte" value="2"', 'expired'],
  ['attribute="rack" operation="gte" value="8"', 'not yet in effect'],
  ['attribute="rack" operation="gt" value="7"', 'not yet in effect'],
  ['attribute="rack" operation="lte" value="7"', 'satisfied'],
  ['attribute="kernel" operation="gt" value="5.9" type="version"', 'satisfied'],
  ['attribute="none" operation="lt" value="1"', 'unsatisfied'],
  // The value can be the name of a parameter or meta-attribute of the resource.
  ['attribute="rack" operation="eq" value="max" value-source="param"', 'satisfied'],
  ['attribute="rack" operation="lt" value="min" value-source="meta"', 'satisfied'],
  ['attribute="rack" operation="eq" value="min" value-source="param"', 'unsatisfied'],
  ['attribute="rack" operation="eq" value="7" value-source="literal"', 'satisfied'],
  // Groups of the pattern that chose the resource are put into the name.
  ['attribute="%1-ready" operation="eq" value="yes"', 'satisfied'],
  ['attribute="%2%3rack%9" operation="defined"', 'satisfied'],
  ['attribute="%0" operation="not_defined"', 'satisfied'],
];

for (const [attributes, verdict] of CASES) {
  t.test(attributes, async (t) =>
    t.match(judge(`<expression id="e" ${attributes}/>`, world), { verdict, findings: [] }),
  );
}

const FAULTS: [attributes: string, because: string][] = [
  ['id="e" operation="defined"', 'expression e as not passing because attribute was not specified'],
  ['id="e" attribute="a"', 'expression e as not passing because it has no operation'],
  ['id="e" attribute="a" operation="like"', "expression e as not passing because 'like' is not a valid operation"],
  [
    'id="e" attribute="a" operation="eq" value="1" value-source="env"',
    "expression e as not passing because 'env' is not a valid value-source",
  ],
  [
    'id="e" attribute="a" operation="defined" value="1"',
    'expression e as not passing because value is not allowed when operation is defined',
  ],
  ['id="e" attribute="a" operation="lt"', 'expression e as not passing because value is required when operation is lt'],
  [
    'id="e" attribute="a" operation="eq" value="1" type="date"',
    "expression e as not passing because 'date' is not a valid type",
  ],
  ['attribute="a" operation="defined"', 'expression without id as not passing'],
];

for (const [attributes, message] of FAULTS) {
  t.test(`fault: ${attributes}`, async (t) => {
    t.match(judge(`<expression ${attributes}/>`, world), {
      verdict: 'unpack_error',
      findings: [{ level: 'error', source: 'pcmk__evaluate_attr_expression', message: `Treating ${message}` }],
    });
  });
}

t.test('what is no number is compared as text, and it is said so', async (t) => {
  const judged = judge('<expression id="e" attribute="size" operation="gt" value="10"/>', world);
  t.match(judged, {
    verdict: 'satisfied',
    findings: [{ level: 'warning', message: "Comparing 'large' and '10' as strings because invalid as integers" }],
  });
});

t.test('without a pattern a percent sign is one', async (t) => {
  const percent = new Map([['%1', 'x']]);
  const { verdict } = judge('<expression id="e" attribute="%1" operation="defined"/>', { nodeAttributes: percent });
  t.equal(verdict, 'satisfied');
});
