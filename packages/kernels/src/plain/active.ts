import { roomOfActive } from '../machine.js';

/** See `SolveMachine.countActive`. */
export function countActive(v: Float64Array, a: number, n: number, depth: number, out: number): void {
  for (let k = 0; k < depth; k++) {
    for (let j = 0; j < n; j++) if (v[a + k * n + j]! !== 0) v[out + j]!++;
  }
}

/** See `SolveMachine.packPicked`. */
export function packPicked(v: Float64Array, a: number, stride: number, columns: number, n: number, depth: number, out: number): void {
  for (let i = 0; i < n; i += 6) {
    for (let k = 0; k < depth; k++) {
      const to = out + i * depth + 6 * k;
      for (let r = 0; r < 6; r++) v[to + r] = i + r < n ? v[a + k * stride + v[columns + i + r]!]! : 0;
    }
  }
}

/** See `SolveMachine.packActive`: how many records there are, then for each the number of the product and the three. */
export function packActive(v: Float64Array, packed: number, n: number, depth: number, out: number): void {
  for (let i = 0, list = out; i < n; i += 3, list += roomOfActive(depth)) {
    const x = packed + (i - (i % 6)) * depth + (i % 6);
    let count = 0;
    for (let k = 0; k < depth; k++) {
      const at = x + 6 * k;
      if (v[at]! === 0 && v[at + 1]! === 0 && v[at + 2]! === 0) continue;
      count++;
      v[list + 4 * count] = k;
      v.copyWithin(list + 4 * count + 1, at, at + 3);
    }
    v[list] = count;
  }
}

/** See `SolveMachine.activeUpdate`. */
export function activeUpdate(v: Float64Array, c: number, stride: number, active: number, y: number, n: number, depth: number): void {
  for (let i = 0, list = active; i < n; i += 3, list += roomOfActive(depth)) {
    const last = list + 4 * v[list]!;
    for (let r = 0; r < 3; r++) {
      for (let j = 0; j < i - (i % 6) + 6; j++) {
        const other = y + (j - (j % 6)) * depth + (j % 6);
        let sum = v[c + (i + r) * stride + j]!;
        for (let at = list + 4; at <= last; at += 4) sum += v[at + 1 + r]! * v[other + 6 * v[at]!]!;
        v[c + (i + r) * stride + j] = sum;
      }
    }
  }
}

/** See `SolveMachine.unpick`. */
export function unpick(v: Float64Array, c: number, stride: number, columns: number, n: number, out: number): void {
  for (let i = 0; i < n; i++) {
    const row = v[columns + i]!;
    for (let j = 0; j <= i; j++) {
      const column = v[columns + j]!;
      v[out + Math.max(row, column) * stride + Math.min(row, column)] = v[c + i * stride + j]!;
    }
  }
}
