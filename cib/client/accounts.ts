import { readFileSync } from 'node:fs';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** The users and groups of this host. */
export interface Accounts {
  byUid(uid: number): Account | undefined;
  byName(name: string): Account | undefined;
  /** Names of a user's groups, the primary one first. */
  groupsOf(account: Account): string[];
  groupByName(name: string): Group | undefined;
}
/** From the texts of `/etc/passwd` and `/etc/group`; lines that are malformed are left out. */
export function readAccounts(passwd: string, group: string): Accounts {
  const accounts = rows(passwd, 7).map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const groups = rows(group, 4).map(([name = '', , gid, members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter((member) => member !== ''),
  }));
  return {
    byUid: (uid) => accounts.find((account) => account.uid === uid),
    byName: (name) => accounts.find((account) => account.name === name),
    groupByName: (name) => groups.find((item) => item.name === name),
    groupsOf: (account) => {
      const primary = groups.filter(({ gid }) => gid === account.gid);
      const others = groups.filter(({ gid, members }) => gid !== account.gid && members.includes(account.name));
      return [...primary, ...others].map(({ name }) => name);
    },
  };
}

/** Read anew at each call: accounts come and go while a daemon runs. */
export function systemAccounts(): Accounts {
  return readAccounts(readFileSync('/etc/passwd', 'utf8'), readFileSync('/etc/group', 'utf8'));
}

const rows = (text: string, fields: number): string[][] =>
  text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((row) => row.length === fields && /^\d+$/.test(row[2] ?? ''));
