import { defineConfig } from 'vitest/config';

/** Examples under plain node and everything slower: `npm run test:full`, under 15 minutes. */
export default defineConfig({
  resolve: { conditions: ['@rheobase/source'] },
  ssr: { resolve: { conditions: ['@rheobase/source'] } },
  test: {
    include: ['{packages,plugins}/*/test/**/*.full.test.ts', 'test/**/*.full.test.ts'],
    testTimeout: 300_000,
    fileParallelism: false,
  },
});
