import { Fields, ImportError, learningRules, ValidationError } from '@rheobase/core';
import { checkModel } from '../check/check.js';
import type { Model, ModelConnection, ModelEnsemble, ModelNode, ModelProbe } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { plainText } from './plain.js';
import {
  ownSeed,
  perNeuron,
  readFunction,
  readModelNeuron,
  readModelProcess,
  readNodeRecord,
  readOrigin,
  readProbeTarget,
  readSlice,
  readTarget,
  readTransform,
  synapseOrNull,
} from './read-records.js';
import { readSafetensors, writeSafetensors } from './safetensors.js';

const KEY = 'rheobase';

/** A model as one `.safetensors` file: its arrays as tensors, the rest as JSON in the metadata. An anonymous function is refused by name. */
export function modelToBytes(model: Model): Uint8Array {
  needModel('modelToBytes', model);
  return writeSafetensors({ tensors: model.tensors, metadata: { [KEY]: plainText(model) } });
}

const node = (at: Fields): ModelNode => ({ path: at.only('path', 'record').text('path'), record: readNodeRecord(at.fields('record')) });

function ensemble(at: Fields): ModelEnsemble {
  at.only(
    'path',
    'neurons',
    'dimensions',
    'radius',
    'shape',
    'neuronType',
    'encoders',
    'gain',
    'bias',
    'initialState',
    'seed',
    'draws',
    'noise',
  );
  const initial = at.fields('initialState');
  const noise = at.has('noise') ? at.fields('noise') : null;
  return {
    path: at.text('path'),
    neurons: at.number('neurons'),
    dimensions: at.number('dimensions'),
    radius: at.number('radius'),
    shape: at.numbers('shape'),
    neuronType: readModelNeuron(at.fields('neuronType')),
    encoders: at.optionalText('encoders'),
    gain: at.optionalText('gain'),
    bias: at.optionalText('bias'),
    draws: at.optionalText('draws'),
    initialState: Object.fromEntries(initial.names().map(name => [name, perNeuron(initial, name)])),
    seed: at.number('seed'),
    ...(noise ? { noise: { process: readModelProcess(noise.fields('process')), seed: noise.number('seed'), ...ownSeed(noise) } } : {}),
  };
}

function connection(at: Fields): ModelConnection {
  at.only('path', 'pre', 'post', 'function', 'decoders', 'solve', 'transform', 'synapse', 'delaySteps', 'rules', 'sizeOut');
  const pre = at.fields('pre');
  const post = at.fields('post');
  const fn = at.has('function') ? at.fields('function') : null;
  return {
    path: at.text('path'),
    pre: { path: pre.text('path'), port: pre.oneOf('port', ['decoded', 'neurons', 'output']), slice: readSlice(pre) },
    post: readTarget(post),
    function: fn ? { ref: readFunction(fn.fields('ref')), sizeOut: fn.number('sizeOut') } : null,
    decoders: at.optionalText('decoders'),
    solve: readOrigin(at),
    transform: at.has('transform') ? readTransform(at.fields('transform')) : null,
    synapse: synapseOrNull(at, 'synapse'),
    delaySteps: at.number('delaySteps'),
    rules: at.list('rules').map((rule, index) => learningRules.read(new Fields(rule, `${at.where}.rules[${index}]`))),
    sizeOut: at.number('sizeOut'),
  };
}

function probe(at: Fields): ModelProbe {
  at.only('path', 'target', 'size', 'decoders', 'solve', 'synapse', 'sampleEvery', 'keep');
  const target = at.fields('target');
  return {
    path: at.text('path'),
    target: readProbeTarget(target),
    size: at.number('size'),
    decoders: at.optionalText('decoders'),
    solve: readOrigin(at),
    synapse: synapseOrNull(at, 'synapse'),
    sampleEvery: at.has('sampleEvery') ? at.number('sampleEvery') : null,
    keep: at.has('keep') ? at.number('keep') : null,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportError('model document: its description is not JSON', { code: 'invalid-document' });
  }
}

/** Runs what checks a part of a document; what it finds is told as a fault of the document. */
function imported<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    throw new ImportError(`${where}: ${error.message}`, {
      code: 'invalid-document',
      ...(error.object === undefined ? {} : { object: error.object }),
    });
  }
}

/** The model in a `.safetensors` file, checked: `ImportError` names the place that is wrong. Host functions come back by reference. */
export function modelFromBytes(file: Uint8Array): Model {
  if (!ArrayBuffer.isView(file)) {
    throw new ImportError(`modelFromBytes: bytes are needed, but a ${typeof file} was given; read the file first`, {
      code: 'not-bytes',
      allowed: 'a Uint8Array',
    });
  }
  const { tensors, metadata } = readSafetensors(file);
  const text = metadata[KEY];
  if (text === undefined) {
    throw new ImportError(`model document: this .safetensors file holds tensors, but no '${KEY}' description; it is not a model`, {
      code: 'not-a-model',
      allowed: 'a file written by modelToBytes',
    });
  }
  const at = new Fields(parse(text), 'model document');
  if (at.number('version') !== 1) {
    throw new ImportError(`model document: version ${at.number('version')} is not known; this release reads version 1`, {
      code: 'unknown-version',
      given: at.number('version'),
      allowed: '1',
    });
  }
  const each = <T>(name: string, read: (fields: Fields) => T): readonly T[] =>
    at.list(name).map((item, index) => {
      const fields = new Fields(item, `model document: ${name}[${index}]`);
      return imported(`model document: ${fields.text('path')}`, () => read(fields));
    });
  at.only('version', 'nodes', 'ensembles', 'connections', 'probes', 'hints');
  const hints = at.fields('hints');
  const model: Model = Object.freeze({
    version: 1,
    tensors,
    nodes: each('nodes', node),
    ensembles: each('ensembles', ensemble),
    connections: each('connections', connection),
    probes: each('probes', probe),
    hints: Object.fromEntries(hints.names().map(path => [path, hints.record(path)])),
  });
  imported('model document', () => checkModel(model));
  return model;
}
