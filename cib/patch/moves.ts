/**
 * Which children a patchset lists as moved. There is no minimal answer to agree on, only the one
 * that Pacemaker gives: going through the new list, each child's old and new positions are counted
 * without deleted and created siblings and without one side of each move found so far (the old place
 * of a child that came forward, the new place of one that went back), and a difference is a move.
 */
export function findMoved(toNew: Int32Array, toOld: Int32Array): Uint8Array {
  const moved = new Uint8Array(toOld.length);
  const keptBefore = new Int32Array(toNew.length);
  for (let i = 0, kept = 0; i < toNew.length; i++) {
    keptBefore[i] = kept;
    if ((toNew[i] as number) >= 0) kept++;
  }
  const forward = new RankTree(toNew.length);
  for (let j = 0, position = 0; j < toOld.length; j++) {
    const i = toOld[j] as number;
    if (i < 0) continue;
    const oldPosition = (keptBefore[i] as number) - forward.countBelow(i);
    if (oldPosition === position) {
      position++;
      continue;
    }
    moved[j] = 1;
    if (oldPosition > position) {
      forward.add(i);
      position++;
    }
  }
  return moved;
}

/** A set of indexes that counts members below an index in logarithmic time (a Fenwick tree). */
class RankTree {
  private tree: Int32Array | undefined;
  constructor(private readonly size: number) {}

  add(index: number): void {
    this.tree ??= new Int32Array(this.size + 1);
    for (let i = index + 1; i <= this.size; i += i & -i) this.tree[i] = (this.tree[i] as number) + 1;
  }

  countBelow(index: number): number {
    let count = 0;
    if (this.tree) for (let i = index; i > 0; i -= i & -i) count += this.tree[i] as number;
    return count;
  }
}
