import { spawnSync } from 'node:child_process';
import t from 'tap';
import { generatedFiles } from '../../completions/main.js';
import { allOptions } from '../../tools/command/help.js';
import { TOOLS } from '../../tools/registry.js';

for (const [name, load] of Object.entries(TOOLS)) {
  t.test(name, async (t) => {
    const command = await load();
    t.equal(command.name, name, 'is registered under its own name');
    const files = generatedFiles(command);
    const listed = Object.entries(allOptions(command)).filter(([, spec]) => !spec.hidden && !spec.deprecated);
    for (const [file, text] of Object.entries(files)) {
      for (const [option] of listed) {
        const spelled = file.endsWith('.fish')
          ? `-l ${option}`
          : file.endsWith('.8')
            ? option.replaceAll('-', '\\-')
            : `--${option}`;
        t.ok(text.includes(spelled), `${file} knows --${option}`);
      }
    }
    const bash = spawnSync('bash', ['-n'], { input: files[`bash-completion/completions/${name}`] });
    if (bash.error === undefined) t.equal(String(bash.stderr), '', 'bash accepts its completion');
  });
}
