import {
  alpha,
  argmax,
  build,
  builtin,
  choice,
  constant,
  convolution,
  dense,
  hostFunction,
  indices,
  integrateAndFire,
  lif,
  lifRate,
  lowpass,
  type Model,
  maxPool,
  Network,
  pooling,
  relu,
  scale,
  softLif,
  softmax,
  sparse,
  spikingRelu,
  table,
  tensor,
} from 'rheobase';

/** A host function that documents refer to. */
export const twice = hostFunction('twice', '2.1', (_time, x) => x.map(value => 2 * value));

const neurons = [
  lif({ minVoltage: -1, tauRef: tensor([4], [0.001, 0.002, 0.003, 0.004]) }),
  lif({ minVoltage: Number.NEGATIVE_INFINITY }),
  lifRate(),
  softLif({ sigma: 0.1 }),
  relu({ amplitude: 0.5 }),
  spikingRelu(),
  integrateAndFire(),
  integrateAndFire({ tauRc: 0.02, reset: -0.1, floor: -0.5, spikes: { max: 3 }, refractory: 0.002 }),
  integrateAndFire({ reset: 'zero', spikes: 'signed', threshold: tensor([4], [1, 2, 3, 4]) }),
];

/** A model with every kind of record that a document holds; `variant` picks neurons, sizes and synapses. */
export async function model(variant: number): Promise<Model> {
  const net = new Network({ label: 'all', seed: variant, defaults: { ensemble: { evalPointCount: 20 } } });
  const input = net.input(16, { label: 'in', hints: { onChip: false, list: [1, 'two', null] } });
  const neuronType = neurons[variant % neurons.length] ?? relu();
  const a = net.ensemble(4, 2, {
    label: 'a',
    neuronType,
    radius: 1.5,
    encoders: choice([
      [1, 0],
      [0, -1],
    ]),
    maxRates: 100,
    intercepts: -0.5,
  });
  const b = net.subnetwork({ label: 'sub' }).ensemble(4, 1, { label: 'b', neuronType: relu(), encoders: null, gain: 1, bias: -0 });
  const conv = convolution({ inputShape: [4, 4, 1], filters: 2, kernelSize: [3, 2], strides: [1, 2], padding: 'same', dilations: 1 });
  const map = net.passthrough(16, { label: 'map', shape: conv.outputShape });
  net.connect(input, map, { label: 'conv', transform: conv, synapse: variant % 2 ? alpha(0.01) : null });
  const shared = dense([
    [1, 2],
    [3, 4],
  ]);
  net.connect(a, a, { label: 'tied1', transform: shared, synapse: lowpass(0.01), delaySteps: variant % 4 });
  net.connect(input.at(3, 3), a, { label: 'tied2', transform: shared });
  net.connect(a, b.neurons.at(0), { label: 'square', function: x => [(x[0] ?? 0) ** 2] });
  net.connect(input.at(0), b.current.at(3, 1), { function: builtin('square'), transform: dense([[1], [-1]]) });
  net.connect(map.at(0, 1, 2, 3, 4), b.neurons, {
    transform: sparse({ shape: [4, 5], rows: [0, 3], columns: [4, 1], values: [0.5, -0.25] }),
  });
  const pooled = net.passthrough(8, { label: 'pooled' });
  net.connect(map, pooled, { transform: pooling({ inputShape: [4, 2, 2], poolSize: [2, 1], mode: 'average' }), synapse: null });
  const most = net.node(maxPool({ inputShape: [4, 4, 1], mode: variant % 2 ? 'gate' : 'runningMax' }), { label: 'most' });
  net.connect(input, most, { synapse: null });
  net.connect(most, net.node(softmax(4)), { transform: indices(4, [3, -1, 0, 0]) });
  net.connect(most, net.node(argmax(4)), { transform: scale([1, 2, 3, 4]) });
  net.connect(net.node(constant([1, -2])), a, { transform: -0.5 });
  net.connect(
    net.node(
      table([
        [1, 2],
        [3, 4],
      ]),
    ),
    a,
  );
  const called = net.function(twice, 1, 1, { label: 'host' });
  net.connect(input.at(5), called, { synapse: null });
  net.probe(a, { label: 'value', synapse: lowpass(0.02), sampleEvery: 0.002, keep: 10 });
  net.probe(b.neurons.at(2), { label: 'rates' });
  net.probe(called, { label: 'called' });
  return build(net);
}
