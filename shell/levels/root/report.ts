import { many, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { needsCluster } from '../unavailable.js';

export const REPORT = command({
  name: 'report',
  summary: 'Collect logs and state of all nodes into an archive',
  help: `For whoever has to find out what went wrong:

  -f TIME      from this time on      -t TIME      up to this time
  -n NODES     these nodes only       -S           this node only
  -u USER      to reach nodes as      -X OPTIONS   options for ssh
  -E FILES     further files          -e PATTERN   lines to show first
  -p PATTERN   values to leave out    -s           leave out secrets
  -d           a directory, no archive
  -Z           overwrite an older report
  -Q           leave out what takes long
  -l FILE, -L FILE, -M, -D, -V, -v as crmsh has them`,
  grammar: { ...many(word(free('<option>'))), usage: '[<option> ...] [<destination>]' },
  run: () => needsCluster('collecting a report'),
});
