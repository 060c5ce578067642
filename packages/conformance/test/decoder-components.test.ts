import { describe, expect, it } from 'vitest';
import { components } from './golden-components.js';
import { goldenFile } from './golden-file.js';

/** Cases by what became of them. */
async function outcomes(component: string, json: unknown = goldenFile(component)) {
  const results = await components.run(component, json);
  return {
    failed: results.filter(result => result.status === 'failed'),
    passed: results.filter(result => result.status === 'passed').length,
    skipped: results.flatMap(result => (result.status === 'skipped' ? [result.reason] : [])),
  };
}

describe('golden components', () => {
  it.each([
    ['component_solvers', 21, []],
    ['component_solvers_negative', 24, []],
    ['component_decoders', 5, []],
  ])('%s: %d cases pass', async (component, passed, skipped) => {
    expect(components.matches(component, goldenFile(component))).toBe(true);
    expect(await outcomes(component)).toEqual({ failed: [], passed, skipped });
  });

  it('hold activities with their signs: those of half of the cases are all negative or reach further below 0 than above', () => {
    const { cases } = goldenFile('component_solvers_negative');
    const lowest = cases.map(({ A }: { readonly A: readonly (readonly number[])[] }) => {
      const values = A.flat();
      return { low: Math.min(...values), high: Math.max(...values) };
    });
    expect(lowest.filter(({ high }: { readonly high: number }) => high < 0).length).toBeGreaterThanOrEqual(8);
    expect(lowest.filter(({ low, high }: { readonly low: number; readonly high: number }) => -low > high).length).toBeGreaterThanOrEqual(
      12,
    );
  });

  it('notice a changed number', async () => {
    const file = goldenFile('component_solvers');
    file.cases[2].X[3][1] += 1e-6;
    file.cases[14].rmses[0] *= 1.05;
    const { failed, passed } = await outcomes('component_solvers', file);
    expect(passed).toBe(19);
    expect(failed).toMatchObject([
      { name: 'solvers[2] LstsqL2', failure: { object: 'X', at: 7 } },
      { name: 'solvers[14] LstsqL1', failure: { object: 'rmses', at: 0 } },
    ]);
  });
});
