/** Some items of a batch, by their numbers: `from` is the first. */
export interface Items {
  readonly from: number;
  readonly count: number;
}

/** Their rows, out of (steps, batch, size); the rows themselves where they are all of the batch. */
export function rowsOf(rows: Float64Array, batch: number, size: number, { from, count }: Items): Float64Array {
  if (count === batch) return rows;
  const steps = rows.length / Math.max(1, batch * size);
  const own = new Float64Array(steps * count * size);
  for (let step = 0; step < steps; step++) {
    const start = (step * batch + from) * size;
    own.set(rows.subarray(start, start + count * size), step * count * size);
  }
  return own;
}

/** Puts their rows back among those of all. */
export function putRows(rows: Float64Array, batch: number, size: number, { from, count }: Items, own: Float64Array): void {
  const width = count * size;
  const steps = own.length / Math.max(1, width);
  for (let step = 0; step < steps; step++) rows.set(own.subarray(step * width, (step + 1) * width), (step * batch + from) * size);
}

/** A batch in so many parts of nearly equal size. */
export const partsOf = (batch: number, parts: number): readonly Items[] =>
  Array.from({ length: parts }, (_, k) => {
    const [from, to] = [Math.floor((k * batch) / parts), Math.floor(((k + 1) * batch) / parts)];
    return { from, count: to - from };
  });
