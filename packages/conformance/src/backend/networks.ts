import {
  alpha,
  builtin,
  convolution,
  dense,
  hostFunction,
  indices,
  lif,
  lifRate,
  lowpass,
  Network,
  type NeuronRecord,
  pes,
  pooling,
  relu,
  sparse,
  spikingRelu,
  table,
} from '@rheobase/core';

/** A network that backends are compared on. Its one input node, `in`, has two elements. */
export interface ConformanceNetwork {
  readonly name: string;
  make(): Network;
}

const started = (): { readonly net: Network; readonly input: ReturnType<Network['input']> } => {
  const net = new Network({ seed: 3, label: 'conformance' });
  return { net, input: net.input(2, { label: 'in' }) };
};

/** Two ensembles in a row, the second with a radius and a function before it. */
function channel(neuronType: NeuronRecord): Network {
  const { net, input } = started();
  const a = net.ensemble(40, 2, { label: 'a', neuronType });
  const b = net.ensemble(30, 1, { label: 'b', neuronType, radius: 1.5 });
  net.connect(input, a, { synapse: null });
  net.connect(a.at(1), b, { function: builtin('square'), transform: 0.8, synapse: lowpass(0.005) });
  net.probe(a, { label: 'a decoded', synapse: lowpass(0.02) });
  net.probe(b, { label: 'b decoded', synapse: lowpass(0.02) });
  net.probe(b.neurons.at(3, 1, 4), { label: 'b outputs' });
  return net;
}

function undelayed(): Network {
  const { net, input } = started();
  const a = net.ensemble(20, 2, { label: 'a', neuronType: relu(), maxRates: 1, intercepts: 0 });
  const b = net.ensemble(8, 2, { label: 'b', neuronType: lifRate(), radius: 2 });
  net.connect(input, a, { synapse: null });
  net.connect(a, b, {
    transform: dense([
      [1, 0.5],
      [0, -1],
    ]),
    synapse: null,
  });
  net.probe(b, { label: 'b decoded' });
  net.probe(a.neurons, { label: 'a outputs' });
  net.probe(b.neurons.at(1, 0), { label: 'b outputs', synapse: lowpass(0.005) });
  return net;
}

function recurrent(): Network {
  const { net, input } = started();
  const a = net.ensemble(40, 2, { label: 'a', neuronType: relu(), maxRates: 100, intercepts: 0 });
  net.connect(input, a, { transform: 0.1, synapse: lowpass(0.1) });
  net.connect(a, a, { label: 'memory', synapse: lowpass(0.1) });
  net.probe(a, { label: 'state', synapse: lowpass(0.01) });
  return net;
}

function between(): Network {
  const { net, input } = started();
  const [swapped, mixed, late] = [
    net.passthrough(2, { label: 'swapped' }),
    net.passthrough(3, { label: 'mixed' }),
    net.passthrough(3, { label: 'late' }),
  ];
  net.connect(input, swapped, { transform: indices(2, [1, 0]), synapse: null });
  net.connect(swapped, mixed, {
    transform: dense([
      [1, 2],
      [0, -1],
      [0.5, 0],
    ]),
    synapse: null,
  });
  net.connect(swapped.at(1), mixed.at(2), { label: 'one', transform: -2, synapse: null });
  net.connect(mixed, late, {
    transform: sparse({ shape: [3, 3], rows: [0, 2], columns: [1, 0], values: [3, -1] }),
    synapse: lowpass(0.004),
  });
  net.connect(mixed.at(0, 0), late.at(1, 2), { label: 'twice', synapse: null, delaySteps: 3 });
  for (const node of [swapped, mixed, late]) net.probe(node, { label: `${node.path} probe` });
  return net;
}

function filters(): Network {
  const { net, input } = started();
  const out = net.passthrough(2, { label: 'out' });
  net.connect(input, out, { label: 'slow', synapse: alpha(0.01) });
  net.connect(input, out, { label: 'at once', transform: 0.25, synapse: lowpass(0) });
  net.probe(out, { label: 'out probe', synapse: alpha(0.005), sampleEvery: 0.0025 });
  return net;
}

