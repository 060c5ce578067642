import {
  drawsOf,
  type FunctionRecord,
  mapParameters,
  neuronAttributes,
  neuronTypes,
  nodeSizes,
  processes,
  processSizes,
  ruleAttributes,
  type SynapseRecord,
  synapses,
  type Tensor,
  ValidationError,
} from '@rheobase/core';
import { connectionAt, ensembleAt, nodeAt, tensorOf } from '../graph/access.js';
import { graphOf } from '../graph/graph.js';
import { sourceSize, weightCount, weightRows } from '../graph/sizes.js';
import type { Model, ModelEnsemble, ModelHeld, ModelProbe, ModelProcess } from '../shape/model.js';
import { ruleAttributeSize } from './rules.js';

function fail(object: string, what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${object}: ${what} is ${String(given)}, but must be ${allowed}`, {
    code: 'invalid-model',
    object,
    given,
    allowed,
  });
}

/** Runs a constructor of core for its checks; what it refuses is told with the object's path. */
function within(path: string, make: () => unknown): void {
  try {
    make();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const { code, given, allowed } = error;
    throw new ValidationError(`${path}: ${error.message}`, { code, object: path, given, ...(allowed === undefined ? {} : { allowed }) });
  }
}

const whole = (path: string, what: string, value: number, least: number): void => {
  if (!(Number.isSafeInteger(value) && value >= least && value <= 0x8000_0000))
    fail(path, what, value, `a whole number from ${least} to 2^31`);
};

function checkDraws(model: Model, { path, neurons, neuronType }: ModelEnsemble, draws: string): void {
  if (drawsOf(neuronType) !== 'one') fail(path, 'neuron type with given draws', neuronType.type, 'stochasticSpiking');
  const { shape, data } = tensorOf(model, draws);
  if (shape.length !== 2 || shape[1] !== neurons || shape[0] === 0) fail(path, 'shape of draws', `[${shape}]`, `[steps, ${neurons}]`);
  const outside = data.find(u => !(u >= 0 && u < 1));
  if (outside !== undefined) fail(path, 'a given draw', outside, 'in [0, 1)');
}

/** Whether an ensemble's numbers lie in the ranges that core's records have. */
export function checkEnsembleValues(model: Model, ensemble: ModelEnsemble): void {
  const { path } = ensemble;
  const bare = ensemble.neuronType.type === 'direct';
  whole(path, 'neurons', ensemble.neurons, bare ? 0 : 1);
  if (bare && (ensemble.neurons !== 0 || ensemble.encoders !== null)) fail(path, 'neurons', ensemble.neurons, '0 and without encoders');
  whole(path, 'dimensions', ensemble.dimensions, 1);
  if (!(ensemble.radius > 0 && Number.isFinite(ensemble.radius))) fail(path, 'radius', ensemble.radius, 'a finite number > 0');
  const neuron = mapParameters(ensemble.neuronType, value => (typeof value === 'number' ? value : tensorOf(model, value.tensor)));
  neuronTypes.check(path, neuron);
  if (ensemble.draws !== null) checkDraws(model, ensemble, ensemble.draws);
  if (ensemble.noise && ensemble.neuronType.type === 'direct') fail(path, 'noise', ensemble.noise.process.type, 'none: it has no neurons');
  if (ensemble.noise) checkProcess(model, path, ensemble.noise.process, 0, ensemble.neurons);
}

/** Whether a synapse's numbers lie in the ranges that core's records have. */
export function checkSynapse(path: string, synapse: SynapseRecord | null): void {
  if (synapse !== null) within(path, () => synapses.check('synapse', synapse));
}

/** Whether a process has its arrays, and gives and takes as many values as are asked for. */
export function checkProcess(model: Model, path: string, process: ModelProcess, sizeIn: number, sizeOut: number): void {
  within(path, () => {
    const held = processes.map<ModelHeld, { readonly tensor: Tensor; readonly function: FunctionRecord }>(process, {
      tensor: id => tensorOf(model, id),
      // A function by reference is checked when it is called for.
      function: ref => (ref.type === 'host' ? { implementation: () => 0, ...ref } : ref),
    });
    processes.check('process', held);
    const sizes = processSizes(held, sizeOut);
    if (sizes.sizeIn !== sizeIn) fail(path, `number of values that ${process.type} takes`, sizes.sizeIn, String(sizeIn));
  });
}

/** What a probe can read, and how many values that is. */
function readable(model: Model, { path, target }: ModelProbe): { readonly attributes: readonly string[]; readonly size: number } {
  switch (target.port) {
    case 'node':
      return { attributes: ['output'], size: nodeSizes(nodeAt(model, target.path).record).sizeOut };
    case 'connection': {
      const connection = graphOf(model).connections.get(target.path);
      if (!connection) return fail(path, 'target', target.path, 'a connection');
      const sizes = { input: sourceSize(model, connection.pre), weights: weightCount(model, connection) };
      const { attribute } = target;
      const size = attribute === 'input' || attribute === 'weights' ? sizes[attribute] : weightRows(model, connection);
      return { attributes: ['output', 'input', 'weights'], size };
    }
    case 'ensemble': {
      const { dimensions, encoders, neurons, neuronType } = ensembleAt(model, target.path);
      if (neuronType.type === 'direct') return { attributes: ['decoded', 'input'], size: dimensions };
      const attributes = encoders === null ? ['decoded'] : ['decoded', 'input', 'scaledEncoders'];
      return { attributes, size: target.attribute === 'scaledEncoders' ? neurons * dimensions : dimensions };
    }
    case 'neurons': {
      const { neurons, neuronType } = ensembleAt(model, target.path);
      return { attributes: ['output', 'current', ...neuronAttributes(neuronType)], size: neurons };
    }
    case 'rule': {
      const rule = connectionAt(model, target.path).rules[target.rule];
      if (!rule) return fail(path, 'learning rule', target.rule, `one of those of ${target.path}`);
      return { attributes: ruleAttributes(rule), size: ruleAttributeSize(model, target.path, target.rule, target.attribute) };
    }
  }
}

/** Whether a probe reads something that is there, in a number that fits, and keeps and samples what it can. */
export function checkProbeValues(model: Model, probe: ModelProbe): void {
  const { path, target, keep, sampleEvery } = probe;
  const { attributes, size } = readable(model, probe);
  if (!attributes.includes(target.attribute)) fail(path, `what it reads of ${target.path}`, `'${target.attribute}'`, attributes.join(', '));
  const outside = target.slice?.find(index => !Number.isInteger(index) || index < 0 || index >= size);
  if (outside !== undefined) fail(path, 'element number', outside, `0 to ${size - 1}`);
  if (probe.decoders === null && probe.size !== (target.slice?.length ?? size)) {
    fail(path, 'size', probe.size, String(target.slice?.length ?? size));
  }
  if (keep !== null) whole(path, 'keep', keep, 1);
  if (sampleEvery !== null && !(sampleEvery > 0 && Number.isFinite(sampleEvery))) fail(path, 'sampleEvery', sampleEvery, 'a time in s > 0');
  checkSynapse(path, probe.synapse);
}
