import { type Distribution, distributions } from '../distributions/distribution.js';
import { ImportError } from '../errors.js';
import { readBuiltin } from '../functions/builtin.js';
import { type FunctionRecord, type HostFunction, hostFunction } from '../functions/function.js';
import type { NeuronRecord } from '../neurons/neurons.js';
import type { PerNeuron } from '../neurons/parameter.js';
import { checkedNeuron, readNeuron } from '../neurons/read-neuron.js';
import { maxPool } from '../nodes/max-pool.js';
import { argmax, constant, inputNode, type NodeRecord, nodeKinds, passthrough, softmax, table } from '../nodes/node-record.js';
import { type ProcessNode, processNode } from '../nodes/process-node.js';
import { synapseNode } from '../nodes/synapse-node.js';
import type { ProcessRecord } from '../processes/process.js';
import { readProcess } from '../processes/read-process.js';
import { rowsOf } from '../processes/rows.js';
import { Fields } from '../record/fields.js';
import { type SolverRecord, solvers } from '../solvers/solver.js';
import { type SynapseRecord, synapses } from '../synapses/synapse.js';
import { isTensor, type Tensor } from '../tensor.js';
import { convolution } from '../transforms/convolution.js';
import { convolutionTranspose } from '../transforms/convolution-transpose.js';
import { pooling } from '../transforms/pooling.js';
import { dense, indices, scale, sparse, type TransformRecord } from '../transforms/transform.js';
import type { Pad } from '../transforms/window.js';
import { type Definition, findDefinition } from './definition.js';

/** Reads records back through the functions that make them, so that a document is checked like a program. */
export class Decoder {
  readonly #tensors: ReadonlyMap<string, Tensor>;
  readonly #functions: Readonly<Record<string, HostFunction>>;
  readonly #definitions: readonly Definition[];

  constructor(tensors: ReadonlyMap<string, Tensor>, functions: Readonly<Record<string, HostFunction>>, definitions: readonly Definition[]) {
    this.#tensors = tensors;
    this.#functions = functions;
    this.#definitions = definitions;
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
    const defined = (name: string, version: string) => findDefinition(this.#definitions, 'neuron', name, version);
    return checkedNeuron(readNeuron(at, (fields, name) => this.#parameter(fields, name), defined));
  }

  /** What a user defined, by kind, name and version. */
  readonly definitionOf = (kind: string, name: string, version: string): Definition | undefined =>
    this.#definitions.find(d => d.kind === kind && d.name === name && d.version === version);

  synapse(at: Fields): SynapseRecord {
    return synapses.read(at, {}, this.definitionOf);
  }

  distribution(at: Fields): Distribution {
    return distributions.check(at.where, distributions.read(at, { tensor: (fields, name) => this.tensor(fields, name) }));
  }

  solver(at: Fields): SolverRecord {
    const held = { tensor: (fields: Fields, name: string) => this.tensor(fields, name) };
    const read = solvers.read(at, held, (_kind, name, version) => findDefinition(this.#definitions, 'solver', name, version));
    return solvers.check(at.where, read);
  }

  function(at: Fields): FunctionRecord {
    if (at.oneOf('type', ['builtin', 'host']) === 'builtin') return readBuiltin(at);
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
    const drawn = at.fields('weights').has('init');
    const given = { rows: this.tensor(at, 'rows'), columns: this.tensor(at, 'columns') };
    const weights = drawn ? this.distribution(at.fields('weights').fields('init')) : this.tensor(at, 'weights');
    const made = sparse({
      shape: [at.number('sizeOut'), at.number('sizeIn')],
      rows: Array.from(given.rows.data),
      columns: Array.from(given.columns.data),
      values: 'type' in weights ? weights : Array.from(weights.data),
    });
    const sorted = isTensor(made.rows) && isTensor(made.columns) ? [made.rows, made.columns] : [];
    if ([given.rows, given.columns].some(({ data }, i) => data.join() !== sorted[i]?.data.join())) {
      throw Fields.wrong(
        `${at.where}.rows and columns`,
        Array.from(given.rows.data.slice(0, 8)),
        'sorted by row, then column, without repeats',
      );
    }
    return Object.freeze({ ...made, ...given, ...('type' in weights ? {} : { weights }) });
  }

  transform(at: Fields): TransformRecord {
    const type = at.oneOf('type', ['dense', 'scale', 'sparse', 'indices', 'convolution', 'convolutionTranspose', 'pooling']);
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
      case 'convolutionTranspose':
        return convolutionTranspose({
          ...this.#window(at),
          outputShape: at.numbers('outputShape'),
          filters: (at.boolean('channelsLast') ? at.numbers('outputShape').at(-1) : at.numbers('outputShape')[0]) ?? 1,
          kernelSize: at.numbers('kernelSize'),
          dilations: at.numbers('dilations'),
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

  process(at: Fields): ProcessRecord {
    return readProcess(at, {
      rows: (fields, name) => rowsOf(at.text('type'), name, this.tensor(fields, name)),
      array: (fields, name) => this.tensor(fields, name),
      function: fields => this.function(fields),
      definition: (name, version) => findDefinition(this.#definitions, 'process', name, version),
    });
  }

  /** A document holds every seed; `ownSeed` says whether the user gave it. */
  #processNode(at: Fields): ProcessNode {
    const given = processNode(this.process(at.fields('process')), { size: at.number('sizeOut'), seed: at.number('seed') });
    if (at.has('ownSeed') && at.boolean('ownSeed')) return given;
    const { ownSeed: _ownSeed, ...record } = given;
    return Object.freeze(record);
  }

  node(at: Fields): NodeRecord {
    const type = at.oneOf('type', nodeKinds);
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
      case 'process':
        return this.#processNode(at);
      case 'synapse':
        return synapseNode(this.synapse(at.fields('synapse')), at.number('size'));
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
