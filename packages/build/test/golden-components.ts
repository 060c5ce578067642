import { compilerGolden } from '@rheobase/build/golden';
import type { GoldenResult } from '@rheobase/core';
import { goldenFile } from './golden-file.js';

/** The results of a component file beside the tests, `change`d before if so wished. */
export async function goldenResults(
  name: string,
  change: (json: ReturnType<typeof goldenFile>) => void = () => undefined,
): Promise<readonly GoldenResult[]> {
  const json = goldenFile(name);
  change(json);
  return compilerGolden.run(name, json);
}

/** What of the results did not pass. */
export const unpassed = (results: readonly GoldenResult[]): readonly GoldenResult[] => results.filter(({ status }) => status !== 'passed');
