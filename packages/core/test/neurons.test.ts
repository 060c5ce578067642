import {
  integrateAndFire,
  isSpiking,
  lif,
  lifRate,
  mapParameters,
  type NeuronRecord,
  relu,
  softLif,
  spikingRelu,
  stateNames,
  tensor,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { thawed } from './frozen.js';

const all: readonly NeuronRecord[] = [
  lif(),
  lifRate(),
  softLif(),
  relu(),
  spikingRelu(),
  integrateAndFire(),
  integrateAndFire({ tauRc: [0.02, 0.01], reset: [0, 0.1], spikes: { max: 3 }, floor: [-1, 0], refractory: 0.001 }),
];

describe('neurons', () => {
  it('have the defaults of their field', () => {
    expect(lif()).toEqual({ type: 'lif', tauRc: 0.02, tauRef: 0.002, minVoltage: 0, amplitude: 1 });
    expect(lifRate()).toEqual({ type: 'lifRate', tauRc: 0.02, tauRef: 0.002, amplitude: 1 });
    expect(softLif()).toEqual({ type: 'softLif', tauRc: 0.02, tauRef: 0.002, amplitude: 1, sigma: 0.02 });
    expect(relu()).toEqual({ type: 'relu', amplitude: 1 });
    expect(spikingRelu()).toEqual({ type: 'spikingRelu', amplitude: 1 });
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

  it('know which of them spike, and their states', () => {
    expect(all.map(isSpiking)).toEqual([true, false, false, false, true, true, true]);
    expect(all.map(({ type }) => stateNames[type].length)).toEqual([2, 0, 0, 0, 1, 3, 3]);
  });

  it.each(all)('keep everything under a map that changes nothing: $type', neuron => {
    expect(mapParameters(neuron, value => value)).toEqual(neuron);
  });

  it('hand every number to a map with its name', () => {
    const seen = new Map<string, readonly string[]>();
    for (const neuron of all.slice(0, 5)) {
      const names: string[] = [];
      mapParameters(neuron, (_value, name) => names.push(name));
      seen.set(neuron.type, names.sort());
      expect(names).toEqual(
        Object.keys(neuron)
          .filter(key => key !== 'type')
          .sort(),
      );
    }
    const names: string[] = [];
    mapParameters(integrateAndFire({ tauRc: 1, reset: 0, floor: -1 }), (_value, name) => names.push(name));
    expect(names.sort()).toEqual(['amplitude', 'floor', 'initial', 'refractory', 'reset', 'tauRc', 'threshold']);
  });
});
