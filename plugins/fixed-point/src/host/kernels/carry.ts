import type { Kernel } from '@rheobase/runtime';

/** Kernels that set, move and sum values. */
export const fill: Kernel<'fill'> = ({ out, value }, signals) => {
  const y = signals.get(out);
  return () => void y.fill(value);
};

export const assign: Kernel<'assign'> = ({ out, values }, signals) => {
  const y = signals.get(out);
  return () => {
    for (let at = 0; at < y.length; at += values.length) y.set(values, at);
  };
};

export const table: Kernel<'table'> = ({ out, values, rows }, signals) => {
  const y = signals.get(out);
  const size = values.length / rows;
  return () => {
    const first = Math.min(signals.clock.step, rows) * size - size;
    for (let at = 0; at < y.length; at += size) y.set(values.subarray(first, first + size), at);
  };
};

export const gather: Kernel<'gather'> = ({ in: source, out, indices, factors }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const width = signals.size(source);
  const size = signals.size(out);
  return () => {
    for (let at = 0, from = 0; at < y.length; at += size, from += width) {
      for (let i = 0; i < size; i++) {
        const index = indices === null ? i : indices[i]!;
        y[at + i] = index < 0 ? 0 : x[from + index]! * (factors === null ? 1 : factors[i % factors.length]!);
      }
    }
  };
};

export const add: Kernel<'add'> = ({ in: source, out, from, to, factors }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const width = signals.size(source);
  const size = signals.size(out);
  const count = from?.length ?? to?.length ?? width;
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      for (let i = 0; i < count; i++) {
        const target = item * size + (to === null ? i : to[i]!);
        y[target] = y[target]! + x[item * width + (from === null ? i : from[i]!)]! * (factors === null ? 1 : factors[i]!);
      }
    }
  };
};
