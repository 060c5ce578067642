/**
 * A curve with at most about `2 * buckets` points that covers the same pixels: of every stretch of points the least and the greatest,
 * in their order. Gaps (values that are not finite) stay. Shorter curves come back as they are.
 */
export function decimate(x: ArrayLike<number>, y: ArrayLike<number>, buckets: number): [number, number][] {
  const points: [number, number][] = [];
  const push = (i: number) => points.push([x[i] ?? Number.NaN, finite(y[i])]);
  if (y.length <= 2 * buckets) {
    for (let i = 0; i < y.length; i++) push(i);
    return points;
  }
  for (let b = 0; b < buckets; b++) {
    const to = Math.floor(((b + 1) * y.length) / buckets);
    let [least, greatest, gap] = [-1, -1, -1];
    for (let i = Math.floor((b * y.length) / buckets); i < to; i++) {
      const value = finite(y[i]);
      if (Number.isNaN(value)) gap = i;
      else {
        if (least < 0 || value < finite(y[least])) least = i;
        if (greatest < 0 || value > finite(y[greatest])) greatest = i;
      }
    }
    for (const i of [...new Set([least, greatest, gap])].filter(at => at >= 0).sort((a, c) => a - c)) push(i);
  }
  return points;
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.NaN;
}
