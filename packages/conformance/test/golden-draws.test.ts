import { describe, expect, it } from 'vitest';
import { components } from './golden-components.js';
import { goldenFile } from './golden-file.js';

/** What Nengo 4.1 draws of 20,000 vectors of two weighted choices, and of given rows. */
const vectors = {
  format: 1,
  kind: 'component',
  component: 'distribution_moments',
  name: 'vectors',
  tolerance: { atol: 0.02, rtol: 0.02 },
  cases: [
    {
      distribution: {
        type: 'Choice',
        options: [
          [1, 0],
          [0, -1],
          [2, 2],
        ],
        weights: [1, 2, 1],
      },
      d: 2,
      n_samples: 20000,
      mean: [0.7542, 0.00325],
      std: [0.8267299196230448, 1.221081257533728],
      min: [0, -1],
      max: [2, 2],
      norm_quantiles: { q: [0.1, 0.25, 0.5, 0.9], value: [1, 1, 1, 2.8284271247461903] },
    },
    {
      distribution: {
        type: 'Choice',
        options: [
          [1, 0.5],
          [0, -1],
        ],
        weights: null,
      },
      d: 2,
      n_samples: 20000,
      mean: [0.49895, -0.251575],
      std: [0.49999889749875587, 0.7499983462481659],
      min: [0, -1],
      max: [1, 0.5],
      norm_quantiles: { q: [0.1, 0.25, 0.75, 0.9], value: [1, 1, 1.118033988749895, 1.118033988749895] },
    },
    {
      distribution: {
        type: 'Samples',
        samples: [
          [1, 2],
          [3, 4],
          [5, 7],
        ],
      },
      d: 2,
      n_samples: 3,
      mean: [3, 4.333333333333333],
      std: [1.632993161855452, 2.0548046676563256],
      min: [1, 2],
      max: [5, 7],
      norm_quantiles: { q: [0.25, 0.5, 0.75], value: [3.618033988749895, 5, 6.801162633521313] },
    },
  ],
};

describe('golden numbers of distributions', () => {
  it('vectors: choices among rows, with weights and without, and given rows', async () => {
    const results = await components.run('vectors', vectors);
    expect(results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
  });

  it.each([
    ['component_distributions', 18],
    ['component_quasirandom_sphere', 4],
    ['component_sqrtbeta', 3],
  ])('%s: all %d cases', async (name, count) => {
    const results = await components.run(name, goldenFile(name));
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(results).toHaveLength(count);
  });
});
