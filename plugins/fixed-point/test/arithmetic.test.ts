import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentDecay, decayed, decayGain, keptShare, voltageDecay } from '../src/arithmetic/decay.js';
import { splitBias, splitThreshold } from '../src/arithmetic/mantissa.js';
import { weightValue, wrapSigned } from '../src/arithmetic/weight.js';
import { loihi1, loihi1Emulator } from '../src/index.js';
import { axonBits } from '../src/place/axons.js';
import { golden } from './golden-case.js';

interface Arithmetic {
  decay: { x: number[]; rows: { decay: number; offset: number; y: number[] }[] };
  decay_magnitude: { decay: number; offset: number; magnitude: number }[];
  overflow: { bits: number; x: number[]; y: number[]; overflowed: boolean[] }[];
  bias: { x: number[]; mant: number[]; exp: number[] };
  vth: { x: number[]; mant: number[]; exp: number[] };
  weights: { weight_exp: number; w: number[]; y: number[] }[];
  decay_ints: { rows: [number, number, number][] };
  memory_bits: { rows: [number, number, number, number][] };
  index_bits_map: number[];
}

const table = golden<Arithmetic>('table-arithmetic');

describe('the arithmetic of the chip equals the recorded tables', () => {
  it('decays integers toward zero', () => {
    for (const { decay, offset, y } of table.decay.rows)
      expect(table.decay.x.map(x => decayed(x, keptShare(decay, offset, loihi1Emulator), 2 ** -12) + 0)).toEqual(y);
  });
  it('knows the gain of a decaying register', () => {
    for (const { decay, offset, magnitude } of table.decay_magnitude) expect(decayGain(decay, offset) / magnitude).toBeCloseTo(1, 13);
  });
  it('wraps integers like two’s complement', () => {
    for (const { bits, x, y, overflowed } of table.overflow) {
      expect(x.map(value => wrapSigned(value, bits))).toEqual(y);
      expect(x.map(value => wrapSigned(value, bits) !== value)).toEqual(overflowed);
    }
  });
  it('splits biases and thresholds into mantissa and exponent', () => {
    const biases = table.bias.x.map(x => splitBias(x, loihi1Emulator));
    expect(biases.map(({ mantissa }) => mantissa)).toEqual(table.bias.mant);
    expect(biases.map(({ exponent }) => exponent)).toEqual(table.bias.exp);
    const thresholds = table.vth.x.map(x => splitThreshold(x, loihi1Emulator));
    expect(thresholds.map(({ mantissa }) => mantissa)).toEqual(table.vth.mant);
    expect(thresholds.map(({ exponent }) => exponent)).toEqual(table.vth.exp);
  });
  it('stores weights with the emulator’s rounding and loss', () => {
    for (const { weight_exp, w, y } of table.weights) expect(w.map(x => weightValue(x, weight_exp, loihi1Emulator) + 0)).toEqual(y);
  });
  it('turns decay constants into registers', () => {
    for (const [fraction, u, v] of table.decay_ints.rows) {
      expect([currentDecay(fraction, loihi1Emulator), voltageDecay(fraction, loihi1Emulator)]).toEqual([u, v]);
    }
  });
  it('counts the memory of an axon', () => {
    for (const [compression, code, count, bits] of table.memory_bits.rows) {
      expect(axonBits(count, compression === 3 ? 0 : (table.index_bits_map[code] ?? 0), loihi1Emulator)).toBe(bits);
    }
  });
});

describe('the corrected profile', () => {
  it('stores weights symmetrically at every exponent', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 255, noNaN: true }), fc.integer({ min: -6, max: 0 }), (x, exponent) => {
        expect(weightValue(-x, exponent, loihi1) + weightValue(x, exponent, loihi1)).toBe(0);
      }),
    );
  });
});
