import { build } from '@rheobase/build';
import { gaussian, Network, relu, tensor } from '@rheobase/core';
import { type Dataset, dataset, repeatSteps, type Samples, samplesOf } from '@rheobase/data';
import { randomStream } from '@rheobase/math';
import type { Model } from '@rheobase/model';
import { layers } from '@rheobase/networks';
import { ReferenceRateRunner, reference } from '@rheobase/plugin-reference';
import { createRuntime, type Runtime } from '@rheobase/runtime';

export const runner = new ReferenceRateRunner();
export const runtime: Runtime = await createRuntime(reference());

/** Inputs in [0, 1), one step each. */
export function images(seed: number, items: number, size: number): Samples {
  const random = randomStream(seed);
  return samplesOf(
    [items, 1, size],
    new Float64Array(items * size).map(() => random.uniform()),
  );
}

export const unlabelled = (x: Samples): Dataset => dataset({ x, labels: new Int32Array(x.shape[0]), classes: 2 });

/** A small network of relu layers with random weights: convolution, pooling, dense; 32 inputs, 5 outputs. */
export async function convolutional(seed: number): Promise<Model> {
  const net = new Network({ seed });
  const { conv2d, avgPool2d, dense } = layers(net, { neurons: relu(), gain: 1, bias: gaussian(0, 0.1) });
  const first = conv2d(net.input(72, { label: 'in' }), { label: 'conv', shape: [6, 6, 2], filters: 4, kernel: 3, padding: 'same' });
  const pooled = avgPool2d(first, { label: 'pool' });
  const hidden = dense(pooled, 12, { label: 'hidden' });
  net.probe(dense(hidden, 5, { label: 'logits', neurons: null, bias: [0.1, -0.1, 0, 0.2, 0] }), { label: 'out' });
  return build(net);
}

/** One hidden layer of relu neurons. */
export async function shallow(seed: number, amplitude = 1): Promise<Model> {
  const net = new Network({ seed });
  const { dense } = layers(net, { neurons: relu({ amplitude }), gain: 1, bias: gaussian(0, 0.1) });
  const hidden = dense(net.input(6, { label: 'in' }), 10, { label: 'hidden' });
  net.probe(dense(hidden, 3, { label: 'logits', neurons: null }), { label: 'out' });
  return build(net);
}

/** Outputs of a model on single-step inputs shown for so many steps: (items, outputs). */
export async function outputs(model: Model, x: Samples, steps = 1, probe = 'out'): Promise<Float64Array> {
  const { outputs: found } = await runtime.evaluate(model, { data: repeatSteps(unlabelled(x), steps), probe, read: 'mean' });
  return Float64Array.from(found.data);
}

export const largestGap = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), a.length === b.length ? 0 : Number.NaN);

export const values = (count: number, at: (index: number) => number) =>
  tensor(
    [count],
    Float64Array.from({ length: count }, (_, i) => at(i)),
  );
