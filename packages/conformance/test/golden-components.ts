import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { type GoldenResult, type GoldenSuite, goldenComponents } from '../src/index.js';
import { goldenFile } from './golden-file.js';

/** The suite of components, those that run on a backend on the reference. */
export const components: GoldenSuite = goldenComponents({ runtime: await createRuntime(reference()) });

/** The results of a component file beside the tests, `change`d before if so wished. */
export async function goldenResults(
  name: string,
  change: (json: ReturnType<typeof goldenFile>) => void = () => undefined,
): Promise<readonly GoldenResult[]> {
  const json = goldenFile(name);
  change(json);
  return components.run(name, json);
}

/** What of the results did not pass. */
export const unpassed = (results: readonly GoldenResult[]): readonly GoldenResult[] => results.filter(({ status }) => status !== 'passed');
