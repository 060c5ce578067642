import {
  type Backend,
  backendPlugin,
  type EngineOptions,
  interpret,
  type Kernels,
  lower,
  type Model,
  refuse,
  UnsupportedError,
} from 'rheobase';

const at = (values: ArrayLike<number>, k: number) => values[k] ?? 0;
const each = (y: Float64Array, value: (k: number) => number) => {
  for (let k = 0; k < y.length; k++) y[k] = value(k);
};

// Signals hold all items of a batch, one after the other.
const kernels: Kernels = {
  fill: (op, s) => () => each(s.get(op.out), () => op.value),
  assign: (op, s) => () => each(s.get(op.out), k => at(op.values, k % op.values.length)),
  gather: (op, s) => () => {
    const size = s.size(op.out);
    const from = (k: number) => (op.indices ? at(op.indices, k % size) : k % size);
    const factor = (k: number) => (op.factors ? at(op.factors, (k % size) % op.factors.length) : 1);
    each(s.get(op.out), k => (from(k) < 0 ? 0 : factor(k) * at(s.get(op.in), Math.floor(k / size) * s.size(op.in) + from(k))));
  },
  add: (op, s) => () => {
    const [x, y, count] = [s.get(op.in), s.get(op.out), op.from?.length ?? op.to?.length ?? s.size(op.in)];
    for (let k = 0; k < s.batch * count; k++) {
      const [item, i] = [Math.floor(k / count), k % count];
      const to = item * s.size(op.out) + (op.to ? at(op.to, i) : i);
      y[to] = at(y, to) + (op.factors ? at(op.factors, i) : 1) * at(x, item * s.size(op.in) + (op.from ? at(op.from, i) : i));
    }
  },
  matVec: (op, s) => () =>
    each(s.get(op.out), k => {
      const x = s.get(op.in).subarray(Math.floor(k / op.rows) * op.columns);
      return op.matrix.subarray((k % op.rows) * op.columns, ((k % op.rows) + 1) * op.columns).reduce((sum, w, c) => sum + w * at(x, c), 0);
    }),
  filter: ({ filter, ring, source, ...op }, s) => {
    if (filter.form !== 'first' || ring)
      throw new UnsupportedError(`${source}: plain filters with lowpass alone`, { code: 'refused', object: source });
    const [u, y] = [s.get(op.in), s.get(op.out)];
    return () => each(y, k => filter.a * at(y, k) + filter.b * at(u, k));
  },
  neurons: ({ neuron, ...op }, s) => {
    if (neuron.type !== 'relu')
      throw new UnsupportedError(`${op.source}: plain neurons are relu alone`, { code: 'refused', object: op.source });
    return () => each(s.get(op.out), k => at(neuron.amplitude, k % op.size) * Math.max(0, at(s.get(op.current), k)));
  },
};

class PlainBackend implements Backend {
  readonly name = 'plain';
  readonly equivalence = 'E1';
  refusals = (model: Model) => refuse(model, { neurons: ['relu'], kernels });
  compile = (model: Model, options: EngineOptions) => interpret(lower(model, options), kernels, options);
}

/** A backend of one's own: rate networks of relu neurons, element by element. */
export const plain = () => backendPlugin({ name: '@me/rheobase-plain', version: '0.1.0', contract: 2, create: () => new PlainBackend() });
