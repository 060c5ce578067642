import { SimulationError } from '@rheobase/core';
import { exp } from '@rheobase/math';
import type { Kernel } from '@rheobase/runtime';

/** Kernels of synapses and of nodes that are not linear. */
export const filter: Kernel<'filter'> = ({ in: source, out, filter: form, state, delay, ring }, signals) => {
  const u = signals.get(source);
  const y = signals.get(out);
  const size = signals.size(out);
  const x = state === null ? new Float64Array(0) : signals.get(state);
  const values = ring === null ? null : signals.get(ring.values);
  const position = ring === null ? null : signals.get(ring.position);
  const next = (i: number): number => {
    if (form.form === 'gain') return form.d * u[i]!;
    if (form.form === 'first') {
      x[i] = form.a * x[i]! + form.b * u[i]!;
      return x[i]!;
    }
    const { a, b, c } = form;
    const p = x[2 * i]!;
    const q = x[2 * i + 1]!;
    x[2 * i] = a[0] * p + a[1] * q + b[0] * u[i]!;
    x[2 * i + 1] = a[2] * p + a[3] * q + b[1] * u[i]!;
    return c[0] * x[2 * i]! + c[1] * x[2 * i + 1]!;
  };
  return () => {
    for (let i = 0; i < y.length; i++) {
      const value = next(i);
      if (values === null || position === null) {
        y[i] = value;
        continue;
      }
      const item = Math.floor(i / size);
      const at = (item * delay + position[item]!) * size + (i % size);
      y[i] = values[at]!;
      values[at] = value;
    }
    if (position !== null) for (let item = 0; item < position.length; item++) position[item] = (position[item]! + 1) % delay;
  };
};

export const call: Kernel<'call'> = ({ in: source, out, function: implementation, source: object }, signals) => {
  const x = source === null ? new Float64Array(0) : signals.get(source);
  const y = signals.get(out);
  const width = source === null ? 0 : signals.size(source);
  const size = signals.size(out);
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      const values = implementation(signals.clock.time, x.slice(item * width, (item + 1) * width));
      for (let i = 0; i < size; i++) {
        const value = values[i] ?? Number.NaN;
        if (!Number.isFinite(value)) {
          throw new SimulationError(
            `${object}: element ${i} of what its function returned at ${signals.clock.time} s is ${values[i]}; it must be a finite number`,
            {
              code: 'invalid-function-value',
              object,
              given: values[i],
            },
          );
        }
        y[item * size + i] = value;
      }
    }
  };
};

const largestAt = (x: Float64Array, from: number, size: number): number => {
  let best = from;
  for (let i = from + 1; i < from + size; i++) if (x[i]! > x[best]!) best = i;
  return best;
};

export const softmax: Kernel<'softmax'> = ({ in: source, out }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const size = signals.size(out);
  return () => {
    for (let from = 0; from < y.length; from += size) {
      const top = x[largestAt(x, from, size)]!;
      let sum = 0;
      for (let i = from; i < from + size; i++) {
        y[i] = exp(x[i]! - top);
        sum += y[i]!;
      }
      for (let i = from; i < from + size; i++) y[i] = y[i]! / sum;
    }
  };
};

export const argmax: Kernel<'argmax'> = ({ in: source, out }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const size = signals.size(out);
  return () => {
    y.fill(0);
    for (let from = 0; from < y.length; from += size) y[largestAt(x, from, size)] = 1;
  };
};
