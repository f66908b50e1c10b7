import t from 'tap';
import {
  compareSchemas,
  firstOfLatestSeries,
  isKnown,
  LATEST_SCHEMA,
  nextSchema,
  SCHEMAS,
  versionOf,
} from '../../../cib/schema/versions.js';

t.test('known names', async (t) => {
  for (const name of ['pacemaker-1.0', 'pacemaker-1.2', 'pacemaker-2.10', 'pacemaker-3.10', 'pacemaker-4.0', 'none'])
    t.ok(isKnown(name), name);
  for (const name of ['pacemaker-1.1', 'pacemaker-2.11', 'Pacemaker-3.0', 'pacemaker-next', '', 'transitional-0.6'])
    t.notOk(isKnown(name), name);
  t.notOk(isKnown(undefined), 'missing');
  t.equal(SCHEMAS.length, 27);
});

t.test('order', async (t) => {
  const sorted = [
    undefined,
    'pacemaker-2.9',
    'pacemaker-2.10',
    'pacemaker-3.0',
    'pacemaker-3.2',
    'pacemaker-3.10',
    'none',
  ];
  for (const [i, older] of sorted.entries())
    for (const newer of sorted.slice(i + 1)) {
      t.ok(compareSchemas(older, newer) < 0, `${older} before ${newer}`);
      t.ok(compareSchemas(newer, older) > 0, `${newer} after ${older}`);
    }
  t.equal(compareSchemas('nonsense', undefined), 0, 'unknown names are alike');
});

t.test('steps', async (t) => {
  t.equal(nextSchema('pacemaker-1.0'), 'pacemaker-1.2');
  t.equal(nextSchema('pacemaker-2.10'), 'pacemaker-3.0');
  t.equal(nextSchema('pacemaker-4.0'), undefined);
  t.equal(nextSchema('none'), undefined);
  t.equal(firstOfLatestSeries(), 'pacemaker-4.0');
  t.equal(SCHEMAS.at(-2), LATEST_SCHEMA);
  t.equal(versionOf('pacemaker-3.10'), '3.10');
  t.equal(versionOf('none'), undefined);
});
