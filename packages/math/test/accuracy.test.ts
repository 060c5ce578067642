import { cos, exp, expm1, log, log1p, pow, sigmoid, sin, softplus, tanh } from '@rheobase/math';
import { describe, expect, it } from 'vitest';
import { referencePowers, referenceValues } from './reference-values.js';
import { fixedFractions, ulpDistance } from './ulp.js';

const functions: Record<string, (x: number) => number> = { cos, exp, expm1, log, log1p, sigmoid, sin, softplus, tanh };
const COUNT = 100_000;

function worst(own: (x: number) => number, builtIn: (x: number) => number, inputs: number[]): number {
  return inputs.reduce((most, x) => Math.max(most, ulpDistance(own(x), builtIn(x))), 0);
}

function spread(low: number, high: number, seed: number): number[] {
  return fixedFractions(COUNT / 2, seed).map(u => low + (high - low) * u);
}

function logSpread(lowest: number, highest: number, seed: number): number[] {
  const exponents = fixedFractions(COUNT / 2, seed);
  return fixedFractions(COUNT / 2, seed + 1).map((u, i) => (1 + u) * 2 ** Math.floor(lowest + (highest - lowest) * (exponents[i] ?? 0)));
}

function bothSigns(values: number[]): number[] {
  return values.map((x, i) => (i % 2 === 0 ? x : -x));
}

describe('against the built-in functions on 100 000 inputs each', () => {
  it.each([
    ['exp', exp, Math.exp, [...spread(-745, 709.7, 1), ...bothSigns(logSpread(-30, 9, 2))]],
    ['expm1', expm1, Math.expm1, [...spread(-40, 709.7, 3), ...bothSigns(logSpread(-60, 5, 4))]],
    ['log', log, Math.log, [...spread(0.25, 4, 5), ...logSpread(-1074, 1024, 6)]],
    ['log1p', log1p, Math.log1p, [...spread(-1, 3, 7), ...logSpread(-60, 1024, 8)]],
    ['sin', sin, Math.sin, [...spread(-1e3, 1e3, 9), ...bothSigns(logSpread(-30, 40, 10))]],
    ['cos', cos, Math.cos, [...spread(-1e9, 1e9, 11), ...bothSigns(logSpread(-30, 1024, 12))]],
    ['tanh', tanh, Math.tanh, [...spread(-2, 2, 13), ...bothSigns(logSpread(-30, 5, 14))]],
  ])('%s differs by at most 2 ulp', (_name, own, builtIn, inputs) => {
    expect(inputs).toHaveLength(COUNT);
    expect(worst(own, builtIn, inputs)).toBeLessThanOrEqual(2);
  });

  it('pow differs by at most 2 ulp', () => {
    const bases = [...spread(0, 100, 15), ...logSpread(-1074, 1024, 16)];
    const exponents = [...spread(-150, 150, 17), ...spread(-1, 1, 18)];
    const most = bases.reduce((m, x, i) => Math.max(m, ulpDistance(pow(x, exponents[i] ?? 0), x ** (exponents[i] ?? 0))), 0);
    expect(most).toBeLessThanOrEqual(2);
  });
});

describe('against correctly rounded values', () => {
  it.each(Object.entries(referenceValues))('%s is within its stated error', (name, pairs) => {
    const own = functions[name] ?? Number;
    const allowed = name === 'sigmoid' || name === 'softplus' ? 2 : 1;
    for (const [x, value] of pairs) expect(ulpDistance(own(x), value), `${name}(${x})`).toBeLessThanOrEqual(allowed);
  });

  it('pow is within 1 ulp', () => {
    for (const [x, y, value] of referencePowers) expect(ulpDistance(pow(x, y), value), `pow(${x}, ${y})`).toBeLessThanOrEqual(1);
  });

  it('pow is exact where the power of integers is a double', () => {
    for (let base = 2; base <= 60; base++) {
      let exact = 1n;
      for (let n = 0; exact < 1n << 53n; n++, exact *= BigInt(base)) expect(pow(base, n), `${base}^${n}`).toBe(Number(exact));
    }
    for (let k = -1074; k <= 1023; k++) expect(pow(2, k)).toBe(2 ** k);
  });

  it('sin and cos keep their accuracy at the doubles nearest to multiples of π/2', () => {
    expect(ulpDistance(sin(Math.PI), 1.2246467991473532e-16)).toBe(0);
    expect(ulpDistance(cos(6381956970095103 * 2 ** 797), -4.687165924254628e-19)).toBeLessThanOrEqual(1);
  });
});
