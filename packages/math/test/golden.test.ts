import { cos, exp, expm1, log, log1p, pow, randomStream, sigmoid, sin, softplus, tanh } from '@rheobase/math';
import { describe, expect, it } from 'vitest';
import { bitsOf, fixedFractions } from './ulp.js';

const COUNT = 20_000;

function hashOfBits(values: number[]): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (const value of values) {
    const bits = bitsOf(value);
    low = Math.imul(low ^ Number(bits & 0xffffffffn), 0x01000193);
    high = Math.imul(high ^ Number(bits >> 32n) ^ (low >>> 15), 0x85ebca6b);
  }
  return [high, low].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function inputs(low: number, high: number, seed: number): number[] {
  return fixedFractions(COUNT, seed).map(u => low + (high - low) * u);
}

describe('the bits of the results over fixed inputs', () => {
  it.each<[string, (x: number) => number, number[], string]>([
    ['exp', exp, inputs(-40, 40, 1), '24bbde66acd2d851'],
    ['expm1', expm1, inputs(-3, 3, 2), 'ef59f528146c16af'],
    ['log', log, inputs(0, 50, 3), '0d85a0ec90ee601e'],
    ['log1p', log1p, inputs(-1, 20, 4), 'cb02490d6b1c90da'],
    ['sin', sin, inputs(-1e7, 1e7, 5), '9c2345281d12bc23'],
    ['cos', cos, inputs(-1e3, 1e3, 6), '2dec0a9a2d208b40'],
    ['tanh', tanh, inputs(-4, 4, 7), 'f0bd9eb2de4d948a'],
    ['sigmoid', sigmoid, inputs(-30, 30, 8), '05d1abdee00ac0af'],
    ['softplus', softplus, inputs(-30, 30, 9), 'fe8b413a7e758f9d'],
    ['pow', x => pow(x, 1.7), inputs(0, 30, 10), '08e8efa336271e70'],
    ['pow', x => pow(1.3, x), inputs(-300, 300, 11), '0e0c2d9e81cfcc33'],
  ])('%s', (_name, own, values, golden) => {
    expect(hashOfBits(values.map(own))).toBe(golden);
  });

  it('normal deviates', () => {
    const stream = randomStream(42);
    expect(hashOfBits(Array.from({ length: COUNT }, () => stream.normal()))).toBe('9ee96d11ff5555c7');
  });
});
