import type { RuntimeOptions } from '@rheobase/runtime';
import { createRuntime } from 'rheobase';
import { takes } from '../row.js';
import type { Table } from '../table.js';

/** What the package rheobase has of its own; the rest is in the tables of the packages that it comes from. */
export const own = { createRuntime };

export const table: Table<typeof own> = {
  createRuntime: takes((options: RuntimeOptions) => createRuntime(options), {
    warn: () => undefined,
    preferred: ['reference'],
  }),
};
