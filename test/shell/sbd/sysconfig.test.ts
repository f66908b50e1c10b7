import t from 'tap';
import { devicesOf, effectiveLines, settingOf, withSettings } from '../../../shell/sbd/sysconfig.js';

const TEXT = `# Devices
SBD_DEVICE="/dev/a;/dev/b"
#SBD_OPTS=none
SBD_STARTMODE=always

SBD_OPTS='-C 60 -W'
`;

t.test('settings are read', (t) => {
  t.same(devicesOf({ text: TEXT }), ['/dev/a', '/dev/b']);
  t.equal(settingOf({ text: TEXT }, 'SBD_OPTS'), '-C 60 -W');
  t.equal(settingOf({ text: TEXT }, 'SBD_NONE'), undefined);
  t.equal(settingOf({ text: 'A=1\nA=2\n' }, 'A'), '2', 'the last one counts');
  t.same(devicesOf({ text: '' }), []);
  t.same(effectiveLines({ text: TEXT }), ['SBD_DEVICE="/dev/a;/dev/b"', 'SBD_STARTMODE=always', "SBD_OPTS='-C 60 -W'"]);
  t.end();
});

t.test('settings are changed in their places', (t) => {
  t.equal(
    withSettings(TEXT, { SBD_DEVICE: '/dev/c', SBD_OPTS: undefined, SBD_NEW: 'a b' }),
    '# Devices\nSBD_DEVICE=/dev/c\n#SBD_OPTS=none\nSBD_STARTMODE=always\n\nSBD_NEW="a b"\n',
  );
  t.equal(withSettings('', { A: '1' }), 'A=1\n');
  t.end();
});
