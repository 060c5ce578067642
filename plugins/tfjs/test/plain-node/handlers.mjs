// Fits with tfjs(), then fails in the way that is asked for. Prints the listeners of the process before and after.

import { tfjs } from '@rheobase/plugin-tfjs';
import { build, createRuntime, dataset, dense, Network, samplesOf, tensor } from 'rheobase';

const [how, wasmPath] = process.argv.slice(2);
const events = ['uncaughtException', 'unhandledRejection', 'newListener', 'removeListener', 'exit'];
process.on('uncaughtException', mine);
function mine(error) {
  console.log(`mine: ${error.message}`);
  process.exitCode = 9;
}
const listeners = () => events.map(event => process.listeners(event));
const before = listeners();

const net = new Network({ seed: 1 });
const out = net.passthrough(2);
net.connect(net.input(2), out, { synapse: null, transform: dense(tensor([2, 2], [1, 0, 0, 1])) });
const probe = net.probe(out);
const runtime = await createRuntime(tfjs(wasmPath === undefined ? {} : { wasmPath }));
await runtime.fit(await build(net), { data: dataset({ x: samplesOf([2, 1, 2], [1, 0, 0, 1]), labels: [0, 1] }), probe });

const after = listeners();
console.log(JSON.stringify(after.map((list, k) => list.length === before[k].length && list.every((one, i) => one === before[k][i]))));
if (how !== 'handled') process.removeListener('uncaughtException', mine);
if (how === 'reject') Promise.reject(new Error('my own rejection'));
else if (how !== 'nothing') setTimeout(() => failing(), 10);
function failing() {
  throw new Error('my own error');
}
