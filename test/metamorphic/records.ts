import {
  alpha,
  argmax,
  builtin,
  constant,
  convolution,
  type Discretisation,
  dense,
  type FunctionRecord,
  hostFunction,
  indices,
  integrateAndFire,
  lif,
  lifRate,
  linearFilter,
  lowpass,
  maxPool,
  type NeuronRecord,
  type NodeRecord,
  passthrough,
  relu,
  type SynapseRecord,
  scale,
  softLif,
  softmax,
  sparse,
  spikingRelu,
  synapseNode,
  type TransformRecord,
  table,
  tensor,
  triangle,
} from '@rheobase/core';
import type { Choices } from './choices.js';

/** Functions of the user that the networks run, to be handed in with a document. */
export const functions = Object.freeze({ drift: (time: number, x: Float64Array) => x.map(v => v + time) });

const drift = hostFunction('drift', '1', functions.drift);

/** Any neuron type, with parameters that a brain could have. */
export function neuronType(c: Choices, n: number): NeuronRecord {
  const each = (low: number, high: number) => (c.flag() ? c.number(low, high) : c.list(n, low, high));
  const amplitude = c.number(0.5, 1.5);
  return c.one<() => NeuronRecord>([
    () => lif({ tauRc: each(0.01, 0.03), tauRef: each(0, 0.003), amplitude, minVoltage: c.one([0, -0.5, Number.NEGATIVE_INFINITY]) }),
    () => lifRate({ tauRc: each(0.01, 0.03), tauRef: each(0.0005, 0.003), amplitude }),
    () => softLif({ tauRc: 0.02, tauRef: 0.002, amplitude, sigma: c.number(0.01, 0.1) }),
    () => relu({ amplitude: c.number(0.001, 0.01) }),
    () => spikingRelu({ amplitude: c.number(0.001, 0.01) }),
    () =>
      integrateAndFire({
        tauRc: c.flag() ? each(0.01, 0.03) : null,
        reset: c.one<'zero' | 'subtract' | number>(['zero', 'subtract', 0.1]),
        refractory: c.one([0, 0.002]),
        spikes: c.one<'binary' | 'signed' | { readonly max: number }>(['binary', 'signed', { max: 3 }]),
        initial: c.number(0, 0.9),
        floor: c.flag() ? null : -0.1,
      }),
  ])();
}

/** A synapse, or none where `mayBeNone`. */
export function synapse(c: Choices, mayBeNone: boolean): SynapseRecord | null {
  const tau = c.number(0.002, 0.01);
  const rational = () =>
    linearFilter({
      numerator: c.list(2),
      denominator: [tau, 1],
      method: c.one<Discretisation>(['zoh', 'euler', 'bilinear', 'backwardDifference']),
    });
  return c.one<() => SynapseRecord | null>([
    () => (mayBeNone ? null : lowpass(tau)),
    () => lowpass(0.005),
    () => lowpass(c.one([0, tau])),
    () => alpha(tau),
    () => triangle(tau),
    rational,
    () => linearFilter({ numerator: [0.2, 0.3], denominator: [1, -0.7, 0.1], analog: false }),
  ])();
}

/** What a node can be that takes and gives `size` values. */
export function nodeRecord(c: Choices, size: number): NodeRecord {
  return c.one<() => NodeRecord>([
    () => passthrough(size),
    () => passthrough(size),
    () => synapseNode(synapse(c, false) ?? lowpass(0.005), size),
    () => softmax(size),
    () => argmax(size),
    () => ({
      type: 'function',
      sizeIn: size,
      sizeOut: size,
      function: c.one<FunctionRecord>([drift, builtin('abs'), builtin('sinPi')]),
    }),
    () => maxPool({ mode: c.one(['exact', 'gate', 'runningMax']), inputShape: [1, size, 1], poolSize: 1 }),
  ])();
}

/** A node that takes nothing. */
export const sourceRecord = (c: Choices, size: number): NodeRecord =>
  c.flag() ? constant(c.list(size)) : table([c.list(size), c.list(size), c.list(size)]);

/** A matrix of any kind, with small values so that loops stay bounded. */
export function transform(c: Choices, sizeIn: number, sizeOut: number): TransformRecord | number | undefined {
  const matrix = () => dense(Array.from({ length: sizeOut }, () => c.list(sizeIn, -0.6, 0.6)));
  const picks = () =>
    indices(
      sizeIn,
      Array.from({ length: sizeOut }, () => c.whole(-1, sizeIn - 1)),
    );
  const some = () => sparse({ shape: [sizeOut, sizeIn], rows: [0, sizeOut - 1], columns: [sizeIn - 1, 0], values: c.list(2, -0.6, 0.6) });
  if (sizeIn !== sizeOut) return c.one<() => TransformRecord>([matrix, picks, some])();
  const kernel = () => tensor([1, 2, 1, 1], c.list(2, -0.5, 0.5));
  return c.one<() => TransformRecord | number | undefined>([
    () => undefined,
    () => c.number(-0.6, 0.6),
    () => scale(c.list(sizeIn, -0.6, 0.6)),
    () => convolution({ inputShape: [1, sizeIn, 1], filters: 1, kernelSize: [1, 2], padding: 'same', kernel: kernel() }),
    matrix,
    picks,
    some,
  ])();
}