function images(): Network {
  const { net, input } = started();
  const [image, map, pooled] = [
    net.passthrough(16, { label: 'image' }),
    net.passthrough(18, { label: 'map' }),
    net.passthrough(2, { label: 'pooled' }),
  ];
  const spread = Array.from({ length: 16 }, (_, i) => [Math.floor(i / 4) - 1, (i % 4) - 2]);
  net.connect(input, image, { transform: dense(spread), synapse: null });
  const kernel = Array.from({ length: 8 }, (_, i) => (i % 3) - 0.75);
  net.connect(image, map, { transform: convolution({ inputShape: [4, 4, 1], filters: 2, kernelSize: 2, kernel }), synapse: null });
  net.connect(map, pooled, { transform: pooling({ inputShape: [3, 3, 2], poolSize: 3, mode: 'average' }), synapse: null });
  net.probe(map, { label: 'map probe' });
  net.probe(pooled, { label: 'pooled probe' });
  return net;
}

function neurons(): Network {
  const { net, input } = started();
  const a = net.ensemble(6, 1, { label: 'a', neuronType: relu() });
  const b = net.ensemble(4, 1, { label: 'b', neuronType: lifRate() });
  net.connect(input.at(0), a, { label: 'drive', synapse: null });
  const weights = Array.from({ length: 4 }, (_, row) => Array.from({ length: 6 }, (__, column) => ((row + 2 * column) % 5) / 500 - 0.004));
  net.connect(a.neurons, b.neurons, { transform: dense(weights), synapse: lowpass(0.005) });
  net.connect(input.at(1), b.neurons.at(2), { label: 'one neuron', transform: 0.5, synapse: null });
  net.probe(b.neurons, { label: 'b outputs', synapse: lowpass(0.002) });
  return net;
}

function sources(): Network {
  const { net, input } = started();
  const rows = net.node(
    table([
      [0, 1],
      [2, -1],
      [0.5, 0.25],
    ]),
    { label: 'rows' },
  );
  const out = net.passthrough(2, { label: 'out' });
  for (const source of [input, rows, net.constant([0.5, -0.125], { label: 'bias' })]) net.connect(source, out, { synapse: null });
  net.probe(out, { label: 'out probe' });
  return net;
}

function functions(): Network {
  const { net, input } = started();
  const ramp = hostFunction('conformance/ramp', '1', (time, x) => [time * (x[0] ?? 0), (x[1] ?? 0) - time]);
  const node = net.function(ramp, 2, 2, { label: 'ramp' });
  const out = net.passthrough(1, { label: 'out' });
  net.connect(input, node, { synapse: null });
  net.connect(node, out, { function: builtin('product'), synapse: null });
  net.probe(node, { label: 'ramp probe' });
  net.probe(out, { label: 'out probe' });
  return net;
}

function learning(): Network {
  const { net, input } = started();
  const a = net.ensemble(30, 2, { label: 'a', neuronType: lifRate() });
  const [out, error] = [net.passthrough(2, { label: 'out' }), net.passthrough(2, { label: 'error' })];
  net.connect(input, a, { synapse: null });
  const learned = net.connect(a, out, {
    label: 'learned',
    function: x => [0 * (x[0] ?? 0), 0],
    learningRule: pes({ learningRate: 1e-3 }),
    synapse: lowpass(0.005),
  });
  net.connect(out, error, { synapse: null });
  net.connect(input, error, { label: 'wanted', transform: -1, synapse: null });
  net.connect(error, learned.rule(), { label: 'teach' });
  net.probe(out, { label: 'out probe', synapse: lowpass(0.01) });
  return net;
}

/** One with gains, biases and decoders, for tensors to be set in. */
export const decodedNetwork: ConformanceNetwork = Object.freeze({ name: 'a channel of relu neurons', make: () => channel(relu()) });

/** What a backend is asked to run, from simple to manifold; what it refuses is skipped. */
export const conformanceNetworks: readonly ConformanceNetwork[] = Object.freeze([
  { name: 'nodes that hold, list and add values', make: sources },
  { name: 'transforms, slices and delays between nodes', make: between },
  { name: 'filters', make: filters },
  { name: 'convolution and pooling', make: images },
  { name: 'functions of time and input', make: functions },
  { name: 'rate neurons without delay', make: undelayed },
  decodedNetwork,
  { name: 'a channel of lifRate neurons', make: () => channel(lifRate()) },
  { name: 'a channel of lif neurons', make: () => channel(lif()) },
  { name: 'a channel of spikingRelu neurons', make: () => channel(spikingRelu()) },
  { name: 'a recurrent memory', make: recurrent },
  { name: 'neurons connected with neurons', make: neurons },
  { name: 'PES learning', make: learning },
]);
