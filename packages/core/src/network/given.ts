import { values } from '../definitions/field-checks.js';
import { hasType } from '../definitions/has-type.js';
import { shown } from '../definitions/shown.js';
import { toDistribution } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import { toFunction } from '../functions/function.js';
import type { LearningRuleRecord } from '../learning/learning-rule.js';
import { needRuleFields } from '../learning/rule-fields.js';
import { mapParameters } from '../neurons/map-parameters.js';
import type { NeuronRecord } from '../neurons/neuron.js';
import { needNeuronFields } from '../neurons/neuron-fields.js';
import { needNodeFields } from '../nodes/node-fields.js';
import { type NodeRecord, nodeKinds } from '../nodes/node-record.js';
import { needChecked } from '../processes/check-process.js';
import { mapProcess, type ProcessRecord } from '../processes/process.js';
import { needProcessFields } from '../processes/process-fields.js';
import { synapseField } from '../synapses/read-synapse.js';
import type { SynapseRecord } from '../synapses/synapse.js';
import { isTensor } from '../tensor.js';
import { mapArrays, type TransformRecord } from '../transforms/transform.js';
import { needTransformFields } from '../transforms/transform-fields.js';

/** Whether it is meant as a record; if its type is unknown, the check of fields lists those there are. */
const isTyped = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

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
  if (given === null) return;
  if (isTyped(given)) {
    synapseField(object, 'synapse', given);
    return;
  }
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
  if (isTyped(given)) {
    needRuleFields(`${object}: learningRule`, given);
    return;
  }
  refuse(object, 'learningRule', given, 'a record such as pes() or a list of them', 'call its function, as in learningRule: pes()');
}

export function needProcess(object: string, given: ProcessRecord): void {
  if (isTyped(given)) {
    needProcessFields(object, given);
    mapProcess(given, (array, name) => values(object, name, array));
    if (given.type === 'piecewise') for (const f of given.functions ?? []) if (f !== null) toFunction(f);
    needChecked(given);
    return;
  }
  refuse(object, 'a process', given, 'a record such as whiteNoise()', 'call its function');
}

export function needNeuron(object: string, given: NeuronRecord): void {
  if (isTyped(given)) {
    needNeuronFields(`${object}: neuronType`, given);
    mapParameters(given, (value, name) => {
      if (typeof value !== 'number' && !isTensor(value))
        refuse(object, `neuronType ${given.type}: ${name}`, value, 'a number or a tensor', `write ${given.type}({ … }), which makes one`);
    });
    return;
  }
  refuse(object, 'neuronType', given, 'a record such as lif()', 'call its function, as in neuronType: lif()');
}

export function needTransform(object: string, given: TransformRecord | number | undefined): void {
  if (given === undefined || typeof given === 'number') return;
  if (isTyped(given)) {
    needTransformFields(`${object}: transform`, given);
    mapArrays(given, held => (isTensor(held) ? held : toDistribution(held.init)));
    return;
  }
  refuse(object, 'transform', given, 'a number or a record such as dense([[…]])', 'wrap a matrix in dense()');
}

export function needNode(object: string, given: NodeRecord): void {
  if (hasType(given, nodeKinds)) {
    needNodeFields(object, given);
    if (given.type === 'process') needProcess(object, given.process);
    return;
  }
  const remedy = typeof given === 'function' ? 'write net.function(f, sizeIn, sizeOut)' : 'write net.constant([…]) for values';
  refuse(object, 'node', given, `a record such as constant([…]), of type ${nodeKinds.join(', ')}`, remedy);
}
