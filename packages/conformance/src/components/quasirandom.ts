import { recurrence, sphereByCoordinates, sphereByPairs } from '@rheobase/model';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference, type Tolerance } from '../golden/first-difference.js';
import type { GoldenFailure } from '../golden/golden-suite.js';
import { flatNumbers } from '../golden/numbers.js';

/** The interpolated table that Nengo uses is only near the coordinates that it stands for. */
const TABLE: Tolerance = { atol: 1e-2, rtol: 0 };

/** The sequence from its start, and both maps of its first columns to the sphere. */
export const checkQuasirandom: ComponentCheck = ({ cases, tolerance }) =>
  cases.map(at => {
    const [d, n] = [at.number('d'), at.number('n')];
    const sequence = recurrence(at.numbers('start'), n);
    const maps: readonly (readonly [name: string, values: () => Float64Array, tolerance: Tolerance])[] = [
      ['sequence_before_shuffle', () => sequence, tolerance],
      ['sphere_sct', () => sphereByCoordinates(sequence, d, d), tolerance],
      ['sphere_sct_approx', () => sphereByCoordinates(sequence, d, d), TABLE],
      ['sphere_tfww', () => sphereByPairs(sequence, d, d), tolerance],
    ];
    const failure = maps.reduce<GoldenFailure | null>(
      (first, [name, values, allowed]) => first ?? (at.has(name) ? firstDifference(name, values(), flatNumbers(at, name), allowed) : null),
      null,
    );
    const name = `d = ${d}`;
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });
