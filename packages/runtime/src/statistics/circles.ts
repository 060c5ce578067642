const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

/** Hops between numbered places, each from one place to another. */
export interface Hops {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The targets of every place's hops, one place after another: those of place p lie from `starts[p]` to `starts[p + 1]`. */
export interface Sorted {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

/** Hops in order of the place from which they start. */
export function sortedHops(places: number, { from, to }: Hops): Sorted {
  const starts = new Int32Array(places + 1);
  for (const place of from) starts[place + 1] = at(starts, place + 1) + 1;
  for (let place = 0; place < places; place++) starts[place + 1] = at(starts, place + 1) + at(starts, place);
  const free = starts.slice();
  const targets = new Int32Array(to.length);
  from.forEach((place, hop) => {
    targets[at(free, place)] = at(to, hop);
    free[place] = at(free, place) + 1;
  });
  return { starts, targets };
}

/** Places that a walk has entered and not yet put into a group, with the order in which it entered them. */
class Walk {
  readonly #order: Int32Array;
  /** The earliest place that each leads back to, by order. */
  readonly #lowest: Int32Array;
  readonly #open: number[] = [];
  readonly #grouped: Uint8Array;
  #count = 0;

  constructor(places: number) {
    this.#order = new Int32Array(places).fill(-1);
    this.#lowest = new Int32Array(places);
    this.#grouped = new Uint8Array(places);
  }

  /** False where a place was entered before. */
  enter(place: number): boolean {
    if (at(this.#order, place) >= 0) return false;
    this.#order[place] = this.#count;
    this.#lowest[place] = this.#count;
    this.#count += 1;
    this.#open.push(place);
    return true;
  }

  /** Notes that a hop leads from a place to one that was entered before. */
  meet(place: number, target: number): void {
    if (this.#grouped[target] === 0) this.#lower(place, at(this.#order, target));
  }

  /** Notes that a place entered from `before` has no hops left. */
  leave(place: number, before: number | undefined): readonly number[] {
    if (before !== undefined) this.#lower(before, at(this.#lowest, place));
    if (this.#lowest[place] !== this.#order[place]) return [];
    const group = this.#open.splice(this.#open.lastIndexOf(place));
    for (const member of group) this.#grouped[member] = 1;
    return group;
  }

  #lower(place: number, order: number): void {
    this.#lowest[place] = Math.min(at(this.#lowest, place), order);
  }
}

/**
 * Places in groups: those from which one can get to each other and back are one group, every other place is a group of its own. Groups are
 * visited so that whatever hops lead to comes before the places they start from (Tarjan's algorithm, without recursion).
 */
export function forEachGroup(places: number, { starts, targets }: Sorted, visit: (group: readonly number[]) => void): void {
  const next = starts.slice(0, places);
  const walk = new Walk(places);
  for (let start = 0; start < places; start++) {
    const path = walk.enter(start) ? [start] : [];
    for (let place = path.at(-1); place !== undefined; place = path.at(-1)) {
      const hop = at(next, place);
      if (hop < at(starts, place + 1)) {
        next[place] = hop + 1;
        const target = at(targets, hop);
        if (walk.enter(target)) path.push(target);
        else walk.meet(place, target);
      } else {
        path.pop();
        const group = walk.leave(place, path.at(-1));
        if (group.length > 0) visit(group);
      }
    }
  }
}
