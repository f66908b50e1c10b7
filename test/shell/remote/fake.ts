import { existsSync, readFileSync } from 'node:fs';
import { CibError } from '../../../cib/result/error.js';
import type { Ran, Runner } from '../../../shell/remote/runner.js';

/** What a program does on a node that is made up; undefined if there is none of that name. */
export type Program = (argv: readonly string[], node: FakeNode, input: string) => Partial<Ran> | undefined;

export interface FakeNode {
  readonly name: string;
  readonly files: Map<string, Buffer>;
  readonly modes: Map<string, number>;
  /** Services by name: whether they run and whether they are enabled; others are not installed. */
  readonly services: Map<string, { active: boolean; enabled: boolean }>;
  /** It does not answer. */
  down: boolean;
}

export interface FakeCluster {
  readonly runner: Runner;
  /** What was run and written, `node: words`; the local node is `host`. */
  readonly log: string[];
  node(name: string): FakeNode;
}

/** Nodes that are made up: files in memory, services that start and stop, other programs as given. @param directory of the test */
export function fakeCluster(
  names: readonly string[],
  program: Program = () => undefined,
  directory = '/nonexistent',
): FakeCluster {
  const nodes = new Map(
    ['host', ...names].map((name): [string, FakeNode] => [
      name,
      { name, files: new Map(), modes: new Map(), services: new Map(), down: false },
    ]),
  );
  const log: string[] = [];
  const reach = (host = 'host'): FakeNode => {
    const node = nodes.get(host);
    if (!node || node.down) throw new CibError('ENOTCONN', `${host}: cannot be reached by ssh`);
    return node;
  };
  const runner: Runner = {
    async run(host, argv, input = '') {
      const node = reach(host);
      const done = systemd(argv, node) ?? program(argv, node, String(input));
      if (!(argv[0] === 'test' || argv[1] === 'show')) log.push(`${node.name}: ${argv.join(' ')}`);
      return { status: done ? 0 : 127, stdout: '', stderr: done ? '' : `${argv[0]}: command not found\n`, ...done };
    },
    async copy(host, from, to) {
      const content = contentOf(reach(), from, directory);
      if (!content) throw new CibError('ENOENT', `${from}: No such file`);
      await runner.write(host, to, content, reach().modes.get(from));
    },
    read: async (host, path) => contentOf(reach(host), path, directory),
    async write(host, path, content, mode = 0o644) {
      const node = reach(host);
      log.push(`${node.name}: write ${path} ${mode.toString(8)}`);
      node.files.set(path, Buffer.from(content));
      node.modes.set(path, mode);
    },
  };
  return { runner, log, node: (name) => nodes.get(name) as FakeNode };
}

/** The local node has the files of the test's directory, too. */
function contentOf({ name, files }: FakeNode, path: string, directory: string): Buffer | undefined {
  return name === 'host' && path.startsWith(directory) && existsSync(path) ? readFileSync(path) : files.get(path);
}

function systemd([name, verb = '', ...args]: readonly string[], { services }: FakeNode): Partial<Ran> | undefined {
  if (name === 'test' && args[0] === '/run/systemd/system') return {};
  if (name !== 'systemctl') return undefined;
  const service = services.get(args.at(-1)?.replace('.service', '') ?? '');
  if (verb === 'show') {
    if (!service) return { stdout: 'LoadState=not-found\nActiveState=inactive\nSubState=dead\nUnitFileState=\n' };
    const [active, sub] = service.active ? ['active', 'running'] : ['inactive', 'dead'];
    const enabled = service.enabled ? 'enabled' : 'disabled';
    return { stdout: `LoadState=loaded\nActiveState=${active}\nSubState=${sub}\nUnitFileState=${enabled}\n` };
  }
  if (!service) return { status: 5, stderr: `Unit ${args.at(-1)} not found.\n` };
  if (verb === 'status') return { status: service.active ? 0 : 3 };
  if (verb === 'start' || verb === 'stop') service.active = verb === 'start';
  if (verb === 'enable' || verb === 'disable') service.enabled = verb === 'enable';
  return {};
}

/** A node with some services, not running. */
export function install(node: FakeNode, ...services: string[]): void {
  for (const service of services) node.services.set(service, { active: false, enabled: false });
}
