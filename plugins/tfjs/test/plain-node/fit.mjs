import { build } from '@rheobase/build';
import { dense, lif, Network, uniform } from '@rheobase/core';
import { dataset, samplesOf } from '@rheobase/data';
import { TfjsBackend, TfjsTrainer } from '@rheobase/plugin-tfjs';
import { adam } from '@rheobase/runtime';

const device = process.argv[2];
const net = new Network({ seed: 1 });
const input = net.input(3);
const hidden = net.ensemble(10, 1, { neuronType: lif({ amplitude: 0.01 }), encoders: null, gain: 2, bias: 1 });
const out = net.passthrough(3);
net.connect(input, hidden.neurons, { synapse: null, transform: dense({ shape: [10, 3], init: uniform(-1, 1) }) });
net.connect(hidden.neurons, out, { synapse: null, transform: dense({ shape: [3, 10], init: uniform(-1, 1) }) });
const { path: probe } = net.probe(out);
const labels = Int32Array.from({ length: 60 }, (_, k) => k % 3);
const x = Float64Array.from({ length: 180 }, (_, i) => (i % 3 === labels[Math.floor(i / 3)] ? 1 : 0) + 0.2 * Math.sin(i));
const data = dataset({ x: samplesOf([60, 1, 3], x), labels, classes: 3 });
let accuracy = 0;
const context = {
  signal: { aborted: false },
  now: () => performance.now(),
  pause: () => new Promise(resolve => setTimeout(resolve, 0)),
  report: event => {
    accuracy = event.metrics.accuracy;
  },
};
const request = {
  data,
  validation: data,
  input: null,
  probe,
  loss: 'crossEntropy',
  epochs: 25,
  batch: 10,
  optimizer: adam({ learningRate: 0.02 }),
  sigma: 0.02,
  seed: 0,
};
const model = await new TfjsTrainer({ device }).fit(await build(net), request, context);
const rates = {
  ...model,
  ensembles: model.ensembles.map(e => ({ ...e, neuronType: { type: 'lifRate', tauRc: 0.02, tauRef: 0.002, amplitude: 0.01 } })),
};
const engine = await new TfjsBackend({ device }).compile(rates, {
  dt: 0.001,
  batch: 60,
  precision: 'float32',
  threads: 1,
  functions: {},
  seed: 0,
});
engine.setInput(input.path, x);
engine.step();
const logits = Array.from(engine.signal(probe));
const right = labels.filter((label, item) => logits[item * 3 + label] === Math.max(...logits.slice(item * 3, item * 3 + 3))).length;
console.log(JSON.stringify({ accuracy, evaluated: right / 60 }));
