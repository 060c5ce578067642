import { rowAt } from '@rheobase/compiler';
import type { Kernel } from '../kernel.js';

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

export const table: Kernel<'table'> = ({ out, values, ...given }, signals) => {
  const y = signals.get(out);
  const size = signals.size(out);
  return () => {
    const row = rowAt(given, signals.clock.step, signals.dt);
    for (let at = 0; at < y.length; at += size) y.set(values.subarray(row * size, (row + 1) * size), at);
  };
};

export const gather: Kernel<'gather'> = ({ in: source, out, indices, factors }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const sizeIn = signals.size(source);
  const sizeOut = signals.size(out);
  const one = factors?.length === 1;
  if (indices === null && factors === null) return () => y.set(x);
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      for (let i = 0; i < sizeOut; i++) {
        const index = indices === null ? i : indices[i]!;
        const value = index < 0 ? 0 : x[item * sizeIn + index]!;
        y[item * sizeOut + i] = factors === null ? value : factors[one ? 0 : i]! * value;
      }
    }
  };
};

export const add: Kernel<'add'> = ({ in: source, out, from, to, factors }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const sizeIn = signals.size(source);
  const sizeOut = signals.size(out);
  const count = from?.length ?? to?.length ?? sizeIn;
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      for (let i = 0; i < count; i++) {
        const value = x[item * sizeIn + (from === null ? i : from[i]!)]!;
        const at = item * sizeOut + (to === null ? i : to[i]!);
        y[at] = y[at]! + (factors === null ? value : factors[i]! * value);
      }
    }
  };
};
