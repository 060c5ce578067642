import {
  build,
  createRuntime,
  hashModel,
  layers,
  lif,
  lowpass,
  Network,
  reference,
  samplesOf,
  spikingRelu,
  tensor,
  withSynapses,
} from 'rheobase';
import { print } from './print.js';

/** A network with solved decoders, recurrence, layers and every kind of spiking neuron; prints hashes of its Model and of all it records. */
async function main(): Promise<string> {
  const net = new Network({ label: 'browser', seed: 7 });
  const input = net.input(2, { label: 'input' });
  const a = net.ensemble(80, 2, { label: 'a' });
  const b = net.ensemble(60, 1, { label: 'b', neuronType: spikingRelu() });
  net.connect(input, a);
  net.connect(a, a, { synapse: lowpass(0.1), transform: 0.9 });
  net.connect(a, b, { function: x => [(x[0] ?? 0) * (x[1] ?? 0)] });
  const { dense } = layers(net, { neurons: lif({ amplitude: 0.01 }) });
  const out = dense(b.neurons, 5, { neurons: null });
  const probes = [
    net.probe(a, { synapse: lowpass(0.02) }),
    net.probe(b.neurons),
    net.probe(out),
    net.probe(a.neurons, { attribute: 'voltage' }),
  ];
  const model = withSynapses(await build(net), lowpass(0.005));
  const steps = 400;
  const x = samplesOf(
    [1, steps, 2],
    Float64Array.from({ length: 2 * steps }, (_, i) => ((i * 37) % 200) / 100 - 1),
  );
  await using runtime = await createRuntime(reference());
  using sim = await runtime.simulate(model, { inputs: x });
  await sim.runSteps(steps);
  const recorded = new Map(probes.map(probe => [probe.path, tensor(sim.data(probe).shape, Float64Array.from(sim.data(probe).data))]));
  const empty = { ...model, tensors: recorded, nodes: [], ensembles: [], connections: [], probes: [], hints: {} };
  // Closures are not part of what was built here: decoders hold what they computed.
  return `model ${hashModel(model)}\nsamples ${hashModel(empty)}`;
}

print(await main());
