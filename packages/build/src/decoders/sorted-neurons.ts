import type { Model, ModelEnsemble } from '@rheobase/model';
import { type EnsembleRef, ensembleIn, float64Of, needModel } from '@rheobase/model';
import { activities } from '../curves/activities.js';

/** At most so many neurons give their preferred directions as points of comparison. */
const DIRECTIONS = 50;
const LEVELS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1] as const;

/** Points along the preferred directions of neurons, by which all are told apart. */
function comparisonPoints(model: Model, { encoders, neurons, dimensions, radius }: ModelEnsemble): Float64Array {
  const directions = encoders === null ? new Float64Array(neurons * dimensions) : float64Of(model, encoders);
  const every = Math.ceil(neurons / DIRECTIONS);
  const chosen = Array.from({ length: Math.ceil(neurons / every) }, (_, i) => i * every);
  return Float64Array.from(
    chosen.flatMap(i =>
      LEVELS.flatMap(level => Array.from({ length: dimensions }, (_, k) => level * radius * (directions[i * dimensions + k] ?? 0))),
    ),
  );
}

/**
 * The neurons of an ensemble in an order in which neighbours fire alike, for spike rasters: starting at one end, each next neuron is the one
 * whose settled rates, relative to its highest, differ least from those of the neuron before (sum of squares over points along preferred directions).
 *
 * @param of the ensemble, of the Model or of the Network it was built from, or its path
 * @returns neuron numbers, to be given as `neurons` to `raster`
 */
export function sortedNeurons(model: Model, of: EnsembleRef): readonly number[] {
  needModel('sortedNeurons', model);
  const ensemble = ensembleIn('sortedNeurons', model, of);
  const n = ensemble.neurons;
  const rates = activities(model, ensemble, comparisonPoints(model, ensemble));
  const points = rates.length / n;
  const curves = Array.from({ length: n }, (_, i) => {
    const curve = Float64Array.from({ length: points }, (_, p) => rates[p * n + i] ?? 0);
    const highest = curve.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
    return highest === 0 ? curve : curve.map(x => x / highest);
  });
  const distance = (i: number, j: number): number => {
    const [a, b] = [curves[i] ?? [], curves[j] ?? []];
    let sum = 0;
    for (let p = 0; p < points; p++) sum += ((a[p] ?? 0) - (b[p] ?? 0)) * ((a[p] ?? 0) - (b[p] ?? 0));
    return sum;
  };
  const left = new Set(curves.keys());
  const extreme = (from: number, sign: 1 | -1): number => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const i of left) {
      const d = sign * distance(from, i);
      if (d < least) [best, least] = [i, d];
    }
    return best;
  };
  // The neuron least like the first lies at one end.
  const order: number[] = [];
  for (let next = extreme(0, -1); next >= 0; next = extreme(next, 1)) {
    order.push(next);
    left.delete(next);
  }
  return Object.freeze(order);
}
