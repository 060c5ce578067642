import { exp } from '@rheobase/math';
import type { Kernel } from '../kernel.js';

export const softmax: Kernel<'softmax'> = ({ in: source, out }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const size = signals.size(out);
  return () => {
    for (let first = 0; first < x.length; first += size) {
      let highest = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < size; i++) highest = Math.max(highest, x[first + i]!);
      let sum = 0;
      for (let i = 0; i < size; i++) {
        y[first + i] = exp(x[first + i]! - highest);
        sum += y[first + i]!;
      }
      for (let i = 0; i < size; i++) y[first + i] = y[first + i]! / sum;
    }
  };
};

export const argmax: Kernel<'argmax'> = ({ in: source, out }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const size = signals.size(out);
  return () => {
    y.fill(0);
    for (let first = 0; first < x.length; first += size) {
      let best = 0;
      for (let i = 1; i < size; i++) if (x[first + i]! > x[first + best]!) best = i;
      y[first + best] = 1;
    }
  };
};

export const maxPool: Kernel<'maxPool'> = ({ in: source, out, mode, windows, cells, sums, best }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const sizeIn = signals.size(source);
  const sizeOut = signals.size(out);
  const sum = sums === null ? x : signals.get(sums);
  const reached = best === null ? null : signals.get(best);
  return () => {
    if (sums !== null) for (let i = 0; i < x.length; i++) sum[i] = sum[i]! + x[i]!;
    for (let item = 0; item < signals.batch; item++) {
      for (let o = 0; o < sizeOut; o++) {
        let winner = -1;
        for (let cell = 0; cell < cells; cell++) {
          const index = windows[o * cells + cell]!;
          if (index >= 0 && (winner < 0 || sum[item * sizeIn + index]! > sum[item * sizeIn + winner]!)) winner = index;
        }
        const at = item * sizeOut + o;
        const top = winner < 0 ? 0 : sum[item * sizeIn + winner]!;
        if (mode === 'gate') y[at] = winner < 0 ? 0 : x[item * sizeIn + winner]!;
        else if (reached === null) y[at] = top;
        else {
          y[at] = top - reached[at]!;
          reached[at] = top;
        }
      }
    }
  };
};
