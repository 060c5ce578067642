import type { Kernel } from '@rheobase/runtime';

/** Advances the filter by this step's value and writes what is delivered next, by way of the ring where there is a delay. */
export const filter: Kernel<'filter'> = ({ in: source, out, filter: form, state, delay, ring }, signals) => {
  const u = signals.get(source);
  const y = signals.get(out);
  const x = state === null ? new Float64Array(0) : signals.get(state);
  const size = signals.size(out);
  const values = ring === null ? null : signals.get(ring.values);
  const positions = ring === null ? null : signals.get(ring.position);

  const advance = (i: number): number => {
    switch (form.form) {
      case 'gain':
        return form.d * u[i]!;
      case 'first':
        x[i] = form.a * x[i]! + form.b * u[i]!;
        return x[i]!;
      case 'second': {
        const { a, b, c } = form;
        const x0 = x[2 * i]!;
        const x1 = x[2 * i + 1]!;
        x[2 * i] = a[0] * x0 + a[1] * x1 + b[0] * u[i]!;
        x[2 * i + 1] = a[2] * x0 + a[3] * x1 + b[1] * u[i]!;
        return c[0] * x[2 * i]! + c[1] * x[2 * i + 1]!;
      }
    }
  };

  if (values === null || positions === null) {
    return () => {
      for (let i = 0; i < y.length; i++) y[i] = advance(i);
    };
  }
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      const position = positions[item]!;
      for (let k = 0; k < size; k++) {
        const at = item * delay * size + position * size + k;
        const now = advance(item * size + k);
        y[item * size + k] = values[at]!;
        values[at] = now;
      }
      positions[item] = (position + 1) % delay;
    }
  };
};
