import { diskCache } from '@rheobase/build/disk';
import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/build/disk. */
export const table: Table<typeof import('@rheobase/build/disk')> = {
  checkOutput: plain,
  diskCache: takes(diskCache, { folder: '/nowhere', limit: 1 }),
  writeOutput: plain,
  writeOutputs: plain,
};
