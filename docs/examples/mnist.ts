/**
 * The MNIST tutorial: train a convolutional network at rates, run it with spikes, draw what its ten classes say over 30 ms.
 *
 *     node docs/examples/dist/mnist.js [folder of MNIST IDX files]
 *
 * Without a folder it takes the 8 × 8 digits that come with the project.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { traces } from '@rheobase/plot';
import { tfjs } from '@rheobase/plugin-tfjs';
import { build, createRuntime, layers, lif, lowpass, Network, readIdx, repeatSteps } from 'rheobase';

const [, , given] = process.argv;
const folder = given ?? fileURLToPath(new URL('../data/digits', import.meta.url));
const [trained, tested] =
  given === undefined
    ? ([
        [0, 1500],
        [1500, 1797],
      ] as const)
    : ([
        [0, 8000],
        [8000, 10000],
      ] as const);
const train = await readIdx(folder, { images: trained }); // x: (items, 1, pixels), one step
const test = await readIdx(folder, { images: tested });
const shown = repeatSteps(test, 30); // x: (items, 30, pixels), each image for 30 ms

const net = new Network({ label: 'mnist', seed: 0 });
const { conv2d, dense } = layers(net, { neurons: lif({ amplitude: 0.01 }), maxRates: 100, intercepts: 0, synapse: null });
const padding = given === undefined ? 'same' : 'valid';
const image = net.input(train.x.shape[2]);
const c1 = conv2d(image, { shape: train.itemShape, filters: 32, kernel: 3, padding });
const c2 = conv2d(c1, { filters: 64, kernel: 3, strides: 2, padding });
const c3 = conv2d(c2, { filters: 128, kernel: 3, strides: 2, padding });
const out = dense(c3, 10, { neurons: null });
const logits = net.probe(out); // train on this: no filter
const digits = net.probe(out, { synapse: lowpass(0.1) }); // read the spikes from this

await using runtime = await createRuntime(tfjs());
const fit = runtime.fit(await build(net), { data: train, probe: logits, epochs: 10, batch: given === undefined ? 50 : 200, sigma: 0.02 });
fit.events.subscribe(e => {
  if (e.kind === 'epoch') console.log(`epoch ${e.epoch}: loss ${e.loss.toFixed(3)}, ${e.msPerBatch.toFixed(0)} ms per batch`);
});
const model = await fit; // SoftLIF while it trained, LIF again now

const percent = (x: number) => `${(100 * x).toFixed(1)} %`;
const rate = await runtime.evaluate(model, { data: test, probe: logits, neurons: 'rate', backend: 'tfjs' });
console.log(`rate   ${percent(rate.accuracy)}`);
const spikes = await runtime.evaluate(model, { data: shown, probe: digits, read: 'last' });
console.log(`spikes ${percent(spikes.accuracy)}`);

using sim = await runtime.simulate(model, { dt: 0.001, inputs: shown.slice(0, 1).x });
await sim.runSteps(30);
await mkdir('out', { recursive: true });
await writeFile('out/digit.svg', traces(sim.data(digits), { title: 'ten classes over 30 ms' }));
console.log('out/digit.svg shows how the classes separate');
