import { plain } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/networks/golden. */
export const table: Table<typeof import('@rheobase/networks/golden')> = {
  networksGolden: plain,
};
