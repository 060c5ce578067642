import { type Distribution, distributions } from '../distributions/distribution.js';
import { ImportError } from '../errors.js';
import { readBuiltin } from '../functions/builtin.js';
import type { FunctionRecord } from '../functions/function.js';
import { type HostFunction, hostFunction } from '../functions/host-function.js';
import { type NeuronRecord, neuronTypes, readNeuron } from '../neurons/neurons.js';
import type { PerNeuron } from '../neurons/parameter.js';
import { type NodeRecord, nodes } from '../nodes/node.js';
import { type ProcessRecord, processes } from '../processes/process.js';
import { Fields } from '../record/fields.js';
import { type SolverRecord, solvers } from '../solvers/solver.js';
import { type SynapseRecord, synapses } from '../synapses/synapse.js';
import type { Tensor } from '../tensor.js';
import { type TransformRecord, transforms } from '../transforms/transform.js';
import type { Weights } from '../transforms/weights.js';
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

  /** How the document holds what records can hold in different ways. */
  readonly #held = {
    tensor: (at: Fields, name: string): Tensor => this.tensor(at, name),
    function: (at: Fields, name: string): FunctionRecord => this.function(at.fields(name)),
  };

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
    const defined = (_kind: string, name: string, version: string) => findDefinition(this.#definitions, 'neuron', name, version);
    const read = readNeuron(at, (fields, name) => this.#parameter(fields, name), defined);
    neuronTypes.check(at.where, read);
    return read;
  }

  /** What a user defined, by kind, name and version. */
  readonly definitionOf = (kind: string, name: string, version: string): Definition | undefined =>
    this.#definitions.find(d => d.kind === kind && d.name === name && d.version === version);

  synapse(at: Fields): SynapseRecord {
    return synapses.read(at, {}, this.definitionOf);
  }

  distribution(at: Fields): Distribution {
    return distributions.check(at.where, distributions.read(at, this.#held));
  }

  solver(at: Fields): SolverRecord {
    return solvers.check(at.where, solvers.read(at, this.#held, this.definitionOf));
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

  /** Weights as the document holds them: values, or how to draw them. */
  #weights(at: Fields, name: string): Weights {
    const held = at.fields(name);
    return held.has('init') ? { shape: held.numbers('shape'), init: this.distribution(held.fields('init')) } : this.tensor(at, name);
  }

  transform(at: Fields): TransformRecord {
    return transforms.check(at.where, transforms.read(at, { tensor: (fields, name) => this.#weights(fields, name) }));
  }

  process(at: Fields): ProcessRecord {
    return processes.check(at.where, processes.read(at, this.#held, this.definitionOf));
  }

  node(at: Fields): NodeRecord {
    return nodes.check(at.where, nodes.read(at, this.#held, this.definitionOf));
  }
}
