import { goldenSuites } from '@rheobase/cli';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';

const runtime = await createRuntime(reference());

import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/cli. */
export const table: Table<typeof import('@rheobase/cli')> = {
  goldenSuites: takes(
    goldenSuites,
    { runtime, backend: 'reference', precision: 'float64' },
    { words: { precision: { float64: true, float32: true } }, open: ['runtime'] },
  ),
  main: plain,
};
