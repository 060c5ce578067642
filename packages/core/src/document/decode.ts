import { choice, type Distribution, gaussian, hypersphere, samples, uniform } from '../distributions/distribution.js';
import { ImportError } from '../errors.js';
import { builtin } from '../functions/builtin.js';
import { type FunctionRecord, type HostFunction, hostFunction } from '../functions/function.js';
import { integrateAndFire } from '../neurons/integrate-and-fire.js';
import { lif } from '../neurons/lif.js';
import { lifRate } from '../neurons/lif-rate.js';
import type { NeuronRecord, PerNeuron } from '../neurons/neuron.js';
import { relu } from '../neurons/relu.js';
import { softLif } from '../neurons/soft-lif.js';
import { spikingRelu } from '../neurons/spiking-relu.js';
import { maxPool } from '../nodes/max-pool.js';
import { argmax, constant, inputNode, type NodeRecord, passthrough, softmax, table } from '../nodes/node-record.js';
import { leastSquaresL2, type SolverRecord } from '../solvers/solver.js';
import { alpha, lowpass, type SynapseRecord } from '../synapses/synapse.js';
import { isTensor, type Tensor } from '../tensor.js';
import { convolution } from '../transforms/convolution.js';
import { pooling } from '../transforms/pooling.js';
import { dense, indices, scale, sparse, type TransformRecord } from '../transforms/transform.js';
import type { Pad } from '../transforms/window.js';
import { Fields } from './fields.js';

/** Reads records back through the functions that make them, so that a document is checked like a program. */
export class Decoder {
  readonly #tensors: ReadonlyMap<string, Tensor>;
  readonly #functions: Readonly<Record<string, HostFunction>>;

  constructor(tensors: ReadonlyMap<string, Tensor>, functions: Readonly<Record<string, HostFunction>>) {
    this.#tensors = tensors;
    this.#functions = functions;
  }

  tensor(at: Fields, name: string): Tensor {
    const id = at.fields(name).text('tensor');
    const found = this.#tensors.get(id);
    if (!found) throw Fields.wrong(`${at.where}.${name}.tensor`, id, 'the id of a tensor of this document');
    return found;
  }

