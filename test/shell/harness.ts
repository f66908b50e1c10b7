import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CIB as CIB_LEVEL } from '../../shell/levels/cib/cib.js';
import { CONFIGURE } from '../../shell/levels/configure/configure.js';
import { ROOT } from '../../shell/levels/root/root.js';
import { runLine } from '../../shell/run.js';
import { type Outside, Session, type ShellOptions } from '../../shell/session.js';
import { PLAIN } from '../../shell/syntax/paint.js';
import { fakeCluster } from './remote/fake.js';

export { CIB_LEVEL, CONFIGURE, ROOT };

/** A small cluster: two nodes, two resources, one of them in use by constraints. */
export const SMALL = `<cib crm_feature_set="3.19.0" validate-with="pacemaker-3.9" epoch="5" num_updates="0" admin_epoch="0">
  <configuration>
    <crm_config>
      <cluster_property_set id="cib-bootstrap-options">
        <nvpair id="cib-bootstrap-options-stonith-enabled" name="stonith-enabled" value="false"/>
      </cluster_property_set>
    </crm_config>
    <nodes><node id="1" uname="alpha"/><node id="2" uname="beta"/></nodes>
    <resources>
      <primitive id="vip" class="ocf" provider="heartbeat" type="IPaddr2">
        <instance_attributes id="vip-instance_attributes">
          <nvpair id="vip-instance_attributes-ip" name="ip" value="10.0.0.1"/>
        </instance_attributes>
        <operations><op id="vip-monitor-10s" name="monitor" interval="10s" timeout="20s"/></operations>
      </primitive>
      <primitive id="web" class="systemd" type="nginx"/>
    </resources>
    <constraints>
      <rsc_location id="vip-on-alpha" rsc="vip" node="alpha" score="100"/>
      <rsc_colocation id="web-with-vip" score="INFINITY" rsc="web" with-rsc="vip"/>
    </constraints>
  </configuration>
  <status/>
</cib>
`;

export interface Bench {
  readonly session: Session;
  readonly file: string;
  /** Everything printed so far, both streams; reading empties it. */
  output(): string;
  /** The same, of standard output alone. */
  stdout(): string;
  run(...lines: string[]): Promise<boolean>;
  saved(): string;
}

export interface BenchOptions {
  readonly cib?: string;
  readonly options?: Partial<ShellOptions>;
  readonly env?: Record<string, string>;
  /** Answers to questions, in order; without them there is nobody to ask. */
  readonly answers?: boolean[];
  readonly edit?: (file: string, args: readonly string[]) => void;
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** The same, if it goes on. */
  readonly clock?: () => number;
  readonly outside?: Outside;
}

/** What is kept is kept there. What agents there are here must not make a difference, nor that there are none. */
function settingsFor(directory: string, given: ShellOptions['settings']): NonNullable<ShellOptions['settings']> {
  if (given?.length === 0) return given;
  return [['path.cache', directory], ...(given ?? [['core.ignore_missing_metadata', 'yes'] as const])];
}

/** A session on a CIB in a file of a directory. */
export function bench(
  directory: string,
  { cib = SMALL, options, env, answers, edit, now = 0, clock, outside }: BenchOptions = {},
): Bench {
  const file = join(directory, 'cib.xml');
  let passed = 0;
  writeFileSync(file, cib);
  let [printed, toStdout] = ['', ''];
  const write = (text: string) => {
    printed += text;
  };
  const ask = async (question: string) => {
    write(`${question}\n`);
    return answers?.shift() ?? false;
  };
  const session = new Session(
    {
      CIB_file: file,
      CIB_shadow_dir: directory,
      HOME: directory,
      OCF_ROOT: join(directory, 'ocf'),
      CRM_SYSTEM_CONFIG_FILE: join(directory, 'system.conf'),
      COROSYNC_MAIN_CONFIG_FILE: join(directory, 'corosync.conf'),
      PCMK_logfile: join(directory, 'pacemaker.log'),
      ...env,
    },
    {
      out: (text) => {
        write(text);
        toStdout += text;
      },
      err: write,
      paint: PLAIN,
      color: false,
      ...(answers ? { ask } : {}),
      ...(edit
        ? {
            runInTerminal: async (_program: string, args: readonly string[]) => {
              edit(args.at(-1) as string, args);
              return 0;
            },
          }
        : {}),
    },
    {
      force: false,
      no: false,
      wait: false,
      format: 'text',
      ...options,
      settings: settingsFor(directory, options?.settings),
    },
    'host',
    () => new Date(clock?.() ?? now + passed),
    // Nothing outside of the test is touched.
    {
      runner: fakeCluster([], undefined, directory).runner,
      sleep: async (milliseconds) => {
        passed += milliseconds;
      },
      ...outside,
    },
  );
  session.stack.push(ROOT);
  return {
    session,
    file,
    output() {
      const text = printed;
      [printed, toStdout] = ['', ''];
      return text;
    },
    stdout() {
      const text = toStdout;
      [printed, toStdout] = ['', ''];
      return text;
    },
    async run(...lines) {
      let ok = true;
      for (const line of lines) ok = (await runLine(session, line)) && ok;
      return ok;
    },
    saved: () => readFileSync(file, 'utf8'),
  };
}
