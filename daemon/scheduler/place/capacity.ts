import type { Node } from '../model/node.js';
import type { Resource } from '../model/resource.js';

const INT_MAX = 2_147_483_647;
const INT_MIN = -2_147_483_648;
const PLAIN = /^[ \t\n\v\f\r]*[+-]?\d+/;

const clip = (value: number): number => Math.max(INT_MIN, Math.min(INT_MAX, value));

const known = new Map<string, number>();

/** A value of utilization: the integer it begins with; without one it is less than any other, as the peer has it. */
export function utilizationValue(text: string | undefined): number {
  if (text === undefined) return 0;
  let value = known.get(text);
  if (value !== undefined) return value;
  const match = PLAIN.exec(text);
  value = match ? clip(Number(match[0])) : INT_MIN;
  // Texts come from configurations: few of them, but a daemon sees many configurations
  if (known.size > 10_000) known.clear();
  known.set(text, value);
  return value;
}

/** Numbers of utilization attributes, by which room is kept; there are few of them. */
const numbers = new Map<string, number>();

/** Room of nodes as numbers, next to the texts that are shown. */
const rooms = new WeakMap<Node['utilization'], number[]>();

function numberOf(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

function roomOf(utilization: Node['utilization']): number[] {
  const known = rooms.get(utilization);
  if (known) return known;
  const room: number[] = [];
  for (const [name, text] of utilization) setRoom(room, numberOf(name), utilizationValue(text));
  rooms.set(utilization, room);
  return room;
}

function setRoom(room: number[], number: number, value: number): void {
  while (room.length <= number) room.push(0);
  room[number] = value;
}

/** Which of two nodes has more room (negative: the first), by number of attributes in which it leads. */
export function compareCapacities(a: Node, b: Node): number {
  const roomA = roomOf(a.utilization);
  const roomB = roomOf(b.utilization);
  let result = 0;
  for (let i = Math.max(roomA.length, roomB.length) - 1; i >= 0; i--) {
    const left = roomA[i] ?? 0;
    const right = roomB[i] ?? 0;
    if (left !== right) result += left > right ? -1 : 1;
  }
  return result;
}

/** Take what a resource needs out of a node's room. */
export const consume = (room: Map<string, string>, resource: Resource): void => change(room, resource, -1);

/** Give what a resource needs back to a node. */
export const release = (room: Map<string, string>, resource: Resource): void => change(room, resource, 1);

function change(room: Map<string, string>, { utilization }: Resource, sign: number): void {
  const values = roomOf(room);
  for (const [name, text] of utilization) {
    const value = clip(utilizationValue(room.get(name)) + sign * utilizationValue(text));
    room.set(name, String(value));
    setRoom(values, numberOf(name), value);
  }
}

/** Whether a node has room for something. */
export function hasRoom(node: Node, needs: ReadonlyMap<string, number>): boolean {
  for (const [name, needed] of needs) if (needed > utilizationValue(node.utilization.get(name))) return false;
  return true;
}

/** What a resource needs, as numbers. */
export const needsOf = ({ utilization }: Resource): ReadonlyMap<string, number> =>
  new Map([...utilization].map(([name, text]) => [name, utilizationValue(text)]));

/** Add what a resource needs to a sum. */
export function addNeeds(sum: Map<string, number>, { utilization }: Resource): void {
  for (const [name, text] of utilization) sum.set(name, clip((sum.get(name) ?? 0) + utilizationValue(text)));
}
