/**
 * Whole upgrades, a kind of change each: NAME.xml becomes NAME.expected.xml and tells NAME.messages.
 * UPDATE_GOLDEN=1 writes the last two anew; read the difference before you keep it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { logLines } from '../../../cib/upgrade/report.js';
import type { UpgradeStep } from '../../../cib/upgrade/step.js';
import { type Upgrade, upgrade } from '../../../cib/upgrade/upgrade.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serializePretty } from '../../../cib/xml/serialize.js';

const folder = join(repository(), 'test', 'golden', 'upgrade');

function repository(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    if (existsSync(join(at, 'ARCHITECTURE.md'))) return at;
    if (at === dirname(at)) throw new Error('no root found');
  }
}

/** What a reader wants to see: changes and what went wrong, but not each schema tried. */
function messages({ log, failure }: Upgrade): string {
  const isTold = (step: UpgradeStep): boolean =>
    step.kind === 'change' || (step.kind === 'progress' && step.level !== 'debug');
  const lines = log.filter(isTold).flatMap(logLines);
  const told = lines.map(({ level, text }) => `${level}: ${text}\n`);
  return told.join('') + (failure ? `failure: ${failure.code}\n` : '');
}

function compare(t: Test, file: string, found: string): void {
  const path = join(folder, file);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, found);
  t.equal(found, readFileSync(path, 'utf8'), file);
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.xml') && !file.endsWith('.expected.xml'))
  .map((file) => file.slice(0, -'.xml'.length));

for (const name of names) {
  t.test(name, async (t) => {
    const text = readFileSync(join(folder, `${name}.xml`), 'utf8');
    const given = parseXml(text);
    const result = await upgrade(given);
    compare(t, `${name}.expected.xml`, serializePretty(result.root));
    compare(t, `${name}.messages`, messages(result));
    t.equal(serializePretty(given), text, 'the document given is left alone, and written as the tools write it');
  });
}
