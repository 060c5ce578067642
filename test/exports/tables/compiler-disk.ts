import { diskCache } from '@rheobase/compiler/disk';
import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/compiler/disk. */
export const table: Table<typeof import('@rheobase/compiler/disk')> = {
  checkOutput: plain,
  diskCache: takes(diskCache, { folder: '/nowhere', limit: 1 }),
  writeOutput: plain,
  writeOutputs: plain,
};
