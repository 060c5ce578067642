import {
  adaptiveLif,
  adaptiveLifRate,
  alpha,
  argmax,
  bcm,
  brownNoise,
  builtin,
  choice,
  constant,
  convolution,
  convolutionTranspose,
  cosineSimilarity,
  type Distribution,
  defineNeuron,
  defineProcess,
  dense,
  direct,
  type Endpoint,
  exponential,
  type FunctionRecord,
  filtered,
  filteredNoise,
  gaussian,
  hostFunction,
  indices,
  inputNode,
  integrateAndFire,
  isCompositional,
  izhikevich,
  type LearningRuleRecord,
  lif,
  lifRate,
  linearFilter,
  lowpass,
  maxPool,
  Network,
  type NeuronRecord,
  type NodeRecord,
  oja,
  type ProcessRecord,
  passthrough,
  pdf,
  pes,
  piecewise,
  poissonSpiking,
  pooling,
  presentInput,
  processNode,
  quasirandomSequence,
  regularSpiking,
  relu,
  reshaped,
  rls,
  type SolverRecord,
  type SynapseRecord,
  samples,
  scale,
  scatteredHypersphere,
  sigmoid,
  softLif,
  softmax,
  sourceSize,
  sparse,
  spikingRelu,
  sqrtBeta,
  stochasticSpiking,
  subvectorLength,
  synapseNode,
  type Tensor,
  type TransformRecord,
  table,
  tanh,
  targetSize,
  tensor,
  triangle,
  uniform,
  uniformHypersphere,
  voja,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import fc from 'fast-check';
import { randomSolver, trial } from './random-solver.js';

const drifting = defineNeuron({
  name: 'drifting',
  version: '3',
  parameters: { pull: 1 },
  state: { place: 0.5, other: uniform(-1, 0) },
  step: ({ state, current, parameters }) => {
    state.place += parameters.pull * current;
    return state.place;
  },
});

export const functions = { ramp: (time: number, x: Float64Array) => x.map(v => v + time) };
const ramp = hostFunction('ramp', '2', functions.ramp);

const walk = defineProcess({
  name: 'walk',
  version: '1',
  parameters: { size: 1 },
  state: { at: 'out', count: 2 },
  step: ({ out }) => void out.fill(1),
});

export const definitions = [drifting.definition, walk.definition, trial.definition];

const SIZES = [1, 2, 4] as const;

/** The shape of decoders from an endpoint: (neurons, values). */
function decoderShape(endpoint: Endpoint): readonly number[] {
  const object = endpoint.kind === 'view' ? endpoint.of : endpoint;
  return object.kind === 'ensemble' ? [object.size, sourceSize(endpoint)] : [1, 1];
}

/** Makes networks out of a generator's choices: every kind of record, views, and tensors used twice. */
class Maker {
  readonly #g: fc.GeneratorValue;
  readonly #tied = new Map<string, Tensor[]>();

  constructor(g: fc.GeneratorValue) {
    this.#g = g;
  }

  whole(min: number, max: number): number {
    return this.#g(fc.integer, { min, max });
  }

  flag(): boolean {
    return this.#g(fc.boolean);
  }

  one<T>(list: readonly [T, ...T[]]): T {
    return list[this.whole(0, list.length - 1)] ?? list[0];
  }

  number(min = -3, max = 3): number {
    return this.#g(fc.double, { min, max, noNaN: true });
  }

  positive(): number {
    return this.number(1e-3, 2);
  }

  list(length: number, make: () => number = () => this.number()): number[] {
    return Array.from({ length }, make);
  }

  /** Values of a shape: new ones, or a tensor used before. */
  tensor(shape: readonly number[], make: () => number = () => this.number()): Tensor {
    const key = `${shape}:${make === this.upwards}`;
    const known = this.#tied.get(key) ?? [];
    const again = this.flag() ? known[0] : undefined;
    if (again) return again;
    const values = this.list(
      shape.reduce((a, b) => a * b, 1),
      make,
    );
    const made = tensor(shape, this.flag() ? Float32Array.from(values) : values);
    this.#tied.set(key, [made, ...known]);
    return made;
  }

  readonly upwards = (): number => this.positive();

  seed(): { readonly seed: number } | Record<string, never> {
    return this.flag() ? { seed: this.whole(0, 2 ** 31) } : {};
  }

  neuron(n: number): NeuronRecord {
    const p = () => (this.flag() ? this.positive() : this.tensor([n], this.upwards));
    const lowest = this.one([0, -0, Number.NEGATIVE_INFINITY, -this.positive()]);
    const simple = this.one<() => NeuronRecord>([
      () => lifRate({ tauRc: p(), tauRef: p(), amplitude: p() }),
      () => adaptiveLifRate({ tauN: p(), incN: p(), tauRc: p() }),
      () => sigmoid({ tauRef: p() }),
      () => tanh({ tauRef: p() }),
      () => drifting({ pull: p() }),
    ]);
    const wrapper = this.one<(base: NeuronRecord, options: { amplitude: number | Tensor }) => NeuronRecord>([
      regularSpiking,
      stochasticSpiking,
      poissonSpiking,
    ]);
    return this.one<() => NeuronRecord>([
      simple,
      () => direct(),
      () => wrapper(simple(), { amplitude: p() }),
      () => poissonSpiking(lif({ minVoltage: lowest })),
      () => adaptiveLif({ tauN: p(), incN: p(), minVoltage: lowest, amplitude: p() }),
      () => izhikevich({ tauRecovery: p(), coupling: p(), resetVoltage: -this.positive(), resetRecovery: p() }),
      () => lif({ tauRc: p(), tauRef: p(), minVoltage: lowest, amplitude: p() }),
      () => lifRate({ tauRc: p(), tauRef: p(), amplitude: p() }),
      () => softLif({ tauRc: p(), tauRef: p(), amplitude: p(), sigma: p() }),
      () => relu({ amplitude: p() }),
      () => spikingRelu({ amplitude: p() }),
      () =>
        integrateAndFire({
          tauRc: this.flag() ? p() : null,
          threshold: p(),
          reset: this.one<'zero' | 'subtract' | number>(['zero', 'subtract', this.number()]),
          refractory: p(),
          spikes: this.one<'binary' | 'signed' | { readonly max: number }>(['binary', 'signed', { max: this.whole(1, 9) }]),
          initial: this.number(),
          floor: this.flag() ? null : this.number(),
          amplitude: p(),
        }),
    ])();
  }

  distribution(width: number, rows = 3): Distribution {
    return this.one<() => Distribution>([
      () => uniform(this.number(-3, 0), this.number(0, 3)),
      () => uniform(this.whole(-3, 0), this.whole(1, 3), { integer: true }),
      () => choice(this.tensor([2, width]), this.tensor([2], this.upwards)),
      () => choice(this.list(2)),
      () => pdf([-1, this.number(-0.9, 0.9), 1], [0.5, 0.25, 0.25]),
      () => exponential(this.positive(), { shift: this.number(), high: this.one([4, Number.POSITIVE_INFINITY]) }),
      quasirandomSequence,
      () => sqrtBeta(this.whole(1, 9), this.whole(1, 9)),
      () => subvectorLength(this.whole(3, 9), this.whole(1, 2)),
      () => cosineSimilarity(this.whole(2, 9)),
      () =>
        scatteredHypersphere({
          surface: this.flag(),
          minMagnitude: this.number(0, 0.9),
          base: this.flag() ? quasirandomSequence() : uniform(0, 1),
          method: this.one(['sct', 'tfww']),
        }),
      () => gaussian(this.number(), this.positive()),
      () => uniformHypersphere({ surface: this.flag(), minMagnitude: this.number(0, 0.9) }),
      () => samples(this.tensor([rows, width])),
    ])();
  }

  synapse(): SynapseRecord | null {
    return this.one([
      null,
      lowpass(this.positive()),
      lowpass(0),
      alpha(this.positive()),
      triangle(this.positive()),
      linearFilter({
        numerator: this.list(this.whole(1, 2)),
        denominator: [this.positive(), ...this.list(this.whole(1, 3))],
        analog: this.flag(),
        method: this.one(['zoh', 'euler', 'bilinear', 'backwardDifference']),
      }),
    ]);
  }

  function(): FunctionRecord {
    return this.one<FunctionRecord>([builtin('square'), builtin('sinPi'), builtin('step', { threshold: this.number() }), ramp]);
  }

  node(): NodeRecord {
    const size = this.one(SIZES);
    return this.one<() => NodeRecord>([
      () => inputNode(size),
      () => passthrough(size),
      () => softmax(size),
      () => argmax(size),
      () => processNode(this.process(size), { size, ...this.seed() }),
      () => synapseNode(this.synapse() ?? lowpass(0.1), size),
      () => constant(this.tensor([size])),
      () => table(this.tensor([2, size])),
      () => ({ type: 'function', sizeIn: size, sizeOut: size, function: this.function() }),
      () =>
        maxPool({
          mode: this.one(['exact', 'gate', 'runningMax']),
          inputShape: [2, 2, 1],
          padding: this.one<'same' | 'valid'>(['same', 'valid']),
        }),
    ])();
  }

  noise(size: number): ProcessRecord {
    const vectors = () => [this.list(size), this.list(size)];
    const distribution = this.one<Distribution>([
      gaussian(0, this.positive()),
      uniform(-1, 1),
      choice(this.list(3), [1, this.positive(), 0]),
      choice(vectors()),
      samples([this.list(size)]),
      pdf([0, 1, 2], [0.5, 0.25, 0.25]),
    ]);
    const options = { distribution, scale: this.flag() };
    return this.one<() => ProcessRecord>([
      () => whiteNoise(options),
      () => filteredNoise({ ...options, synapse: alpha(this.positive()) }),
      () => brownNoise(options),
      () => whiteSignal({ period: 1, high: 3, rms: this.positive(), ...(this.flag() ? { y0: this.number() } : {}) }),
    ])();
  }

  process(size: number): ProcessRecord {
    const times = [this.number(0, 1), 2, 3, 4 + this.positive()];
    return this.one<() => ProcessRecord>([
      () => this.noise(size),
      () => presentInput(this.tensor([2, size]), this.positive()),
      () => piecewise({ times, values: [0, 1, 2, 3].map(() => this.list(size)), interpolation: this.one(['nearest', 'linear', 'cubic']) }),
      () => piecewise({ times, values: [this.list(size), this.function(), this.list(size), builtin('square')], size }),
      () => filtered(lowpass(this.positive())),
      () => walk({ size: this.number() }),
      () => walk({ size: this.number() }, { initialState: { at: this.flag() ? this.number() : this.list(size) } }),
    ])();
  }

  hints(): { readonly hints: Readonly<Record<string, unknown>> } | Record<string, never> {
    return this.flag()
      ? { hints: { trainable: this.flag(), blockShape: [1, this.whole(1, 9)], deep: { a: null, b: this.whole(-9, 9) } } }
      : {};
  }

  transform(sizeIn: number, sizeOut: number): TransformRecord {
    const wide: (() => TransformRecord)[] = [
      () => dense(this.tensor([sizeOut, sizeIn])),
      () => dense({ shape: [sizeOut, sizeIn], init: this.distribution(sizeIn, sizeOut) }),
      () =>
        indices(
          sizeIn,
          this.list(sizeOut, () => this.whole(-1, sizeIn - 1)),
        ),
      () => sparse({ shape: [sizeOut, sizeIn], rows: [sizeOut - 1, 0], columns: [0, sizeIn - 1], values: this.list(2) }),
      () => sparse({ shape: [sizeOut, sizeIn], rows: [0], columns: [sizeIn - 1], values: this.distribution(1, 1) }),
    ];
    if (sizeIn === sizeOut)
      wide.push(
        () => scale(this.tensor([sizeIn])),
        () => scale(this.number(), sizeIn),
      );
    const padding = this.one<'same' | [[number, number], [number, number]]>([
      'same',
      [
        [1, 0],
        [0, 1],
      ],
    ]);
    if (sizeIn === 4 && sizeOut === 4) {
      wide.push(
        () => convolution({ inputShape: [2, 2, 1], filters: 1, kernelSize: 2, padding, kernel: this.tensor([2, 2, 1, 1]) }),
        () => convolutionTranspose({ inputShape: [2, 2, 1], filters: 1, kernelSize: 2, padding, kernel: this.tensor([2, 2, 1, 1]) }),
        () => convolution({ inputShape: [1, 2, 2], filters: 1, padding: 'same', channelsLast: false }),
        () => pooling({ inputShape: [2, 2, 1], strides: 1, padding, mode: this.one(['sum', 'average']), countPadding: this.flag() }),
      );
    }
    return this.one([wide[0] ?? (() => scale(1, sizeIn)), ...wide])();
  }

  endpoint(object: Endpoint, size: number): Endpoint {
    if (object.kind === 'view' || this.flag()) return object;
    const lowest = object.kind === 'node' && object.sizeIn !== object.sizeOut ? 0 : -size;
    const picked = object.at(...this.list(this.one(SIZES), () => this.whole(lowest, size - 1)));
    return this.flag() ? reshaped(picked, [1, picked.size]) : picked;
  }

  network(): Network {
    const net = new Network({ seed: this.whole(0, 2 ** 31), ...(this.flag() ? { label: 'whole' } : {}) });
    const inside = this.flag() ? net.subnetwork(this.flag() ? { label: 'part' } : {}) : net;
    for (let i = this.whole(1, 3); i > 0; i--) this.one([net, inside]).node(this.node(), this.hints());
    for (let i = this.whole(0, 2); i > 0; i--) this.ensemble(this.one([net, inside]));
    const sources = [
      ...net.nodes,
      ...net.ensembles.filter(e => e.size > 0).flatMap(e => (e.settings.encoders ? [e, e.neurons] : [e.neurons])),
    ];
    const targets = [
      ...net.nodes.filter(n => n.sizeIn > 0),
      ...net.ensembles.filter(e => e.size > 0).flatMap(e => [...(e.settings.encoders ? [e] : []), e.neurons, e.current]),
    ];
    const [source, target] = [sources[0], targets[0]];
    if (source && target)
      for (let i = this.whole(0, 3); i > 0; i--)
        this.connection(this.one([net, inside]), this.one([source, ...sources]), this.one([target, ...targets]));
    const rules = net.connections.flatMap(connection => connection.rules.map((_, index) => connection.rule(index)));
    for (const rule of rules) {
      if (rule.size > 0 && source && this.flag()) this.connection(net, this.one([source, ...sources]), rule);
      if (this.flag()) this.probe(net, rule);
    }
    for (const probed of [...sources, ...net.connections]) {
      if (this.flag()) this.probe(net, probed.kind === 'connection' || this.flag() ? probed : this.endpoint(probed, sourceSize(probed)));
    }
    return net;
  }

  ensemble(net: Network): void {
    const n = this.one(SIZES);
    const d = this.one(SIZES);
    const neuronType = this.neuron(n);
    const drawn = () => this.distribution(1);
    const encoders = this.flag() ? null : this.distribution(d);
    const evalPoints = this.distribution(d);
    const represented = { normalizeEncoders: this.flag(), evalPoints };
    const counted = evalPoints.type !== 'samples' && this.flag() ? { evalPointCount: this.whole(1, 99) } : {};
    net.ensemble(n, d, {
      ...this.seed(),
      ...this.hints(),
      neuronType,
      radius: this.positive(),
      encoders,
      ...(encoders === null ? {} : { ...represented, ...counted }),
      ...(this.flag() ? { gain: this.tensor([n]), bias: drawn() } : { intercepts: drawn(), maxRates: drawn() }),
      ...(neuronType.type !== 'direct' && this.flag() ? { noise: this.noise(n) } : {}),
      ...(neuronType.type === 'lif' && this.flag() ? { initialState: { refractoryTime: 0.001, voltage: drawn() } } : {}),
      ...(n === 4 && this.flag() ? { shape: [2, 2], parameterShape: [1, 2] } : {}),
    });
  }

  /** What a connection between two endpoints can learn with. */
  rules(pre: Endpoint, post: Endpoint, solver: SolverRecord): readonly LearningRuleRecord[] {
    const [source, target] = [pre, post].map(end => (end.kind === 'view' ? end.of : end).kind);
    const learningRate = this.positive();
    const [preSynapse, postSynapse] = [this.synapse(), this.synapse()];
    const fitting: LearningRuleRecord[] = [];
    // Solvers that find weights to whole ensembles cannot be corrected by part of an error.
    const partial = solver.weights && post.kind === 'view' && !isCompositional(solver);
    if (source !== 'node' && !partial) fitting.push(pes({ learningRate, preSynapse }), rls({ learningRate, preSynapse }));
    if (source === 'neurons' && (target === 'neurons' || target === 'current')) {
      fitting.push(bcm({ learningRate, preSynapse, postSynapse, thetaSynapse: this.synapse() }));
      fitting.push(oja({ learningRate, preSynapse, postSynapse, beta: this.number() }));
    }
    if (target === 'ensemble') fitting.push(voja({ learningRate, postSynapse }));
    return fitting.filter(() => this.flag());
  }

  connection(net: Network, source: Endpoint, target: Endpoint): void {
    const pre = this.endpoint(source, sourceSize(source));
    const post = this.endpoint(target, targetSize(target));
    const [from, to] = [pre, post].map(end => (end.kind === 'view' ? end.of : end).kind);
    const decoded = from !== 'neurons';
    const transform = this.transform(sourceSize(pre), targetSize(post));
    const matrix = transform?.type === 'dense' || transform?.type === 'scale';
    const solver = randomSolver(this, decoderShape(pre), from === 'ensemble' && to === 'ensemble' && this.flag());
    const rules = this.rules(pre, post, solver).filter(rule => rule.type === 'voja' || matrix);
    net.connect(pre, post, {
      ...this.seed(),
      ...this.hints(),
      synapse: this.synapse(),
      ...(decoded && this.flag() ? { function: this.function() } : {}),
      transform,
      ...(rules.length === 0 ? {} : { learningRule: rules.length === 1 && rules[0] ? rules[0] : rules }),
      delaySteps: this.whole(0, 2),
      solver,
      ...(from === 'ensemble' && this.flag() ? { evalPoints: this.distribution(1) } : {}),
      ...(from === 'ensemble' ? { scaleEvalPoints: this.flag() } : {}),
    });
  }

  probe(net: Network, target: Parameters<Network['probe']>[0]): void {
    net.probe(target, {
      ...this.seed(),
      synapse: this.synapse(),
      ...(this.flag() ? { sampleEvery: this.positive() } : {}),
      ...(this.flag() ? { keep: this.whole(1, 99) } : {}),
      solver: randomSolver(this, target.kind === 'connection' ? [1, 1] : decoderShape(target)),
    });
  }
}

export const randomNetwork = (g: fc.GeneratorValue): Network => new Maker(g).network();
