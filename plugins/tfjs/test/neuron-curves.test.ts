import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neuronPass } from '../src/kernels/neurons.js';
import { rateOf, slopeOf } from '../src/kernels/rate-curve.js';

interface Case {
  readonly sigma: number;
  readonly tau_rc: number;
  readonly tau_ref: number;
  readonly amplitude: number;
  readonly J: readonly number[];
  readonly rate: readonly number[];
  readonly dRate_dJ: readonly number[];
  readonly lifRate: readonly number[];
  readonly lifRate_dJ: readonly number[];
}

const golden: { readonly cases: readonly Case[] } = JSON.parse(
  gunzipSync(readFileSync(new URL('golden/softlif.json.gz', import.meta.url))).toString(),
);

const [first] = golden.cases;
if (!first) throw new Error('the golden file has no cases');

const curveOf = ({ sigma, tau_rc, tau_ref, amplitude }: Case) => ({ sigma, tauRc: tau_rc, tauRef: tau_ref, amplitude });
const passOf = (one: Case, sigma = one.sigma) =>
  neuronPass(
    {
      type: 'lif',
      amplitude: Float64Array.of(one.amplitude),
      tauRc: Float64Array.of(one.tau_rc),
      tauRef: Float64Array.of(one.tau_ref),
      sigma: Float64Array.of(sigma),
    },
    1,
  );
const relative = (a: number, b: number) => (a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)));

describe.each(golden.cases)('SoftLIF with sigma $sigma, tauRc $tau_rc, tauRef $tau_ref, amplitude $amplitude', one => {
  it('has the golden rates and slopes in float64', () => {
    one.J.forEach((current, k) => {
      expect(relative(rateOf(current, curveOf(one)), one.rate[k] ?? Number.NaN)).toBeLessThan(1e-9);
      expect(relative(slopeOf(current, curveOf(one)), one.dRate_dJ[k] ?? Number.NaN)).toBeLessThan(1e-9);
    });
  });

  it('has the golden rates and slopes of the hard curve where sigma is 0', () => {
    const hard = { ...curveOf(one), sigma: 0 };
    one.J.forEach((current, k) => {
      expect(relative(rateOf(current, hard), one.lifRate[k] ?? Number.NaN)).toBeLessThan(1e-9);
      expect(relative(slopeOf(current, hard), one.lifRate_dJ[k] ?? Number.NaN)).toBeLessThan(1e-9);
    });
  });

  it('keeps rates and slopes within 2e-5 on the device', () => {
    const currents = Float32Array.from(one.J);
    const rates = new Float32Array(currents.length);
    const slopes = new Float32Array(currents.length);
    const alone = new Float32Array(currents.length);
    passOf(one).withSlopes(currents, rates, slopes);
    passOf(one).outputs(currents, alone);
    currents.forEach((current, k) => {
      expect(relative(rates[k] ?? 0, one.rate[k] ?? Number.NaN)).toBeLessThan(2e-5);
      expect(relative(slopes[k] ?? 0, slopeOf(current, curveOf(one)))).toBeLessThan(2e-5);
    });
    expect(alone).toEqual(rates);
  });
});

it('never gives a rate or slope that is not finite, whatever the current', () => {
  const passes = [0, 1e-6, 0.002, 0.02, 1].map(sigma => passOf(first, sigma));
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(...passes), (current, pass) => {
      const rates = new Float32Array(1);
      const slopes = new Float32Array(1);
      pass.withSlopes(Float32Array.of(current), rates, slopes);
      expect(Number.isFinite(rates[0])).toBe(true);
      expect(Number.isFinite(slopes[0])).toBe(true);
      expect(rates[0]).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});

it('follows the computed curve between the corners of its table', () => {
  const [one] = golden.cases.filter(({ sigma }) => sigma === 0.02);
  if (!one) throw new Error('no case with sigma 0.02');
  const currents = Float32Array.from({ length: 20001 }, (_, k) => -5 + k / 1500);
  const rates = new Float32Array(currents.length);
  const slopes = new Float32Array(currents.length);
  passOf(one).withSlopes(currents, rates, slopes);
  let worstRate = 0;
  let worstSlope = 0;
  currents.forEach((current, k) => {
    worstRate = Math.max(worstRate, relative(rates[k] ?? 0, rateOf(current, curveOf(one))));
    worstSlope = Math.max(worstSlope, relative(slopes[k] ?? 0, slopeOf(current, curveOf(one))));
  });
  expect(worstRate).toBeLessThan(1e-6);
  expect(worstSlope).toBeLessThan(1e-5);
});

it('passes on a current that is not a number', () => {
  const out = new Float32Array(1);
  for (const sigma of [0, 0.02]) {
    passOf(first, sigma).outputs(Float32Array.of(Number.NaN), out);
    expect(out[0]).toBeNaN();
  }
  neuronPass({ type: 'relu', amplitude: Float64Array.of(1) }, 1).outputs(Float32Array.of(Number.NaN), out);
  expect(out[0]).toBeNaN();
});
