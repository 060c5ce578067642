import { ensembleAt, type Model } from '@rheobase/model';
import { currentDecay, decayFraction, voltageDecay } from '../arithmetic/decay.js';
import { equalise } from '../discretise/equalise.js';
import type { HardwareProfile } from '../profile/profile.js';
import { currentTau, type Sides } from './chains.js';
import { type Drive, drivesOf } from './drive.js';
import { type Matrix, mapEntries } from './matrix.js';
import { type Membrane, membraneOf } from './membrane.js';

/** Spikes of an ensemble that arrive at a population. */
export interface Projection {
  readonly source: string;
  /** Current per spike, (neurons, source's neurons), in the population's scaled units. */
  readonly weights: Matrix;
}

/** An ensemble of the chip before it is cut into cores: real-valued, in the terms of the chip's step. */
export interface Population {
  readonly path: string;
  readonly neurons: number;
  readonly membrane: Membrane;
  /** Decay fractions per step. */
  readonly decayU: number;
  readonly projections: readonly Projection[];
  /** Scaled, per neuron. */
  readonly bias: Float64Array;
  readonly threshold: Float64Array;
  /** By which factor each neuron's currents and voltages are scaled. */
  readonly factors: Float64Array;
}

function weightsPerSpike(model: Model, drive: Drive, dt: number): readonly Projection[] {
  return drive.spikes.map(({ source, matrix }) => {
    const { amplitude } = membraneOf(model, ensembleAt(model, source), dt);
    return { source, weights: mapEntries(matrix, (w, _, column) => (w * (amplitude[column] ?? 0)) / dt) };
  });
}

function rowStatistics(neurons: number, projections: readonly Projection[], factors: Float64Array) {
  const largest = new Float64Array(neurons);
  const sum = new Float64Array(neurons);
  for (const { weights } of projections) {
    for (let row = 0; row < neurons; row++) {
      for (let k = weights.offsets[row] ?? 0; k < (weights.offsets[row + 1] ?? 0); k++) {
        const size = Math.abs(weights.values[k] ?? 0) * (factors[row] ?? 1);
        largest[row] = Math.max(largest[row] ?? 0, size);
        sum[row] = (sum[row] ?? 0) + size;
      }
    }
  }
  return { largest, sum };
}

/** Factors of each neuron: one threshold for all, then rows of weights raised to use the mantissa bits. */
function factorsOf(
  drive: Drive,
  projections: readonly Projection[],
  membrane: Membrane,
  decayU: number,
  profile: HardwareProfile,
): Float64Array {
  const neurons = drive.bias.length;
  const { floor, threshold, decay, leaky } = membrane;
  // A floor other than zero or none would be scaled along, but a core has one.
  if (!profile.perCompartmentScale || (Number.isFinite(floor) && floor !== 0)) return new Float64Array(neurons).fill(1);
  const common = threshold[0] ?? 1;
  const factors = threshold.map(theta => common / theta);
  const raised = equalise(
    {
      ...rowStatistics(neurons, projections, factors),
      bias: drive.bias.map((b, i) => b * (factors[i] ?? 1)),
      threshold: common,
      decayU: currentDecay(decayU, profile),
      decayV: leaky ? voltageDecay(decay, profile) : null,
    },
    profile,
  );
  return factors.map((factor, i) => factor * (raised[i] ?? 1));
}

/** The ensembles of the chip, in model order. */
export function populationsOf(model: Model, sides: Sides, dt: number, profile: HardwareProfile): readonly Population[] {
  return drivesOf(model, sides.chip).map(drive => {
    const ensemble = ensembleAt(model, drive.ensemble);
    const membrane = membraneOf(model, ensemble, dt);
    const chain = sides.chains.get(drive.ensemble)?.find(({ carries }) => carries === 'spikes');
    const decayU = decayFraction(currentTau(chain), dt);
    const unscaled = weightsPerSpike(model, drive, dt);
    const factors = factorsOf(drive, unscaled, membrane, decayU, profile);
    return {
      path: drive.ensemble,
      neurons: ensemble.neurons,
      membrane,
      decayU,
      projections: unscaled.map(({ source, weights }) => ({ source, weights: mapEntries(weights, (w, row) => w * (factors[row] ?? 1)) })),
      bias: drive.bias.map((b, i) => b * (factors[i] ?? 1)),
      threshold: membrane.threshold.map((theta, i) => theta * (factors[i] ?? 1)),
      factors,
    };
  });
}
