import {
  broadcastIndices,
  broadcasts,
  type Ensemble,
  type FunctionRecord,
  initialStates,
  mapParameters,
  type NeuronRecord,
  processes,
  type Tensor,
  ValidationError,
} from '@rheobase/core';
import { hashSeed, randomStream } from '@rheobase/math';
import type { ModelEnsemble, ModelHeld, ModelPerNeuron } from '@rheobase/model';
import { sample, sampleEach } from '@rheobase/model';
import type { TensorTable } from '../tensor-table.js';
import { tuneAll } from '../tune/tune.js';

/** A neuron type whose elements are alike, or that of each element of a shape that every parameter repeats to. */
function neuronsOf(
  neuron: NeuronRecord,
  shape: readonly number[],
  path: string,
): NeuronRecord<number> | ((i: number) => NeuronRecord<number>) {
  let alike = true;
  const lookups = mapParameters(neuron, (value, name): ((i: number) => number) => {
    if (typeof value === 'number') return () => value;
    alike = false;
    if (!broadcasts(value.shape, shape)) {
      throw new ValidationError(
        `${path}: ${name} of shape [${value.shape}] does not repeat to the shape [${shape}] of gain and bias; give gain and bias`,
        {
          code: 'size-mismatch',
          object: path,
          given: value.shape,
          allowed: `a shape that repeats to [${shape}]`,
        },
      );
    }
    const indices = broadcastIndices(value.shape, shape);
    return i => value.data[indices[i] ?? 0] ?? 0;
  });
  const at = (i: number) => mapParameters(lookups, lookup => lookup(i));
  return alike ? at(0) : at;
}

function encodersOf({ path, size, dimensions, settings }: Ensemble, table: TensorTable): string | null {
  const { encoders, normalizeEncoders, seed } = settings;
  if (encoders === null) return null;
  const id = `${path}.encoders`;
  const rows = sample(encoders, size, dimensions, randomStream(hashSeed(seed, 'encoders')), id);
  if (!normalizeEncoders) return table.add(id, [size, dimensions], rows);
  for (let i = 0; i < size; i++) {
    const row = i * dimensions;
    let squares = 0;
    for (let k = row; k < row + dimensions; k++) squares += (rows[k] ?? 0) * (rows[k] ?? 0);
    const norm = Math.sqrt(squares);
    if (!(norm > 0 && Number.isFinite(norm))) {
      throw new ValidationError(`${path}: encoder ${i} has length ${norm} and cannot be normalised`, {
        code: 'invalid-parameter',
        object: path,
        given: norm,
        allowed: 'a finite length > 0',
      });
    }
    for (let k = row; k < row + dimensions; k++) rows[k] = (rows[k] ?? 0) / norm;
  }
  return table.add(id, [size, dimensions], rows);
}

/** Gain and bias as given, or from maxRates and intercepts. */
function gainAndBias({ path, settings }: Ensemble, table: TensorTable): Pick<ModelEnsemble, 'gain' | 'bias'> {
  const { parameterShape: shape, gain, bias, maxRates, intercepts, neuronType, seed } = settings;
  if (neuronType.type === 'direct') return { gain: null, bias: null };
  const ids = { gain: `${path}.gain`, bias: `${path}.bias` };
  if (gain && bias) return { gain: table.each(path, 'gain', gain, shape, seed), bias: table.each(path, 'bias', bias, shape, seed) };
  const rates = sampleEach(maxRates, shape, randomStream(hashSeed(seed, 'maxRates')), `${path}.maxRates`);
  const starts = sampleEach(intercepts, shape, randomStream(hashSeed(seed, 'intercepts')), `${path}.intercepts`);
  const tuned = tuneAll(neuronsOf(neuronType, shape, path), rates, starts, path);
  return { gain: table.add(ids.gain, shape, tuned.gain), bias: table.add(ids.bias, shape, tuned.bias) };
}

/** State before the first step: given, or drawn where the neuron type says so. */
function initialState({ path, size, settings }: Ensemble, table: TensorTable): Readonly<Record<string, ModelPerNeuron>> {
  const { neuronType, seed, initialState: given } = settings;
  const out: Record<string, ModelPerNeuron> = {};
  const random = (name: string) => randomStream(hashSeed(seed, 'initialState', name));
  const drawn = Object.entries(initialStates(neuronType)).flatMap(([name, start]) =>
    typeof start === 'number' ? [] : [[name, start] as const],
  );
  for (const [name, distribution] of Object.entries({ ...Object.fromEntries(drawn), ...given })) {
    const id = `${path}.${name}`;
    out[name] = { tensor: table.add(id, [size], sample(distribution, size, 1, random(name), id)) };
  }
  return Object.freeze(out);
}

/** An ensemble with every draw made. Draws follow from its own seed and their purpose, so one option does not disturb another. */
export function buildEnsemble(ensemble: Ensemble, table: TensorTable): ModelEnsemble {
  const { path, size, dimensions, settings } = ensemble;
  const { noise, noiseSeed } = settings;
  const held = (value: Tensor, name: string) => table.put(`${path}.noise.${name}`, value);
  const noiseDraws = noiseSeed === undefined ? { seed: hashSeed(settings.seed, 'noise') } : ({ seed: noiseSeed, ownSeed: true } as const);
  const neuronType = mapParameters(settings.neuronType, (value, name) => table.parameter(`${path}.${name}`, value));
  return Object.freeze({
    path,
    neurons: size,
    dimensions,
    radius: settings.radius,
    shape: settings.shape,
    neuronType,
    encoders: encodersOf(ensemble, table),
    ...gainAndBias(ensemble, table),
    initialState: initialState(ensemble, table),
    seed: settings.seed,
    draws: null,
    ...(noise === null
      ? {}
      : {
          noise: {
            process: processes.map<{ readonly tensor: Tensor; readonly function: FunctionRecord }, ModelHeld>(noise, { tensor: held }),
            ...noiseDraws,
          },
        }),
  });
}
