import {
  Fields,
  isBuiltin,
  nodeKinds,
  type Pad,
  readBuiltin,
  readNeuron,
  readProcess,
  type SynapseRecord,
  solvers,
  synapses,
} from '@rheobase/core';
import {
  type DecoderOrigin,
  type FunctionRef,
  givenProblem,
  type ModelNeuron,
  type ModelNodeRecord,
  type ModelPerNeuron,
  type ModelProcess,
  type ModelTransform,
  type ProbeTarget,
  type TargetRef,
} from '../shape/model.js';

export const perNeuron = (at: Fields, name: string): ModelPerNeuron =>
  typeof at.raw(name) === 'object' ? { tensor: at.fields(name).text('tensor') } : at.number(name);

export function readFunction(at: Fields): FunctionRef {
  const type = at.oneOf('type', ['builtin', 'host']);
  const name = at.text('name');
  if (type === 'host') return { type, name, version: at.text('version') };
  if (!isBuiltin(name)) throw Fields.wrong(`${at.where}.name`, name, 'a built-in function');
  return readBuiltin(at);
}

export const readModelNeuron = (at: Fields): ModelNeuron => readNeuron(at, perNeuron);

const pads = (at: Fields): readonly Pad[] =>
  at.list('padding').map(pair => {
    const [before = 0, after = 0] = new Fields({ pair }, `${at.where}.padding`).numbers('pair');
    return [before, after] as const;
  });

export function readTransform(at: Fields): ModelTransform {
  const type = at.oneOf('type', ['dense', 'scale', 'sparse', 'indices', 'convolution', 'convolutionTranspose', 'pooling']);
  const sizes = () => ({ sizeIn: at.number('sizeIn'), sizeOut: at.number('sizeOut') });
  const window = () => ({
    inputShape: at.numbers('inputShape'),
    outputShape: at.numbers('outputShape'),
    strides: at.numbers('strides'),
    padding: pads(at),
    channelsLast: at.boolean('channelsLast'),
  });
  switch (type) {
    case 'dense':
      return { type, ...sizes(), weights: at.text('weights') };
    case 'scale':
      return { type, size: at.number('size'), factors: at.text('factors') };
    case 'sparse':
      return { type, ...sizes(), rows: at.text('rows'), columns: at.text('columns'), weights: at.text('weights') };
    case 'indices':
      return { type, ...sizes(), indices: at.text('indices') };
    case 'convolution':
      return {
        type,
        ...window(),
        kernelSize: at.numbers('kernelSize'),
        dilations: at.numbers('dilations'),
        groups: at.number('groups'),
        kernel: at.text('kernel'),
      };
    case 'convolutionTranspose':
      return {
        type,
        ...window(),
        kernelSize: at.numbers('kernelSize'),
        dilations: at.numbers('dilations'),
        kernel: at.text('kernel'),
      };
    case 'pooling':
      return {
        type,
        ...window(),
        mode: at.oneOf('mode', ['sum', 'average']),
        poolSize: at.numbers('poolSize'),
        countPadding: at.boolean('countPadding'),
      };
  }
}

const tensorId = (at: Fields, name: string): string => at.text(name);

export const readModelProcess = (at: Fields): ModelProcess => readProcess(at, { rows: tensorId, array: tensorId, function: readFunction });

/** Whether draws follow from the seed alone. */
export const ownSeed = (at: Fields): { readonly ownSeed?: true } => (at.has('ownSeed') && at.boolean('ownSeed') ? { ownSeed: true } : {});

export function readNodeRecord(at: Fields): ModelNodeRecord {
  const type = at.oneOf('type', nodeKinds);
  switch (type) {
    case 'input':
    case 'passthrough':
    case 'softmax':
    case 'argmax':
      return { type, size: at.number('size') };
    case 'process':
      return {
        type,
        process: readModelProcess(at.fields('process')),
        sizeIn: at.number('sizeIn'),
        sizeOut: at.number('sizeOut'),
        seed: at.number('seed'),
        ...ownSeed(at),
      };
    case 'synapse':
      return { type, size: at.number('size'), synapse: synapses.read(at.fields('synapse')) };
    case 'constant':
      return { type, size: at.number('size'), value: at.text('value') };
    case 'table':
      return { type, size: at.number('size'), values: at.text('values') };
    case 'function':
      return { type, sizeIn: at.number('sizeIn'), sizeOut: at.number('sizeOut'), function: readFunction(at.fields('function')) };
    case 'maxPool':
      return {
        type,
        mode: at.oneOf('mode', ['exact', 'gate', 'runningMax']),
        inputShape: at.numbers('inputShape'),
        outputShape: at.numbers('outputShape'),
        poolSize: at.numbers('poolSize'),
        strides: at.numbers('strides'),
        padding: pads(at),
        channelsLast: at.boolean('channelsLast'),
      };
  }
}

export const synapseOrNull = (at: Fields, name: string): SynapseRecord | null => (at.has(name) ? synapses.read(at.fields(name)) : null);

export const readSlice = (at: Fields): readonly number[] | null => (at.has('slice') ? at.numbers('slice') : null);

export function readOrigin(at: Fields): DecoderOrigin {
  if (!at.has('solve')) return null;
  const solve = at.fields('solve');
  const solver = solvers.read(solve.fields('solver'), { tensor: (fields, name) => fields.text(name) });
  if (solver.type === 'givenDecoders') return givenProblem(solver.weights);
  return { evalPoints: solve.text('evalPoints'), targets: solve.text('targets'), solver, seed: solve.number('seed') };
}

export function readTarget(at: Fields): TargetRef {
  const port = at.oneOf('port', ['input', 'neurons', 'current', 'encoded', 'rule']);
  const ends = { path: at.text('path'), slice: readSlice(at) };
  return port === 'rule' ? { ...ends, port, rule: at.number('rule') } : { ...ends, port };
}

export function readProbeTarget(at: Fields): ProbeTarget {
  const port = at.oneOf('port', ['node', 'ensemble', 'neurons', 'connection', 'rule']);
  const target = { path: at.text('path'), attribute: at.text('attribute'), slice: readSlice(at) };
  return port === 'rule' ? { ...target, port, rule: at.number('rule') } : { ...target, port };
}
