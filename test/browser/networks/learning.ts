import type { LearningRuleRecord } from '@rheobase/core';
import { alpha, bcm, dense, lifRate, lowpass, Network, oja, pes, rls, voja } from 'rheobase';
import { type Entry, rows } from './entry.js';

/** Decoders that learn the square of what they are given, from the error they make. */
function errors(rule: LearningRuleRecord): Network {
  const net = new Network({ seed: 31 });
  const input = net.input(2);
  const [a, error, out] = [net.ensemble(60, 2), net.ensemble(40, 2, { radius: 2 }), net.passthrough(2)];
  net.connect(input, a, { synapse: null });
  const learned = net.connect(a, out, { function: () => [0, 0], learningRule: rule });
  net.connect(out, error);
  net.connect(a, error, { function: ([x = 0, y = 0]) => [-x * x, -x * y] });
  net.connect(error, learned.rule());
  net.probe(out, { synapse: lowpass(0.01) });
  net.probe(learned, { attribute: 'weights', sampleEvery: 0.05 });
  return net;
}

/** Weights between neurons that follow what both do, between spikes and between rates. */
function hebbian(): Network {
  const net = new Network({ seed: 32 });
  const input = net.input(2);
  for (const rules of [
    [bcm({ learningRate: 1e-9, thetaSynapse: lowpass(0.1) })],
    [oja({ learningRate: 1e-6, beta: 0.5 })],
    [bcm(), oja()],
  ]) {
    for (const options of [{}, { neuronType: lifRate() }]) {
      const [a, b] = [net.ensemble(25, 2, options), net.ensemble(15, 2, options)];
      net.connect(input, a, { synapse: null });
      const learned = net.connect(a.neurons, b.neurons, { transform: dense(rows(15, 25, 0.003)), learningRule: rules });
      net.probe(learned, { attribute: 'weights', sampleEvery: 0.1 });
      net.probe(b, { synapse: alpha(0.01) });
    }
  }
  return net;
}

/** Encoders that turn towards what comes in, while decoders learn what to say of it. */
function memory(): Network {
  const net = new Network({ seed: 33 });
  const [key, value] = [net.input(3, { label: 'key' }), net.input(1, { label: 'value' })];
  const [a, out] = [net.ensemble(70, 3, { intercepts: 0.2 }), net.ensemble(30, 1)];
  const turning = net.connect(key, a, { learningRule: voja({ learningRate: 0.05, postSynapse: lowpass(0.02) }), synapse: lowpass(0.004) });
  const learned = net.connect(a, out, { function: () => [0], learningRule: pes({ learningRate: 1e-3 }) });
  net.connect(value, turning.rule(), { transform: 0.5, synapse: null });
  net.connect(value, learned.rule(), { transform: -1 });
  net.connect(out, learned.rule());
  net.probe(out, { synapse: lowpass(0.01) });
  net.probe(a, { attribute: 'scaledEncoders', sampleEvery: 0.1 });
  return net;
}

export const ofLearning: readonly Entry[] = [
  { name: 'pes', make: () => errors(pes({ learningRate: 1e-3 })), batch: 2 },
  { name: 'rls', make: () => errors(rls({ learningRate: 1e-2, preSynapse: alpha(0.004) })) },
  { name: 'bcm and oja', make: hebbian },
  { name: 'voja', make: memory, batch: 2 },
];
