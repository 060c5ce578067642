import {
  brownNoise,
  defineProcess,
  filtered,
  filteredNoise,
  lif,
  linearFilter,
  lowpass,
  Network,
  piecewise,
  presentInput,
  processNode,
  processSizes,
  samples,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { thawed } from './frozen.js';

const twice = defineProcess({ name: 'twice', version: '1', sizeIn: null, parameters: { by: 2 }, step: () => undefined });
const row = [1, 2];

describe('processes', () => {
  it.each([
    whiteNoise(),
    filteredNoise(),
    brownNoise(),
    whiteSignal({ period: 1, high: 5 }),
    presentInput([row, row], 0.1),
    piecewise({ times: [0, 1], values: [1, () => [1]] }),
    filtered(lowpass(0.1)),
  ])('are frozen all through: $type', process => {
    expect(thawed(process)).toEqual([]);
  });

  it('say how many values they take and give', () => {
    expect(processSizes(whiteNoise())).toEqual({ sizeIn: 0, sizeOut: 1 });
    expect(processSizes(presentInput([row, row, row], 1))).toEqual({ sizeIn: 0, sizeOut: 2 });
    expect(processSizes(filtered(lowpass(0.1)), 4)).toEqual({ sizeIn: 4, sizeOut: 4 });
    expect(processSizes(twice(), 3)).toEqual({ sizeIn: 3, sizeOut: 3 });
  });

  it('in nodes have seeds of their own, from the path or as given', () => {
    const net = new Network({ seed: 3 });
    const [a, b, c] = [net.process(whiteNoise()), net.process(whiteNoise()), net.process(whiteNoise(), { seed: 7, size: 2 })];
    const seeds = [a, b, c].map(({ record }) => (record.type === 'process' ? record.seed : null));
    expect(new Set(seeds).size).toBe(3);
    expect(seeds[2]).toBe(7);
    expect([a.sizeOut, c.sizeOut]).toEqual([1, 2]);
  });

  it('of Brownian motion sum what is drawn', () => {
    expect(brownNoise().synapse).toEqual(linearFilter({ numerator: [1], denominator: [1, 0], method: 'euler' }));
  });

  it.each<[string, () => unknown]>([
    [
      "whiteNoise: samples must be one row, as each step draws one; presentInput(rows, seconds) gives rows in turn, but 'shape [2,2]'",
      () => whiteNoise({ distribution: samples([row, row]) }),
    ],
    ['whiteNoise: samples must be finite numbers', () => whiteNoise({ distribution: samples([Number.NaN]) })],
    ['whiteNoise: distribution must be a record such as gaussian(0, 1)', () => Reflect.apply(whiteNoise, null, [{ distribution: 3 }])],
    ['whiteSignal: period must be a finite number > 0, but 0', () => whiteSignal({ period: 0, high: 5 })],
    ['whiteSignal: high must be at least one period (2 Hz), but 1', () => whiteSignal({ period: 0.5, high: 1 })],
    ['whiteSignal: y0 must be a finite number, but NaN', () => whiteSignal({ period: 1, high: 5, y0: Number.NaN })],
    ['presentInput: presentationTime must be a finite number > 0', () => presentInput([1], -1)],
    ['presentInput: inputs must be rows of finite numbers', () => presentInput([Number.NaN], 1)],
    ['presentInput: inputs must be rows of finite numbers, but shape [0,1]', () => presentInput([], 1)],
    ['piecewise: times must be ascending times', () => piecewise({ times: [1, 1], values: [1, 2] })],
    ['piecewise: values must be 2, one for each time, but 3', () => piecewise({ times: [0, 1], values: [1, 2, 3] })],
    ['piecewise: a row has 1 values, but the others have 2', () => piecewise({ times: [0, 1], values: [row, 3] })],
    [
      "piecewise: interpolation must be 'zero' if values are functions",
      () => piecewise({ times: [0, 1], values: [1, () => [1]], interpolation: 'linear' }),
    ],
    [
      "piecewise: times must be at least 4 for interpolation 'cubic'",
      () => piecewise({ times: [0, 1], values: [1, 2], interpolation: 'cubic' }),
    ],
    ["twice: there is no parameter 'b'", () => Reflect.apply(twice, null, [{ b: 1 }])],
    ['by must be a finite number, but Infinity', () => twice({ by: Number.POSITIVE_INFINITY })],
    [
      "state.s must be 'out' or a whole number >= 1, but 0",
      () => defineProcess({ name: 'odd', version: '1', state: { s: 0 }, step: () => undefined })(),
    ],
    [
      'defineProcess: a name, a version and a step function are needed',
      () => defineProcess({ name: '', version: '1', step: () => undefined }),
    ],
    ['presentInput: it gives 2 values, but 3 were asked for', () => processNode(presentInput([row], 1), { size: 3 })],
    ['process: size must be a whole number >= 1, but 0', () => processNode(whiteNoise(), { size: 0 })],
    [
      'noise must be a process that takes no input, on neurons',
      () => new Network().ensemble(3, 1, { neuronType: lif(), noise: filtered(lowpass(0.1)) }),
    ],
    ['presentInput: it gives 2 values, but 3 were asked for', () => new Network().ensemble(3, 1, { noise: presentInput([row], 1) })],
  ])('are refused: %s', (message, make) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(message);
  });
});
