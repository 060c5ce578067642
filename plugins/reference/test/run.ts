import { build } from '@rheobase/build';
import { Network as Net, type Network, type NeuronRecord } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import { randomStream } from '@rheobase/math';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';

/** What each probe of a network records in so many steps on the reference backend. */
export async function run(
  network: Network | Model,
  steps: number,
  options: { readonly inputs?: Samples; readonly dt?: number } = {},
): Promise<(probe: string) => Float64Array> {
  const model = 'tensors' in network ? network : await build(network);
  const runtime = await createRuntime(reference());
  using simulation = await runtime.simulate(model, { backend: 'reference', ...options });
  await simulation.runSteps(steps);
  const recorded = new Map(model.probes.map(({ path }) => [path, Float64Array.from(simulation.data(path).data)]));
  return probe => recorded.get(probe) ?? new Float64Array(0);
}

export const uniform = (seed: number, count: number, low = -1, high = 1): Float64Array => {
  const random = randomStream(seed);
  return new Float64Array(count).map(() => low + (high - low) * random.uniform());
};

/** Currents that change from step to step, (steps, neurons), for neurons with gain 1 and bias 0; output and states are probed by name. */
export async function drive(
  neuronType: NeuronRecord,
  currents: readonly (readonly number[])[],
  {
    dt = 0.001,
    states = [],
    initialState = {},
  }: { dt?: number; states?: readonly string[]; initialState?: Record<string, number | readonly number[]> } = {},
): Promise<(probe: string) => Float64Array> {
  const size = currents[0]?.length ?? 1;
  const net = new Net();
  const cells = net.ensemble(size, 1, { label: 'cells', neuronType, encoders: null, gain: 1, bias: 0, initialState });
  net.connect(net.input(size, { label: 'in' }), cells.current, { synapse: null });
  net.probe(cells.neurons, { label: 'output' });
  for (const state of states) net.probe(cells.neurons, { label: state, attribute: state });
  return run(net, currents.length, { dt, inputs: samplesOf([1, currents.length, size], currents.flat()) });
}
