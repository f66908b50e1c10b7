import { createHash } from 'node:crypto';
import t from 'tap';
import { contentDigest, diskDigest } from '../../../cib/digest/digest.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';

const SAMPLE = '<cib epoch="1" update-user="root" cib-last-written="now"><configuration a="&lt;é"/><!--c--></cib>';

t.test('known digests', async (t) => {
  t.equal(diskDigest(parseXml(SAMPLE)), 'e5ed474a1dcd4ca2d59fd287eab12c7e');
  t.equal(contentDigest(parseXml(SAMPLE)), 'ee9ae3c0f8791c33b8ce663d749272de');
});

t.test('who wrote it does not matter for the content', async (t) => {
  const other = parseXml(SAMPLE.replace('root', 'admin').replace('now', 'then'));
  t.equal(contentDigest(other), contentDigest(parseXml(SAMPLE)));
  t.not(diskDigest(other), diskDigest(parseXml(SAMPLE)));
});

t.test('large documents', async (t) => {
  const root = parseXml(`<cib>${'<node id="n" uname="é"/>'.repeat(20000)}</cib>`);
  const text = serialize(root);
  t.equal(text.length, 20000 * 24 + 11);
  t.equal(diskDigest(root), createHash('md5').update(` ${text}\n`).digest('hex'));
  t.equal(contentDigest(root), createHash('md5').update(text).digest('hex'));
});
