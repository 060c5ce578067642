import { build } from '@rheobase/build';
import {
  convolution,
  type DistributionInput,
  dense,
  type EnsembleOptions,
  lif,
  Network,
  type NeuronRecord,
  type TransformRecord,
  uniform,
} from '@rheobase/core';
import { type Dataset, dataset, samplesOf } from '@rheobase/data';
import { randomStream } from '@rheobase/math';
import type { Model } from '@rheobase/model';
import { adam, type FitContext, type FitEvent, type FitRequest } from '@rheobase/runtime';

export const PROBE = 'logits';

/** input → transform → passthrough, probed. */
export async function linear(transform: TransformRecord, sizeIn: number, sizeOut: number): Promise<Model> {
  const net = new Network({ seed: 3 });
  const input = net.input(sizeIn, { label: 'x' });
  const out = net.passthrough(sizeOut, { label: 'y' });
  net.connect(input, out, { synapse: null, transform });
  net.probe(out, { label: PROBE });
  return build(net);
}

export interface DenseNetOptions {
  readonly sizeIn?: number;
  readonly hidden?: number;
  readonly classes?: number;
  readonly neuronType?: NeuronRecord;
  readonly ensemble?: Partial<EnsembleOptions>;
  readonly weights?: DistributionInput;
}

/** input → dense → neurons → dense → passthrough. */
export async function denseNet({
  sizeIn = 4,
  hidden = 12,
  classes = 3,
  neuronType = lif({ amplitude: 0.01 }),
  ensemble = {},
}: DenseNetOptions = {}): Promise<Model> {
  const net = new Network({ seed: 5 });
  const input = net.input(sizeIn, { label: 'x' });
  const layer = net.ensemble(hidden, 1, { label: 'hidden', neuronType, encoders: null, gain: 2, bias: 1, ...ensemble });
  const out = net.passthrough(classes, { label: 'out' });
  net.connect(input, layer.neurons, {
    synapse: null,
    label: 'first',
    transform: dense({ shape: [hidden, sizeIn], init: uniform(-0.8, 0.8) }),
  });
  net.connect(layer.neurons, out, {
    synapse: null,
    label: 'second',
    transform: dense({ shape: [classes, hidden], init: uniform(-0.5, 0.5) }),
  });
  net.probe(out, { label: PROBE });
  return build(net);
}

/** 6×6 image → conv 3×3 → conv 3×3 stride 2 → dense. */
export async function convNet(neuronType: NeuronRecord, channelsLast = true, seed = 7): Promise<Model> {
  const net = new Network({ seed });
  const shape = (side: number, channels: number): number[] => (channelsLast ? [side, side, channels] : [channels, side, side]);
  const once = (channels: number): number[] => (channelsLast ? [1, 1, channels] : [channels, 1, 1]);
  const input = net.input(36, { label: 'x' });
  const one = net.ensemble(6 * 6 * 3, 1, {
    neuronType,
    encoders: null,
    gain: 1.5,
    bias: uniform(0.6, 1.4),
    shape: shape(6, 3),
    parameterShape: once(3),
  });
  const two = net.ensemble(3 * 3 * 4, 1, {
    neuronType,
    encoders: null,
    gain: uniform(0.8, 2),
    bias: uniform(0.6, 1.4),
    shape: shape(3, 4),
    parameterShape: once(4),
  });
  const out = net.passthrough(3, { label: 'out' });
  const kernel = uniform(-0.5, 0.5);
  net.connect(input, one.neurons, {
    synapse: null,
    transform: convolution({ inputShape: shape(6, 1), filters: 3, padding: 'same', channelsLast, kernel }),
  });
  net.connect(one.neurons, two.neurons, {
    synapse: null,
    transform: convolution({ inputShape: shape(6, 3), filters: 4, strides: 2, padding: 'same', channelsLast, kernel }),
  });
  net.connect(two.neurons, out, { synapse: null, transform: dense({ shape: [3, 36], init: uniform(-0.5, 0.5) }) });
  net.probe(out, { label: PROBE });
  return build(net);
}

export const randoms = (count: number, seed = 1, low = -1, high = 1): Float64Array => {
  const random = randomStream(seed);
  return Float64Array.from({ length: count }, () => low + (high - low) * random.uniform());
};

/** Points in three blobs that a small net can tell apart. */
export function blobs(count: number, seed = 11, steps = 1): Dataset {
  const random = randomStream(seed);
  const labels = Int32Array.from({ length: count }, (_, k) => k % 3);
  const x = Float64Array.from({ length: count * steps * 4 }, (_, i) => {
    const label = labels[Math.floor(i / (4 * steps))] ?? 0;
    return (i % 4 === label ? 1.2 : 0) + 0.3 * random.normal();
  });
  return dataset({ x: samplesOf([count, steps, 4], x), labels, classes: 3 });
}

export const request = (data: Dataset, changes: Partial<FitRequest> = {}): FitRequest => ({
  data,
  validation: null,
  input: null,
  probe: PROBE,
  loss: 'crossEntropy',
  epochs: 2,
  batch: 20,
  optimizer: adam({ learningRate: 0.01 }),
  sigma: 0.02,
  seed: 1,
  ...changes,
});

/** A context that keeps events; its clock ticks a millisecond a look. */
export function listening(): { readonly context: FitContext; readonly events: FitEvent[]; cancel(): void } {
  const events: FitEvent[] = [];
  const signal = { aborted: false };
  let time = 0;
  return {
    events,
    cancel: () => {
      signal.aborted = true;
    },
    context: { signal, now: () => ++time, report: event => void events.push(event), pause: async () => {} },
  };
}

export const refusal = async (attempt: () => unknown): Promise<{ name: string; message: string; code: unknown; object: unknown }> => {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof Error) {
      return { name: error.name, message: error.message, code: Reflect.get(error, 'code'), object: Reflect.get(error, 'object') };
    }
  }
  throw new Error('nothing was refused');
};
