/** The package managers that there are, and how each installs without asking. The first that is found is used. */
const MANAGERS: readonly (readonly [program: string, install: string])[] = [
  ['zypper', 'zypper --non-interactive install'],
  ['dnf', 'dnf -y install'],
  ['apt-get', 'env DEBIAN_FRONTEND=noninteractive apt-get -y install'],
  ['yum', 'yum -y install'],
  ['pacman', 'pacman --noconfirm -S --needed'],
  ['apk', 'apk add'],
];

/** A command that installs packages by whatever a node has. */
export function installing(packages: readonly string[]): readonly string[] {
  const branches = MANAGERS.map(
    ([program, install]) => `command -v ${program} >/dev/null 2>&1 && exec ${install} "$@"`,
  );
  return [
    '/bin/sh',
    '-c',
    [...branches, 'echo "there is no package manager that is known" >&2; exit 1'].join('\n'),
    'install',
    ...packages,
  ];
}

/** A command that brings a service into a state: start, stop, restart, enable, disable … */
export function settingService(name: string, state: string): readonly string[] {
  return [
    '/bin/sh',
    '-c',
    'command -v systemctl >/dev/null 2>&1 && exec systemctl "$2" "$1"; exec service "$1" "$2"',
    'service',
    name,
    state,
  ];
}
