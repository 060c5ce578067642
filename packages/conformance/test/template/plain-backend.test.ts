import type { NeuronRecord } from '@rheobase/core';
import {
  alpha,
  build,
  convolution,
  createRuntime,
  indices,
  lif,
  lowpass,
  type Model,
  Network,
  reference,
  relu,
  type Samples,
  samplesOf,
  UnsupportedError,
} from 'rheobase';
import { describe, expect, it } from 'vitest';
import { plain } from './plain-backend.js';

const wave = (batch: number, steps: number): Samples =>
  samplesOf(
    [batch, steps, 2],
    Float64Array.from({ length: batch * steps * 2 }, (_, i) => Math.sin(0.01 * i + i / 7)),
  );

async function channel(neuronType: NeuronRecord = relu()): Promise<Model> {
  const net = new Network({ seed: 3 });
  const input = net.input(2, { label: 'in' });
  const a = net.ensemble(40, 2, { label: 'a', neuronType, maxRates: 100, intercepts: 0 });
  const b = net.ensemble(30, 1, { label: 'b', neuronType, radius: 1.5 });
  const swapped = net.passthrough(2, { label: 'swapped' });
  net.connect(input, swapped, { transform: indices(2, [1, 0]), synapse: null });
  net.connect(swapped, a, { synapse: null });
  net.connect(a.at(1), b, { function: x => [(x[0] ?? 0) * 0.5] });
  net.connect(b, b, { transform: 0.3, synapse: lowpass(0.05) });
  net.probe(a, { label: 'first' });
  net.probe(b, { label: 'second', synapse: lowpass(0.01) });
  net.probe(b.neurons.at(3, 1), { label: 'rates' });
  return build(net);
}

const recorded = async (model: Model, backend: string): Promise<readonly number[]> => {
  await using runtime = await createRuntime(reference(), plain());
  using simulation = await runtime.simulate(model, { backend, inputs: wave(3, 120) });
  await simulation.runSteps(120);
  return model.probes.flatMap(({ path }) => Array.from(simulation.data(path).data));
};

async function convolutional(): Promise<Model> {
  const net = new Network();
  const transform = convolution({ inputShape: [4, 4, 1], filters: 1, kernelSize: 2 });
  net.connect(net.input(16, { label: 'image' }), net.passthrough(9, { label: 'map' }), { label: 'edges', transform, synapse: null });
  return build(net);
}

describe('a backend of one’s own', () => {
  it('runs a channel of relu ensembles like the reference, to 1e-9', async () => {
    const model = await channel();
    const [own, expected] = [await recorded(model, 'plain'), await recorded(model, 'reference')];
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.5);
    expect(Math.max(...expected.map((value, i) => Math.abs(value - (own[i] ?? Number.NaN))))).toBeLessThan(1e-9);
  });

  it('goes on from a snapshot as if it had not stopped', async () => {
    const model = await channel();
    await using runtime = await createRuntime(plain());
    using simulation = await runtime.simulate(model, { inputs: wave(3, 120) });
    await simulation.runSteps(60);
    const state = simulation.snapshot();
    await simulation.runSteps(60);
    const straight = simulation.data('second').data.slice(-60);
    simulation.reset();
    simulation.restore(state);
    await simulation.runSteps(60);
    expect(simulation.data('second').data.slice(-60)).toEqual(straight);
  });

  it('refuses spiking neurons, naming ensemble and type', async () => {
    await using runtime = await createRuntime(plain());
    const refused = runtime.simulate(await channel(lif()), { backend: 'plain' });
    await expect(refused).rejects.toThrow(UnsupportedError);
    await expect(refused).rejects.toThrow(/backend plain cannot run a: neuron type lif: .*relu/);
    await expect(refused).rejects.toMatchObject({ code: 'refused', object: 'a' });
  });

  it('refuses a convolution, naming connection and operator', async () => {
    await using runtime = await createRuntime(plain());
    await expect(runtime.simulate(await convolutional(), { backend: 'plain' })).rejects.toMatchObject({
      name: 'UnsupportedError',
      object: 'edges',
      message: expect.stringContaining('operator convolve'),
    });
  });

  it('refuses a filter it lacks when it compiles, naming the connection', async () => {
    const net = new Network();
    net.connect(net.input(2, { label: 'in' }), net.passthrough(2), { label: 'slow', synapse: alpha(0.01) });
    await using runtime = await createRuntime(plain());
    await expect(runtime.simulate(await build(net), { backend: 'plain' })).rejects.toMatchObject({
      name: 'UnsupportedError',
      object: 'slow',
    });
  });

  it('tells its refusals before anything is compiled', async () => {
    await using runtime = await createRuntime(plain());
    const options = { dt: 0.001, batch: 1, precision: 'float64', threads: 1, functions: {}, seed: 0 } as const;
    expect(runtime.backend('plain').refusals(await channel(), options)).toEqual([]);
    expect(
      runtime
        .backend('plain')
        .refusals(await channel(lif()), options)
        .map(({ object, feature }) => `${object}: ${feature}`),
    ).toEqual(['a: neuron type lif', 'b: neuron type lif']);
  });
});
