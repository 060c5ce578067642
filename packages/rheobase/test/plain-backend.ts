import { type Backend, backendPlugin, type Engine, type EngineOptions, interpret, type Kernels, lower, type Model, refuse, UnsupportedError } from 'rheobase';

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

const kernels: Kernels = {
  fill: (op, s) => () => void s.get(op.out).fill(op.value),
  assign: (op, s) => () => s.get(op.out).forEach((_, k, y) => void (y[k] = at(op.values, k % op.values.length))),
  gather: (op, s) => {
    const x = s.get(op.in);
    const [sizeIn, sizeOut] = [s.size(op.in), s.size(op.out)];
    return () =>
      s.get(op.out).forEach((_, k, y) => {
        const index = op.indices ? at(op.indices, k % sizeOut) : k % sizeOut;
        const factor = op.factors ? at(op.factors, (k % sizeOut) % op.factors.length) : 1;
        y[k] = index < 0 ? 0 : factor * at(x, Math.floor(k / sizeOut) * sizeIn + index);
      });
  },
  add: (op, s) => {
    const [x, y] = [s.get(op.in), s.get(op.out)];
    const [sizeIn, sizeOut] = [s.size(op.in), s.size(op.out)];
    const count = op.from?.length ?? op.to?.length ?? sizeIn;
    return () => {
      for (let k = 0; k < s.batch * count; k++) {
        const [item, i] = [Math.floor(k / count), k % count];
        const target = item * sizeOut + (op.to ? at(op.to, i) : i);
        y[target] = at(y, target) + (op.factors ? at(op.factors, i) : 1) * at(x, item * sizeIn + (op.from ? at(op.from, i) : i));
      }
    };
  },
  matVec: (op, s) => () =>
    s.get(op.out).forEach((_, k, y) => {
      const [row, first] = [(k % op.rows) * op.columns, Math.floor(k / op.rows) * op.columns];
      y[k] = 0;
      for (let c = 0; c < op.columns; c++) y[k] = at(y, k) + at(op.matrix, row + c) * at(s.get(op.in), first + c);
    }),
  filter: (op, s) => {
    const { filter, ring, source } = op;
    if (filter.form !== 'first' || ring) throw new UnsupportedError(`${source}: plain filters with lowpass and no further delay`, { code: 'refused', object: source });
    return () => s.get(op.out).forEach((value, k, y) => void (y[k] = filter.a * value + filter.b * at(s.get(op.in), k)));
  },
  neurons: (op, s) => () =>
    s.get(op.out).forEach((_, k, y) => void (y[k] = at(op.neuron.amplitude, k % op.size) * Math.max(0, at(s.get(op.current), k)))),
};

class PlainBackend implements Backend {
  readonly name = 'plain';
  readonly equivalence = 'E1';
  refusals(model: Model) {
    return refuse(model, { neurons: ['relu'], kernels });
  }
  compile(model: Model, options: EngineOptions): Engine {
    return interpret(lower(model, options), kernels, options);
  }
}

/** A backend of one's own: rate networks of relu neurons, element by element. */
export const plain = () => backendPlugin({ name: '@me/rheobase-plain', version: '0.1.0', create: () => new PlainBackend() });
