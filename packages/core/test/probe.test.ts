import { indices, integrateAndFire, lif, Network, pooling, relu } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

const net = new Network();
const node = net.input(3, { label: 'node' });
const ensemble = net.ensemble(5, 2, { label: 'ensemble', neuronType: lif() });
const rates = net.ensemble(5, 2, { label: 'rates', neuronType: relu() });
const family = net.ensemble(5, 2, { label: 'family', neuronType: integrateAndFire() });
const bare = net.ensemble(5, 1, { label: 'bare', encoders: null });
const connection = net.connect(node.at(0, 1), ensemble);

describe('probes', () => {
  it('read by default what their object gives out', () => {
    const probes = [node, ensemble, ensemble.neurons, ensemble.current, ensemble.at(1), connection].map(target => net.probe(target));
    expect(probes.map(({ attribute, size }) => [attribute, size])).toEqual([
      ['output', 3],
      ['decoded', 2],
      ['output', 5],
      ['current', 5],
      ['decoded', 1],
      ['output', 2],
    ]);
  });

  it.each([
    [ensemble.neurons, ['output', 'current', 'voltage', 'refractoryTime']],
    [rates.neurons, ['output', 'current']],
    [family.neurons, ['output', 'current', 'voltage', 'refractoryTime', 'netSpikes']],
    [ensemble, ['decoded', 'input', 'scaledEncoders']],
    [node, ['output']],
    [ensemble.current, ['current']],
    [ensemble.neurons.at(0), ['output', 'current', 'voltage', 'refractoryTime']],
  ])('take the attributes of their object and refuse others, listing them (%#)', (target, attributes) => {
    for (const attribute of attributes) expect(net.probe(target, { attribute }).attribute).toBe(attribute);
    const error = refusal(() => net.probe(target, { attribute: 'spikes' }));
    expect(error.code).toBe('unknown-attribute');
    expect(error.allowed).toBe(attributes.join(', '));
    expect(error.message).toContain(`'spikes' cannot be probed on ${target.path}`);
  });

  it.each([
    ['an ensemble without encoders', () => net.probe(bare), 'has no encoders; probe its neurons'],
    ['a part of one', () => net.probe(bare.at(0)), 'has no encoders; probe its neurons'],
    ['sampleEvery', () => net.probe(node, { sampleEvery: 0 }), 'sampleEvery must be'],
    ['sampleEvery', () => net.probe(node, { sampleEvery: Number.NaN }), 'sampleEvery must be'],
    ['keep', () => net.probe(node, { keep: 0 }), 'keep must be a whole number >= 1'],
    ['keep', () => net.probe(node, { keep: 1.5 }), 'keep must be a whole number >= 1'],
  ])('refuse %s', (_what, make, message) => {
    expect(refusal(make).message).toContain(message);
  });

  it('take only the elements that come out', () => {
    const narrow = net.function((_t, x) => [x[0] ?? 0], 3, 1, { label: 'narrow' });
    expect(refusal(() => net.probe(narrow.at(2))).message).toContain('element 2 is not among the values that narrow gives out');
    expect(net.probe(narrow.at(0)).size).toBe(1);
  });

  it('of weights need a connection that has some', () => {
    const picking = net.connect(node, ensemble, { label: 'picking', transform: indices(3, [2, 0]) });
    const averaging = net.connect(node, ensemble, {
      label: 'averaging',
      transform: pooling({ inputShape: [3, 1], poolSize: [2], strides: 1 }),
    });
    for (const without of [picking, averaging])
      expect(() => net.probe(without, { attribute: 'weights' })).toThrow(
        `weights of ${without.path} can only be probed as a whole and has no elements`,
      );
  });

  it('of neurons without encoders are fine', () => {
    expect(net.probe(bare.neurons).size).toBe(5);
  });
});
