import { checkedSeed, knownOptions, oneOf, optionNames, type Tensor, tensor, UnsupportedError, ValidationError } from '@rheobase/core';
import { isSource, type Source } from '@rheobase/data';
import {
  checkModel,
  ensembleAt,
  foldConstants,
  foldLinear,
  type Model,
  type ModelEnsemble,
  type ModelNeuron,
  type ModelPerNeuron,
  needModel,
  perNeuron,
  type TensorId,
  withTensors,
} from '@rheobase/model';
import type { RateRunner } from '@rheobase/runtime';
import { type Channels, channelsOf } from './channels.js';
import { type Diagnosis, diagnosisOf, layerDiagnosis } from './diagnosis.js';
import { thresholdsOf } from './thresholds.js';

export interface ConvertOptions {
  /** Finds the activations; `runtime.rateRunner()`. */
  readonly runner: RateRunner;
  /** Calibration inputs, (items, steps, size): some hundreds of training items. */
  readonly data: Source;
  /** Percentile of the currents that becomes the threshold, in (0, 100]. Default 99.9. */
  readonly percentile?: number;
  /** Highest firing rate, Hz: one spike a step at dt = 1 / maxRate. Default 1000. */
  readonly maxRate?: number;
  /** 'signed' lets neurons take spikes back: better with few steps, where the backend can. Default 'binary'. */
  readonly spikes?: 'binary' | 'signed';
  /** Of what the network draws while it is calibrated, a whole number. Default 0. Item i of the data draws as item i of any run does. */
  readonly seed?: number;
}

export interface Conversion {
  readonly model: Model;
  readonly diagnosis: Diagnosis;
}

const names = optionNames<ConvertOptions>({ runner: true, data: true, percentile: true, maxRate: true, spikes: true, seed: true });

const isRunner = (given: unknown): boolean => typeof given === 'object' && given !== null && 'activations' in given;

function check({ runner, percentile = 99.9, maxRate = 1000, spikes = 'binary', data, seed = 0 }: ConvertOptions): void {
  oneOf('convert', 'spikes', spikes, ['binary', 'signed']);
  const fail = (what: string, given: unknown, allowed: string): never => {
    throw new ValidationError(`convert: ${what} must be ${allowed}, but ${given} was given`, { code: 'invalid-parameter', given, allowed });
  };
  if (!isRunner(runner)) fail('runner', runner, 'what runtime.rateRunner() gives');
  if (!isSource(data)) fail('data', data, 'samples, as samplesOf([items, steps, size], values) gives');
  if (!(percentile > 0 && percentile <= 100)) fail('percentile', percentile, 'in (0, 100]');
  if (!(maxRate > 0 && Number.isFinite(maxRate))) fail('maxRate', maxRate, 'a rate in Hz > 0');
  checkedSeed('convert', seed);
  if (data.shape[0] * data.shape[1] === 0) fail('data', 'an empty batch', 'at least one item of one step');
}

/** An ensemble of rectified neurons as integrate-and-fire neurons: v0 = threshold / 2, each spike worth what made it, the rest kept. */
function spikingTwin(
  ensemble: ModelEnsemble,
  thresholds: Float64Array,
  channels: Channels,
  amplitude: number,
  { maxRate = 1000, spikes = 'binary' }: ConvertOptions,
): { readonly ensemble: ModelEnsemble; readonly tensors: readonly (readonly [TensorId, Tensor])[] } {
  const { path } = ensemble;
  const put = (name: string, factor: number): readonly [TensorId, Tensor] => [
    `${path}.converted.${name}`,
    tensor(
      channels.shape,
      thresholds.map(x => (x * factor) / maxRate),
    ),
  ];
  const threshold = put('threshold', 1);
  const initial = put('initial', 0.5);
  const height = amplitude === 1 ? threshold : put('amplitude', amplitude);
  const by = ([id]: readonly [TensorId, Tensor]): ModelPerNeuron => ({ tensor: id });
  const neuronType: ModelNeuron = {
    type: 'integrateAndFire',
    tauRc: null,
    threshold: by(threshold),
    reset: { to: 'subtract' },
    refractory: 0,
    spikes: { range: spikes },
    initial: by(initial),
    floor: null,
    amplitude: by(height),
  };
  return {
    tensors: [threshold, initial, height],
    ensemble: Object.freeze({ ...ensemble, initialState: {}, neuronType }),
  };
}

function amplitudeOf(model: Model, ensemble: ModelEnsemble): number {
  const values = perNeuron(model, ensemble, 'amplitude' in ensemble.neuronType ? ensemble.neuronType.amplitude : 1);
  const [first = 1] = values;
  if (values.every(value => value === first)) return first;
  throw new UnsupportedError(`${ensemble.path}: convert needs one amplitude for all neurons of a layer`, {
    code: 'refused',
    object: ensemble.path,
  });
}

/**
 * A rate network of rectified neurons as a spiking one:
 *
 *     fold linear steps and constants ──▶ currents on calibration data ──▶ thresholds per channel ──▶ integrate-and-fire neurons
 *
 * Neurons keep what exceeds the threshold (soft reset) and start half-way to it, so that after T steps a rate is off by half a spike at
 * most. Max pooling passes on the growth of the largest sum of spikes, which keeps the same bound. Read the output as the mean over steps. A network without rectified neurons is refused.
 */
export async function convert(model: Model, options: ConvertOptions): Promise<Conversion> {
  // 1. Check, fold
  needModel('convert', model);
  check(knownOptions('convert', options, names));
  const folded = foldConstants(foldLinear(model));
  const other = folded.ensembles.find(e => e.neuronType.type !== 'relu');
  if (other || folded.ensembles.length === 0) {
    throw new UnsupportedError(
      other
        ? `${other.path}: convert turns relu neurons into spiking ones, but these are ${other.neuronType.type}`
        : 'convert: this network has no neurons to convert, so nothing would spike',
      { code: 'refused', ...(other ? { object: other.path } : {}), given: other?.neuronType.type, allowed: 'relu' },
    );
  }
  // 2. Calibrate
  const activations = await options.runner.activations(folded, options.data, { seed: options.seed ?? 0 });
  // 3. Thresholds, neurons
  const converted = folded.ensembles.map(ensemble => {
    const currents = activations.get(ensemble.path)?.current;
    if (!currents)
      throw new ValidationError(`convert: runner ${options.runner.name} gave no currents for ${ensemble.path}`, {
        code: 'missing-activations',
      });
    const channels = channelsOf(folded, ensembleAt(folded, ensemble.path));
    const statistics = thresholdsOf(currents, channels, options.percentile ?? 99.9);
    const twin = spikingTwin(ensemble, statistics.thresholds, channels, amplitudeOf(folded, ensemble), options);
    return { ...twin, diagnosis: layerDiagnosis(ensemble.path, ensemble.neurons, statistics, options.maxRate ?? 1000) };
  });
  // 4. Assemble, check
  const nodes = folded.nodes.map(node =>
    node.record.type === 'maxPool' ? { ...node, record: { ...node.record, mode: 'runningMax' as const } } : node,
  );
  const spiking = withTensors(
    { ...folded, nodes, ensembles: converted.map(c => c.ensemble) },
    converted.flatMap(c => c.tensors),
  );
  checkModel(spiking);
  return Object.freeze({ model: spiking, diagnosis: diagnosisOf(converted.map(c => c.diagnosis)) });
}
