import { ValidationError } from '../errors.js';
import type { NeuronRecord } from '../neurons/neuron.js';
import { neuronKinds } from '../neurons/neuron.js';
import { type NodeRecord, nodeKinds } from '../nodes/node-record.js';
import { type SynapseRecord, synapseKinds } from '../synapses/synapse.js';
import type { TransformRecord } from '../transforms/transform.js';

const shown = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : Array.isArray(value) ? 'an array' : String(value));

const hasType = (value: unknown, types: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && types.includes(value.type);

function refuse(object: string, what: string, given: unknown, allowed: string, remedy: string): never {
  const value = typeof given === 'function' ? `the function ${given.name || ''} itself`.replace('  ', ' ') : shown(given);
  throw new ValidationError(`${object}: ${what} must be ${allowed}, but ${value} was given; ${remedy}`, {
    code: 'invalid-record',
    object,
    given,
    allowed,
  });
}

/** What programs without types hand over by habit (a number for a synapse, a name for a neuron type) is refused with the way to write it. */
export function needSynapse(object: string, given: SynapseRecord | null): void {
  if (given === null || hasType(given, synapseKinds)) return;
  refuse(object, 'synapse', given, 'a record such as lowpass(tau) or null', `write lowpass(${typeof given === 'number' ? given : 0.005})`);
}

export function needNeuron(object: string, given: NeuronRecord): void {
  if (hasType(given, neuronKinds)) return;
  refuse(object, 'neuronType', given, 'a record such as lif()', 'call its function, as in neuronType: lif()');
}

export function needTransform(object: string, given: TransformRecord | number | undefined): void {
  if (given === undefined || typeof given === 'number') return;
  if (hasType(given, ['dense', 'scale', 'sparse', 'indices', 'convolution', 'convolutionTranspose', 'pooling'])) return;
  refuse(object, 'transform', given, 'a number or a record such as dense([[…]])', 'wrap a matrix in dense()');
}

export function needNode(object: string, given: NodeRecord): void {
  if (hasType(given, nodeKinds)) return;
  const remedy = typeof given === 'function' ? 'write net.function(f, sizeIn, sizeOut)' : 'write net.constant([…]) for values';
  refuse(object, 'node', given, `a record such as constant([…]), of type ${nodeKinds.join(', ')}`, remedy);
}
