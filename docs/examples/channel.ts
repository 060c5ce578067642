/**
 * A communication channel in the Neural Engineering Framework: two ensembles of spiking neurons pass on a sine, no training involved.
 *
 *     node docs/examples/dist/channel.js
 */
import { build, createRuntime, lowpass, Network, samplesOf } from 'rheobase';

const net = new Network({ label: 'channel', seed: 1 });
const stimulus = net.input(1, { label: 'stimulus' });
const a = net.ensemble(100, 1, { label: 'a' });
const b = net.ensemble(100, 1, { label: 'b' });
net.connect(stimulus, a, { synapse: null });
net.connect(a, b, { function: x => x.map(value => value * value), synapse: lowpass(0.01) });
const square = net.probe(b, { synapse: lowpass(0.03) });

const sine = samplesOf(
  [1, 1000, 1],
  Float64Array.from({ length: 1000 }, (_, n) => Math.sin((2 * Math.PI * n) / 1000)),
);
await using runtime = await createRuntime();
using sim = await runtime.simulate(await build(net), { inputs: sine });
await sim.run(1);

const decoded = sim.data(square).data;
for (const n of [125, 250, 500, 750]) console.log(`t = ${(n / 1000).toFixed(3)} s: ${decoded[n - 1]?.toFixed(2)}`);
