import { alpha, hostFunction, lif, lowpass, Network, pes, relu, spikingRelu, stochasticSpiking, whiteNoise } from '@rheobase/core';

const started = () => {
  const net = new Network({ seed: 6 });
  return { net, input: net.input(2, { label: 'in' }) };
};

/** Everything hangs together. */
export function channel(): Network {
  const { net, input } = started();
  const a = net.ensemble(37, 2, { label: 'a', neuronType: lif() });
  const b = net.ensemble(21, 1, { label: 'b', neuronType: spikingRelu() });
  net.connect(input, a, { synapse: null });
  net.connect(a, b, { function: x => [(x[0] ?? 0) * (x[1] ?? 0)], synapse: lowpass(0.01), delaySteps: 3 });
  net.connect(b, b, { synapse: alpha(0.05), transform: 0.5 });
  net.probe(a.neurons, { label: 'spikes' });
  net.probe(b, { label: 'decoded', synapse: lowpass(0.02), sampleEvery: 0.003 });
  return net;
}

/** Three parts that share an input and a constant; a probe of the input; an input that nobody reads. */
export function apart(): Network {
  const { net, input } = started();
  const bias = net.constant([0.5], { label: 'bias' });
  net.input(1, { label: 'unread' });
  for (const [k, neurons] of [40, 15, 22].entries()) {
    const a = net.ensemble(neurons, 1, { label: `a${k}`, neuronType: lif() });
    const b = net.ensemble(10, 1, { label: `b${k}`, neuronType: spikingRelu() });
    net.connect(input.at(k % 2), a, { label: `drive${k}`, synapse: lowpass(0.004 + 0.001 * k) });
    net.connect(bias, a, { label: `raise${k}`, synapse: null });
    net.connect(a, b, { label: `on${k}`, synapse: lowpass(0.01) });
    net.probe(b, { label: `out${k}`, synapse: lowpass(0.02) });
    net.probe(a.neurons, { label: `spikes${k}` });
  }
  net.probe(input, { label: 'seen' });
  return net;
}

/** Draws in every step: noise of a node and of neurons, and spikes that are drawn. */
export function noisy(): Network {
  const { net, input } = started();
  const noise = net.process(whiteNoise(), { size: 2, label: 'noise' });
  const a = net.ensemble(30, 2, { label: 'a', neuronType: lif(), noise: whiteNoise() });
  const b = net.ensemble(20, 2, { label: 'b', neuronType: stochasticSpiking(relu()) });
  net.connect(input, a, { synapse: null });
  net.connect(noise, a, { label: 'shake', synapse: lowpass(0.01) });
  net.connect(input, b, { label: 'beside', synapse: null });
  net.probe(a, { label: 'a out', synapse: lowpass(0.01) });
  net.probe(b.neurons, { label: 'b spikes' });
  return net;
}

/** A communication channel that is learned; each item learns from its own input. */
export function learning(): Network {
  const { net, input } = started();
  const a = net.ensemble(25, 2, { label: 'a', neuronType: lif() });
  const [out, error] = [net.passthrough(2, { label: 'out' }), net.passthrough(2, { label: 'error' })];
  net.connect(input, a, { synapse: null });
  const learned = net.connect(a, out, { label: 'learned', function: () => [0, 0], learningRule: pes({ learningRate: 1e-3 }) });
  net.connect(out, error, { label: 'had', synapse: null });
  net.connect(input, error, { label: 'wanted', transform: -1, synapse: null });
  net.connect(error, learned.rule(), { label: 'teach' });
  net.probe(out, { label: 'probe' });
  return net;
}

/** A function of the user on the way of one part; another part goes without. */
export function hosted(fails = false): Network {
  const { net, input } = started();
  const turn = hostFunction('test/turn', '1', (time, x) => {
    if (fails && time > 0.0205) throw new Error('no further');
    return [(x[1] ?? 0) + time, -(x[0] ?? 0)];
  });
  const node = net.function(turn, 2, 2, { label: 'turn' });
  const [a, b] = ['a', 'b'].map(label => net.ensemble(30, 2, { label, neuronType: lif() }));
  net.connect(input, node, { synapse: null });
  if (a) net.connect(node, a, { label: 'to a', synapse: null });
  if (b) net.connect(input, b, { label: 'to b', synapse: null });
  if (a) net.probe(a, { label: 'a out', synapse: lowpass(0.01) });
  if (b) net.probe(b, { label: 'b out', synapse: lowpass(0.01) });
  return net;
}
