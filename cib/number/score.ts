import { smallNumber } from './int.js';
import { scanInteger } from './integer.js';

/** The score that no other adds up to. */
export const INFINITY_SCORE = 1_000_000;

/** What the names of node health stand for; the cluster's node-health-strategy decides. */
export interface HealthScores {
  readonly red: number;
  readonly yellow: number;
  readonly green: number;
}

const NO_HEALTH: HealthScores = { red: 0, yellow: 0, green: 0 };

/**
 * A score: a whole number, clipped to ±1000000, or `INFINITY`, `+INFINITY`, `-INFINITY`, `red`,
 * `yellow` or `green`. Undefined if the text is none of these.
 */
export function parseScore(text: string, health: HealthScores = NO_HEALTH): number | undefined {
  if (text === 'INFINITY' || text === '+INFINITY') return INFINITY_SCORE;
  if (text === '-INFINITY') return -INFINITY_SCORE;
  const plain = smallNumber(text);
  if (plain !== undefined) return Math.min(INFINITY_SCORE, plain);
  const name = text.toLowerCase();
  if (name === 'red' || name === 'yellow' || name === 'green') return health[name];
  const scanned = scanInteger(text);
  if (!scanned) return undefined;
  return Math.max(-INFINITY_SCORE, Math.min(INFINITY_SCORE, Number(scanned.value)));
}

/** A score as it is displayed. */
export function scoreText(score: number): string {
  if (score >= INFINITY_SCORE) return 'INFINITY';
  return score <= -INFINITY_SCORE ? '-INFINITY' : String(score);
}
