/** Every command of every level, tried with its effect on a CIB. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { isLevel, type Level } from '../../../../shell/level.js';
import { COMMON, UP } from '../../../../shell/levels/common.js';
import { ROOT } from '../../../../shell/levels/root/root.js';
import { repository } from '../../../harness/repository.js';
import { LEVELS } from './levels.js';
import { tryRow } from './row.js';

const top = t.testdir();
for (const [place, level] of LEVELS.entries()) {
  t.test(level.level === '' ? 'the uppermost level' : level.level, async (t) => {
    for (const [at, row] of Object.values(level.rows).flat().entries()) {
      const own = join(top, `${place}.${at}`);
      mkdirSync(own, { recursive: true });
      await t.test([row.run].flat().at(-1) ?? '', (t) => tryRow(t, level, row, own));
    }
  });
}

/** Names of commands with their levels, each level once, by the shortest way to it. */
async function commandsOf(root: Level): Promise<string[]> {
  const common = new Set([...COMMON, UP].map(({ name }) => name));
  const names: string[] = [];
  const ways: [path: string, level: Level][] = [['', root]];
  const seen = new Set([root]);
  for (const [path, { entries }] of ways) {
    for (const entry of entries) {
      const name = `${path} ${entry.name}`.trim();
      const level = isLevel(entry) ? await entry.load() : undefined;
      if (level && !seen.has(level)) ways.push([name, level]);
      if (level) seen.add(level);
      else if (!common.has(entry.name)) names.push(name);
    }
  }
  return names;
}

const tried = new Set(
  LEVELS.flatMap(({ level, rows }) =>
    Object.entries(rows).flatMap(([name, some]) => (some.length === 0 ? [] : [`${level} ${name}`.trim()])),
  ),
);

t.test('every command of ours has a row', async (t) => {
  const missing = (await commandsOf(ROOT)).filter((name) => !tried.has(name));
  t.same(missing, []);
  for (const { name } of [...COMMON, UP]) t.ok(tried.has(name), `${name}, which every level has`);
});

t.test('every command of crmsh has a row', async (t) => {
  const shared = join(dirname(repository(dirname(fileURLToPath(import.meta.url)))), 'shared', 'surface', 'crmsh.json');
  if (!existsSync(shared)) return t.comment('the list of crmsh commands is not beside the repository');
  const { levels } = JSON.parse(readFileSync(shared, 'utf8')) as {
    levels: Record<string, { commands: Record<string, { type: string }> }>;
  };
  const names = Object.entries(levels).flatMap(([level, { commands }]) => {
    const path = level === 'root' ? '' : level.replaceAll('/', ' ');
    // An underscore marks what crmsh keeps to itself
    const own = Object.entries(commands).filter(([name, { type }]) => type === 'command' && !name.startsWith('_'));
    return own.map(([name]) => `${path} ${name}`.trim());
  });
  t.not(names.length, 0);
  t.same(
    names.filter((name) => !tried.has(name)),
    [],
  );
});
