import t from 'tap';
import type { Finding } from '../../../cib/result/finding.js';
import { formatInterval, parseInterval } from '../../../cib/time/interval.js';

const INTERVALS: Record<string, number> = {
  '10': 10_000,
  '10s': 10_000,
  ' 10 Sec': 10_000,
  '500ms': 500,
  '2500us': 2,
  '5m': 300_000,
  '5min': 300_000,
  '2h': 7_200_000,
  '2 hr': 7_200_000,
  '1.9s': 1000,
  PT1M30S: 90_000,
  P1D: 86_400_000,
  '0': 0,
  '99999999': 4_294_967_295,
  P1Y: 4_294_967_000,
};

for (const [text, milliseconds] of Object.entries(INTERVALS)) {
  t.test(text, async (t) => t.equal(parseInterval(text), milliseconds));
}

const REFUSED: Record<string, string> = {
  '': 'bad_input',
  soon: 'bad_input',
  '10 fortnights': 'bad_input',
  '-5': 'EINVAL',
  'PT-5S': 'EINVAL',
  P: 'EINVAL',
  '99999999999999999999': 'ERANGE',
};

for (const [text, code] of Object.entries(REFUSED)) {
  t.test(`refused: '${text}'`, async (t) => {
    const findings: Finding[] = [];
    t.throws(() => parseInterval(text, (finding) => findings.push(finding)), { code });
    t.ok(findings.length > 0, 'and it is said why');
  });
}

const SHOWN: Record<string, number> = {
  '0s': 0,
  '250ms': 250,
  '1.500s': 1500,
  '1m': 60_000,
  '1d2h3m4.005s': 93_784_005,
  '1h1ms': 3_600_001,
};

for (const [text, milliseconds] of Object.entries(SHOWN)) {
  t.test(`${milliseconds} as ${text}`, async (t) => t.equal(formatInterval(milliseconds), text));
}
