import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The cases of a golden file beside the tests. */
export const goldenFile = (name: string) =>
  JSON.parse(gunzipSync(readFileSync(new URL(`golden/${name}.json.gz`, import.meta.url))).toString('utf8'));

/** A file of the golden numbers of Nengo, which lie beside the tests of the whole. */
export const nengoFile = (name: string) => goldenFile(`../../../../test/golden/nengo/${name}`);

/** The largest difference of two lists, relative to the largest magnitude among the expected. */
export function relativeError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Array.from(expected).reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  return Array.from(found).reduce((max, x, i) => Math.max(max, Math.abs(x - (expected[i] ?? 0))), 0) / (scale || 1);
}
