import t from 'tap';
import { momentText, parseMoment } from '../../../shell/collect/span.js';

const NOW = new Date(2026, 10, 22, 16, 30, 15);
const local = (...parts: [number, number, number, number?, number?, number?]) => new Date(...parts).getTime();

t.test('times as people write them', (t) => {
  const hours = (count: number) => NOW.getTime() - count * 3_600_000;
  for (const [text, time] of [
    ['-12H', hours(12)],
    ['75H', hours(75)],
    ['2d', hours(48)],
    ['1m', hours(30 * 24)],
    ['10M', hours(1 / 6)],
    ['2pm', local(2026, 10, 22, 14)],
    ['12am', local(2026, 10, 22, 0)],
    ['18:00', local(2026, 10, 22, 18)],
    ['6:05:07 pm', local(2026, 10, 22, 18, 5, 7)],
    ['2007/9/5 12:30', local(2007, 8, 5, 12, 30)],
    ['2019-03-22', local(2019, 2, 22)],
    ['2019-03-22T10:00:05.25', local(2019, 2, 22, 10, 0, 5)],
    ['2019-03-22T10:00:05Z', Date.UTC(2019, 2, 22, 10, 0, 5)],
    ['2019-03-22 10:00:05+02:00', Date.UTC(2019, 2, 22, 8, 0, 5)],
    ['09sep07 2:00', local(2007, 8, 9, 2)],
    ['09-sep-07 2:00', local(2007, 8, 9, 2)],
    ['22 November 2026', local(2026, 10, 22)],
  ] as const)
    t.equal(momentText(parseMoment(text, NOW)), momentText(time), text);
  for (const text of ['', 'now and then', '25:00', '12x', '2019-03-22 nonsense', '3', '5xyz07', '-'])
    t.throws(() => parseMoment(text, NOW), { message: `parse_time ${text}: unknown string format` }, text);
  t.end();
});
