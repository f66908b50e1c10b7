/** The steps of a build: JavaScript for Node, the executables, completions and man pages. */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { at, findBun, run } from './bootstrap.mjs';

/** Commands that are no tools of `tools/registry.ts`. */
const OTHER_COMMANDS = [
  'crm',
  'metronome',
  'pacemaker-based',
  // These tell their options, and do nothing else yet
  'pacemaker-controld',
  'pacemaker-fenced',
  'pacemaker-schedulerd',
];

export function buildJs() {
  console.error('Compiling for Node …');
  run(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], { stdio: ['ignore', 2, 2] });
}

/** A command that runs on Node, where Bun cannot compile an executable. */
const nodeScript = (name) => `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
METRONOME_ARGV0=${name} exec node "$here/../js/main.js" "$@"
`;

/** Bundled once for all, since they are large or hold a WebAssembly module. */
const SHARED = ['libxml2-wasm', 'saxes', 'xpath', 'diff', 'cli-table3', '@xmldom/xmldom'];

/** Left out of the bundles: what stands for it in the executable is in build/bun. */
const STREAM = 'daemon-stream.js';
/** What the executable does before all else. */
const FIRST = 'large-input.js';

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** What runs one tool and nothing else: its command, and the frame that all commands run in. */
const toolEntry = (name) => `import { processContext, processStreams } from '../../../../tools/command/process.js';
import { runCommand } from '../../../../tools/command/run.js';
import { ${camelCase(name)} } from '../../../../tools/${name}.js';
export const run = (program, args) => runCommand(${camelCase(name)}, program, args, processContext, processStreams);
`;

const toolsEntry = (names) => `const TOOLS = {
${names.map((name) => `  ${name}: () => import('./tools/${name}/${name}.js'),`).join('\n')}
};
export async function runTool(name, args) {
  const load = TOOLS[name];
  if (load) return (await load()).run(name, args);
  const { runTool: unknown } = await import('./tools/main.js');
  return unknown(name, args);
}
`;

/**
 * Bundle each command by itself. A module that many commands use would otherwise become a chunk of
 * its own, and a command that starts would load dozens of such chunks, one by one.
 */
function stage(bun, names) {
  const stageAt = (...parts) => at('dist', 'stage', ...parts);
  rmSync(stageAt(), { recursive: true, force: true });
  for (const folder of ['entry', 'out']) mkdirSync(stageAt(folder, 'tools'), { recursive: true });
  const shared = [...SHARED, `*/${STREAM}`].flatMap((name) => ['--external', name]);
  const bundle = (entry, folder) => {
    run(
      bun,
      [
        'build',
        entry,
        '--target=bun',
        '--format=esm',
        '--splitting',
        '--minify-syntax',
        '--minify-whitespace',
        ...shared,
        '--outdir',
        stageAt('out', folder),
      ],
      { stdio: ['ignore', 'ignore', 2] },
    );
    copyFileSync(at('build', 'bun', STREAM), stageAt('out', folder, STREAM));
  };
  for (const name of names) {
    writeFileSync(stageAt('entry', 'tools', `${name}.ts`), toolEntry(name));
    // A folder each: chunks of different commands may have the same name.
    bundle(stageAt('entry', 'tools', `${name}.ts`), `tools/${name}`);
  }
  bundle(at('tools', 'main.ts'), 'tools');
  bundle(at('daemon', 'cib', 'main.ts'), 'daemon');
  bundle(at('tools', 'options', 'daemon.ts'), 'options');
  bundle(at('shell', 'main.ts'), 'shell');
  bundle(at('completions', 'candidates.ts'), 'completions');
  writeFileSync(stageAt('out', 'tools.ts'), toolsEntry(names));
  const main = readFileSync(at('main.ts'), 'utf8')
    .replace("'./tools/main.js'", "'./tools.js'")
    .replace("'./tools/options/daemon.js'", "'./options/daemon.js'")
    .replace("'./daemon/cib/main.js'", "'./daemon/main.js'")
    // What it needs but seldom comes as it is
    .replaceAll("'./cib/", "'../../../cib/");
  copyFileSync(at('build', 'bun', FIRST), stageAt('out', FIRST));
  writeFileSync(stageAt('out', 'main.ts'), main.replace(/^import /m, `import './${FIRST}';\n$&`));
  return stageAt('out', 'main.ts');
}

export async function buildExecutables() {
  const { TOOLS } = await import('../dist/js/tools/registry.js');
  const tools = Object.keys(TOOLS);
  const names = [...tools, ...OTHER_COMMANDS];
  rmSync(at('dist', 'bin'), { recursive: true, force: true });
  mkdirSync(at('dist', 'bin'), { recursive: true });
  const bun = findBun();
  if (bun) {
    console.error('Compiling the executable …');
    // ESM, because libxml2-wasm awaits at its top level; split, so that what is imported later is loaded later.
    // Compile to machine code late: most commands end before the optimising compiler's work has paid.
    const flags = ['--compile', '--bytecode', '--format=esm', '--splitting', '--minify-syntax', '--minify-whitespace'];
    flags.push('--compile-jit-policy=20');
    // Bun would run what a bunfig.toml in the working directory names, and take its .env: anyone's, as root
    flags.push('--no-compile-autoload-bunfig', '--no-compile-autoload-dotenv');
    const stdio = ['ignore', 'ignore', 2];
    run(bun, ['build', ...flags, stage(bun, tools), '--outfile', 'dist/metronome'], { stdio });
    for (const name of names) symlinkSync('../metronome', at('dist', 'bin', name));
  } else {
    console.error('Bun is missing: the commands will run on Node.');
    for (const name of names) {
      writeFileSync(at('dist', 'bin', name), nodeScript(name));
      chmodSync(at('dist', 'bin', name), 0o755);
    }
  }
}

/** Completions for bash, zsh and fish, and man pages, from the tables of the commands. */
export async function generate() {
  const { writeGenerated } = await import('../dist/js/completions/main.js');
  await writeGenerated(at('dist', 'share'));
}
