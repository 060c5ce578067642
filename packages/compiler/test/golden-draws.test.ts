import { compilerGolden } from '@rheobase/compiler/golden';
import { describe, expect, it } from 'vitest';
import { goldenFile } from './golden-file.js';

describe('golden numbers of distributions', () => {
  it.each([
    ['component_distributions', 18],
    ['component_quasirandom_sphere', 4],
    ['component_sqrtbeta', 3],
  ])('%s: all %d cases', async (name, count) => {
    const results = await compilerGolden.run(name, goldenFile(name));
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(results).toHaveLength(count);
  });
});
