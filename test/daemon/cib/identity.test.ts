import t from 'tap';
import { readAccounts } from '../../../cib/client/accounts.js';
import { identify, provenUser } from '../../../daemon/cib/identity.js';

const users = readAccounts(
  [
    'root:x:0:0::/root:/bin/sh',
    'hacluster:x:90:90::/:/bin/false',
    'ann:x:1000:1000::/home/ann:/bin/sh',
    'bob:x:1001:90::/:/bin/sh',
    'eve:x:1002:1002::/:/bin/sh',
  ].join('\n'),
  ['root:x:0:', 'haclient:x:90:ann', 'ann:x:1000:', 'ops:x:2000:ann,bob', 'eve:x:1002:'].join('\n'),
);

t.test('a proof is a directory that its owner alone can touch', async (t) => {
  t.equal(provenUser({ isDirectory: true, uid: 1000, mode: 0o700 }, users), 'ann');
  const EACCES = { code: 'EACCES' };
  t.throws(() => provenUser(undefined, users), EACCES, 'nothing was made');
  t.throws(() => provenUser({ isDirectory: false, uid: 0, mode: 0o700 }, users), EACCES, 'a file or a link');
  t.throws(() => provenUser({ isDirectory: true, uid: 0, mode: 0o777 }, users), EACCES, 'one that others could move');
  t.throws(() => provenUser({ isDirectory: true, uid: 4711, mode: 0o700 }, users), EACCES, 'of nobody known');
});

/** proven (undefined: by the main socket), claimed, daemon's user; then user and groups, or refused. */
const CASES: [string | undefined, string | undefined, string, string | undefined, string[]?][] = [
  [undefined, undefined, 'root', 'root'],
  [undefined, 'root', 'root', 'root'],
  [undefined, 'hacluster', 'root', 'hacluster'],
  [undefined, 'ann', 'root', 'ann', ['ann', 'haclient', 'ops']],
  [undefined, 'nobody-known', 'root', 'nobody-known', []],
  [undefined, 'ann', 'ann', 'root'],
  ['ann', undefined, 'root', 'ann', ['ann', 'haclient', 'ops']],
  ['ann', 'root', 'root', 'ann', ['ann', 'haclient', 'ops']],
  ['bob', 'hacluster', 'root', 'bob', ['haclient', 'ops']],
  ['eve', 'root', 'root', undefined],
  ['eve', 'ann', 'root', undefined],
  ['root', 'bob', 'root', 'bob', ['haclient', 'ops']],
];

t.test('CIB_user counts for those who are vouched for', async (t) => {
  for (const [proven, claimed, daemon, user, groups] of CASES) {
    const name = `${proven ?? 'main socket'} claims ${claimed} of the daemon of ${daemon}`;
    const ask = () => identify(proven, claimed, daemon, () => users);
    if (user === undefined) t.throws(ask, { code: 'EACCES' }, name);
    else t.same(ask(), groups ? { user, groups } : { user }, name);
  }
});
