import { dense, lif, lowpass, Network, ValidationError } from '@rheobase/core';
import { describe, expect, it } from 'vitest';

type Case = readonly [name: string, make: (net: Network) => unknown, object: string, given: unknown, says: RegExp];

const cells = (net: Network, dimensions = 1) => net.ensemble(5, dimensions, { label: 'cells' });
const input = (net: Network) => net.input(2, { label: 'in' });

const sizes: readonly Case[] = [
  ['too few values', net => net.connect(input(net), cells(net, 3)), 'in->cells', 2, /carries 2 values, but cells takes 3/],
  ['a matrix of too few rows', net => net.connect(input(net), cells(net, 3), { transform: dense([[1, 2]]) }), 'in->cells', 1, /takes 3/],
  [
    'a matrix of too many columns',
    net => net.connect(input(net), cells(net), { transform: dense([[1, 2, 3]]) }),
    'in->cells',
    2,
    /takes 3 values, but in gives 2/,
  ],
  ['an element that is not there', net => net.connect(input(net).at(2), cells(net)), 'in', 2, /2/],
  ['no neurons', net => net.ensemble(0, 1, { label: 'cells' }), 'cells', 0, /neurons must be a whole number >= 1/],
  ['half a dimension', net => net.ensemble(5, 0.5, { label: 'cells' }), 'cells', 0.5, /dimensions must be a whole number >= 1/],
];

const attributes: readonly Case[] = [
  [
    'neurons',
    net => net.probe(cells(net).neurons, { attribute: 'volts' }),
    'cells.probe',
    'volts',
    /output, current, voltage, refractoryTime/,
  ],
  ['an ensemble', net => net.probe(cells(net), { attribute: 'spikes' }), 'cells.probe', 'spikes', /decoded, input/],
  ['a node', net => net.probe(input(net), { attribute: 'decoded' }), 'in.probe', 'decoded', /output/],
];

const seeds: readonly Case[] = [
  ['an ensemble', net => net.ensemble(5, 1, { label: 'cells', seed: Number.NaN }), 'cells', Number.NaN, /seed must be a whole number/],
  ['a connection', net => net.connect(input(net), cells(net, 2), { seed: 0.5 }), 'in->cells', 0.5, /seed must be a whole number/],
  ['a probe', net => net.probe(cells(net), { seed: 2 ** 60 }), 'cells.probe', 2 ** 60, /seed must be a whole number/],
];

const times: readonly Case[] = [
  ['a probe', net => net.probe(input(net), { sampleEvery: -0.1 }), 'in.probe', -0.1, /sampleEvery must be a time in s > 0, but -0.1/],
  ['a probe, not a number', net => net.probe(input(net), { sampleEvery: Number.NaN }), 'in.probe', Number.NaN, /NaN/],
  ['what a probe keeps', net => net.probe(input(net), { keep: 0 }), 'in.probe', 0, /keep must be a whole number >= 1, but 0/],
  [
    'steps of delay',
    net => net.connect(input(net), cells(net, 2), { delaySteps: -1 }),
    'in->cells',
    -1,
    /delaySteps must be a whole number >= 0/,
  ],
  ['a synapse', () => lowpass(-0.1), 'lowpass', -0.1, /tau must be a time in seconds >= 0/],
  ['a neuron', () => lif({ tauRc: -0.02 }), 'lif', -0.02, /tauRc must be > 0/],
];

function caught(make: (net: Network) => unknown): unknown {
  try {
    make(new Network());
  } catch (error) {
    return error;
  }
  return null;
}

describe('a network is refused where it is written, with object, value and what is allowed:', () => {
  describe.each([
    ['wrong sizes', sizes],
    ['an unknown attribute of', attributes],
    ['a negative time of', times],
    ['a seed that is no whole number of', seeds],
  ] as const)('%s', (_family, cases) => {
    it.each(cases)('%s', (_name, make, object, given, says) => {
      const error = caught(make);
      expect(error).toBeInstanceOf(ValidationError);
      expect(error).toMatchObject({ object, given, message: expect.stringMatching(says), allowed: expect.any(String) });
    });
  });
});

describe('values of another type', () => {
  const untyped = (options: object) => JSON.parse(JSON.stringify(options));

  it.each([
    ['a label', 'label', (net: Network) => net.ensemble(5, 1, untyped({ label: 3 }))],
    ['the label of a node', 'label', (net: Network) => net.input(1, untyped({ label: 3 }))],
    ['a shape', 'shape', (net: Network) => net.ensemble(5, 1, untyped({ shape: 5 }))],
    ['the shape of a node', 'shape', (net: Network) => net.input(4, untyped({ shape: [2, '2'] }))],
    ['normalizeEncoders', 'normalizeEncoders', (net: Network) => net.ensemble(5, 1, untyped({ normalizeEncoders: 'no' }))],
    ['initialState', 'initialState', (net: Network) => net.ensemble(5, 1, untyped({ initialState: 3 }))],
    ['hints', 'hints', (net: Network) => net.ensemble(5, 1, untyped({ hints: 3 }))],
    ['scaleEvalPoints', 'scaleEvalPoints', (net: Network) => net.connect(cells(net), cells(net), untyped({ scaleEvalPoints: 'no' }))],
    ['a default', 'normalizeEncoders', () => new Network({ defaults: { ensemble: untyped({ normalizeEncoders: 'no' }) } })],
  ])('are refused: %s', (_, option, make) => {
    const error = caught(make);
    expect(error).toBeInstanceOf(ValidationError);
    expect(String(error)).toContain(option);
  });
});
