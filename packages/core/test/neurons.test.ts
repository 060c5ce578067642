import {
  adaptiveLif,
  adaptiveLifRate,
  defineNeuron,
  direct,
  integrateAndFire,
  isNegative,
  isSpiking,
  izhikevich,
  lif,
  lifRate,
  mapParameters,
  type NeuronRecord,
  neuronAttributes,
  neuronKinds,
  poissonSpiking,
  regularSpiking,
  relu,
  sigmoid,
  softLif,
  spikingRelu,
  stateNames,
  stochasticSpiking,
  tanh,
  tensor,
  uniform,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { thawed } from './frozen.js';

const leaky = defineNeuron({
  name: 'leaky',
  version: '1',
  parameters: { tau: 0.02 },
  state: { level: uniform(0, 1) },
  step: ({ dt, current, state, parameters }) => {
    state.level += (dt / parameters.tau) * (current - state.level);
    return state.level;
  },
  negative: true,
});

const all: readonly NeuronRecord[] = [
  direct(),
  lif(),
  lifRate(),
  adaptiveLif(),
  adaptiveLifRate(),
  softLif(),
  relu(),
  spikingRelu(),
  sigmoid(),
  tanh(),
  integrateAndFire(),
  izhikevich(),
  regularSpiking(tanh()),
  stochasticSpiking(adaptiveLifRate()),
  poissonSpiking(lif()),
  leaky(),
  integrateAndFire({ tauRc: [0.02, 0.01], reset: [0, 0.1], spikes: { max: 3 }, floor: [-1, 0], refractory: 0.001 }),
];

describe('neurons', () => {
  it('have the defaults of their field', () => {
    expect(lif()).toEqual({ type: 'lif', tauRc: 0.02, tauRef: 0.002, minVoltage: 0, amplitude: 1 });
    expect(lifRate()).toEqual({ type: 'lifRate', tauRc: 0.02, tauRef: 0.002, amplitude: 1 });
    expect(softLif()).toEqual({ type: 'softLif', tauRc: 0.02, tauRef: 0.002, amplitude: 1, sigma: 0.02 });
    expect(relu()).toEqual({ type: 'relu', amplitude: 1 });
    expect(spikingRelu()).toEqual({ type: 'spikingRelu', amplitude: 1 });
    expect(adaptiveLif()).toEqual({ ...lif(), type: 'adaptiveLif', tauN: 1, incN: 0.01 });
    expect(adaptiveLifRate()).toEqual({ ...lifRate(), type: 'adaptiveLifRate', tauN: 1, incN: 0.01 });
    expect([sigmoid(), tanh()]).toEqual([
      { type: 'sigmoid', tauRef: 0.0025 },
      { type: 'tanh', tauRef: 0.0025 },
    ]);
    expect(izhikevich()).toEqual({ type: 'izhikevich', tauRecovery: 0.02, coupling: 0.2, resetVoltage: -65, resetRecovery: 8 });
    expect(poissonSpiking(relu(), { amplitude: 2 })).toEqual({ type: 'poissonSpiking', base: relu(), amplitude: 2 });
    expect(integrateAndFire()).toEqual({
      type: 'integrateAndFire',
      tauRc: null,
      threshold: 1,
      reset: { to: 'subtract' },
      refractory: 0,
      spikes: { range: 'binary' },
      initial: 0,
      floor: null,
      amplitude: 1,
    });
  });

  it.each(all)('are frozen all through: $type', neuron => {
    expect(thawed(neuron)).toEqual([]);
  });

  it('take one value per neuron as a tensor', () => {
    expect(lif({ tauRc: [0.02, 0.03] }).tauRc).toEqual(tensor([2], [0.02, 0.03]));
    const own = tensor([2], [1, 2]);
    expect(relu({ amplitude: own }).amplitude).toBe(own);
  });

  it('allow a lowest voltage of minus infinity and a refractory time of zero', () => {
    expect(lif({ minVoltage: Number.NEGATIVE_INFINITY, tauRef: 0 })).toMatchObject({ minVoltage: Number.NEGATIVE_INFINITY, tauRef: 0 });
  });

  it.each([
    ['lif: tauRc', () => lif({ tauRc: 0 }), '> 0'],
    ['lif: tauRc', () => lif({ tauRc: [0.02, -1] }), '> 0'],
    ['lif: tauRc', () => lif({ tauRc: Number.NaN }), '> 0'],
    ['lif: tauRef', () => lif({ tauRef: -1e-9 }), '>= 0'],
    ['lif: minVoltage', () => lif({ minVoltage: 0.1 }), '<= 0'],
    ['lif: amplitude', () => lif({ amplitude: 0 }), '> 0'],
    ['lifRate: tauRc', () => lifRate({ tauRc: -1 }), '> 0'],
    ['softLif: sigma', () => softLif({ sigma: 0 }), '> 0'],
    ['relu: amplitude', () => relu({ amplitude: -1 }), '> 0'],
    ['spikingRelu: amplitude', () => spikingRelu({ amplitude: Number.NaN }), '> 0'],
    ['sigmoid: tauRef', () => sigmoid({ tauRef: 0 }), '> 0'],
    ['tanh: tauRef', () => tanh({ tauRef: [0.1, -1] }), '> 0'],
    ['adaptiveLif: tauN', () => adaptiveLif({ tauN: 0 }), '> 0'],
    ['adaptiveLif: tauRc', () => adaptiveLif({ tauRc: 0 }), '> 0'],
    ['adaptiveLifRate: incN', () => adaptiveLifRate({ incN: -1 }), '>= 0'],
    ['izhikevich: coupling', () => izhikevich({ coupling: Number.NaN }), 'a number'],
    ['regularSpiking: amplitude', () => regularSpiking(relu(), { amplitude: 0 }), '> 0'],
    ['leaky: parameters.tau', () => leaky({ tau: Number.POSITIVE_INFINITY }), 'a number'],
    ['integrateAndFire: threshold', () => integrateAndFire({ threshold: 0 }), '> 0'],
    ['integrateAndFire: refractory', () => integrateAndFire({ refractory: -1 }), '>= 0'],
    ['integrateAndFire: initial', () => integrateAndFire({ initial: Number.NaN }), 'a number'],
    ['integrateAndFire: spikes.max', () => integrateAndFire({ spikes: { max: 1.5 } }), 'a whole number >= 1'],
    ['integrateAndFire: spikes.max', () => integrateAndFire({ spikes: { max: 0 } }), 'a whole number >= 1'],
  ])('refuse a wrong %s, naming what is allowed', (what, make, allowed) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.code).toBe('invalid-parameter');
    expect(error.message).toContain(`${what} must be ${allowed}`);
    expect(error.allowed).toBe(allowed);
  });

  it('are all of the kinds there are', () => {
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(neuronKinds));
  });

  it('know which of them spike, which go below zero, and their states', () => {
    const of = (test: (neuron: NeuronRecord) => boolean) => new Set(all.filter(test).map(({ type }) => type));
    expect(of(isSpiking)).toEqual(
      new Set([
        'lif',
        'adaptiveLif',
        'spikingRelu',
        'integrateAndFire',
        'izhikevich',
        'regularSpiking',
        'stochasticSpiking',
        'poissonSpiking',
      ]),
    );
    expect(of(isNegative)).toEqual(new Set(['tanh', 'regularSpiking', 'customNeuron']));
    expect(isNegative(integrateAndFire({ spikes: 'signed' }))).toBe(true);
    expect(stateNames(adaptiveLif())).toEqual(['voltage', 'refractoryTime', 'adaptation']);
    expect(stateNames(regularSpiking(adaptiveLifRate()))).toEqual(['voltage', 'adaptation']);
    expect(neuronAttributes(stochasticSpiking(leaky()))).toEqual(['level', 'rateOut']);
    expect(neuronAttributes(izhikevich())).toEqual(['voltage', 'recovery']);
  });

  it.each<[string, () => unknown, string]>([
    ['a state of its own name', () => regularSpiking(lif()), "regularSpiking: base must be a neuron type other than lif, whose 'voltage'"],
    ['rates of its own inside', () => poissonSpiking(stochasticSpiking(relu())), "whose 'rateOut' has the name"],
    ['no neurons', () => stochasticSpiking(direct()), 'which has no neurons'],
  ])('refuse a base with %s', (_what, make, sentence) => {
    expect(refusal(make)).toMatchObject({ name: 'ValidationError', message: expect.stringContaining(sentence) });
  });

  it.each<[string, () => unknown, string]>([
    ['no name', () => defineNeuron({ name: '', version: '1', step: () => 0 }), 'a name, a version and a step function are needed'],
    ['a name with a dot', () => defineNeuron({ name: 'x', version: '1', parameters: { 'a.b': 1 }, step: () => 0 })(), "'a.b' was given"],
    ['a state called output', () => defineNeuron({ name: 'x', version: '1', state: { output: 1 }, step: () => 0 })(), "'output' was given"],
    ['a state that starts nowhere', () => defineNeuron({ name: 'x', version: '1', state: { a: Number.NaN }, step: () => 0 })(), 'state.a'],
    ['an unknown parameter', () => Reflect.apply(leaky, null, [{ other: 1 }]), "there is no parameter 'other'; there are tau"],
  ])('of one’s own are refused with %s', (_what, make, sentence) => {
    expect(refusal(make)).toMatchObject({ name: 'ValidationError', message: expect.stringContaining(sentence) });
  });

  it.each(all)('keep everything under a map that changes nothing: $type', neuron => {
    expect(mapParameters(neuron, value => value)).toEqual(neuron);
  });

  it('hand every number to a map with its name', () => {
    const seen = new Map<string, readonly string[]>();
    for (const neuron of all.filter(({ type }) => type !== 'integrateAndFire' && type !== 'customNeuron')) {
      const names: string[] = [];
      mapParameters(neuron, (_value, name) => names.push(name));
      seen.set(neuron.type, names.sort());
      expect(names.filter(name => !name.startsWith('base.'))).toEqual(
        Object.keys(neuron)
          .filter(key => key !== 'type' && key !== 'base')
          .sort(),
      );
    }
    expect(seen.get('stochasticSpiking')).toEqual([
      'amplitude',
      ...['amplitude', 'incN', 'tauN', 'tauRc', 'tauRef'].map(name => `base.${name}`),
    ]);
    const own: string[] = [];
    mapParameters(leaky(), (_value, name) => own.push(name));
    expect(own).toEqual(['parameters.tau']);
    const names: string[] = [];
    mapParameters(integrateAndFire({ tauRc: 1, reset: 0, floor: -1 }), (_value, name) => names.push(name));
    expect(names.sort()).toEqual(['amplitude', 'floor', 'initial', 'refractory', 'reset', 'tauRc', 'threshold']);
  });
});
