import { build } from '@rheobase/build';
import { integrateAndFire, lif, lowpass, Network, spikingRelu } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, type SimulateOptions, type Simulation } from '@rheobase/runtime';

/** Values that differ in every item, step and element. */
export const wave = (batch: number, steps: number, size: number): Samples =>
  samplesOf(
    [batch, steps, size],
    Float64Array.from({ length: batch * steps * size }, (_, i) => Math.sin(i * 0.37) + 0.2),
  );

/** Input straight to a probe: what goes in is recorded. */
export async function straight(size = 2): Promise<Model> {
  const net = new Network();
  net.probe(net.input(size, { label: 'in' }), { label: 'out' });
  return build(net);
}

/** Every kind of state: spiking neurons, filters of both orders, a ring of delays, a recurrent connection, sampled and bounded probes. */
export async function everything(): Promise<Model> {
  const net = new Network({ seed: 5 });
  const input = net.input(2, { label: 'in' });
  const a = net.ensemble(20, 2, { label: 'a', neuronType: lif() });
  const b = net.ensemble(15, 1, { label: 'b', neuronType: spikingRelu() });
  const c = net.ensemble(10, 1, {
    label: 'c',
    neuronType: integrateAndFire({ spikes: 'signed', refractory: 0.002, tauRc: 0.03 }),
    maxRates: 100,
  });
  net.connect(input, a, { synapse: null });
  net.connect(a, b, { function: x => [(x[0] ?? 0) * (x[1] ?? 0)], synapse: lowpass(0.01), delaySteps: 4 });
  net.connect(b, b, { synapse: lowpass(0.05), transform: 0.5 });
  net.connect(b, c, { synapse: { type: 'alpha', tau: 0.005 } });
  net.connect(input.at(0), c, { synapse: null, delaySteps: 3 });
  net.probe(a.neurons, { label: 'spikes' });
  net.probe(b, { label: 'value', synapse: lowpass(0.02) });
  net.probe(c.neurons, { label: 'voltage', attribute: 'voltage' });
  net.probe(c, { label: 'sampled', sampleEvery: 0.0025 });
  return build(net);
}

/** A simulation on the reference backend. */
export async function simulate(model: Model, options: SimulateOptions = {}): Promise<Simulation> {
  const runtime = await createRuntime(reference());
  return runtime.simulate(model, options);
}

/** Everything that every probe has recorded. */
export const recorded = (model: Model, simulation: Simulation): Readonly<Record<string, Samples>> =>
  Object.fromEntries(model.probes.map(({ path }) => [path, simulation.data(path)]));
