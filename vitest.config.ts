import { configDefaults, defineConfig } from 'vitest/config';

/** Units and a short golden set: `npm test`, under 3 minutes. Slower files end in `.full.test.ts`. */
export default defineConfig({
  resolve: { conditions: ['@rheobase/source'] },
  ssr: { resolve: { conditions: ['@rheobase/source'] } },
  test: {
    include: ['{packages,plugins}/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/*.full.test.ts'],
    testTimeout: 30_000,
  },
});
