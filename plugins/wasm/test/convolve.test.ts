import { build } from '@rheobase/build';
import { convolution, convolutionTranspose, Network, spikingRelu } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { type OperatorActivity, wasm } from '../src/index.js';
import { BATCH, difference, inputsOf, recorded } from './running.js';
import { spread } from './vocabulary.js';

interface Layers {
  readonly filters: number;
  readonly groups: number;
  readonly channelsLast: boolean;
  /** Spikes of a neuron, per second, at most: few are spread, many are collected. */
  readonly rate: number;
}

const shape = (rows: number, columns: number, channels: number, last: boolean) =>
  last ? [rows, columns, channels] : [channels, rows, columns];

/** Values that are convolved, neurons that spike, and what their spikes are through a convolution and through a transposed one. */
function layers({ filters, groups, channelsLast, rate }: Layers): Network {
  const net = new Network({ seed: 9 });
  const options = { filters, channelsLast };
  const input = net.input(24, { label: 'in' });
  const below = convolution({ ...options, inputShape: shape(3, 4, 2, channelsLast), kernelSize: [2, 3], padding: 'same' });
  const size = 12 * filters;
  const { neurons } = net.ensemble(size, 1, { neuronType: spikingRelu(), gain: rate, bias: spread(0.3 * rate, rate, size) });
  net.connect(input, neurons, { transform: below, synapse: null });
  const inputShape = shape(3, 4, filters, channelsLast);
  const over = [
    convolution({
      ...options,
      groups,
      inputShape,
      strides: [1, 2],
      kernelSize: 2,
      padding: [
        [0, 1],
        [1, 1],
      ],
    }),
    convolutionTranspose({ ...options, inputShape, strides: 2, kernelSize: 2 }),
  ];
  for (const [k, transform] of over.entries()) {
    const out = net.passthrough(transform.outputShape.reduce((product, length) => product * length, 1));
    net.connect(neurons, out, { transform, synapse: null });
    net.probe(out, { label: `out ${k}` });
  }
  return net;
}

/** What was recorded, and how the convolutions of a model went. */
async function watched(model: Model, backend: 'reference' | 'wasm') {
  const activity: OperatorActivity[] = [];
  const runtime = await createRuntime(reference(), wasm({ activity: heard => void activity.push(...heard) }));
  const simulation = await runtime.simulate(model, { backend, inputs: inputsOf(model), batch: BATCH });
  await simulation.runSteps(30);
  const got = recorded(simulation, model);
  simulation[Symbol.dispose]();
  return { got, activity: activity.filter(({ kind }) => kind === 'convolve') };
}

// 31 filters: eight, four and single vectors of them and single filters, in one precision or the other
describe.each([31, 68, 6, 1])('%i filters', filters => {
  const grouped = { 31: [1], 68: [2], 6: [1, 6], 1: [1] }[filters] ?? [];
  const cases = grouped.flatMap(groups => [true, false].flatMap(channelsLast => [20, 2000].map(rate => ({ groups, channelsLast, rate }))));

  it.each(cases)('$groups groups, channels last: $channelsLast, $rate Hz', async given => {
    const model = await build(layers({ filters, ...given }));
    const exact = await watched(model, 'wasm');
    expect(difference(exact.got, (await watched(model, 'reference')).got)).toBeNull();
    expect(exact.activity).toHaveLength(2);
    for (const { byEvents, inFull } of exact.activity) expect(given.rate < 100 ? byEvents : inFull).toBeGreaterThan(0);
  });
});
