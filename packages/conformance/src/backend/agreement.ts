import { isSpiking, stepsOf } from '@rheobase/core';
import type { Samples } from '@rheobase/data';
import type { Model, ModelProbe } from '@rheobase/model';
import { ensembleAt } from '@rheobase/model';
import type { Equivalence } from '@rheobase/runtime';

/** A departure of one probe, told in one line. */
const told = ({ path }: ModelProbe, what: string): string => `probe '${path}': ${what}`;

function firstApart(
  probe: ModelProbe,
  { shape, data }: Samples,
  expected: Samples,
  same: (got: number, wanted: number) => boolean,
): string | null {
  const at = expected.data.findIndex((wanted, i) => !same(data[i] ?? Number.NaN, wanted));
  if (at < 0) return null;
  const [, records, size] = shape;
  const where = `item ${Math.floor(at / (records * size))}, record ${Math.floor(at / size) % records}, element ${at % size}`;
  return told(probe, `${where}: got ${data[at]}, expected ${expected.data[at]}`);
}

const rootMeanSquare = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) * (values[i] ?? 0);
  return Math.sqrt(sum / Math.max(1, values.length));
};

/** Root mean square of the difference, at most 1e-3, or that part of what is expected where that is above 1. */
function withinRms(probe: ModelProbe, got: Samples, expected: Samples): string | null {
  const apart = rootMeanSquare(expected.data.map((wanted, i) => (got.data[i] ?? Number.NaN) - wanted));
  const allowed = 1e-3 * Math.max(1, rootMeanSquare(expected.data));
  return apart <= allowed ? null : told(probe, `root mean square of the difference is ${apart}, more than ${allowed}`);
}

/** Spikes of each neuron, counted over the run: one apart for each second begun. */
function withinSpikes(probe: ModelProbe, got: Samples, expected: Samples, dt: number): string | null {
  const [batch, records, size] = expected.shape;
  const allowed = Math.max(1, Math.ceil(stepsOf(records * dt, 1)));
  for (let row = 0; row < batch * size; row++) {
    const [item, element] = [Math.floor(row / size), row % size];
    let difference = 0;
    for (let k = 0; k < records; k++) {
      const at = (item * records + k) * size + element;
      difference += ((got.data[at] ?? Number.NaN) - (expected.data[at] ?? Number.NaN)) * dt;
    }
    if (!(Math.abs(difference) <= allowed + 1e-3)) return told(probe, `item ${item}, element ${element}: ${difference} spikes apart`);
  }
  return null;
}

const showsSpikes = (model: Model, { target, synapse }: ModelProbe): boolean =>
  synapse === null && target.port === 'neurons' && isSpiking(ensembleAt(model, target.path).neuronType);

/**
 * Where a probe departs from the reference by more than a class of equivalence allows; null where it agrees. E0: in a bit; E1: 1e-6, of the
 * value where it is above 1; E2: root mean square 1e-3, spikes by one per neuron and second; E3: numbers are not compared.
 */
export function departure(
  equivalence: Equivalence,
  model: Model,
  probe: ModelProbe,
  got: Samples,
  expected: Samples,
  dt: number,
): string | null {
  if (got.shape.join() !== expected.shape.join()) return told(probe, `shape (${got.shape}), expected (${expected.shape})`);
  switch (equivalence) {
    case 'E0':
      return firstApart(probe, got, expected, Object.is);
    case 'E1':
      return firstApart(probe, got, expected, (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)));
    case 'E2':
      return showsSpikes(model, probe) ? withinSpikes(probe, got, expected, dt) : withinRms(probe, got, expected);
    case 'E3':
      return null;
  }
}
