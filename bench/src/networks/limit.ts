import { dense, givenDecoders, lowpass, Network, tensor } from 'rheobase';
import { cRandom } from './c-random.js';

/** Gains, biases and encoders of LIF neurons as limit.c draws them: maximal rates of 200 to 400 Hz, intercepts of -1 to 0.9. */
interface Drawn {
  readonly gain: readonly number[];
  readonly bias: readonly number[];
  /** A row for each neuron. */
  readonly encoders: readonly (readonly number[])[];
}

function drawn(draw: () => number, neurons: number, dimensions: number): Drawn {
  const each = Array.from({ length: neurons }, () => {
    const rate = 200 + 200 * draw();
    const intercept = -1 + 1.9 * draw();
    const current = 1 / (1 - Math.exp((0.002 - 1 / rate) / 0.02));
    const gain = (1 - current) / (intercept - 1);
    const encoder = Array.from({ length: dimensions }, () => (draw() < 0.5 ? -1 : 1) / Math.sqrt(dimensions));
    return { gain, bias: 1 - gain * intercept, encoder };
  });
  return { gain: each.map(({ gain }) => gain), bias: each.map(({ bias }) => bias), encoders: each.map(({ encoder }) => encoder) };
}

/** What each spike adds, for all neurons alike: a mean rate of 100 Hz decodes as 1. */
const decoders = (neurons: number, dimensions: number) =>
  givenDecoders(tensor([neurons, dimensions], new Float64Array(neurons * dimensions).fill(1 / (100 * neurons))));

/** Case `a` of limit.c: a filtered constant into one ensemble, whose value is decoded and filtered. */
export function limitEnsemble(neurons: number, dimensions: number): Network {
  const net = new Network({ label: 'limit-a', seed: 1 });
  const u = net.constant(Array.from({ length: dimensions }, () => 0.5 / Math.sqrt(dimensions)));
  const e = net.ensemble(neurons, dimensions, drawn(cRandom(), neurons, dimensions));
  net.connect(u, e, { synapse: lowpass(0.005) });
  net.probe(e, { synapse: lowpass(0.005), solver: decoders(neurons, dimensions) });
  return net;
}

/** Case `b` of limit.c: ensembles in a row. */
export function limitChain(links = 200, neurons = 50): Network {
  const net = new Network({ label: 'limit-b', seed: 1 });
  const draw = cRandom();
  const solver = decoders(neurons, 1);
  let last = net.ensemble(neurons, 1, drawn(draw, neurons, 1));
  net.connect(net.constant([0.5]), last, { synapse: lowpass(0.005) });
  for (let link = 1; link < links; link++) {
    const next = net.ensemble(neurons, 1, drawn(draw, neurons, 1));
    net.connect(last, next, { synapse: lowpass(0.005), solver });
    last = next;
  }
  net.probe(last, { synapse: lowpass(0.005), solver });
  return net;
}

/** Case `c` of limit.c: neurons at constant currents drive others through a full matrix. */
export function limitDense(neurons: number): Network {
  const net = new Network({ label: 'limit-c', seed: 1 });
  const draw = cRandom();
  const population = (added: number) => {
    const { gain, bias } = drawn(draw, neurons, 1);
    return net.ensemble(neurons, 1, { encoders: null, gain, bias: bias.map(current => current + added) });
  };
  const a = population(0.5);
  const b = population(0);
  // limit.c has a row for each neuron that fires.
  const weights = new Float64Array(neurons * neurons);
  for (let pre = 0; pre < neurons; pre++)
    for (let post = 0; post < neurons; post++) weights[post * neurons + pre] = ((draw() - 0.5) * 3) / neurons;
  net.connect(a.neurons, b.current, { transform: dense(tensor([neurons, neurons], weights)), synapse: lowpass(0.005) });
  net.probe(b.neurons, { sampleEvery: 0.1 });
  return net;
}
