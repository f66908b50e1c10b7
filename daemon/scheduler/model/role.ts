/** Roles in ascending order: a comparison of numbers tells which is the higher. */
export const Role = { unknown: 0, stopped: 1, started: 2, unpromoted: 3, promoted: 4 } as const;
export type Role = (typeof Role)[keyof typeof Role];

const NAMES = ['Unknown', 'Stopped', 'Started', 'Unpromoted', 'Promoted'] as const;

export const roleName = (role: Role): (typeof NAMES)[number] => NAMES[role];

/** A role as configurations write it, the names of older versions included; unknown if it is none. */
export function parseRole(text: string | undefined): Role {
  switch (text?.toLowerCase()) {
    case 'stopped':
      return Role.stopped;
    case 'started':
      return Role.started;
    case 'unpromoted':
    case 'slave':
      return Role.unpromoted;
    case 'promoted':
    case 'master':
      return Role.promoted;
    default:
      return Role.unknown;
  }
}
