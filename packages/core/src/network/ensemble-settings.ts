import { knownOptions } from '../definitions/known-options.js';
import { checkedSeed } from '../definitions/seed.js';
import { toDistribution } from '../distributions/distribution.js';
import { uniform } from '../distributions/numbers.js';
import { scatteredHypersphere } from '../distributions/spheres.js';
import { ValidationError } from '../errors.js';
import { lif } from '../neurons/lif.js';
import { stateNames } from '../neurons/neuron.js';
import { processSizes } from '../processes/process.js';
import { wholeNumber } from '../size.js';
import { broadcasts, sizeOf } from '../tensor.js';
import { givenPoints } from './contradictions.js';
import { type EnsembleOptions, type EnsembleSettings, ensembleOptionNames } from './ensemble-options.js';
import { needEnsembleRecords } from './given-records.js';
import { noHints } from './hints.js';

const invalid = (path: string, name: string, given: unknown, allowed: string) =>
  new ValidationError(`${path}: ${name} must be ${allowed}, but ${String(given)} was given`, {
    code: 'invalid-parameter',
    object: path,
    given,
    allowed,
  });

/** An ensemble's options with defaults filled in and checked; errors name the ensemble, the option and the value. */
export function ensembleSettings(path: string, size: number, dimensions: number, options: EnsembleOptions): EnsembleSettings {
  knownOptions(path, options, ensembleOptionNames);
  const { neuronType = lif(), radius = 1, encoders = scatteredHypersphere({ surface: true }), evalPointCount = null } = options;
  const { initialState = {} } = options;
  needEnsembleRecords(path, options);
  // What the neurons of a direct ensemble would be like has no meaning.
  const { shape = [size], parameterShape = shape } = neuronType.type === 'direct' ? {} : options;
  if (!Number.isInteger(size) || (size < 1 && neuronType.type !== 'direct')) throw invalid(path, 'neurons', size, 'a whole number >= 1');
  if (!Number.isInteger(dimensions) || dimensions < 1) throw invalid(path, 'dimensions', dimensions, 'a whole number >= 1');
  if (!(radius > 0 && Number.isFinite(radius))) throw invalid(path, 'radius', radius, 'a finite number > 0');
  if (sizeOf(shape) !== size) throw invalid(path, 'shape', `[${shape}]`, `a shape of ${size} neurons`);
  if (!broadcasts(parameterShape, shape))
    throw invalid(path, 'parameterShape', `[${parameterShape}]`, `a shape that repeats to [${shape}]`);
  if (evalPointCount !== null && !(Number.isInteger(evalPointCount) && evalPointCount >= 1)) {
    throw invalid(path, 'evalPointCount', evalPointCount, 'a whole number >= 1');
  }
  if ((options.gain === undefined) !== (options.bias === undefined)) {
    throw invalid(path, 'gain and bias', options.gain === undefined ? 'bias alone' : 'gain alone', 'given together');
  }
  const { noise = null, noiseSeed } = options;
  if (noise !== null && (neuronType.type === 'direct' || processSizes(noise, size).sizeIn > 0)) {
    throw invalid(path, 'noise', noise.type, 'a process that takes no input, on neurons');
  }
  if (noiseSeed !== undefined) wholeNumber(path, 'noiseSeed', noiseSeed, 0);
  if (noiseSeed !== undefined && options.noise === undefined) throw invalid(path, 'noiseSeed', noiseSeed, 'given together with noise');
  const names = stateNames(neuronType);
  for (const name of Object.keys(initialState)) {
    if (!names.includes(name))
      throw invalid(path, 'initialState', `'${name}'`, `a state of ${neuronType.type} (${names.join(', ') || 'none'})`);
  }
  // Options without effect are not stored, whether given or by default.
  const tuned = options.gain === undefined ? options : {};
  const directions = encoders === null || neuronType.type === 'direct' ? null : toDistribution(encoders);
  const represented = directions === null ? {} : options;
  const evalPoints = toDistribution(represented.evalPoints ?? scatteredHypersphere());
  return Object.freeze({
    seed: checkedSeed(path, options.seed ?? 0),
    neuronType,
    radius,
    encoders: directions,
    normalizeEncoders: represented.normalizeEncoders ?? true,
    intercepts: toDistribution(tuned.intercepts ?? uniform(-1, 0.9)),
    maxRates: toDistribution(tuned.maxRates ?? uniform(200, 400)),
    gain: options.gain === undefined ? null : toDistribution(options.gain),
    bias: options.bias === undefined ? null : toDistribution(options.bias),
    evalPoints,
    evalPointCount: givenPoints(evalPoints, dimensions) === null ? (represented.evalPointCount ?? null) : null,
    initialState: Object.freeze(Object.fromEntries(Object.entries(initialState).map(([name, value]) => [name, toDistribution(value)]))),
    shape: Object.freeze([...shape]),
    parameterShape: Object.freeze([...parameterShape]),
    noise,
    ...(noise === null || noiseSeed === undefined ? {} : { noiseSeed }),
    hints: options.hints ?? noHints,
  });
}
