import t from 'tap';
import type { Request } from '../../../cib/operations/request.js';
import { CibError } from '../../../cib/result/error.js';
import {
  getVersion,
  putVersion,
  RequestReader,
  readError,
  readHello,
  readRange,
  VERSION_SIZE,
  writeError,
  writeRequest,
} from '../../../cib/wire/message.js';
import { equal } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';

const parse = (text: string) => parseXml(text);
const ORIGIN = { user: 'root', client: 'test' };

const REQUESTS: Request[] = [
  { operation: 'query' },
  { operation: 'query', xpath: "//nvpair[@id='a\nb']", options: { noChildren: true, addressOnly: true } },
  {
    operation: 'modify',
    section: 'status',
    input: parseXml('<a b="1&#10;2">\n<c/></a>'),
    options: { canCreate: true },
  },
  { operation: 'upgrade', schema: 'pacemaker-3.9' },
  {
    operation: 'transaction',
    requests: [{ operation: 'create', section: 'nodes', input: parseXml('<node id="é"/>') }, { operation: 'bump' }],
  },
];

t.test('a request arrives as it was sent, also after others', async (t) => {
  const reader = new RequestReader(parse, ORIGIN);
  for (const request of REQUESTS.flatMap((item) => [item, { ...item, input: undefined }, item])) {
    const { origin, ...read } = reader.read(writeRequest(request));
    t.same(origin, ORIGIN);
    t.equal(read.operation, request.operation);
    t.equal(read.section, request.section);
    t.equal(read.xpath, request.xpath);
    t.same(read.options, request.options);
    t.equal(read.schema, request.schema);
    t.equal(read.requests?.length, request.requests?.length);
    const inputs = (item: Request) => [item, ...(item.requests ?? [])].map(({ input }) => input);
    inputs(request).forEach((input, i) => {
      const there = inputs(read)[i];
      t.ok(input ? there && equal(input, there) : !there, 'input');
    });
  }
});

t.test('what is no request is an error', async (t) => {
  const bodies = [
    ...[
      '',
      '\n',
      '{}\n',
      'null\n',
      '[]\n',
      '{"operation":"format-disk"}\n',
      '{"operation":1}\n',
      '{"operation":"query"}',
    ],
    ...['{"operation":"query","section":1}\n', '{"operation":"query","options":7}\n', '{"operation":"__proto__"}\n'],
    ...['{"operation":"transaction","requests":{}}\n', '{"operation":"transaction","requests":[null]}\n'],
    '{"operation":"transaction","requests":[{"operation":"transaction","requests":[]}]}\n',
  ];
  for (const body of bodies) t.throws(() => new RequestReader(parse, ORIGIN).read(body), { code: 'EPROTO' }, body);
  t.throws(() => new RequestReader(parse, ORIGIN).read('{"operation":"create"}\n<a>\n<b</a>'), {
    code: 'bad_xml',
    place: { line: 2 },
  });
  t.notOk(
    new RequestReader(parse, { user: 'joe', client: 'x' }).read('{"operation":"query","origin":{"user":"root"}}\n')
      .origin?.user === 'root',
  );
  for (const body of ['', '7', '{}', '{"protocol":"1"}']) t.throws(() => readHello(body), { code: 'EPROTO' }, body);
  t.throws(() => readRange('[]'), { code: 'EPROTO' });
});

t.test('errors and versions', async (t) => {
  const error = new CibError('schema_validation', 'no', { line: 3, path: '/cib' }, ['a', 'b']);
  const read = readError(writeError(error));
  t.same([read.code, read.message, read.place, read.details], [error.code, error.message, error.place, error.details]);
  const bytes = Buffer.alloc(VERSION_SIZE + 1);
  const version = { adminEpoch: 1, epoch: 0x7fff_ffff, numUpdates: 3 };
  putVersion(bytes, 1, version);
  t.same(getVersion(bytes.subarray(1)), version);
});
