/**
 * Binding and recall: a vector that holds "colour is red, shape is round" is asked for its colour, then for its shape. Circular convolution
 * undoes the binding, which leaves a noisy answer; an associative memory finds the known vector that it resembles most.
 *
 *     node docs/examples/dist/memory.js
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { traces } from '@rheobase/plot';
import { associativeMemory, build, circularConvolution, createRuntime, lowpass, Network } from 'rheobase';

const dimensions = 16;
/** Made-up directions that have little in common. */
const word = (k: number): readonly number[] => {
  const x = Array.from({ length: dimensions }, (_, i) => Math.sin(7 * (k + 1) * (i + 1) * (i + 1) + k * k));
  const length = Math.hypot(...x);
  return x.map(value => value / length);
};
const [colour, shape] = [word(0), word(1)];
const names = ['red', 'blue', 'round', 'square'];
const answers = names.map((_, index) => word(index + 2));
const bound = (a: readonly number[], b: readonly number[] = []) =>
  a.map((_, i) => a.reduce((sum, x, j) => sum + x * (b[(i - j + dimensions) % dimensions] ?? 0), 0));
const [red, round] = [bound(colour, answers[0]), bound(shape, answers[2])];

const net = new Network({ label: 'memory', seed: 1 });
const fact = net.constant(
  red.map((x, i) => x + (round[i] ?? 0)),
  { label: 'fact' },
);
const question = net.function(time => (time <= 0.3 ? colour : shape), 0, dimensions, { label: 'question' });
const unbind = circularConvolution(net, 100, dimensions, { label: 'unbind', invertB: true, inputMagnitude: 1.5 });
const memory = associativeMemory(net, answers, { label: 'answers', threshold: 0.3, winnerTakeAll: true });
net.connect(fact, unbind.inputA);
net.connect(question, unbind.inputB);
net.connect(unbind.output, memory.input, { synapse: lowpass(0.01) });
const recalled = net.probe(memory.recalled, { synapse: lowpass(0.02) });

await using runtime = await createRuntime();
using sim = await runtime.simulate(await build(net));
await sim.run(0.6);

const { data } = sim.data(recalled);
for (const [at, asked] of [
  [300, 'colour'],
  [600, 'shape'],
] as const) {
  const values = Array.from(data.slice((at - 1) * names.length, at * names.length));
  const best = values.indexOf(Math.max(...values));
  console.log(`its ${asked}: ${names[best]} (${values[best]?.toFixed(2)})`);
}
await mkdir('out', { recursive: true });
await writeFile('out/memory.svg', traces(sim.data(recalled), { title: 'colour asked for, then shape', labels: names }));
console.log('out/memory.svg shows the answers over time');
