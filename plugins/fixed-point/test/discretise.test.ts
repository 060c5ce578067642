import { describe, expect, it } from 'vitest';
import { discretiseBlock, loihi1, loihi1Emulator } from '../src/index.js';
import { floatBlock, type GoldenCompartments, golden } from './golden-case.js';

interface Row {
  w_max: number;
  float: GoldenCompartments;
  error?: string;
  int?: GoldenCompartments;
  weights?: number[][];
  weight_exp?: number;
}

const { rows } = golden<{ rows: Row[] }>('table-compartments');
const weightsOf = ({ w_max }: Row) => [w_max, -w_max / 3, w_max / 100];

describe('discretisation of a block', () => {
  it('equals the emulator in each of the 234 grid rows that can be built', () => {
    const built = rows.filter(row => row.error === undefined);
    expect(built).toHaveLength(234);
    for (const row of built) {
      const made = discretiseBlock(floatBlock(row.float, [weightsOf(row)]), loihi1Emulator);
      expect({
        bias: Array.from(made.bias),
        decay_u: Array.from(made.decayU),
        decay_v: Array.from(made.decayV),
        vth: Array.from(made.threshold),
        floor: made.floor,
        ceiling: made.ceiling,
        noise: made.noise?.exponent,
        weights: made.synapses.map(weights => Array.from(weights)),
        exponent: made.exponents[0],
        weightExponent: made.scales.weightExponent,
      }).toEqual({
        bias: row.int?.bias,
        decay_u: row.int?.decay_u,
        decay_v: row.int?.decay_v,
        vth: row.int?.vth,
        floor: row.int?.vmin,
        ceiling: row.int?.vmax,
        noise: row.int?.noise_exp,
        weights: row.weights,
        exponent: row.weight_exp,
        weightExponent: row.int?.scales?.w_exp,
      });
    }
  });

  it('refuses each of the 207 grid rows that cannot be built', () => {
    const failing = rows.filter(row => row.error !== undefined);
    expect(failing).toHaveLength(207);
    for (const row of failing) {
      expect(() => discretiseBlock(floatBlock(row.float, [weightsOf(row)]), loihi1Emulator)).toThrowError(/scale the weights into it/);
    }
  });

  it('keeps a weak synapse group in proportion where the emulator makes it too strong', () => {
    const row = rows.find(({ int }) => int?.scales?.w_exp === 0);
    if (!row) throw new Error('no such row');
    const ratio = 1000;
    const block = floatBlock(row.float, [[row.w_max], [row.w_max / ratio]]);
    const strength = (profile: typeof loihi1) => {
      const [strong, weak] = discretiseBlock(block, profile).synapses;
      return (weak?.[0] ?? 0) / (strong?.[0] ?? 1);
    };
    expect(strength(loihi1Emulator) * ratio).toBeGreaterThan(7);
    expect(strength(loihi1) * ratio).toBeLessThan(4);
  });
});
