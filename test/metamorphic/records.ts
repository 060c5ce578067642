import {
  alpha,
  argmax,
  constant,
  type Discretisation,
  linearFilter,
  lowpass,
  maxPool,
  type NodeRecord,
  passthrough,
  processNode,
  type SynapseRecord,
  softmax,
  synapseNode,
  table,
  triangle,
} from '@rheobase/core';
import type { Choices } from './choices.js';
import { nodeFunction } from './functions.js';
import { passing, signal } from './processes.js';

/** A synapse, or none where `mayBeNone`. */
export function synapse(c: Choices, mayBeNone: boolean): SynapseRecord | null {
  const tau = c.number(0.002, 0.01);
  const rational = () =>
    linearFilter({
      // What passes at once is at most 1: a derivative would make loops grow a thousandfold in a step.
      numerator: [c.number(-tau, tau), c.number(-1, 1)],
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
    () => processNode(passing(c), { size, ...(c.flag() ? { seed: c.whole(0, 99) } : {}) }),
    () => softmax(size),
    () => argmax(size),
    () => ({ type: 'function', sizeIn: size, sizeOut: size, function: nodeFunction(c) }),
    () => maxPool({ mode: c.one(['exact', 'gate', 'runningMax']), inputShape: [1, size, 1], poolSize: 1 }),
  ])();
}

/** A node that takes nothing. */
export const sourceRecord = (c: Choices, size: number): NodeRecord =>
  c.one<() => NodeRecord>([
    () => constant(c.list(size)),
    () => table([c.list(size), c.list(size), c.list(size)]),
    () => processNode(signal(c, size), { size }),
    () => processNode(signal(c, size), { size, seed: c.whole(0, 99) }),
  ])();
