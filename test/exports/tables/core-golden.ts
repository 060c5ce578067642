import { plain } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/core/golden. */
export const table: Table<typeof import('@rheobase/core/golden')> = {
  componentSuite: plain,
  firstDifference: plain,
};
