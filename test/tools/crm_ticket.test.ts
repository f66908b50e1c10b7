import t from 'tap';
import { crmTicket } from '../../tools/crm_ticket.js';
import { CibFile, type Sections } from '../harness/cib-file.js';

const CONSTRAINT = '<rsc_ticket id="db-with-a" rsc="db" ticket="a" loss-policy="stop"/>';
const SECTIONS: Sections = {
  resources: '<primitive id="db" class="ocf" provider="heartbeat" type="Dummy"/>',
  constraints: CONSTRAINT,
};
const cib = new CibFile(SECTIONS);
t.teardown(() => cib.remove());
t.beforeEach(() => cib.reset(SECTIONS));

// Noon, wherever this runs.
const now = new Date(2024, 1, 3, 12, 0, 0);
const seconds = now.getTime() / 1000;
const run = (line: string) => cib.run(crmTicket, line, { now });
const done = { code: 0, stdout: '', stderr: '' };

t.test('the life of a ticket', async (t) => {
  t.same(await run('-l'), { ...done, stdout: 'a\trevoked\n' });
  t.same(await run('-t a -g --force'), done);
  t.match(cib.text, `<ticket_state id="a" granted="true" last-granted="${seconds}"/>`);
  t.same(await run('-l'), { ...done, stdout: 'a\tgranted last-granted="Sat Feb  3 12:00:00 2024"\n' });
  t.same(await run('-t a -s'), done);
  t.same(await run('-t a -S owner -v 1'), done);
  t.same(await run('-L -t a'), {
    ...done,
    stdout: 'a\tgranted [standby] \t(granted=true, standby=true, last-granted=Sat Feb  3 12:00:00 2024, owner=1)\n',
  });
  t.same(await run('-t a -G owner'), { ...done, stdout: '1\n' });
  t.same(await run('-t a -D owner'), done);
  t.same(await run('-t a -G owner'), { ...done, code: 105 });
  t.same(await run('-t a -G owner -d 5'), { ...done, stdout: '5\n' });
  t.same(await run('-t a -r -f'), done);
  t.same(await run('-q'), {
    ...done,
    stdout:
      'State XML:\n\n<tickets>\n' +
      `  <ticket_state id="a" granted="false" last-granted="${seconds}" standby="true"/>\n</tickets>\n`,
  });
  t.same(await run('-t a -C'), { ...done, stdout: 'Cleaned up a\n' });
  t.same(await run('-w'), { ...done, stdout: 'a\n' }, 'the constraint still knows it');
});

t.test('what is not known to be safe needs --force', async (t) => {
  const refusal = 'crm_ticket: Ticket modification not allowed without --force\n';
  t.match(await run('-t a -g'), {
    code: 107,
    stderr: /^This command cannot help you verify whether 'a' .*please specify --force\.\n/s,
  });
  await run('-t a -g -f');
  for (const line of ['-t a -r', '-t a -D granted', '-t a -S granted -v false']) {
    const { code, stderr } = await run(line);
    t.equal(code, 107, line);
    t.match(stderr, /^Revoking 'a' can trigger/, line);
    t.ok(stderr.endsWith(refusal), line);
  }
  t.match(await run('-t a -C'), { code: 4, stderr: /^Revoking 'a' can trigger/ });
  t.match(cib.text, 'granted="true"');
});

t.test('the old spelling grants, and says what it did not check', async (t) => {
  const stderr = "crm_ticket: This command cannot help you verify whether 'b' has been already granted elsewhere.\n";
  t.same(await run('--grant b --node one'), { ...done, stderr });
  t.match(cib.text, `<ticket_state id="b" granted="true" last-granted="${seconds}"/>`);
  t.match(await run('--revoke b'), { code: 107 });
  t.same(await run('-w b'), { ...done, stdout: 'b\na\n' }, 'a query takes no notice of further words');
});

t.test('constraints', async (t) => {
  t.same(await run('-c'), { ...done, stdout: `Constraints XML:\n\n${CONSTRAINT}\n` });
  t.match(
    (await run('-c -t a --output-as=xml')).stdout,
    /<ticket id="a">\s+<constraints>\s+<rsc_ticket.*<resource id="db"\/>/s,
  );
  t.match(await run('-c -t b'), {
    code: 105,
    stderr: 'crm_ticket: Could not show ticket constraints: No such device or address\n',
  });
});

t.test('as XML', async (t) => {
  await run('-t a -g -f');
  t.match(
    (await run('-l --output-as=xml')).stdout,
    '    <ticket id="a" status="granted" standby="false" last-granted="Sat Feb  3 12:00:00 2024" granted="true"/>',
  );
  t.match((await run('-q --output-as=xml')).stdout, `    <ticket id="a" granted="true" last-granted="${seconds}"/>`);
  t.match(
    (await run('-t a -G granted --output-as=xml')).stdout,
    '    <ticket id="a">\n      <attribute name="granted" value="true"/>\n    </ticket>',
  );
});

t.test('misuse', async (t) => {
  const cases: [string, number, string][] = [
    ['', 64, 'Must supply a command'],
    ['-v 1 -t a', 64, 'Must supply a command'],
    ['-s', 64, 'Must supply ticket ID with -t'],
    ['-C', 64, 'Must supply ticket ID with -t'],
    ['-G x', 105, 'Must supply ticket ID with -t'],
    ['-S x -t a', 64, 'Must supply value with -v for -S x'],
    ['-s -v 1 -t a', 64, 'Must supply attribute name with -S for -v 1'],
    ['-l -t z', 105, "No such ticket 'z'"],
    ['-C -t z', 105, "No such ticket 'z'"],
    ['-D x -t z', 105, 'Could not modify ticket: No such device or address'],
    ['-q', 105, 'Could not query ticket XML: No such device or address'],
  ];
  for (const [line, code, message] of cases) {
    t.same(await run(line), { code, stdout: '', stderr: `crm_ticket: ${message}\n` }, line);
  }
});
