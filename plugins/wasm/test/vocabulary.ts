import {
  adaptiveLif,
  adaptiveLifRate,
  alpha,
  argmax,
  type BuiltinRef,
  bcm,
  brownNoise,
  builtin,
  builtinNames,
  convolution,
  dense,
  direct,
  exponential,
  gaussian,
  integrateAndFire,
  izhikevich,
  type LearningRuleRecord,
  lif,
  lifRate,
  lowpass,
  maxPool,
  Network,
  type NeuronRecord,
  type NodeRecord,
  neuronAttributes,
  oja,
  pes,
  poissonSpiking,
  presentInput,
  processNode,
  regularSpiking,
  relu,
  rls,
  scale,
  sigmoid,
  softLif,
  softmax,
  sparse,
  spikingRelu,
  stochasticSpiking,
  table,
  tanh,
  tensor,
  triangle,
  uniform,
  voja,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';

/** Neurons of an ensemble: no multiple of a vector. */
const N = 7;

/** `count` numbers between two others, in no order. */
export const spread = (low: number, high: number, count = N): number[] =>
  Array.from({ length: count }, (_, i) => low + (high - low) * ((0.618034 * (i + 1)) % 1));

const each = (low: number, high: number) => tensor([N], spread(low, high));

const rateTypes: Readonly<Record<string, NeuronRecord>> = {
  lifRate: lifRate({ tauRc: each(0.01, 0.03), tauRef: each(0.0005, 0.003), amplitude: each(0.5, 1.5) }),
  adaptiveLifRate: adaptiveLifRate({ tauN: each(0.05, 0.2), incN: each(0.01, 0.1), tauRc: each(0.01, 0.03) }),
  softLif: softLif({ tauRc: each(0.01, 0.03), tauRef: each(0.001, 0.003), amplitude: each(0.5, 1.5), sigma: each(0.005, 0.3) }),
  relu: relu({ amplitude: each(20, 60) }),
  sigmoid: sigmoid({ tauRef: each(0.002, 0.004) }),
  tanh: tanh({ tauRef: each(0.002, 0.004) }),
};

const spikingTypes: Readonly<Record<string, NeuronRecord>> = {
  // Refractory times end, and spikes start, within steps.
  lif: lif({ tauRc: each(0.01, 0.03), tauRef: each(0, 0.0037), amplitude: each(0.5, 1.5), minVoltage: each(-1, 0) }),
  adaptiveLif: adaptiveLif({ tauN: each(0.05, 0.2), incN: each(0.01, 0.1), tauRc: each(0.01, 0.03), tauRef: each(0, 0.0037) }),
  spikingRelu: spikingRelu({ amplitude: each(0.001, 0.01) }),
  izhikevich: izhikevich({
    tauRecovery: each(0.02, 0.1),
    coupling: each(0.19, 0.25),
    resetVoltage: each(-65, -55),
    resetRecovery: each(2, 8),
  }),
  'integrateAndFire that leaks': integrateAndFire({
    tauRc: each(0.01, 0.03),
    threshold: each(0.4, 0.9),
    refractory: each(0, 0.0037),
    floor: each(-0.3, -0.1),
    amplitude: each(0.5, 1.5),
  }),
  'integrateAndFire that subtracts': integrateAndFire({
    tauRc: null,
    threshold: each(0.002, 0.009),
    reset: 'subtract',
    refractory: each(0, 0.0021),
    spikes: { max: 3 },
  }),
  'integrateAndFire with a reset value': integrateAndFire({ tauRc: each(0.01, 0.03), reset: 0.1, refractory: 0.0015 }),
  'integrateAndFire with negative spikes': integrateAndFire({
    tauRc: null,
    threshold: each(0.004, 0.02),
    reset: 'subtract',
    spikes: 'signed',
  }),
};

const wrapped = (wrapper: (base: NeuronRecord, options: { readonly amplitude: number }) => NeuronRecord, name: string) =>
  Object.entries(rateTypes).map(([base, record]) => [`${name} over ${base}`, wrapper(record, { amplitude: 0.7 })] as const);

/** Every neuron type of rates, and every one of spikes, with another parameter for every neuron. */
export const rates = Object.entries(rateTypes);
export const spikes: readonly (readonly [name: string, record: NeuronRecord])[] = [
  ...Object.entries(spikingTypes),
  ...wrapped(regularSpiking, 'regularSpiking'),
  ...wrapped(stochasticSpiking, 'stochasticSpiking'),
  ...wrapped(poissonSpiking, 'poissonSpiking'),
];

const started = (size: number) => {
  const net = new Network({ seed: 3 });
  return { net, input: net.input(size, { label: 'in' }) };
};

/** An ensemble of a type whose neurons are driven in and out of silence; its output, its current and all of its state are probed. */
export function population(neuronType: NeuronRecord): Network {
  const { net, input } = started(2);
  const base = 'base' in neuronType ? neuronType.base : neuronType;
  const strong = base.type === 'izhikevich' ? 4 : 1;
  const a = net.ensemble(N, 2, { neuronType, gain: spread(0.5 * strong, 4 * strong), bias: spread(-strong, 3 * strong) });
  net.connect(input, a, { synapse: null });
  for (const attribute of ['output', 'current', ...neuronAttributes(neuronType)]) {
    net.probe(a.neurons, { attribute, label: attribute });
  }
  return net;
}

const matrix = (rows: number, columns: number) =>
  dense(Array.from({ length: rows }, (_, r) => spread(-0.004, 0.004, columns).map(x => x * (1 + 0.1 * r))));

/** Rules, by name. */
export const rules: readonly (readonly [name: string, record: LearningRuleRecord])[] = [
  ['pes', pes({ learningRate: 1e-3, preSynapse: lowpass(0.003) })],
  ['pes without a filter', pes({ learningRate: 1e-3, preSynapse: null })],
  ['rls', rls({ learningRate: 1e-2, preSynapse: lowpass(0.003) })],
  ['bcm', bcm({ learningRate: 1e-9 })],
  ['oja', oja({ learningRate: 1e-6, beta: 0.5 })],
  ['voja', voja({ learningRate: 1e-2 })],
];

/** Seven neurons that learn what five others do; weights, or encoders, are probed. */
export function learner(rule: LearningRuleRecord, neuronType: NeuronRecord): Network {
  const { net, input } = started(2);
  const a = net.ensemble(N, 2, { label: 'a', neuronType, gain: spread(1, 4), bias: spread(0, 3) });
  const b = net.ensemble(5, 2, { label: 'b', neuronType, gain: spread(1, 4, 5), bias: spread(0, 3, 5) });
  net.connect(input, a, { synapse: null });
  net.connect(input, b, { synapse: lowpass(0.01) });
  const options = { label: 'learned', learningRule: rule, synapse: lowpass(0.005) };
  const made =
    rule.type === 'voja'
      ? net.connect(a, b, { ...options, evalPoints: [spread(-1, 1, 2), spread(-1, 1, 3).slice(1), [0.5, -0.5]] })
      : net.connect(a.neurons, b.neurons, { ...options, transform: matrix(5, N) });
  const taught = made.rule();
  if (taught.size === 1) net.connect(input.at(0), taught, { synapse: null });
  else if (taught.size > 0) net.connect(input, taught, { synapse: null, transform: matrix(taught.size, 2) });
  if (rule.type === 'voja') net.probe(b, { attribute: 'scaledEncoders', label: 'encoders' });
  else net.probe(made, { attribute: 'weights', label: 'weights' });
  net.probe(b.neurons, { label: 'output' });
  return net;
}

const pool = (mode: 'exact' | 'gate' | 'runningMax') => maxPool({ mode, inputShape: [3, 3, 1], poolSize: 2, strides: 1, padding: 'same' });

/** Nodes that take nine values. */
export const nodes: readonly (readonly [name: string, record: NodeRecord])[] = [
  ['softmax', softmax(9)],
  ['argmax', argmax(9)],
  ['maxPool, exact', pool('exact')],
  ['maxPool, gate', pool('gate')],
  ['maxPool, runningMax', pool('runningMax')],
];

export function node(record: NodeRecord): Network {
  const { net, input } = started(9);
  const made = net.node(record, { label: 'node' });
  net.connect(input, made, { synapse: null });
  net.probe(made, { label: 'output' });
  return net;
}

/** Functions known by name, those with a threshold with one that is not zero. */
export const functions = builtinNames.map(name => {
  const has = ['step', 'ramp', 'above'].includes(name);
  return [name, builtin(name, has ? { threshold: 0.2 } : {})] as const;
});

/**
 * A function in all places where it takes what a network computes: of a node, of some of its elements on the way to an ensemble, and of an
 * ensemble in direct mode; with small arguments and with large ones.
 */
export function applied(record: BuiltinRef): Network {
  const { net, input } = started(N);
  const toOne = ['product', 'sum', 'norm'].includes(record.name);
  const sizeOf = (count: number) => (toOne ? 1 : count);
  const made = net.node({ type: 'function', sizeIn: N, sizeOut: sizeOf(N), function: record }, { label: 'node' });
  const large = net.node({ type: 'function', sizeIn: 3, sizeOut: sizeOf(3), function: record }, { label: 'large' });
  const a = net.ensemble(N, sizeOf(2), { label: 'a', gain: spread(1, 4), bias: spread(0, 3) });
  const exact = net.ensemble(1, 2, { label: 'exact', neuronType: direct() });
  net.connect(input, made, { synapse: null });
  net.connect(input.at(4, 5, 6), large, { synapse: null, transform: scale([30, 1e8, 1e9]) });
  net.connect(made.at(0), exact.at(0), { label: 'on', synapse: lowpass(0.01) });
  net.connect(input.at(1), exact.at(1), { label: 'beside', synapse: null });
  net.connect(input.at(5, 2), a, { label: 'drive', function: record, synapse: lowpass(0.005) });
  net.connect(exact, a, { label: 'more', function: record, synapse: lowpass(0.005) });
  for (const object of [made, large, a.neurons, exact]) net.probe(object);
  return net;
}

/** Noise of every kind that is drawn in the module, as nodes and in a population. */
export function noisy(): Network {
  const { net, input } = started(2);
  const kinds = [
    whiteNoise({ distribution: gaussian(0.1, 0.3), scale: false }),
    whiteNoise({ distribution: uniform(-0.5, 0.25) }),
    whiteNoise({ distribution: uniform(-2, 3, { integer: true }), scale: false }),
    whiteNoise({ distribution: exponential(0.4, { shift: -0.1 }), scale: false }),
    whiteNoise({ distribution: exponential(0.4, { high: 0.3 }) }),
    brownNoise({ distribution: gaussian(0, 0.2) }),
  ];
  for (const [k, process] of kinds.entries()) net.probe(net.node(processNode(process, { size: 3 })), { label: `noise ${k}` });
  const noise = whiteNoise({ distribution: gaussian(0, 0.1) });
  const a = net.ensemble(N, 2, { gain: spread(1, 4), bias: spread(0, 3), noise });
  net.connect(input, a, { synapse: null });
  net.probe(a.neurons, { label: 'output' });
  return net;
}

/** Rows of values one after the other: in steps, in times that are no whole number of steps, and in a period. */
export function inTurn(): Network {
  const { net, input } = started(2);
  const rows = (count: number) => tensor([count, 2], spread(-1, 1, 2 * count));
  const presented = presentInput(rows(4), 0.0037);
  const sources = [
    net.node(table(rows(5)), { label: 'table' }),
    net.process(presented, { label: 'presented' }),
    net.process(whiteSignal({ period: 0.08, high: 60 }), { label: 'signal', size: 2 }),
  ];
  const a = net.ensemble(2, 1, { label: 'a', gain: [1, 2], bias: [0.9, 1.1], noise: presentInput(rows(3), 0.02) });
  for (const source of [input, ...sources]) net.connect(source.at(0), a, { label: `from ${source.path}`, synapse: lowpass(0.01) });
  for (const source of sources) net.probe(source);
  net.probe(a.neurons);
  return net;
}

/** Spikes and rates on their way through every transform and every form of filter, in all ways in which they are added. */
export function wired(): Network {
  const { net, input } = started(3);
  // In float32 a step of 1 ms is no short one for a fifth of 5 ms.
  const types = { spikes: lif({ tauRc: 0.005 }), rates: lifRate() };
  for (const [name, neuronType] of Object.entries(types)) {
    const a = net.ensemble(6, 2, { label: name, neuronType, gain: spread(1, 4, 6), bias: spread(0, 3, 6) });
    net.connect(input.at(2, 0), a.at(1, 0), { synapse: null });
    net.connect(input.at(0), a.at(1), { label: `one of ${name}`, synapse: null, transform: scale([0.5]) });
    const entries = { rows: [0, 3, 1, 3], columns: [5, 0, 2, 4], values: spread(-0.01, 0.01, 4) };
    const ways = {
      row: [dense([spread(-0.01, 0.01, 6)]), lowpass(0.003)],
      sparse: [sparse({ shape: [4, 6], ...entries }), alpha(0.004)],
      convolution: [
        convolution({ inputShape: [2, 3, 1], filters: 2, kernelSize: 2, kernel: tensor([2, 2, 1, 2], spread(-1, 1, 8)) }),
        null,
      ],
    } as const;
    for (const [way, [transform, synapse]] of Object.entries(ways)) {
      const size = way === 'row' ? 1 : 4;
      const out = net.passthrough(size, { label: `${way} of ${name}` });
      net.connect(a.neurons, out, { transform, synapse });
      const later = net.passthrough(size, { label: `${way} of ${name}, later` });
      net.connect(out, later, { synapse: triangle(0.003), delaySteps: 2 });
      net.connect(out, later, { label: `${way} of ${name}, as it is`, synapse: null, delaySteps: 3 });
      for (const object of [out, later]) net.probe(object);
    }
    net.probe(a.neurons);
  }
  return net;
}

/** All but what needs code of the user. */
export const everything: readonly (readonly [name: string, make: () => Network])[] = [
  ...[...rates, ...spikes].map(([name, record]) => [name, () => population(record)] as const),
  ...rules.map(([name, record]) => [`${name} between rates`, () => learner(record, lifRate())] as const),
  ...rules.map(([name, record]) => [`${name} between spikes`, () => learner(record, lif())] as const),
  ...nodes.map(([name, record]) => [name, () => node(record)] as const),
  ...functions.map(([name, record]) => [`${name} of what comes in`, () => applied(record)] as const),
  ['noise', noisy],
  ['rows in turn', inTurn],
  ['what is wired in every way', wired],
];
