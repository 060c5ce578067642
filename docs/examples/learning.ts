/**
 * A connection that starts with the wrong function and learns a better one from an error while it runs: prescribed error sensitivity.
 * The error is computed by neurons, too. Afterwards the learned weights are kept in a model of their own and run without the teacher.
 *
 *     node docs/examples/dist/learning.js
 */
import { build, createRuntime, freezeRules, lowpass, Network, pes, rms, whiteSignal } from 'rheobase';

const net = new Network({ label: 'learning', seed: 1 });
const stimulus = net.process(whiteSignal({ period: 2, high: 3, rms: 0.6 }), { label: 'stimulus' });
const pre = net.ensemble(200, 1, { label: 'pre' });
const post = net.ensemble(200, 1, { label: 'post' });
net.connect(stimulus, pre, { synapse: null });
const learned = net.connect(pre, post, { function: () => [0], learningRule: pes({ learningRate: 1e-3 }) });

// error = what post says less the square that it ought to say
const error = net.ensemble(200, 1, { label: 'error', radius: 1.5 });
net.connect(post, error);
net.connect(stimulus, error, { function: x => x.map(value => -value * value) });
net.connect(error, learned.rule());
const wrong = net.probe(error, { synapse: lowpass(0.05), sampleEvery: 0.01 });

await using runtime = await createRuntime();
const model = await build(net);
using untaught = await runtime.simulate(freezeRules(model));
await untaught.run(2);
console.log(`untaught: error ${rms(untaught.data(wrong).data).toFixed(3)}`);

using sim = await runtime.simulate(model);
for (let round = 1; round <= 8; round++) {
  await sim.run(2);
  console.log(`round ${round}: error ${rms(sim.data(wrong).data.slice(-200)).toFixed(3)}`);
}

const taught = freezeRules(sim.toModel());
using alone = await runtime.simulate(taught);
await alone.run(2);
console.log(`without the teacher: error ${rms(alone.data(wrong).data).toFixed(3)}`);
