import t from 'tap';
import { encodeFrame, FRAME, FrameError, FrameReader } from '../../../cib/wire/frame.js';
import { fc } from '../../harness/property.js';

interface Seen {
  readonly kind: number;
  readonly id: number;
  readonly text: string;
}

function readerOf(limit: number): { reader: FrameReader; seen: Seen[] } {
  const seen: Seen[] = [];
  const reader = new FrameReader(limit, (kind, id, body) => seen.push({ kind, id, text: body.toString() }));
  return { reader, seen };
}

t.test('frames arrive whole however the stream is cut', async (t) => {
  const frames = fc.array(fc.tuple(fc.nat(0xffff_ffff), fc.string({ unit: 'binary', maxLength: 300 })), {
    maxLength: 8,
  });
  const cuts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(frames, cuts, (sent, sizes) => {
      const stream = Buffer.concat(sent.map(([id, text]) => encodeFrame(FRAME.request, id, text)));
      const { reader, seen } = readerOf(100_000);
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = sizes[i % sizes.length] as number;
        reader.push(stream.subarray(at, at + size));
        at += size;
      }
      const expected = sent.map(([id, text]) => ({ kind: FRAME.request, id, text: Buffer.from(text).toString() }));
      t.same(seen, expected);
    }),
    { numRuns: 300 },
  );
});

t.test('lengths out of bounds are errors', async (t) => {
  for (const length of [0, 4, 1001, 0xffff_ffff]) {
    const { reader } = readerOf(1000);
    const bytes = Buffer.alloc(64);
    bytes.writeUInt32LE(length);
    t.throws(() => reader.push(bytes), FrameError, String(length));
  }
});
