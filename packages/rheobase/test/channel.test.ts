import type { NeuronRecord } from '@rheobase/core';
import { build, createRuntime, lif, lowpass, Network, reference, samplesOf, spikingRelu } from 'rheobase';
import { describe, expect, it } from 'vitest';

const sine = samplesOf(
  [1, 1000, 1],
  Float64Array.from({ length: 1000 }, (_, n) => Math.sin((2 * Math.PI * n) / 1000)),
);

/** Root mean square over one second of what a channel's end decodes, against f(input) delayed as its synapses delay it. */
async function error(neuronType: NeuronRecord = lif(), seed = 1, f: (x: number) => number = x => x): Promise<number> {
  const net = new Network({ seed });
  const input = net.input(1, { label: 'in' });
  const a = net.ensemble(100, 1, { label: 'a', neuronType });
  const b = net.ensemble(100, 1, { label: 'b', neuronType });
  net.connect(input, a, { synapse: null });
  net.connect(a, b, { function: x => Array.from(x, f), synapse: lowpass(0.005) });
  const probe = net.probe(b, { synapse: lowpass(0.03) });
  await using runtime = await createRuntime(reference());
  using simulation = await runtime.simulate(await build(net), { inputs: sine });
  await simulation.run(1);
  const { data, shape } = simulation.data(probe);
  expect(shape).toEqual([1, 1000, 1]);
  let sum = 0;
  for (let n = 200; n < 1000; n++) sum += ((data[n] ?? 0) - f(sine.data[n - 35] ?? 0)) ** 2;
  return Math.sqrt(sum / 800);
}

describe('a communication channel of two ensembles', () => {
  it('decodes the input with an RMSE below 0.05, for several seeds', async () => {
    for (const seed of [1, 2, 3]) expect(await error(lif(), seed)).toBeLessThan(0.05);
  });

  it('decodes the square of the input', async () => {
    expect(await error(lif(), 1, x => x * x)).toBeLessThan(0.06);
  });

  it('works with other spiking neurons', async () => {
    expect(await error(spikingRelu())).toBeLessThan(0.05);
  });
});
