import { configDefaults, defineConfig } from 'vitest/config';

const include = ['{packages,plugins}/*/test/**/*.test.ts', 'bench/test/**/*.test.ts', 'test/**/*.test.ts'];
/** Files of another world than the rest: what they set up before they import holds for a whole process. */
const apart = '**/*.apart.test.ts';

/**
 * Units and a short golden set: `npm test`, under 3 minutes. Slower files end in `.full.test.ts`. Files share processes, so that each package
 * is loaded once; those that cannot end in `.apart.test.ts`.
 */
export default defineConfig({
  resolve: { conditions: ['@rheobase/source'] },
  ssr: { resolve: { conditions: ['@rheobase/source'] } },
  test: {
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'together', isolate: false, include, exclude: [...configDefaults.exclude, '**/*.full.test.ts', apart] },
      },
      { extends: true, test: { name: 'apart', include: include.map(files => files.replace('*.test.ts', '*.apart.test.ts')) } },
    ],
  },
});
