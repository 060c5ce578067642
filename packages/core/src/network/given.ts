import { hasType } from '../definitions/has-type.js';
import { shown } from '../definitions/shown.js';
import { ValidationError } from '../errors.js';
import { type LearningRuleRecord, learningRuleKinds } from '../learning/learning-rule.js';
import type { NeuronRecord } from '../neurons/neuron.js';
import { neuronKinds } from '../neurons/neuron.js';
import { type NodeRecord, nodeKinds } from '../nodes/node-record.js';
import { type ProcessRecord, processKinds } from '../processes/process.js';
import { type SynapseRecord, synapseKinds } from '../synapses/synapse.js';
import type { TransformRecord } from '../transforms/transform.js';

function refuse(object: string, what: string, given: unknown, allowed: string, remedy: string): never {
  const value = typeof given === 'function' ? `the function ${given.name || ''} itself`.replace('  ', ' ') : shown(given);
  throw new ValidationError(`${object}: ${what} must be ${allowed}, but ${value} was given; ${remedy}`, {
    code: 'invalid-record',
    object,
    given,
    allowed,
  });
}

/** A seed, by default 0; `ValidationError` names the object of one that is no whole number. */
export function givenSeed(object: string, seed = 0): number {
  if (!Number.isSafeInteger(seed)) refuse(object, 'seed', seed, 'a whole number', 'leave it out for one that follows from the path');
  return seed;
}

/** What programs without types hand over by habit (a number for a synapse, a name for a neuron type) is refused with the way to write it. */
export function needSynapse(object: string, given: SynapseRecord | null): void {
  if (given === null || hasType(given, synapseKinds)) return;
  refuse(object, 'synapse', given, 'a record such as lowpass(tau) or null', `write lowpass(${typeof given === 'number' ? given : 0.005})`);
}

/** An object of a network, told from what stands for none: `ensemble[0]`, the record of a network with an `input` of its own. */
export function needEndpoint(what: string, given: unknown): void {
  if (typeof given === 'object' && given !== null && 'kind' in given && 'path' in given) return;
  const part = typeof given === 'object' && given !== null && 'input' in given && 'output' in given;
  const value = part ? 'a network' : typeof given === 'object' && given !== null ? 'another object' : shown(given);
  const remedy = part ? 'give its input or output' : 'some elements are ensemble.at(0), a constant is network.constant(values)';
  throw new ValidationError(`${what} must be a node, an ensemble, its neurons or elements of them, but ${value} was given; ${remedy}`, {
    code: 'invalid-endpoint',
    given,
    allowed: 'node, ensemble, neurons, elements of them',
  });
}

export function needRule(object: string, given: LearningRuleRecord): void {
  if (hasType(given, learningRuleKinds)) return;
  refuse(object, 'learningRule', given, 'a record such as pes() or a list of them', 'call its function, as in learningRule: pes()');
}

export function needProcess(object: string, given: ProcessRecord): void {
  if (hasType(given, processKinds)) return;
  refuse(object, 'a process', given, 'a record such as whiteNoise()', 'call its function');
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
