import type { DateTime } from '../../../cib/time/date.js';

/** A point in time to test with: 2030-03-01 12:00:00, two hours east of UTC. */
export const NOW: DateTime = { year: 2030, day: 60, second: 43_200, offset: 7200 };

export const at = (year: number, day: number, second = 0, offset = 0): DateTime => ({ year, day, second, offset });