  #parameter(at: Fields, name: string): PerNeuron {
    return typeof at.raw(name) === 'object' ? this.tensor(at, name) : at.number(name);
  }

  neuron(at: Fields): NeuronRecord {
    const p = (name: string): PerNeuron => this.#parameter(at, name);
    const type = at.oneOf('type', ['lif', 'lifRate', 'softLif', 'relu', 'spikingRelu', 'integrateAndFire']);
    switch (type) {
      case 'lif':
        return lif({ tauRc: p('tauRc'), tauRef: p('tauRef'), minVoltage: p('minVoltage'), amplitude: p('amplitude') });
      case 'lifRate':
        return lifRate({ tauRc: p('tauRc'), tauRef: p('tauRef'), amplitude: p('amplitude') });
      case 'softLif':
        return softLif({ tauRc: p('tauRc'), tauRef: p('tauRef'), amplitude: p('amplitude'), sigma: p('sigma') });
      case 'relu':
        return relu({ amplitude: p('amplitude') });
      case 'spikingRelu':
        return spikingRelu({ amplitude: p('amplitude') });
      case 'integrateAndFire': {
        const reset = at.fields('reset');
        const to = reset.oneOf('to', ['zero', 'subtract', 'value']);
        const spikes = at.fields('spikes');
        const range = spikes.oneOf('range', ['binary', 'signed', 'many']);
        return integrateAndFire({
          tauRc: at.has('tauRc') ? p('tauRc') : null,
          threshold: p('threshold'),
          reset: to === 'value' ? this.#parameter(reset, 'value') : to,
          refractory: p('refractory'),
          spikes: range === 'many' ? { max: spikes.number('max') } : range,
          initial: p('initial'),
          floor: at.has('floor') ? p('floor') : null,
          amplitude: p('amplitude'),
        });
      }
    }
  }

  synapse(at: Fields): SynapseRecord {
    return at.oneOf('type', ['lowpass', 'alpha']) === 'alpha' ? alpha(at.number('tau')) : lowpass(at.number('tau'));
  }

  solver(at: Fields): SolverRecord {
    at.oneOf('type', ['leastSquaresL2']);
    return leastSquaresL2({ reg: at.number('reg') });
  }

  distribution(at: Fields): Distribution {
    const type = at.oneOf('type', ['uniform', 'choice', 'gaussian', 'hypersphere', 'samples']);
    switch (type) {
      case 'uniform':
        return uniform(at.number('low'), at.number('high'), { integer: at.boolean('integer') });
      case 'choice':
        return choice(
          at.list('options').map((_option, index) => new Fields({ row: at.list('options')[index] }, `${at.where}.options`).numbers('row')),
          at.numbers('weights'),
        );
      case 'gaussian':
        return gaussian(at.number('mean'), at.number('std'));
      case 'hypersphere':
        return hypersphere({ surface: at.boolean('surface'), minMagnitude: at.number('minMagnitude') });
      case 'samples':
        return samples(this.tensor(at, 'values'));
    }
  }

  function(at: Fields): FunctionRecord {
    if (at.oneOf('type', ['builtin', 'host']) === 'builtin') return builtin(at.text('name'));
    const name = at.text('name');
    const implementation = Object.hasOwn(this.#functions, name) ? this.#functions[name] : undefined;
    if (implementation) return hostFunction(name, at.text('version'), implementation);
    throw new ImportError(`${at.where}: host function '${name}' is not at hand; pass it in as functions: { ${JSON.stringify(name)}: … }`, {
      code: 'missing-function',
      object: at.where,
      given: name,
    });
  }

  #window(at: Fields) {
    return {
      strides: at.numbers('strides'),
      padding: padding(at),
      channelsLast: at.boolean('channelsLast'),
      inputShape: at.numbers('inputShape'),
    };
  }

  /** The entries as they are, so that ties hold, once they are known to be inside and in order. */
  #sparse(at: Fields): TransformRecord {
    const given = { rows: this.tensor(at, 'rows'), columns: this.tensor(at, 'columns'), weights: this.tensor(at, 'weights') };
    const made = sparse({
      shape: [at.number('sizeOut'), at.number('sizeIn')],
      rows: Array.from(given.rows.data),
      columns: Array.from(given.columns.data),
      values: Array.from(given.weights.data),
    });
    const sorted = isTensor(made.rows) && isTensor(made.columns) ? [made.rows, made.columns] : [];
    if ([given.rows, given.columns].some(({ data }, i) => data.join() !== sorted[i]?.data.join())) {
      throw Fields.wrong(
        `${at.where}.rows and columns`,
        Array.from(given.rows.data.slice(0, 8)),
        'sorted by row, then column, without repeats',
      );
    }
    return Object.freeze({ ...made, ...given });
  }

  transform(at: Fields): TransformRecord {
    const type = at.oneOf('type', ['dense', 'scale', 'sparse', 'indices', 'convolution', 'pooling']);
    const drawn = (name: string) => at.fields(name).has('init');
    const init = (name: string): Distribution => this.distribution(at.fields(name).fields('init'));
    switch (type) {
      case 'dense':
        return dense(
          drawn('weights') ? { shape: [at.number('sizeOut'), at.number('sizeIn')], init: init('weights') } : this.tensor(at, 'weights'),
        );
      case 'scale':
        return scale(this.tensor(at, 'factors'), at.number('size'));
      case 'sparse':
        return this.#sparse(at);
      case 'indices':
        return Object.freeze({
          ...indices(at.number('sizeIn'), Array.from(this.tensor(at, 'indices').data)),
          indices: this.tensor(at, 'indices'),
        });
      case 'convolution':
        return convolution({
          ...this.#window(at),
          filters: (at.boolean('channelsLast') ? at.numbers('outputShape').at(-1) : at.numbers('outputShape')[0]) ?? 1,
          kernelSize: at.numbers('kernelSize'),
          dilations: at.numbers('dilations'),
          groups: at.number('groups'),
          kernel: drawn('kernel') ? init('kernel') : this.tensor(at, 'kernel'),
        });
      case 'pooling':
        return pooling({
          ...this.#window(at),
          mode: at.oneOf('mode', ['sum', 'average']),
          poolSize: at.numbers('poolSize'),
          countPadding: at.boolean('countPadding'),
        });
    }
  }

  node(at: Fields): NodeRecord {
    const type = at.oneOf('type', ['input', 'constant', 'passthrough', 'table', 'function', 'softmax', 'argmax', 'maxPool']);
    switch (type) {
      case 'input':
        return inputNode(at.number('size'));
      case 'constant':
        return constant(this.tensor(at, 'value'));
      case 'passthrough':
        return passthrough(at.number('size'));
      case 'table':
        return table(this.tensor(at, 'values'));
      case 'softmax':
        return softmax(at.number('size'));
      case 'argmax':
        return argmax(at.number('size'));
      case 'function':
        return { type, sizeIn: at.number('sizeIn'), sizeOut: at.number('sizeOut'), function: this.function(at.fields('function')) };
      case 'maxPool':
        return maxPool({ ...this.#window(at), mode: at.oneOf('mode', ['exact', 'gate', 'runningMax']), poolSize: at.numbers('poolSize') });
    }
  }
}

const padding = (at: Fields): readonly Pad[] =>
  at.list('padding').map(pair => {
    const [before = 0, after = 0] = new Fields({ pair }, `${at.where}.padding`).numbers('pair');
    return [before, after];
  });
