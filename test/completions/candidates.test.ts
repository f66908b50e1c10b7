import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { candidates } from '../../completions/candidates.js';
import type { ValueKind } from '../../tools/command/option.js';

const directory = mkdtempSync(join(tmpdir(), 'metronome-candidates-'));
t.teardown(() => rmSync(directory, { recursive: true }));
const env = { CIB_file: join(directory, 'cib.xml'), CIB_shadow_dir: directory };
writeFileSync(
  env.CIB_file,
  `<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration>
  <crm_config/>
  <nodes><node id="1" uname="ann"/><node id="2" uname="bob"><instance_attributes id="set-2"><nvpair id="nv" name="rack" value="7"/></instance_attributes></node></nodes>
  <resources><clone id="c"><primitive id="p" class="ocf" provider="pacemaker" type="Dummy"/></clone></resources>
  <constraints><rsc_ticket id="t-c" rsc="c" ticket="tick"/></constraints>
</configuration><status/></cib>`,
);
writeFileSync(join(directory, 'shadow.trial'), '');

const CASES: [kind: ValueKind, names: string[]][] = [
  ['node', ['ann', 'bob']],
  ['resource', ['c', 'p']],
  ['ticket', ['tick']],
  ['attribute', ['rack']],
  ['set', ['set-2']],
  ['shadow', ['trial']],
  ['date', []],
];

for (const [kind, names] of CASES) {
  t.test(kind, async (t) => {
    t.same(await candidates(kind, env), names);
  });
}
